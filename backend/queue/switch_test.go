package queue_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"sluice/backend/fault"
	"sluice/backend/gate"
	"sluice/backend/queue"
	"sluice/backend/source"
	"sluice/backend/store"
	"sluice/backend/work"
)

// TestWhatIsOffIsAsIfItWereNotThere lets the same happen at two desks: at one some rules, check-ins and
// shields are switched off, at the other the same were taken away. Nothing may tell them apart.
func TestWhatIsOffIsAsIfItWereNotThere(t *testing.T) {
	twins := pair{newDesk(t), newDesk(t)}
	acme := twins.client("Acme")
	twins.client("Dune")
	rapid.Check(t, func(rt *rapid.T) {
		back := twins.plan(rt, acme)
		for i := range rapid.IntRange(1, 6).Draw(rt, "arrivals") {
			twins.arrive(rt, source.Event{
				Title:  rapid.SampledFrom([]string{"an offer", "down", "hello"}).Draw(rt, "title"),
				From:   rapid.SampledFrom([]string{"Ana", "Bob"}).Draw(rt, "from"),
				App:    rapid.SampledFrom([]string{"Chat", "Mail"}).Draw(rt, "app"),
				Kind:   rapid.SampledFrom([]work.Kind{work.KindMessage, work.KindCall}).Draw(rt, "kind"),
				Thread: fmt.Sprint(twins[0].now.UnixNano(), i),
			})
			twins.pass(time.Duration(rapid.IntRange(1, 180).Draw(rt, "minutes")) * time.Minute)
			twins.same(rt)
		}
		back()
	})
}

// pair are two desks at the same moment: the first switches off what the second takes away.
type pair [2]*desk

func (p pair) client(name string) work.Client {
	p[1].client(name, int(name[0])%9+1, 2*time.Hour)
	return p[0].client(name, int(name[0])%9+1, 2*time.Hour)
}

// plan draws rules and a plan, and what of them is off, for both desks. back takes all of it away.
func (p pair) plan(rt *rapid.T, acme work.Client) (back func()) {
	rules := rapid.SliceOfN(rapid.Custom(drawnRule(acme)), 0, 4).Draw(rt, "rules")
	checkIns := rapid.SliceOfN(rapid.Custom(func(rt *rapid.T) work.CheckIn {
		client := rapid.SampledFrom([]work.ClientID{work.Unassigned, acme.ID}).Draw(rt, "of")
		return work.CheckIn{At: work.Clock(rapid.IntRange(0, 1439).Draw(rt, "at")), Client: client}
	}), 0, 3).Draw(rt, "check-ins")
	shields := rapid.SliceOfN(rapid.Custom(func(rt *rapid.T) work.ShieldRule {
		length := time.Duration(rapid.IntRange(1, 240).Draw(rt, "length")) * time.Minute
		return work.ShieldRule{At: work.Clock(rapid.IntRange(0, 1439).Draw(rt, "from")), Days: work.EveryDay, Length: length}
	}), 0, 2).Draw(rt, "shields")
	isOff := rapid.SliceOfN(rapid.Bool(), 9, 9).Draw(rt, "off")

	var undo []func()
	for i, d := range p {
		for n, rule := range rules {
			added := d.rule(rule)
			d.offOrAway(i == 0, isOff[n], func() (work.Act, error) { return d.queue.SwitchRule(ctx, d.now, added.ID, false) },
				func() (work.Act, error) { return d.queue.RemoveRule(ctx, d.now, added.ID) }, &undo)
		}
		for n, c := range checkIns {
			added, err := d.queue.AddCheckIn(ctx, d.now, c)
			d.must(err)
			d.offOrAway(i == 0, isOff[4+n], func() (work.Act, error) { return d.queue.SwitchCheckIn(ctx, d.now, added.ID, false) },
				func() (work.Act, error) { return d.queue.RemoveCheckIn(ctx, d.now, added.ID) }, &undo)
		}
		for n, s := range shields {
			added, err := d.queue.AddShieldRule(ctx, d.now, s)
			d.must(err)
			d.offOrAway(i == 0, isOff[7+n], func() (work.Act, error) { return d.queue.SwitchShieldRule(ctx, d.now, added.ID, false) },
				func() (work.Act, error) { return d.queue.RemoveShieldRule(ctx, d.now, added.ID) }, &undo)
		}
	}
	return func() {
		for _, away := range undo {
			away()
		}
	}
}

func drawnRule(acme work.Client) func(rt *rapid.T) work.Rule {
	return func(rt *rapid.T) work.Rule {
		if rapid.Bool().Draw(rt, "builtin") {
			name := rapid.SampledFrom([]string{gate.BuiltinCalls, gate.BuiltinAgain}).Draw(rt, "name")
			return work.Rule{Kind: work.RuleBreakThrough, Builtin: name}
		}
		kind := rapid.SampledFrom([]work.RuleKind{work.RuleRoute, work.RuleBreakThrough, work.RuleMute}).Draw(rt, "kind")
		rule := work.Rule{Kind: kind, Match: rapid.SampledFrom([]work.Match{
			{From: "Ana"}, {App: "Chat"}, {Words: "down, offer"},
		}).Draw(rt, "match")}
		if kind == work.RuleRoute || rapid.Bool().Draw(rt, "of one") {
			rule.Client = acme.ID
		}
		return rule
	}
}

// offOrAway switches off, or takes away, what is off, and keeps how to take away what is left.
func (d *desk) offOrAway(switches, isOff bool, off, away func() (work.Act, error), undo *[]func()) {
	d.Helper()
	if isOff && switches {
		d.act(off())
	} else if isOff {
		d.act(away())
		return
	}
	*undo = append(*undo, func() { d.act(away()) })
}

func (p pair) arrive(_ *rapid.T, event source.Event) {
	for _, d := range p {
		d.arrive(event)
	}
}

func (p pair) pass(span time.Duration) {
	for _, d := range p {
		d.after(span).must(d.queue.MakeShields(ctx, d.now))
		d.tick()
	}
}

// same compares all that can be seen of both, but for numbers of things.
func (p pair) same(rt *rapid.T) {
	var seen [2]any
	for i, d := range p {
		moments, receipt := d.moments(3*24*time.Hour), d.receipt()
		var arrivals []string
		d.must(d.store.Read(ctx, func(tx *store.Tx) error {
			return tx.EachArrival(store.Of{}, func(a work.Arrival, _ work.ArrivalID) error {
				item, err := tx.Item(a.Item)
				arrivals = append(arrivals, fmt.Sprint(a.ID, a.Outcome, a.OutcomeAt, a.Reason, item.Client, item.State, item.Score))
				return err
			})
		}))
		seen[i] = []any{moments, receipt.Outcomes, arrivals}
	}
	if diff := cmp.Diff(seen[1], seen[0]); diff != "" {
		rt.Fatalf("switched off is not as taken away (-away +off):\n%s", diff)
	}
}

func TestARuleIsSwitchedOffAndOn(t *testing.T) {
	d := newDesk(t)
	rule := d.rule(work.Rule{Kind: work.RuleBreakThrough, Match: work.Match{From: "Ana"}})
	turn := func(on bool) work.Act {
		t.Helper()
		act, err := d.queue.SwitchRule(ctx, d.now, rule.ID, on)
		d.must(err)
		return act
	}
	if act := turn(true); act.ID != 0 {
		t.Errorf("what is on was switched on again: %+v", act)
	}
	turn(false)
	kept, err := d.queue.Rules(ctx, work.RuleBreakThrough)
	d.must(err)
	if len(kept) != 1 || !kept[0].OffAt.Equal(d.now) {
		t.Errorf("the rules are %+v", kept)
	}
	d.arrive(said("Ana", "held"))
	d.wantTitles()
	d.act(d.queue.Undo(ctx, d.now))
	d.arrive(source.Event{Title: "through", From: "Ana"})
	d.wantTitles("through")
	turn(false)
	turn(true)
	d.act(d.queue.Undo(ctx, d.now)) // off again
	if on := d.try(queue.Changes{SwitchRules: []queue.RuleSwitch{{Rule: rule.ID, On: true}}}); on.Then.BrokeThrough != 2 {
		t.Errorf("switched on, it would have been %+v", on.Then)
	}
	d.act(d.queue.RemoveRule(ctx, d.now, rule.ID))
	_, err = d.queue.SwitchRule(ctx, d.now, rule.ID, true)
	d.wantCode(err, fault.NotFound)
}

func TestACheckInSwitchedOnCountsFromThen(t *testing.T) {
	d := newDesk(t)
	d.tick()
	id := d.checkInAt(13 * 60)
	d.act(d.queue.SwitchCheckIn(ctx, d.now, id, false))
	d.wantMoments("Wed 16:30", "Thu 09:30", "Thu 16:30")
	d.arrive(message("one"))
	d.at("14:00").tick()
	d.act(d.queue.SwitchCheckIn(ctx, d.now, id, true))
	if _, due := d.tick(); due {
		t.Error("what was missed while it was off came up")
	}
	d.wantMoments("Wed 16:30", "Thu 09:30", "Thu 13:00", "Thu 16:30")
	_, err := d.queue.SwitchCheckIn(ctx, d.now, 99, true)
	d.wantCode(err, fault.NotFound)
}

// What is off can be moved, and stays off.
func TestWhatIsOffStaysSoWhenItIsChanged(t *testing.T) {
	d := newDesk(t)
	d.act(d.queue.SwitchCheckIn(ctx, d.now, d.checkInAt(13*60), false))
	d.act(d.queue.MoveCheckIn(ctx, d.now, d.checkInAt(13*60), 14*60, work.Date{}))
	d.wantMoments("Wed 16:30", "Thu 09:30", "Thu 16:30")
	d.act(d.queue.SwitchCheckIn(ctx, d.now, d.checkInAt(14*60), true))
	d.wantMoments("Wed 14:00", "Wed 16:30", "Thu 09:30", "Thu 14:00", "Thu 16:30")

	weekly, err := d.queue.AddShieldRule(ctx, d.now, work.ShieldRule{At: 15 * 60, Days: work.EveryDay, Length: time.Hour})
	d.must(err)
	d.act(d.queue.SwitchShieldRule(ctx, d.now, weekly.ID, false))
	weekly.At = 14*60 + 30
	changed, err := d.queue.ChangeShieldRule(ctx, d.now, weekly.ID, weekly)
	d.must(err)
	d.wantShields()
	d.act(d.queue.SwitchShieldRule(ctx, d.now, changed.ID, true))
	d.wantShields("14:30–15:30 ")
}

// A shield that is switched off leaves the one that is up; on again it begins with its next, and what
// would have been meanwhile never was.
func TestARepeatingShieldIsSwitchedOffAndOn(t *testing.T) {
	d := newDesk(t)
	rule, err := d.queue.AddShieldRule(ctx, d.now, work.ShieldRule{At: 12*60 + 30, Days: work.EveryDay, Length: 2 * time.Hour})
	d.must(err)
	d.at("12:45").must(d.queue.MakeShields(ctx, d.now))
	d.act(d.queue.SwitchShieldRule(ctx, d.now, rule.ID, false))
	d.wantShields("12:30–14:30 ")
	d.after(24 * time.Hour).must(d.queue.MakeShields(ctx, d.now)) // Thursday 12:45, in what would have been the next
	d.act(d.queue.SwitchShieldRule(ctx, d.now, rule.ID, true))
	d.wantShields()
	shields, err := d.queue.Shields(ctx, d.now.AddDate(0, 0, -2), d.now.AddDate(0, 0, 2))
	d.must(err)
	var told []string
	for _, shield := range shields {
		told = append(told, shield.From.Format("Mon 15:04"))
	}
	if diff := cmp.Diff([]string{"Wed 12:30", "Fri 12:30", "Sat 12:30"}, told); diff != "" {
		t.Errorf("shields (-want +got):\n%s", diff)
	}
}
