package queue_test

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"sluice/backend/gate"
	"sluice/backend/queue"
	"sluice/backend/source"
	"sluice/backend/store"
	"sluice/backend/work"
)

// TestThePresentPlanGivesWhatHappened lets a random fortnight happen to a real queue, and has the trial
// of nothing changed say of each arrival what was recorded.
func TestThePresentPlanGivesWhatHappened(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		d := newDesk(t)
		l := lived{desk: d, rt: rt}
		l.begin()
		for range rapid.IntRange(20, 60).Draw(rt, "steps") {
			l.step()
		}
		want := l.recorded()
		got, err := d.queue.Replayed(context.Background(), d.now)
		d.must(err)
		for i, w := range want {
			if got[i] != w {
				rt.Fatalf("arrival %d: the replay says %+v, but it was %+v", w.ID, got[i], w)
			}
		}
	})
}

// lived is a life that is led to the second.
type lived struct {
	*desk
	rt *rapid.T
}

func (l *lived) begin() {
	for i, wait := range []time.Duration{0, 3 * time.Hour} {
		client := work.Client{Name: fmt.Sprint("client ", i), Colour: 1, LongestWait: wait}
		_, _, err := l.queue.SaveClient(context.Background(), l.now, client)
		l.must(err)
	}
	l.add(work.Rule{Kind: work.RuleBreakThrough, Match: work.Match{From: "boss"}})
	l.add(work.Rule{Kind: work.RuleBreakThrough, Builtin: gate.BuiltinAgain, Client: 1})
	l.add(work.Rule{Kind: work.RuleMute, Match: work.Match{Words: "digest"}})
	if rapid.Bool().Draw(l.rt, "own check-ins") {
		rule := work.CheckIn{Client: 2, At: 11 * 60, Days: work.EveryDay}
		_, err := l.queue.AddCheckIn(context.Background(), l.now, rule)
		l.must(err)
	}
}

func (l *lived) add(rule work.Rule) {
	_, err := l.queue.AddRule(context.Background(), l.now, rule)
	l.must(err)
}

// passes lets time go by, and has the plan followed at each moment that it wants, as the clock does.
func (l *lived) passes(d time.Duration) {
	for until := l.now.Add(d); l.now.Before(until); {
		l.settle()
		next := l.nextLook()
		if next.IsZero() || next.After(until) {
			next = until
		}
		l.now = next
	}
	l.settle()
}

func (l *lived) settle() {
	ctx := context.Background()
	l.must(l.queue.EndRunWhenOver(ctx, l.now))
	l.must(l.queue.MakeShields(ctx, l.now))
	l.must(l.queue.ReturnDue(ctx, l.now))
	for {
		if _, due := l.release(); !due {
			return
		}
	}
}

func (l *lived) step() {
	l.passes(time.Duration(rapid.IntRange(1, 9*3600).Draw(l.rt, "seconds"))*time.Second + 500*time.Millisecond)
	ctx := context.Background()
	switch rapid.SampledFrom([]string{"arrive", "arrive", "arrive", "burst", "now", "end", "done", "shield", "unshield", "snooze"}).Draw(l.rt, "what") {
	case "arrive":
		l.arrives()
	case "burst":
		for range 3 {
			l.arrives()
			l.passes(time.Duration(rapid.IntRange(1, 600).Draw(l.rt, "soon")) * time.Second)
		}
	case "now":
		_, _ = l.queue.CheckInNow(ctx, l.now, queue.Wall{}, false, rapid.Bool().Draw(l.rt, "stay")) // refused in a shield
	case "end":
		_, _ = l.queue.EndRun(ctx, l.now) // with none open it is refused
	case "done", "snooze":
		l.handles()
	case "shield":
		_, _, err := l.queue.StartShield(ctx, l.now, l.now.Add(time.Duration(rapid.IntRange(10, 300).Draw(l.rt, "minutes"))*time.Minute), "")
		l.must(err)
	case "unshield":
		_, _ = l.queue.EndShield(ctx, l.now) // with none up it is refused
		l.settle()
	}
}

func (l *lived) arrives() {
	event := source.Event{
		Title:  rapid.SampledFrom([]string{"hello", "weekly digest"}).Draw(l.rt, "title"),
		From:   rapid.SampledFrom([]string{"ana", "boss", "noor"}).Draw(l.rt, "from"),
		Client: work.ClientID(rapid.IntRange(0, 2).Draw(l.rt, "client")),
	}
	if thread := rapid.IntRange(0, 3).Draw(l.rt, "thread"); thread > 0 {
		event.Thread = fmt.Sprint(thread, " of ", event.Client)
	}
	if l.sent > 0 && rapid.IntRange(0, 4).Draw(l.rt, "newer form") == 0 {
		event.Replaces = fmt.Sprint("r", rapid.IntRange(max(1, l.sent-3), l.sent).Draw(l.rt, "of"))
	}
	l.arrive(event)
}

// handles does something with one of the items that are there.
func (l *lived) handles() {
	items := l.items()
	if len(items) == 0 {
		return
	}
	pick := queue.Pick{Items: []work.ItemID{rapid.SampledFrom(items).Draw(l.rt, "item").ID}}
	var err error
	switch rapid.SampledFrom([]string{"done", "snooze", "mute"}).Draw(l.rt, "how") {
	case "done":
		_, err = l.queue.Done(context.Background(), l.now, pick)
	case "snooze":
		_, err = l.queue.Snooze(context.Background(), l.now, time.Time{}, pick)
	case "mute":
		_, err = l.queue.Mute(context.Background(), l.now, pick)
	}
	l.must(err)
}

func (l *lived) recorded() (all []queue.Replay) {
	l.must(l.store.Read(context.Background(), func(tx *store.Tx) error {
		past, err := tx.Past(l.now.AddDate(-1, 0, 0), 100000)
		for _, a := range past {
			all = append(all, queue.Replay{ID: a.ID, Outcome: a.Outcome, At: a.OutcomeAt, Rule: a.Rule})
		}
		return err
	}))
	return all
}

func TestTryingOtherRules(t *testing.T) {
	d := newDesk(t)
	ctx := context.Background()
	acme, _, err := d.queue.SaveClient(ctx, d.now, work.Client{Name: "Acme", Colour: 1, LongestWait: 2 * time.Hour})
	d.must(err)
	_, err = d.queue.AddCheckIn(ctx, d.now, work.CheckIn{Client: acme.ID, At: 13 * 60, Days: work.EveryDay})
	d.must(err)
	for i := range 10 {
		d.at("12:10")
		from := "ana"
		if i < 3 {
			from = "noor"
		}
		d.arrive(source.Event{Title: fmt.Sprint("mail ", i), From: from, Client: acme.ID})
	}
	d.at("13:00").release()
	d.at("15:00")
	trial, err := d.queue.TryPlan(ctx, d.now, queue.Wall{}, queue.Changes{
		AddRules: []work.Rule{{Kind: work.RuleBreakThrough, Match: work.Match{From: "noor"}}},
	})
	d.must(err)
	if trial.Looked != 10 || trial.Before.Held != 10 || trial.Then.BrokeThrough != 3 || trial.Then.Held != 7 {
		t.Errorf("the trial is %+v", trial)
	}
	if len(trial.Effects) != 1 || trial.Effects[0].Kind != queue.EffectThrough || trial.Effects[0].N != 3 || trial.Effects[0].Examples[0].Title != "mail 2" {
		t.Errorf("the effects are %+v", trial.Effects)
	}
	rules, _, err := d.queue.CheckIns(ctx, queue.Wall{}, d.now, time.Hour)
	d.must(err)
	own := rules[slices.IndexFunc(rules, func(rule work.CheckIn) bool { return rule.Client == acme.ID })]
	trial, err = d.queue.TryPlan(ctx, d.now, queue.Wall{Up: true, Client: acme.ID}, queue.Changes{
		AddShields:     []work.ShieldRule{{Days: work.EveryDay, At: 12 * 60, Length: 150 * time.Minute}},
		RemoveCheckIns: []work.CheckInID{own.ID},
	})
	d.must(err)
	if len(trial.Waits) != 1 || trial.Waits[0].BrokenBefore != 0 || trial.Waits[0].BrokenThen != 10 || trial.Waits[0].LongestThen != 140*time.Minute {
		t.Errorf("the waits are %+v", trial.Waits)
	}
}

func TestATrialBehindAWallKnowsOneClient(t *testing.T) {
	d := newDesk(t)
	ctx := context.Background()
	for _, name := range []string{"Acme", "Secretive"} {
		client, _, err := d.queue.SaveClient(ctx, d.now, work.Client{Name: name, Colour: 1, LongestWait: time.Hour})
		d.must(err)
		d.arrive(source.Event{Title: "for " + name, Client: client.ID, From: "noor"})
	}
	d.at("13:00").release()
	trial, err := d.queue.TryPlan(ctx, d.at("14:00").now, queue.Wall{Up: true, Client: 1}, queue.Changes{
		AddRules: []work.Rule{{Kind: work.RuleBreakThrough, Match: work.Match{From: "noor"}}},
	})
	d.must(err)
	if trial.Looked != 1 || len(trial.Waits) != 1 || trial.Effects[0].Examples[0].Title != "for Acme" {
		t.Errorf("the trial is %+v", trial)
	}
}

func BenchmarkTryPlan(b *testing.B) {
	d := newDesk(b)
	ctx := context.Background()
	_, _, err := d.queue.SaveClient(ctx, d.now, work.Client{Name: "Acme", Colour: 1, LongestWait: 4 * time.Hour})
	d.must(err)
	for range 14 * 24 {
		d.now = d.now.Add(time.Hour)
		d.release()
		for i := range 15 {
			d.arrive(source.Event{Title: "A message of usual length", Body: "It says what such a message says.", Client: work.ClientID(i % 2)})
		}
	}
	changes := queue.Changes{AddRules: []work.Rule{{Kind: work.RuleBreakThrough, Match: work.Match{From: "noor"}}}}
	for b.Loop() {
		trial, err := d.queue.TryPlan(ctx, d.now, queue.Wall{}, changes)
		d.must(err)
		if trial.Looked < 4000 {
			b.Fatalf("it looked at %d", trial.Looked)
		}
	}
}
