package queue_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"sluice/backend/queue"
	"sluice/backend/source"
	"sluice/backend/work"
)

// proposed gives the sentences that are proposed.
func (d *desk) proposed(wall queue.Wall) (sentences []string) {
	d.Helper()
	all, err := d.queue.Proposals(context.Background(), d.now, wall)
	d.must(err)
	for _, p := range all {
		sentences = append(sentences, p.Sentence)
	}
	return sentences
}

// answer accepts or declines the one proposal.
func (d *desk) answer(accept bool) {
	d.Helper()
	all, err := d.queue.Proposals(context.Background(), d.now, queue.Wall{})
	d.must(err)
	if len(all) != 1 {
		d.Fatalf("proposed are %+v", all)
	}
	_, err = d.queue.AnswerProposal(context.Background(), d.now, queue.Wall{}, all[0].Key, accept)
	d.must(err)
}

// dropped has messages arrive, come through, and be done with at once.
func (d *desk) dropped(n int, event source.Event) {
	d.Helper()
	d.came(n, "message", event)
	var ids []work.ItemID
	for _, item := range d.items() {
		ids = append(ids, item.ID)
	}
	_, err := d.queue.Done(context.Background(), d.now, queue.Pick{Items: ids})
	d.must(err)
}

// kept has messages arrive that the user does not drop.
func (d *desk) kept(n int, event source.Event) {
	d.Helper()
	d.came(n, "kept", event)
}

// came has messages of such titles arrive and come through.
func (d *desk) came(n int, titled string, event source.Event) {
	d.Helper()
	for i := range n {
		event.Title = fmt.Sprint(titled, " ", i, " of ", event.From)
		d.arriveFrom(work.SourceID("mail-1"), event)
	}
	_, err := d.queue.CheckInNow(context.Background(), d.now, queue.Wall{}, false, false)
	d.must(err)
}

func TestMutingIsProposedForWhatIsNoisy(t *testing.T) {
	for name, story := range map[string]struct {
		live func(d *desk)
		want string
	}{
		"a sender of many": {func(d *desk) {
			d.dropped(25, source.Event{From: "Build bot", App: "Chat", Client: 1})
			d.kept(25, source.Event{From: "Ana", App: "Chat", Client: 1})
		}, "Everything of Acme from “Build bot” in Chat is muted."},
		"a program": {func(d *desk) {
			d.dropped(15, source.Event{From: "Build bot", App: "Chat", Client: 1})
			d.dropped(15, source.Event{From: "Test bot", App: "Chat", Client: 1})
			d.kept(25, source.Event{From: "Ana", App: "Mail", Client: 1})
		}, "Everything of Acme in Chat is muted."},
		"a source with several programs": {func(d *desk) {
			d.dropped(15, source.Event{From: "Build bot", App: "Chat", Client: 1})
			d.dropped(15, source.Event{From: "Test bot", App: "Board", Client: 1})
		}, "Everything of Acme of the source mail-1 is muted."},
		"a sender whose name is a part of another's": {func(d *desk) {
			d.dropped(25, source.Event{From: "Ana", App: "Chat", Client: 1})
			d.kept(25, source.Event{From: "Anabel", App: "Chat", Client: 1})
		}, ""},
		"nobody's": {func(d *desk) { d.dropped(25, source.Event{From: "Build bot", App: "Chat"}) }, ""},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t)
			_, _, err := d.queue.SaveClient(context.Background(), d.now, work.Client{Name: "Acme", Colour: 1})
			d.must(err)
			story.live(d)
			d.now = d.now.Add(2 * time.Minute)
			if got := strings.Join(d.proposed(queue.Wall{}), "\n"); got != story.want {
				t.Errorf("proposed is %q, want %q", got, story.want)
			}
		})
	}
}

// judged has messages break through, of which the user says whether they were worth it.
func (d *desk) judged(worth bool, n int, event source.Event) {
	d.Helper()
	for i := range n {
		event.Title = fmt.Sprint(event.From, " ", i)
		id := d.arrive(event)
		_, err := d.queue.SayWorth(context.Background(), d.now, queue.Wall{}, id, worth)
		d.must(err)
	}
	d.now = d.now.Add(time.Second)
}

func TestANarrowerBreakThroughIsProposed(t *testing.T) {
	d := newDesk(t)
	ctx := context.Background()
	_, err := d.queue.AddRule(ctx, d.now, work.Rule{Kind: work.RuleBreakThrough, Match: work.Match{App: "Chat"}})
	d.must(err)
	d.judged(true, 3, source.Event{From: "Noor", App: "Chat"})
	d.judged(false, 2, source.Event{From: "Ana", App: "Chat"})
	if got := d.proposed(queue.Wall{}); len(got) != 0 {
		t.Errorf("most were worth it, but proposed is %q", got)
	}
	d.judged(false, 20, source.Event{From: "Ana", App: "Chat"})
	want := "[Less than now: Everything from “Noor” in Chat comes through at once.]"
	if got := d.proposed(queue.Wall{}); fmt.Sprint(got) != want {
		t.Fatalf("proposed is %q", got)
	}
	d.answer(true)
	rules, err := d.queue.Rules(ctx, work.RuleBreakThrough)
	d.must(err)
	if len(rules) != 1 || rules[0].Match != (work.Match{App: "Chat", From: "Noor"}) {
		t.Errorf("the rules are %+v", rules)
	}
	_, err = d.queue.Undo(ctx, d.now)
	d.must(err)
	if rules, err = d.queue.Rules(ctx, work.RuleBreakThrough); err != nil || len(rules) != 1 || rules[0].Match.From != "" {
		t.Errorf("after undo the rules are %+v (%v)", rules, err)
	}
}

// afternoons has ten days of messages at half past one, which the check-in at 13:00 just misses.
func afternoons(t *testing.T) *desk {
	t.Helper()
	d := newDesk(t)
	for range 10 {
		for i := range 6 {
			d.at("13:30").now = d.now.Add(time.Duration(i) * time.Minute)
			d.arrive(source.Event{Title: fmt.Sprint("after lunch ", i), From: "Ana"})
		}
		d.at("16:30").release()
		d.at("17:00")
		_, _ = d.queue.EndRun(context.Background(), d.now) // over by itself, mostly
		d.now = d.now.AddDate(0, 0, 1)
	}
	return d
}

func TestACheckInIsProposedWhereWaitingIsLongest(t *testing.T) {
	d := afternoons(t)
	ctx := context.Background()
	all, err := d.queue.Proposals(ctx, d.now, queue.Wall{})
	d.must(err)
	if len(all) != 1 || all[0].Sentence != "The check-in at 13:00 moves to 13:45." || all[0].N < 30 {
		t.Fatalf("proposed are %+v", all)
	}
	d.answer(true)
	rules, _, err := d.queue.CheckIns(ctx, queue.Wall{}, d.now, time.Hour)
	d.must(err)
	if fmt.Sprint(rules[0].At, rules[1].At, rules[2].At) != "09:30 13:45 16:30" {
		t.Errorf("the plan is %+v", rules)
	}
	_, err = d.queue.Undo(ctx, d.now)
	d.must(err)
	d.answer(false)
	if got := d.proposed(queue.Wall{}); len(got) != 0 {
		t.Errorf("it was declined, but proposed is %q", got)
	}
}

func TestBehindAWallNoCommonCheckInIsMoved(t *testing.T) {
	d := afternoons(t)
	_, _, err := d.queue.SaveClient(context.Background(), d.now, work.Client{Name: "Acme", Colour: 1})
	d.must(err)
	if got := d.proposed(queue.Wall{Up: true, Client: 1}); len(got) != 0 {
		t.Errorf("proposed is %q", got)
	}
}
