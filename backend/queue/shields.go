package queue

import (
	"context"
	"slices"
	"time"

	"sluice/backend/bus"
	"sluice/backend/fault"
	"sluice/backend/schedule"
	"sluice/backend/store"
	"sluice/backend/work"
)

// ahead is how far ahead repeating shields are made: farther than anybody looks at the plan for its
// next check-in.
const ahead = 8 * 24 * time.Hour

// PlanShield plans a single shield that begins later. A start that is over, an end that is not after
// it, or one more than a day later, are Invalid faults.
func (q *Queue) PlanShield(ctx context.Context, now, from, until time.Time, note string, mends ...Mending) (shield work.Shield, err error) {
	now = stamp(now)
	shield = work.Shield{From: stamp(from), Until: stamp(until), Note: note}
	if shield.From.Before(now) || !shield.Until.After(shield.From) || shield.Until.Sub(shield.From) > maxShield {
		return shield, fault.New(fault.Invalid, "A planned shield begins later than now and lasts a day at most.")
	}
	_, err = q.replan(ctx, now, "shield.plan", mends, func(tx *store.Tx) (string, []store.Change, error) {
		shield.ID, err = tx.AddShield(shield)
		change := store.Change{Thing: thingShieldEnded, ID: int64(shield.ID), Before: atUndo}
		return "Shield planned for " + shield.From.In(q.zone()).Format("Mon 15:04"), []store.Change{change}, err
	})
	return shield, err
}

// ShieldRules gives the shields that repeat, those that are off among them.
func (q *Queue) ShieldRules(ctx context.Context) (rules []work.ShieldRule, err error) {
	err = q.store.Read(ctx, func(tx *store.Tx) error {
		rules, err = tx.KeptShieldRules()
		return err
	})
	return rules, err
}

// AddShieldRule adds a shield that repeats. A length of nothing or of more than a day, or a zone that
// is not known, is an Invalid fault.
func (q *Queue) AddShieldRule(ctx context.Context, now time.Time, rule work.ShieldRule, mends ...Mending) (work.ShieldRule, error) {
	now = stamp(now)
	rule.From = now
	if err := checkRule(rule); err != nil {
		return rule, err
	}
	_, err := q.replan(ctx, now, "shield.repeat", mends, func(tx *store.Tx) (string, []store.Change, error) {
		id, err := tx.AddShieldRule(rule)
		if err != nil {
			return "", nil, err
		}
		rule.ID = id
		_, err = q.makeShields(tx, now, rule)
		change := store.Change{Thing: thingShieldRuleRemoved, ID: int64(id), Before: atUndo}
		return "Shield at " + rule.At.String() + " added", []store.Change{change}, err
	})
	return rule, err
}

func checkRule(rule work.ShieldRule) error {
	if rule.Length < time.Minute || rule.Length > maxShield {
		return fault.New(fault.Invalid, "A shield lasts between a minute and a day.")
	}
	if _, err := knownZone.Named(rule.Zone); err != nil {
		return fault.Wrap(err, fault.Invalid, "%q is not a time zone such as Europe/Berlin.", rule.Zone)
	}
	return nil
}

// RemoveShieldRule takes a repeating shield away; one of it that is up goes on to its end.
func (q *Queue) RemoveShieldRule(ctx context.Context, now time.Time, id work.ShieldRuleID) (work.Act, error) {
	now = stamp(now)
	return q.act(ctx, now, "shield.unrepeat", func(tx *store.Tx) (string, []store.Change, error) {
		change := store.Change{Thing: thingShieldRuleRemoved, ID: int64(id), After: formatInstant(now)}
		return "Repeating shield removed", []store.Change{change}, tx.SetShieldRuleRemoved(id, now)
	})
}

// MakeShields makes the shields of the coming days that repeat. It writes only what is missing, so
// that it may be called at any time. A check-in that is open when one begins ends then.
func (q *Queue) MakeShields(ctx context.Context, now time.Time) error {
	now = stamp(now)
	made := false
	err := q.store.Write(ctx, func(tx *store.Tx) error {
		rules, err := tx.ShieldRules()
		if err != nil {
			return err
		}
		for _, rule := range rules {
			some, err := q.makeShields(tx, now, rule)
			if err != nil {
				return err
			}
			made = made || some
		}
		return endForShield(tx, now)
	})
	if err == nil && made {
		q.bus.Tell(bus.Gate)
	}
	return err
}

func (q *Queue) makeShields(tx *store.Tx, now time.Time, rule work.ShieldRule) (made bool, err error) {
	if !rule.OffAt.IsZero() {
		return false, nil
	}
	zone, _ := schedule.Zones{User: q.zone()}.Named(rule.Zone) // an unknown zone is read as the user's
	begin := work.DateOf(now.Add(-rule.Length), zone)
	for date := begin; date.Before(work.DateOf(now.Add(ahead), zone)); date = date.Add(1) {
		shield := shieldOn(rule, date, zone)
		if !rule.Days.Has(date.Weekday()) || shield.From.Before(rule.From) || !shield.Until.After(now) {
			continue
		}
		added, err := tx.AddShieldOf(rule.ID, date, shield)
		if err != nil {
			return made, err
		}
		made = made || added
	}
	return made, nil
}

// shieldOn is the shield that a rule makes on a date.
func shieldOn(rule work.ShieldRule, date work.Date, zone *time.Location) work.Shield {
	from := schedule.Instant(date, rule.At, zone)
	return work.Shield{From: from, Until: from.Add(rule.Length), Note: rule.Note}
}

// endForShield ends the check-in that is open if a shield is up.
func endForShield(tx *store.Tx, now time.Time) error {
	up, err := shieldsUp(tx, now)
	if err != nil || len(up) == 0 {
		return err
	}
	run, open, err := tx.OpenRun()
	if err != nil || !open {
		return err
	}
	return endRun(tx, run, now, work.RunShield)
}

// Broken is a longest wait that a shield would break: whose, and by when something must come through.
type Broken struct {
	Client work.Client
	At     time.Time
}

// BrokenBy says which longest waits a shield from one instant until another would break, for what is
// still held at its start or arrives then, the first first. Behind a wall only the client's own is told.
// An end that is not after the start, or more than a day later, is an Invalid fault.
func (q *Queue) BrokenBy(ctx context.Context, now, from, until time.Time, wall Wall) (broken []Broken, err error) {
	now = stamp(now)
	if !until.After(from) || until.Sub(from) > maxShield {
		return nil, fault.New(fault.Invalid, "A shield ends after it begins, and within a day: for example --for 90m or --until 12:30.")
	}
	from = work.Later(stamp(from), now)
	err = q.store.Read(ctx, func(tx *store.Tx) error {
		s, err := q.Situation(tx, now)
		if err != nil {
			return err
		}
		oldest, err := tx.OldestHeld(s.waiters()...)
		for id, client := range s.Clients {
			if wall.Up && wall.Client != id {
				continue
			}
			arrived, held := oldest[id]
			if !held || s.comesBefore(id, arrived, from) {
				arrived = from
			}
			if latest := s.latest(id, arrived); !latest.IsZero() && latest.Before(until) {
				broken = append(broken, Broken{Client: client, At: latest})
			}
		}
		return err
	})
	slices.SortFunc(broken, func(a, b Broken) int { return a.At.Compare(b.At) })
	return broken, err
}

// comesBefore says whether what is held for a client comes before an instant ahead: by the plan, or by
// the extra check-in that keeps its longest wait.
func (s *Situation) comesBefore(client work.ClientID, arrived, at time.Time) bool {
	if !at.After(s.Now) {
		return false
	}
	if latest := s.latest(client, arrived); !latest.IsZero() && latest.Before(at) {
		return true
	}
	next, found := s.Plan.Next(s.Now, client)
	return found && next.At.Before(at)
}
