package queue

import (
	"context"
	"time"

	"sluice/backend/bus"
	"sluice/backend/store"
	"sluice/backend/work"
)

// ReasonOver is the sentence of what expired.
const ReasonOver = "It was over before its check-in."

// Expire sets aside what is over by its source's own word: a meeting that has ended, say. It is nobody's
// act. What was held of it counts as expired in the receipt; the item can be seen and reopened, and does
// not expire again before something new comes.
func (q *Queue) Expire(ctx context.Context, now time.Time) error {
	now = stamp(now)
	const some = 200
	for n := some; n == some; {
		err := q.store.Write(ctx, func(tx *store.Tx) error {
			over, err := tx.Over(now, some)
			if n = len(over); err != nil || n == 0 {
				return err
			}
			for _, item := range over {
				if err := expire(tx, item, now); err != nil {
					return err
				}
			}
			return endWhenEmptied(tx, now)
		})
		if err != nil {
			return err
		}
		if n > 0 {
			q.bus.Tell(bus.Queue, bus.Gate)
		}
	}
	return nil
}

func expire(tx *store.Tx, item work.Item, now time.Time) error {
	if err := tx.ExpireHeld(item.ID, now, ReasonOver); err != nil {
		return err
	}
	item.ExpiresAt = time.Time{}
	if item.State == work.StateDone { // what came since is over, and it is done as before
		return tx.SaveItem(item)
	}
	item.State, item.SnoozeUntil = work.StateExpired, time.Time{}
	item.WaitingOn, item.WaitingSince, item.AskAt = "", time.Time{}, time.Time{}
	return tx.SaveItem(item)
}

// expiryWith is when an item is over that something joins: it is once its newest part is, and never by
// itself while a part of it has no end. Of one that is done or was over what is held since counts.
func expiryWith(b *store.Batch, item work.Item, a work.Arrival) (time.Time, error) {
	open := item.State != work.StateDone && item.State != work.StateExpired
	if !open {
		var err error
		if open, err = b.Holds(item.ID); err != nil {
			return time.Time{}, err
		}
	}
	if open && item.ExpiresAt.IsZero() {
		return time.Time{}, nil
	}
	return a.ExpiresAt, nil
}
