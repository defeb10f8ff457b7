package queue

import (
	"context"
	"time"

	"sluice/backend/fault"
	"sluice/backend/schedule"
	"sluice/backend/store"
	"sluice/backend/work"
)

// knownZone knows the names of zones; "" is the user's own.
var knownZone schedule.Zones

// maxShield bounds a shield, so that a slip of the finger does not close the gate for a week.
const maxShield = 24 * time.Hour

// StartShield starts a deep-work block from now until an instant. A check-in that is open ends.
// An end that is not in the future, or more than a day away, is an Invalid fault.
func (q *Queue) StartShield(ctx context.Context, now, until time.Time, note string) (shield work.Shield, act work.Act, err error) {
	now, until = stamp(now), stamp(until)
	if !until.After(now) || until.Sub(now) > maxShield {
		return shield, act, fault.New(fault.Invalid,
			"A shield needs an end between now and a day from now, for example --for 90m or --until 12:30.")
	}
	shield = work.Shield{From: now, Until: until, Note: note}
	act, err = q.act(ctx, now, "shield.start", func(tx *store.Tx) (string, []store.Change, error) {
		if shield.ID, err = tx.AddShield(shield); err != nil {
			return "", nil, err
		}
		change := store.Change{Thing: thingShieldEnded, ID: int64(shield.ID), Before: atUndo}
		return "Shield until " + until.In(q.zone()).Format("15:04"), []store.Change{change}, endForShield(tx, now)
	})
	return shield, act, err
}

// How the end of a shield is kept for undo.
const (
	verbEndShield = "shield.end"
	shieldEnded   = "Shield ended"
)

// EndShield ends the shield that is up, with all that overlap it; without one it gives a Conflict
// fault.
func (q *Queue) EndShield(ctx context.Context, now time.Time) (act work.Act, err error) {
	now = stamp(now)
	return q.act(ctx, now, verbEndShield, func(tx *store.Tx) (string, []store.Change, error) {
		changes, err := endShields(tx, now)
		if err == nil && len(changes) == 0 {
			err = fault.New(fault.Conflict, "No shield is up.")
		}
		return shieldEnded, changes, err
	})
}

func shieldsUp(tx *store.Tx, now time.Time) ([]work.Shield, error) {
	shields, err := tx.Shields(now)
	var up []work.Shield
	for _, shield := range shields {
		if shield.Covers(now) {
			up = append(up, shield)
		}
	}
	return up, err
}

// endShields ends the shields that are up, and gives what to undo.
func endShields(tx *store.Tx, now time.Time) (changes []store.Change, err error) {
	up, err := shieldsUp(tx, now)
	if err != nil {
		return nil, err
	}
	for _, shield := range up {
		changes = append(changes, store.Change{
			Thing: thingShieldEnded, ID: int64(shield.ID),
			Before: formatInstant(shield.EndedAt), After: formatInstant(now),
		})
		if err := tx.SetShieldEnded(shield.ID, now); err != nil {
			return nil, err
		}
	}
	return changes, nil
}

// AddCheckIn adds a check-in to the plan. It counts from now on: a time of day that is over today
// comes up on its next day. A zone that is not known is an Invalid fault.
func (q *Queue) AddCheckIn(ctx context.Context, now time.Time, c work.CheckIn, mends ...Mending) (work.CheckIn, error) {
	now = stamp(now)
	c = begun(c, now)
	if c.Zone != "" {
		if _, err := knownZone.Named(c.Zone); err != nil {
			return c, fault.Wrap(err, fault.Invalid, "%q is not a time zone such as Europe/Berlin.", c.Zone)
		}
	}
	_, err := q.replan(ctx, now, "checkin.add", mends, func(tx *store.Tx) (string, []store.Change, error) {
		id, err := tx.AddCheckIn(c)
		c.ID = id
		change := store.Change{Thing: thingCheckInRemoved, ID: int64(id), Before: atUndo}
		return "Check-in added: " + c.At.String(), []store.Change{change}, err
	})
	return c, err
}

// begun is a check-in as it is planned from now on.
func begun(c work.CheckIn, now time.Time) work.CheckIn {
	c.From, c.CreatedAt = now, now
	switch {
	case !c.Once.IsZero():
		c.Days = 0 // it is planned for its date, whatever day of the week that is
	case c.Days == 0:
		c.Days = work.EveryDay
	}
	return c
}

// RemoveCheckIn takes a check-in out of the plan. As with all changes of the plan, what mends says is done
// about longest waits that it breaks in the same act; a way that the plan does not have is an Invalid fault.
func (q *Queue) RemoveCheckIn(ctx context.Context, now time.Time, id work.CheckInID, mends ...Mending) (work.Act, error) {
	now = stamp(now)
	return q.replan(ctx, now, "checkin.remove", mends, func(tx *store.Tx) (string, []store.Change, error) {
		change := store.Change{Thing: thingCheckInRemoved, ID: int64(id), After: formatInstant(now)}
		return "Check-in removed", []store.Change{change}, tx.SetCheckInRemoved(id, now)
	})
}
