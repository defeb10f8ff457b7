package slack_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"sluice/backend/source"
	"sluice/backend/source/slack"
	"sluice/backend/source/sourcetest"
)

// now is the clock of these tests; ts gives the stamp of so many minutes earlier.
var now = time.Date(2026, 3, 4, 12, 0, 0, 0, time.UTC)

func ts(minutesAgo int) string {
	return fmt.Sprintf("%d.000100", now.Add(-time.Duration(minutesAgo)*time.Minute).Unix())
}

func message(minutesAgo int, user, text string, more ...any) map[string]any {
	m := map[string]any{"type": "message", "ts": ts(minutesAgo), "user": user, "text": text}
	for i := 0; i < len(more); i += 2 {
		m[fmt.Sprint(more[i])] = more[i+1]
	}
	return m
}

// busy is a workspace with a channel, a direct message and a group of people.
func busy() *server {
	s := newServer()
	s.people = map[string]string{me: "Me", "UANA": "Ana Ruiz", "UBEN": "Ben"}
	s.conversations = append(s.conversations,
		map[string]any{"id": "D1", "is_im": true, "user": "UANA"},
		map[string]any{"id": "G1", "is_mpim": true, "name": "mpdm-ana--ben--me-1"})
	s.groups = []map[string]any{
		{"id": "S1", "handle": "designers", "users": []string{me, "UBEN"}}, {"id": "S2", "handle": "others", "users": []string{"UBEN"}},
	}
	return s
}

func pull(t *testing.T, s *server, at source.Cursor, settings source.Values) (events []source.Event, gone []string, next source.Cursor) {
	t.Helper()
	account := sourcetest.Account(slack.Source{}, settings, source.Secrets{"token": "xoxp-secret"}, s)
	account.Now = func() time.Time { return now }
	for range 50 {
		s.asked = nil
		batch, err := slack.Source{}.Pull(t.Context(), account, at, source.Budget{Requests: 50, Events: 50, Since: now.Add(-14 * 24 * time.Hour)})
		if err != nil {
			t.Fatal(err)
		}
		events, gone = append(events, batch.Events...), append(gone, batch.Gone...)
		if batch.Next != "" {
			at = batch.Next
		}
		if !batch.More {
			return events, gone, at
		}
	}
	t.Fatal("there was always more")
	return nil, nil, ""
}

func told(events []source.Event) (lines []string) {
	for _, e := range events {
		lines = append(lines, fmt.Sprintf("%s | %s | %s | %s | %s", e.App, e.Thread, e.Reach, e.From, e.Title))
	}
	return lines
}

func TestWhatIsForTheUser(t *testing.T) {
	s := busy()
	parent := message(60, me, "Shall we ship?", "thread_ts", ts(60), "reply_count", 2, "reply_users", []string{"UANA", "UBEN"})
	for _, m := range []map[string]any{
		message(90, "UANA", "not for me"),
		message(85, "UANA", "", "subtype", "channel_join"),
		message(80, "UANA", "<@U0ME> can you *look* at <https://acme.test/a?b=1&amp;c=2|the draft>?"),
		message(75, "UBEN", "<!subteam^S1> please read"),
		message(74, "UBEN", "<!subteam^S2|@others> please read"),
		message(70, "UANA", "<!here> lunch"),
		parent,
	} {
		s.say("C1", m)
	}
	s.say("C1/"+ts(60), parent)
	s.say("C1/"+ts(60), message(50, "UANA", "yes", "thread_ts", ts(60)))
	s.say("C1/"+ts(60), message(45, me, "then I do", "thread_ts", ts(60)))
	s.say("C1/"+ts(60), message(40, "UBEN", "thanks <@UANA> &amp; all", "thread_ts", ts(60)))
	s.say("D1", message(30, "UANA", "are you there?"))
	s.say("D1", message(29, "UANA", "", "files", []any{map[string]any{"title": "invoice.pdf"}}))
	s.say("G1", message(20, "UBEN", "hello both"))
	events, gone, at := pull(t, s, "", nil)
	want := []string{
		"Slack, #checkout | C1/" + ts(80) + " | mention | Ana Ruiz | @Me can you look at the draft (https://acme.test/a?b=1&c=2)?",
		"Slack, #checkout | C1/" + ts(75) + " | list | Ben | @designers please read",
		"Slack, #checkout | C1/" + ts(70) + " | list | Ana Ruiz | @here lunch",
		"Slack, #checkout | C1/" + ts(60) + " | copy | Ana Ruiz | yes",
		"Slack, #checkout | C1/" + ts(60) + " | copy | Ben | thanks @Ana Ruiz & all",
		"Slack | D1 | direct | Ana Ruiz | are you there?",
		"Slack | D1 | direct | Ana Ruiz | [file: invoice.pdf]",
		"Slack | G1 | direct | Ben | hello both",
	}
	slices.SortStableFunc(events, func(a, b source.Event) int { return a.SentAt.Compare(b.SentAt) })
	if diff := cmp.Diff(want, told(events)); diff != "" {
		t.Error(diff)
	}
	if len(gone) > 0 {
		t.Errorf("gone are %v", gone)
	}
	link := "https://acme.slack.com/archives/C1/p" + strings.ReplaceAll(ts(40), ".", "") + "?thread_ts=" + ts(60) + "&cid=C1"
	if got := events[4]; got.URL != link || !slices.Contains(got.Same, source.SameAddress(link)) || got.Service != "slack" {
		t.Errorf("the address is %s, the same as %v, at %q", got.URL, got.Same, got.Service)
	}
	again, gone, same := pull(t, s, at, nil)
	if len(again) > 0 || len(gone) > 0 || same != at {
		t.Errorf("nothing happened, and came %v, went %v", told(again), gone)
	}
	if quiet, _, _ := pull(t, s, "", source.Values{"quiet": "true"}); len(quiet) != len(want)-1 {
		t.Errorf("without @here came %v", told(quiet))
	}
}

func TestWhatWasDealtWithThere(t *testing.T) {
	s := busy()
	s.say("C1", message(80, "UANA", "<@U0ME> look", "thread_ts", ts(80)))
	s.say("D1", message(30, "UANA", "are you there?"))
	s.say("G1", message(25, "UBEN", "one"))
	s.say("G1", message(24, "UBEN", "two"))
	settings := source.Values{"read": "true"}
	_, _, at := pull(t, s, "", settings)

	s.history["G1"] = s.history["G1"][1:] // the first is deleted, the second is not
	s.say("D1", message(10, me, "now I am"))
	s.say("C1/"+ts(80), message(9, me, "looked", "thread_ts", ts(80)))
	_, gone, next := pull(t, s, at, settings)
	slices.Sort(gone)
	if want := []string{"C1/" + ts(80), "D1"}; !slices.Equal(gone, want) {
		t.Errorf("after his answers %v are dealt with, not %v", gone, want)
	}
	s.read["G1"] = ts(20)
	if _, gone, _ = pull(t, s, next, settings); !slices.Equal(gone, []string{"G1"}) {
		t.Errorf("after reading %v are dealt with", gone)
	}
	if _, gone, _ := pull(t, s, at, nil); len(gone) > 0 {
		t.Errorf("without the setting %v are dealt with", gone)
	}
}

func TestSearchFindsWhatIsElsewhere(t *testing.T) {
	s := busy()
	link := "https://acme.slack.com/archives/C9/p1?thread_ts=" + ts(100) + "&cid=C9"
	s.matches = map[string][]map[string]any{
		"<@U0ME>": {
			{
				"channel": map[string]any{"id": "C1", "name": "checkout"}, "user": "UBEN", "ts": ts(5), "text": "<@U0ME> deep in a thread",
				"permalink": "https://acme.slack.com/archives/C1/p2?thread_ts=" + ts(9000) + "&cid=C1",
			},
			{"channel": map[string]any{"id": "C9", "name": "elsewhere"}, "user": "UANA", "ts": ts(6), "text": "ask <@U0ME>", "permalink": link},
		},
		"from:<@U0ME>": {
			{"channel": map[string]any{"id": "C1"}, "user": me, "ts": ts(50), "text": "mine", "permalink": "https://acme.slack.com/archives/C1/p3?thread_ts=" + ts(8000)},
		},
	}
	s.say("C1/"+ts(9000), message(5, "UBEN", "<@U0ME> deep in a thread", "thread_ts", ts(9000)))
	s.say("C1/"+ts(8000), message(50, me, "mine", "thread_ts", ts(8000)))
	s.say("C1/"+ts(8000), message(40, "UANA", "answered", "thread_ts", ts(8000)))
	events, _, at := pull(t, s, "", nil)
	want := []string{
		"Slack, #elsewhere | C9/" + ts(100) + " | mention | Ana Ruiz | ask @Me",
		"Slack, #checkout | C1/" + ts(9000) + " | mention | Ben | @Me deep in a thread",
		"Slack, #checkout | C1/" + ts(8000) + " | copy | Ana Ruiz | answered",
	}
	got := told(events)
	slices.Sort(got)
	slices.Sort(want)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if again, _, same := pull(t, s, at, nil); len(again) > 0 || same != at {
		t.Errorf("the same was found again: %v", told(again))
	}
}

func TestWhatWasReadIsKeptWhenSlackAsksForPatience(t *testing.T) {
	s := busy()
	s.say("C1", message(80, "UANA", "<@U0ME> look"))
	s.say("D1", message(30, "UANA", "are you there?"))
	s.limited = 9
	account := sourcetest.Account(slack.Source{}, nil, source.Secrets{"token": "xoxp-secret"}, s)
	account.Now = func() time.Time { return now }
	budget := source.Budget{Requests: 50, Events: 50}
	first, err := slack.Source{}.Pull(t.Context(), account, "", budget)
	if err != nil || len(first.Events) != 1 || !first.More {
		t.Fatalf("up to the ninth request came %v (%v)", told(first.Events), err)
	}
	_, err = slack.Source{}.Pull(t.Context(), account, first.Next, budget)
	if trouble := source.TroubleOf(err); trouble == nil || trouble.Class != source.RateLimited || trouble.Until.Sub(now) < 30*time.Second {
		t.Errorf("then Slack's wish was %+v", trouble)
	}
	s.limited = 0
	if rest, _, _ := pull(t, s, first.Next, nil); len(rest) != 1 || rest[0].Thread != "D1" {
		t.Errorf("the rest is %v", told(rest))
	}
}

func TestManyConversationsTakeTurns(t *testing.T) {
	synctest.Test(t, takeTurns) // so that the wait for a turn costs nothing
}

func takeTurns(t *testing.T) {
	s := busy()
	for i := range 100 {
		s.conversations = append(s.conversations, map[string]any{"id": fmt.Sprintf("D%03d", i), "is_im": true, "user": "UANA"})
	}
	_, _, at := pull(t, s, "", nil)
	for i := range 100 {
		s.say(fmt.Sprintf("D%03d", i), message(1, "UANA", fmt.Sprintf("news %d", i)))
	}
	s.matches = map[string][]map[string]any{"to:me": { // which names one of those that would be last
		{"channel": map[string]any{"id": "D099", "is_im": true}, "user": "UANA", "ts": ts(1), "text": "news 99"},
	}}
	came := map[string]bool{}
	for turn := 1; len(came) < 100; turn++ {
		now := now.Add(time.Duration(turn) * 2 * time.Minute)
		account := sourcetest.Account(slack.Source{}, nil, source.Secrets{"token": "xoxp-secret"}, s)
		account.Now = func() time.Time { return now }
		s.asked = nil
		batch, err := slack.Source{}.Pull(t.Context(), account, at, source.Budget{Requests: 50, Events: 50})
		if err != nil || turn > 12 || len(s.asked) > 50 {
			t.Fatalf("in turn %d, %d of 100 came, by %d requests (%v)", turn, len(came), len(s.asked), err)
		}
		for _, e := range batch.Events {
			came[e.RemoteID] = true
		}
		if at = batch.Next; !batch.More && !came["D099/"+ts(1)] {
			t.Error("what searching names did not come with the first reading")
		}
	}
}

func TestWriting(t *testing.T) {
	s := busy()
	account := sourcetest.Account(slack.Source{}, nil, source.Secrets{"token": "xoxp-secret"}, s)
	ctx := source.Acting(t.Context())
	target := func(thread string, ids ...string) source.Target { return source.Target{Thread: thread, RemoteIDs: ids} }
	for _, w := range []source.Write{
		{Verb: source.VerbReply, Target: target("C1/"+ts(9), "C1/"+ts(9)), Text: "a < b & <!here>"},
		{Verb: source.VerbReply, Target: target("D1", "D1/"+ts(9)), Text: "yes"},
		{Verb: source.VerbRead, Target: target("D1", "D1/"+ts(9), "D1/"+ts(8))},
		{Verb: source.VerbRead, Target: target("C1/"+ts(9), "C1/"+ts(9), "C1/"+ts(8))},
	} {
		if err := (slack.Source{}).Write(ctx, account, w); err != nil {
			t.Error(err)
		}
	}
	s.read["D1"] = ts(2) // he read on meanwhile: nothing goes back
	if err := (slack.Source{}).Write(ctx, account, source.Write{Verb: source.VerbRead, Target: target("D1", "D1/"+ts(8))}); err != nil {
		t.Error(err)
	}
	err := slack.Source{}.Write(ctx, account, source.Write{Verb: source.VerbRead, Target: target("C1/"+ts(9), "C1/"+ts(8))})
	if source.ClassOf(err) != source.NotThere {
		t.Errorf("an answer in a thread was marked: %v", err)
	}
	want := []string{
		"chat.postMessage C1 <nil> " + ts(9) + " a &lt; b &amp; &lt;!here&gt;", "chat.postMessage D1 <nil> <nil> yes",
		"conversations.mark D1 " + ts(8) + " <nil> <nil>", "conversations.mark C1 " + ts(9) + " <nil> <nil>",
	}
	if diff := cmp.Diff(want, s.Written()); diff != "" {
		t.Error(diff)
	}
}
