package queue_test

import (
	"context"
	"testing"
	"time"

	"sluice/backend/fault"
	"sluice/backend/gate"
	"sluice/backend/queue"
	"sluice/backend/source"
	"sluice/backend/work"
)

// try tries changes for all clients.
func (d *desk) try(c queue.Changes) queue.PlanTrial {
	d.Helper()
	trial, err := d.queue.TryPlan(context.Background(), d.now, queue.Wall{}, c)
	d.must(err)
	return trial
}

// ruled is a desk with a rule by which what noor wrote came through.
func ruled(t *testing.T) (*desk, work.Rule) {
	t.Helper()
	d := newDesk(t)
	rule, err := d.queue.AddRule(context.Background(), d.now, work.Rule{Kind: work.RuleBreakThrough, Match: work.Match{From: "noor"}})
	d.must(err)
	d.at("12:10").arrive(source.Event{Title: "from noor", From: "noor"})
	d.at("12:20").arrive(source.Event{Title: "from ana", From: "ana"})
	d.at("12:25").arrive(source.Event{Title: "a call", From: "bo", Kind: work.KindCall})
	d.at("13:00").release()
	d.at("15:00")
	return d, rule
}

func TestTryingWithoutARule(t *testing.T) {
	d, rule := ruled(t)
	without := d.try(queue.Changes{RemoveRules: []work.RuleID{rule.ID}})
	if without.Before.BrokeThrough != 1 || without.Then.BrokeThrough != 0 || without.Then.Held != 3 {
		t.Errorf("removed, it is %+v", without)
	}
	off := d.try(queue.Changes{SwitchRules: []queue.RuleSwitch{{Rule: rule.ID}}})
	if off.Then != without.Then || len(off.Effects) != 1 || off.Effects[0].Kind != queue.EffectHeld {
		t.Errorf("switched off, it is %+v", off)
	}
	if on := d.try(queue.Changes{SwitchRules: []queue.RuleSwitch{{Rule: rule.ID, On: true}}}); len(on.Effects) != 0 {
		t.Errorf("it was on already, but %+v", on.Effects)
	}
}

func TestTryingARuleThatWasTakenAway(t *testing.T) {
	d, rule := ruled(t)
	_, err := d.queue.RemoveRule(context.Background(), d.now, rule.ID)
	d.must(err)
	on := d.try(queue.Changes{SwitchRules: []queue.RuleSwitch{{Rule: rule.ID, On: true}}})
	if on.Before.BrokeThrough != 0 || on.Then.BrokeThrough != 1 {
		t.Errorf("switched on again, it is %+v", on)
	}
}

func TestTryingProposedRules(t *testing.T) {
	d, _ := ruled(t)
	calls := queue.RuleSwitch{Builtin: gate.BuiltinCalls, On: true}
	if on := d.try(queue.Changes{SwitchRules: []queue.RuleSwitch{calls}}); on.Then.BrokeThrough != 2 {
		t.Errorf("calls come through: %+v", on)
	}
	_, err := d.queue.AddRule(context.Background(), d.now, work.Rule{Kind: work.RuleBreakThrough, Builtin: gate.BuiltinCalls})
	d.must(err)
	calls.On = false
	if off := d.try(queue.Changes{SwitchRules: []queue.RuleSwitch{calls}}); off.Before.BrokeThrough != 2 || off.Then.BrokeThrough != 1 {
		t.Errorf("calls do not come through: %+v", off)
	}
}

// TestARulePutBackKeepsItsPlace has two mutes of which the first that matches counts.
func TestARulePutBackKeepsItsPlace(t *testing.T) {
	d := newDesk(t)
	ctx := context.Background()
	d.must(second(d.queue.SaveClient(ctx, d.now, work.Client{Name: "Acme", Colour: 1})))
	d.must(second(d.queue.SaveClient(ctx, d.now, work.Client{Name: "Borealis", Colour: 2})))
	first, err := d.queue.AddRule(ctx, d.now, work.Rule{Kind: work.RuleRoute, Client: 1, Match: work.Match{From: "noor"}})
	d.must(err)
	_, err = d.queue.AddRule(ctx, d.now, work.Rule{Kind: work.RuleRoute, Client: 2, Match: work.Match{From: "noor"}})
	d.must(err)
	d.at("12:10").arrive(source.Event{Title: "from noor", From: "noor", Client: 1})
	trial, err := d.queue.TryPlan(ctx, d.at("15:00").now, queue.Wall{Up: true, Client: 1}, queue.Changes{
		SwitchRules: []queue.RuleSwitch{{Rule: first.ID, On: true}},
	})
	d.must(err)
	if trial.Looked != 1 {
		t.Errorf("it went to another client: %+v", trial)
	}
}

// TestARuleTakesThePlaceOfOthers in one act: undone once, they are back and it is gone.
func TestARuleTakesThePlaceOfOthers(t *testing.T) {
	d := newDesk(t)
	ctx := context.Background()
	d.must(second(d.queue.SaveClient(ctx, d.now, work.Client{Name: "Acme", Colour: 1})))
	d.must(second(d.queue.SaveClient(ctx, d.now, work.Client{Name: "Borealis", Colour: 2})))
	chat := work.Match{App: "Chat"}
	before, err := d.queue.AddRule(ctx, d.now, work.Rule{Kind: work.RuleRoute, Client: 1, Match: chat})
	d.must(err)
	after, err := d.queue.AddRule(ctx, d.now, work.Rule{Kind: work.RuleRoute, Client: 2, Match: chat}, before.ID)
	d.must(err)
	only := func(want work.RuleID) {
		t.Helper()
		rules, err := d.queue.Rules(ctx, work.RuleRoute)
		d.must(err)
		if len(rules) != 1 || rules[0].ID != want {
			t.Fatalf("the rules are %+v, not %d alone", rules, want)
		}
	}
	only(after.ID)
	_, err = d.queue.Undo(ctx, d.now)
	d.must(err)
	only(before.ID)
	if _, err := d.queue.AddRule(ctx, d.now, work.Rule{Kind: work.RuleRoute, Client: 2, Match: chat}, 99); err == nil {
		t.Error("it took the place of a rule that is not there")
	}
	only(before.ID)
}

func second[A, B any](_ A, _ B, err error) error { return err }

func TestTryingShieldsOfADay(t *testing.T) {
	d, _ := ruled(t)
	day := func(date time.Time, at string, length time.Duration) work.Shield {
		clock, err := work.ParseClock(at)
		d.must(err)
		from := time.Date(date.Year(), date.Month(), date.Day(), clock.Hour(), clock.Minute(), 0, 0, time.UTC)
		return work.Shield{From: from, Until: from.Add(length)}
	}
	overOne := day(d.now, "12:30", 90*time.Minute)
	for name, shield := range map[string]work.Shield{
		"the day itself":                overOne,
		"the same weekday, yet to come": day(d.now.AddDate(0, 0, 14), "12:30", 90*time.Minute),
	} {
		trial := d.try(queue.Changes{AddDayShields: []work.Shield{shield}})
		if len(trial.Effects) != 1 || trial.Effects[0].Kind != queue.EffectLater || trial.Effects[0].N != 2 || !trial.Effects[0].Examples[0].Then.Equal(overOne.Until) {
			t.Errorf("%s: the effects are %+v", name, trial.Effects)
		}
	}
	if other := d.try(queue.Changes{AddDayShields: []work.Shield{day(d.now.AddDate(0, 0, 15), "12:30", 90*time.Minute)}}); len(other.Effects) != 0 {
		t.Errorf("another weekday has the effects %+v", other.Effects)
	}
	_, err := d.queue.TryPlan(context.Background(), d.now, queue.Wall{}, queue.Changes{AddDayShields: []work.Shield{day(d.now, "12:30", 25*time.Hour)}})
	if fault.CodeOf(err) != fault.Invalid {
		t.Errorf("a shield of 25 hours gives %v", err)
	}
}

func TestTryingWithoutAShieldOfADay(t *testing.T) {
	d := newDesk(t)
	ctx := context.Background()
	d.at("12:30")
	_, _, err := d.queue.StartShield(ctx, d.now, d.now.Add(90*time.Minute), "")
	d.must(err)
	shields, err := d.queue.Shields(ctx, d.now.Add(-24*time.Hour), d.now.Add(24*time.Hour))
	d.must(err)
	d.at("12:40").arrive(source.Event{Title: "one", From: "ana"})
	d.at("14:00").release()
	trial := d.at("15:00").try(queue.Changes{RemoveDayShields: []work.ShieldID{shields[0].ID}})
	if len(trial.Effects) != 1 || trial.Effects[0].Kind != queue.EffectSooner || !trial.Effects[0].Examples[0].Then.Equal(d.at("13:00").now.UTC()) {
		t.Errorf("the effects are %+v", trial.Effects)
	}
}

func TestTryingNamesWhatIsThere(t *testing.T) {
	d := newDesk(t)
	for name, changes := range map[string]queue.Changes{
		"a check-in":         {RemoveCheckIns: []work.CheckInID{99}},
		"a repeating shield": {RemoveShields: []work.ShieldRuleID{99}},
		"a shield":           {RemoveDayShields: []work.ShieldID{99}},
		"a rule":             {RemoveRules: []work.RuleID{99}},
		"a switched rule":    {SwitchRules: []queue.RuleSwitch{{Rule: 99, On: true}}},
	} {
		if _, err := d.queue.TryPlan(context.Background(), d.now, queue.Wall{}, changes); fault.CodeOf(err) != fault.NotFound {
			t.Errorf("%s that is not there gives %v", name, err)
		}
	}
	unknown := queue.Changes{SwitchRules: []queue.RuleSwitch{{Builtin: "everything", On: true}}}
	if _, err := d.queue.TryPlan(context.Background(), d.now, queue.Wall{}, unknown); fault.CodeOf(err) != fault.Invalid {
		t.Errorf("a proposed rule that is not known gives %v", err)
	}
}
