package queue

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"sluice/backend/bus"
	"sluice/backend/fault"
	"sluice/backend/store"
	"sluice/backend/work"
)

// undoDepth is how many acts can be undone, the newest first.
const undoDepth = 100

// The fields that acts change.
const (
	thingItemState      = "item.state"
	thingShieldEnded    = "shield.ended"
	thingCheckInRemoved = "checkin.removed"
)

// Undo takes back the last act of the user that is not undone, from whatever surface it came. Only
// the fields that the act changed are restored, and only where they are still as the act left them:
// what came later stays. With nothing left it gives a NothingToUndo fault.
func (q *Queue) Undo(ctx context.Context, now time.Time) (act work.Act, err error) {
	now = stamp(now)
	err = q.store.Write(ctx, func(tx *store.Tx) error {
		var changes []store.Change
		var found bool
		if act, changes, found, err = tx.LastAct(); err != nil {
			return err
		}
		if !found {
			return fault.New(fault.NothingToUndo, "There is nothing to undo.")
		}
		for _, change := range changes {
			if err := restore(tx, change, now); err != nil {
				return err
			}
		}
		act.UndoneAt = now
		return tx.SetActUndone(act.ID, now)
	})
	if err == nil {
		q.bus.Tell(bus.Queue, bus.Gate)
	}
	return act, err
}

// LastAct gives the act that Undo would take back, and whether there is one.
func (q *Queue) LastAct(ctx context.Context) (act work.Act, found bool, err error) {
	err = q.store.Read(ctx, func(tx *store.Tx) error {
		act, _, found, err = tx.LastAct()
		return err
	})
	return act, found, err
}

func restore(tx *store.Tx, c store.Change, now time.Time) error {
	switch c.Thing {
	case thingItemState:
		return restoreState(tx, c)
	case thingShieldEnded:
		return restoreShield(tx, c, now)
	case thingCheckInRemoved:
		at, err := parseInstant(c.Before, now)
		if err != nil {
			return err
		}
		return tx.SetCheckInRemoved(work.CheckInID(c.ID), at)
	}
	return fault.New(fault.Internal, "An act changed %q, which this version cannot restore.", c.Thing)
}

func restoreState(tx *store.Tx, c store.Change) error {
	item, err := tx.Item(work.ItemID(c.ID))
	if err != nil || string(item.State) != c.After {
		return err
	}
	return tx.SetItemState(item.ID, work.State(c.Before))
}

// restoreShield lets a shield that was ended run on, or ends one that was started.
func restoreShield(tx *store.Tx, c store.Change, now time.Time) error {
	at, err := parseInstant(c.Before, now)
	if err != nil {
		return err
	}
	return tx.SetShieldEnded(work.ShieldID(c.ID), at)
}

// atUndo stands, in a change, for the moment of the undo itself: a shield that was started ends then,
// a check-in that was added is removed then.
const atUndo = "now"

func formatInstant(at time.Time) string {
	if at.IsZero() {
		return ""
	}
	return strconv.FormatInt(at.UnixMilli(), 10)
}

func parseInstant(text string, now time.Time) (time.Time, error) {
	switch text {
	case "":
		return time.Time{}, nil
	case atUndo:
		return now, nil
	}
	ms, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return time.Time{}, fmt.Errorf("read the instant of an act: %w", err)
	}
	return time.UnixMilli(ms).UTC(), nil
}
