package queue

import (
	"context"
	"slices"
	"time"

	"sluice/backend/fault"
	"sluice/backend/store"
	"sluice/backend/work"
)

// What is switched off is kept with all that was chosen for it, and takes no part in anything: it is as
// if it were not there. Switched on again it counts from that moment.

// turning is how a thing is switched on and off.
type turning struct {
	verb  string // "rule", of which "rule.off" and "rule.on" are made
	thing string // whose change undo restores
	id    int64
	find  func(tx *store.Tx) (noun string, offAt time.Time, err error) // how it stands
	set   func(tx *store.Tx, offAt time.Time) error
}

// SwitchRule switches a rule on or off. One that is so already changes nothing.
func (q *Queue) SwitchRule(ctx context.Context, now time.Time, id work.RuleID, on bool) (work.Act, error) {
	return q.turn(ctx, stamp(now), on, turning{
		verb: "rule", thing: thingRuleOff, id: int64(id),
		find: func(tx *store.Tx) (string, time.Time, error) {
			rule, err := keptRule(tx, id)
			return "Rule", rule.OffAt, err
		},
		set: func(tx *store.Tx, offAt time.Time) error { return tx.SetRuleOff(id, offAt) },
	})
}

// keptRule gives a rule by its number; a NotFound fault also where it was taken away.
func keptRule(tx *store.Tx, id work.RuleID) (work.Rule, error) {
	rule, err := tx.Rule(id)
	if err != nil {
		return rule, err
	}
	kept, err := tx.KeptRules(rule.Kind)
	if err == nil && !slices.ContainsFunc(kept, func(other work.Rule) bool { return other.ID == id }) {
		err = fault.New(fault.NotFound, "There is no rule %d.", id)
	}
	return rule, err
}

// SwitchCheckIn switches a check-in of the plan on or off. Switched on, a time of day that is over today
// comes up on its next day. One that is so already changes nothing.
func (q *Queue) SwitchCheckIn(ctx context.Context, now time.Time, id work.CheckInID, on bool, mends ...Mending) (work.Act, error) {
	now = stamp(now)
	return q.turn(ctx, now, on, turning{
		verb: "checkin", thing: thingCheckInOff, id: int64(id),
		find: func(tx *store.Tx) (string, time.Time, error) {
			rule, err := checkInOf(tx, id)
			return "Check-in at " + rule.At.String(), rule.OffAt, err
		},
		set: func(tx *store.Tx, offAt time.Time) error {
			if offAt.IsZero() {
				if err := tx.SetCheckInFrom(id, now); err != nil {
					return err
				}
			}
			return tx.SetCheckInOff(id, offAt)
		},
	}, mends...)
}

// SwitchShieldRule switches a repeating shield on or off. Switched off, the one of it that is up goes on
// to its end; switched on, its next one is that which begins next. One that is so already changes nothing.
func (q *Queue) SwitchShieldRule(ctx context.Context, now time.Time, id work.ShieldRuleID, on bool, mends ...Mending) (work.Act, error) {
	now = stamp(now)
	return q.turn(ctx, now, on, turning{
		verb: "shieldrule", thing: thingShieldRuleOff, id: int64(id),
		find: func(tx *store.Tx) (string, time.Time, error) {
			rule, err := tx.ShieldRule(id)
			return "Shield at " + rule.At.String(), rule.OffAt, err
		},
		set: func(tx *store.Tx, offAt time.Time) error {
			if !offAt.IsZero() {
				return tx.SetShieldRuleOff(id, offAt)
			}
			return q.resumeShields(tx, now, id)
		},
	}, mends...)
}

// resumeShields switches a repeating shield on: what would have begun meanwhile never was.
func (q *Queue) resumeShields(tx *store.Tx, now time.Time, id work.ShieldRuleID) error {
	if err := tx.CallOffMissed(id, now); err != nil {
		return err
	}
	if err := tx.SetShieldRuleFrom(id, now); err != nil {
		return err
	}
	if err := tx.SetShieldRuleOff(id, time.Time{}); err != nil {
		return err
	}
	rule, err := tx.ShieldRule(id)
	if err == nil {
		_, err = q.makeShields(tx, now, rule)
	}
	return err
}

// turn switches a thing on or off, in an act of its own.
func (q *Queue) turn(ctx context.Context, now time.Time, on bool, t turning, mends ...Mending) (work.Act, error) {
	to, offAt := "off", now
	if on {
		to, offAt = "on", time.Time{}
	}
	return q.replan(ctx, now, t.verb+"."+to, mends, func(tx *store.Tx) (string, []store.Change, error) {
		noun, before, err := t.find(tx)
		said := noun + " switched " + to
		if err != nil || before.IsZero() == on {
			return said, nil, err
		}
		change := store.Change{Thing: t.thing, ID: t.id, Before: formatInstant(before), After: formatInstant(offAt)}
		return said, []store.Change{change}, t.set(tx, offAt)
	})
}
