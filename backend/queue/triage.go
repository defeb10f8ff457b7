package queue

import (
	"context"
	"fmt"
	"time"

	"sluice/backend/bus"
	"sluice/backend/fault"
	"sluice/backend/store"
	"sluice/backend/work"
)

// Done marks items as done: one act, however many they are. Items that are done already are passed
// over; one that is not there, or not yet, is a not-found fault and nothing changes.
func (q *Queue) Done(ctx context.Context, now time.Time, ids ...work.ItemID) (work.Act, error) {
	return q.act(ctx, now, "done", func(tx *store.Tx) (string, []store.Change, error) {
		var changes []store.Change
		var last work.Item
		for _, id := range ids {
			item, err := visible(tx, id)
			if err != nil {
				return "", nil, err
			}
			last = item
			if item.State == work.StateDone {
				continue
			}
			if err := tx.SetItemState(id, work.StateDone); err != nil {
				return "", nil, err
			}
			changes = append(changes, stateChange(item, work.StateDone))
		}
		return sentence("Done", last, len(ids)), changes, nil
	})
}

// visible gives an item that the user may know of.
func visible(tx *store.Tx, id work.ItemID) (work.Item, error) {
	item, err := tx.Item(id)
	if fault.CodeOf(err) == fault.NotFound || err == nil && item.State == work.StateHeld {
		return work.Item{}, fault.Wrap(err, fault.NotFound, "There is no item %d in the queue.", id)
	}
	return item, err
}

func stateChange(item work.Item, to work.State) store.Change {
	return store.Change{Thing: thingItemState, ID: int64(item.ID), Before: string(item.State), After: string(to)}
}

func sentence(verb string, item work.Item, n int) string {
	if n == 1 {
		return fmt.Sprintf("%s: %s", verb, item.Title)
	}
	return fmt.Sprintf("%s: %d items", verb, n)
}

// act runs what the user did in a transaction, and keeps it for undo where it changed anything.
func (q *Queue) act(
	ctx context.Context, now time.Time, verb string, do func(tx *store.Tx) (string, []store.Change, error),
) (act work.Act, err error) {
	now = stamp(now)
	err = q.store.Write(ctx, func(tx *store.Tx) error {
		sentence, changes, err := do(tx)
		if err != nil {
			return err
		}
		act = work.Act{At: now, Verb: verb, Sentence: sentence}
		if len(changes) == 0 {
			return nil
		}
		if act.ID, err = tx.AddAct(act, changes, undoDepth); err != nil {
			return err
		}
		return endWhenEmptied(tx, now)
	})
	if err == nil {
		q.bus.Tell(bus.Queue, bus.Gate)
	}
	return act, err
}
