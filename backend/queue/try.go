package queue

import (
	"context"
	"slices"
	"time"

	"sluice/backend/replay"
	"sluice/backend/schedule"
	"sluice/backend/store"
	"sluice/backend/work"
)

// PlanTrial is what would have happened lately under changed plans and rules, beside what the present
// ones make of the same arrivals.
type PlanTrial struct {
	From, Until  time.Time
	Looked       int
	Before, Then TrialCounts
	Effects      []Effect
	Waits        []TrialWait
}

// TrialCounts count what becomes of the arrivals.
type TrialCounts struct {
	BrokeThrough int
	Held         int // for a check-in
	AtOnce       int // in a check-in that was open, or put in by the user
	Muted        int
	Other        int // merged or expired
	CheckIns     int // that delivered something
}

// Effect is one way in which arrivals would have gone otherwise.
type Effect struct {
	Kind     EffectKind
	N        int
	Examples []Example // of the newest, three at most
}

// EffectKind names a way in which an arrival would have gone otherwise.
type EffectKind string

// The ways, in the order in which they are told.
const (
	EffectThrough EffectKind = "through" // it would have broken through
	EffectHeld    EffectKind = "held"    // it would no longer have broken through
	EffectMuted   EffectKind = "muted"
	EffectUnmuted EffectKind = "unmuted"
	EffectLater   EffectKind = "later"
	EffectSooner  EffectKind = "sooner"
)

// Example is one of the arrivals that an effect is about.
type Example struct {
	Item   work.ItemID
	Client work.ClientID
	Title  string // empty: it is held
	From   string
	App    string
	CameAt time.Time
	Before time.Time // when it comes through now; zero: not
	Then   time.Time // when it would
}

// TrialWait is how long a client would have waited, inside its hours, against what it was promised.
type TrialWait struct {
	Client                     work.ClientID
	Promise                    time.Duration // 0: none
	LongestBefore, LongestThen time.Duration
	BrokenBefore, BrokenThen   int // waits that were longer than promised
	Examples                   []Example
}

// warmUp is how long before the trial's beginning the replay begins, so that what was held then is known.
const warmUp = 3 * 24 * time.Hour

// planTrialMost bounds how many arrivals are looked at.
const planTrialMost = 20000

// TryPlan says what changed check-ins, shields and rules would have made of the last fortnight. Plan and
// rules are taken as if they had held all the time. Behind a wall only what is the client's is looked
// at. Nothing is stored. A change that names something unknown is a fault.
func (q *Queue) TryPlan(ctx context.Context, now time.Time, wall Wall, c Changes) (trial PlanTrial, err error) {
	now = stamp(now)
	trial.From, trial.Until = now.AddDate(0, 0, -trialDays), now
	var before, then replay.World
	var routed []work.ClientID
	err = q.store.Read(ctx, func(tx *store.Tx) error {
		s, err := q.Situation(tx, now)
		if err != nil {
			return err
		}
		if before, err = q.world(tx, &s, trial.From); err != nil {
			return err
		}
		if c, err = s.resolved(tx, c); err != nil {
			return err
		}
		then, routed, err = s.changed(before, c, trial.From)
		return err
	})
	if err != nil {
		return trial, err
	}
	trial.compare(before, then, routed, wall)
	return trial, nil
}

// world is the past as the store has it, under the present plan and rules.
func (q *Queue) world(tx *store.Tx, s *Situation, from time.Time) (w replay.World, err error) {
	from = from.Add(-warmUp)
	past, err := tx.Past(from, planTrialMost)
	if err != nil {
		return w, err
	}
	w = replay.World{
		Until: s.Now, Plan: s.Plan, Clients: s.Clients, Through: s.Rules, Mutes: s.mutes, Budget: s.Settings.Budget(),
		Arrivals: make([]replay.Arrival, len(past)),
	}
	for i, p := range past {
		w.Arrivals[i] = replay.Arrival{Arrival: p.Arrival, Client: p.Client, Into: p.Into}
	}
	w.Plan.CheckIns = slices.Clone(w.Plan.CheckIns)
	for i := range w.Plan.CheckIns {
		w.Plan.CheckIns[i].From = time.Time{}
	}
	w.Runs, err = tx.Runs(from, s.Now.Add(time.Millisecond))
	return w, err
}

// compare lets both pasts happen and tells where they part.
func (t *PlanTrial) compare(before, then replay.World, was []work.ClientID, wall Wall) {
	present, other := replay.Run(before), replay.Run(then)
	if !wall.Up { // how often the others' check-ins happen is not the client's business
		t.Before.CheckIns, t.Then.CheckIns = countSince(present.CheckIns, t.From), countSince(other.CheckIns, t.From)
	}
	effects, waits := map[EffectKind]*Effect{}, map[work.ClientID]*TrialWait{}
	for i := len(then.Arrivals) - 1; i >= 0; i-- { // the newest are the examples
		a := then.Arrivals[i]
		if a.ReceivedAt.Before(t.From) || wall.Up && (wall.Client != was[i] || wall.Client != a.Client) {
			continue
		}
		t.Looked++
		now, would := present.Fates[i], other.Fates[i]
		t.Before.count(now, a)
		t.Then.count(would, a)
		example := exampleOf(a, now, would)
		if kind := effectOf(now, would); kind != "" {
			effect := effects[kind]
			if effect == nil {
				effect = &Effect{Kind: kind}
				effects[kind] = effect
			}
			effect.N++
			effect.Examples = withExample(effect.Examples, example)
		}
		t.wait(waits, then, a, now, would, example)
	}
	for _, kind := range []EffectKind{EffectThrough, EffectHeld, EffectMuted, EffectUnmuted, EffectLater, EffectSooner} {
		if effect := effects[kind]; effect != nil {
			t.Effects = append(t.Effects, *effect)
		}
	}
	for _, wait := range waits {
		t.Waits = append(t.Waits, *wait)
	}
	slices.SortFunc(t.Waits, func(a, b TrialWait) int { return int(a.Client - b.Client) })
}

func countSince(all []time.Time, from time.Time) (n int) {
	for _, at := range all {
		if !at.Before(from) {
			n++
		}
	}
	return n
}

func (c *TrialCounts) count(f replay.Fate, a replay.Arrival) {
	switch {
	case f.Outcome == work.OutcomeBrokeThrough:
		c.BrokeThrough++
	case f.Outcome == work.OutcomeHeld, f.Outcome == work.OutcomeDelivered && f.At.After(a.ReceivedAt):
		c.Held++
	case f.Outcome == work.OutcomeDelivered:
		c.AtOnce++
	case f.Outcome == work.OutcomeMuted:
		c.Muted++
	default:
		c.Other++
	}
}

// effectOf says how two fates part; empty: they do not.
func effectOf(now, would replay.Fate) EffectKind {
	const through, muted = work.OutcomeBrokeThrough, work.OutcomeMuted
	switch {
	case now.Outcome == would.Outcome && now.At.Equal(would.At):
		return ""
	case would.Outcome == through:
		return EffectThrough
	case would.Outcome == muted:
		return EffectMuted
	case now.Outcome == through:
		return EffectHeld
	case now.Outcome == muted:
		return EffectUnmuted
	}
	before, then := seenAt(now), seenAt(would)
	switch {
	case before.Equal(then):
		return ""
	case then.IsZero() || !before.IsZero() && then.After(before):
		return EffectLater
	}
	return EffectSooner
}

// seenAt is when something came through; zero: it did not.
func seenAt(f replay.Fate) time.Time {
	if f.Outcome.CameThrough() {
		return f.At
	}
	return time.Time{}
}

func exampleOf(a replay.Arrival, now, would replay.Fate) Example {
	e := Example{Item: a.Item, Client: a.Client, CameAt: a.ReceivedAt, Before: seenAt(now), Then: seenAt(would)}
	if a.Outcome.CameThrough() || a.Outcome == work.OutcomeMuted { // what is held does not show
		e.Title, e.From, e.App = a.Title, a.From, a.App
	}
	return e
}

func withExample(examples []Example, e Example) []Example {
	const most = 3
	if len(examples) < most {
		return append(examples, e)
	}
	return examples
}

// wait reckons how long an arrival waited, and would have.
func (t *PlanTrial) wait(waits map[work.ClientID]*TrialWait, w replay.World, a replay.Arrival, now, would replay.Fate, e Example) {
	client, known := w.Clients[a.Client]
	if !known || client.LongestWait <= 0 {
		return
	}
	wait := waits[a.Client]
	if wait == nil {
		wait = &TrialWait{Client: a.Client, Promise: client.LongestWait}
		waits[a.Client] = wait
	}
	latest := replay.Latest(w.Plan, client, a.ReceivedAt)
	zone, _ := w.Plan.Zones.Named(client.Zone)
	waited := func(f replay.Fate, longest *time.Duration) (broken bool) {
		at := seenAt(f)
		if f.Outcome == work.OutcomeHeld {
			at = w.Until
		}
		if at.IsZero() {
			return false
		}
		if at.Sub(a.ReceivedAt) > *longest { // inside the hours it is never more
			*longest = max(*longest, schedule.Hours(client.Hours).Within(a.ReceivedAt, at, zone))
		}
		return !latest.IsZero() && at.Sub(latest) > schedule.Punctual
	}
	if waited(now, &wait.LongestBefore) {
		wait.BrokenBefore++
	}
	if waited(would, &wait.LongestThen) {
		wait.BrokenThen++
		wait.Examples = withExample(wait.Examples, e)
	}
}

// Replay is what the replay makes of an arrival.
type Replay struct {
	ID      work.ArrivalID
	Outcome work.Outcome
	At      time.Time
	Rule    work.RuleID
}

// Replayed lets the last fortnight, and what it began with, happen again under the present plan and
// rules, and says what became of each arrival: what is recorded, where neither was changed since.
func (q *Queue) Replayed(ctx context.Context, now time.Time) (all []Replay, err error) {
	now = stamp(now)
	var w replay.World
	err = q.store.Read(ctx, func(tx *store.Tx) error {
		s, err := q.Situation(tx, now)
		if err != nil {
			return err
		}
		w, err = q.world(tx, &s, now.AddDate(0, 0, -trialDays))
		return err
	})
	for i, fate := range replay.Run(w).Fates {
		all = append(all, Replay{ID: w.Arrivals[i].ID, Outcome: fate.Outcome, At: fate.At, Rule: fate.Rule})
	}
	return all, err
}
