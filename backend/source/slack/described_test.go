package slack_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/google/go-cmp/cmp"

	"sluice/backend/source"
	"sluice/backend/source/slack"
	"sluice/backend/source/sourcetest"
)

const described = "slack.json" // of 2021, when it was archived; what is used here has not changed since

// TestRequestsAreAsDescribed checks every request of a busy pull, and of each verb.
func TestRequestsAreAsDescribed(t *testing.T) {
	d := sourcetest.Described(t, described).
		Except(`POST /api/dnd.setSnooze: body lacks "token", which is required`) // it is in the header, as everywhere at Slack
	s := busy()
	s.matches = map[string][]map[string]any{"<@U0ME>": {
		{"channel": map[string]any{"id": "C9", "name": "elsewhere"}, "user": "UANA", "ts": ts(6), "text": "ask <@U0ME>"},
	}}
	s.say("C1", message(60, "UANA", "<@U0ME> look", "thread_ts", ts(60), "reply_count", 1))
	s.say("C1/"+ts(60), message(50, "UBEN", "me too", "thread_ts", ts(60)))
	s.say("D1", message(30, "UANA", "are you there?"))
	account := sourcetest.Account(slack.Source{}, source.Values{"read": "true", "snooze": "true"}, source.Secrets{"token": "xoxp-secret"}, d.Checks(t, s))
	if _, err := (slack.Source{}).Check(t.Context(), account); err != nil {
		t.Error(err)
	}
	var at source.Cursor
	for range 2 { // the second one looks what was read
		batch, err := slack.Source{}.Pull(t.Context(), account, at, source.Budget{Requests: 50, Since: now.AddDate(0, 0, -14)})
		if err != nil || batch.More {
			t.Fatalf("it gave %+v (%v)", batch, err)
		}
		at = batch.Next
	}
	for _, verb := range (slack.Source{}).Describe().Writes {
		w := source.Write{Verb: verb, Text: "yes", Target: source.Target{Thread: "C1/" + ts(60), RemoteIDs: []string{"C1/" + ts(60)}}}
		if err := (slack.Source{}).Write(source.Acting(t.Context()), account, w); err != nil {
			t.Error(err)
		}
	}
	acting := source.Acting(t.Context())
	if _, err := (slack.Source{}).Snooze(acting, account, 90); err != nil {
		t.Error(err)
	}
	for range 2 { // the second time there is nothing to end
		if err := (slack.Source{}).EndSnooze(acting, account); err != nil {
			t.Error(err)
		}
	}
	for _, method := range []string{
		"dnd.info", "dnd.setSnooze", "dnd.endSnooze", "auth.test", "users.conversations", "usergroups.list", "search.messages", "conversations.history",
		"conversations.replies", "users.info", "conversations.info", "conversations.mark", "chat.postMessage",
	} {
		if !slices.Contains(s.asked, method) {
			t.Errorf("%s was not asked, and so not checked", method)
		}
	}
}

// TestDescribedAnswers reads the answers that Slack's description gives as examples; conversations count as
// direct messages there, so that something in them is for the user.
func TestDescribedAnswers(t *testing.T) {
	d := sourcetest.Described(t, described)
	answers := d.Answers(t, nil)
	direct := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if example, _ := d.Example(r.Method, r.URL.Path); r.URL.Path == "/api/users.conversations" {
			_, _ = w.Write([]byte(strings.ReplaceAll(string(example), `"is_im":false`, `"is_im":true`)))
			return
		}
		answers.ServeHTTP(w, r)
	})
	synctest.Test(t, func(t *testing.T) {
		account := sourcetest.Account(slack.Source{}, nil, source.Secrets{"token": "xoxp-secret"}, direct)
		identity, err := slack.Source{}.Check(t.Context(), account)
		if err != nil || identity.Who != "grace, Subarachnoid Workspace" {
			t.Errorf("check gave %+v (%v)", identity, err)
		}
		batch, err := slack.Source{}.Pull(t.Context(), account, "", source.Budget{Requests: 50})
		if err != nil || batch.More || batch.Skipped > 0 {
			t.Fatalf("pull gave %+v (%v)", batch, err)
		}
		got := told(batch.Events)
		slices.Sort(got)
		want := []string{
			"Slack | C012AB3CD | direct | Egon Spengler | I find you punny and would like to smell your nose letter",
			"Slack | C012AB3CD | direct | Egon Spengler | What, you want to smell my shoes better?",
			"Slack | C061EG9T2 | direct | Egon Spengler | I find you punny and would like to smell your nose letter",
			"Slack | C061EG9T2 | direct | Egon Spengler | What, you want to smell my shoes better?",
			"Slack, #general | C12345678/1508284197.000015 | mention | Egon Spengler | The meaning of life the universe and everything is 42.",
			"Slack, #random | C12345678/1508795665.000236 | mention | robot overlord | The meaning of life the universe and everything is 101010",
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
		for _, e := range batch.Events {
			if !strings.HasPrefix(e.URL, "https://subarachnoid.slack.com/archives/C") || e.SentAt.Year() != 2017 {
				t.Errorf("%q is at %s, of %s", e.Title, e.URL, e.SentAt)
			}
		}
	})
}
