package queue

import (
	"context"
	"fmt"
	"time"

	"sluice/backend/bus"
	"sluice/backend/store"
	"sluice/backend/work"
)

// NoteVanished notes on the items what sources said was dealt with elsewhere. It is nobody's act: an
// open item is done, and can be reopened; of one that is held the outcome stays as it is, and it comes
// through at its check-in as done already.
func (q *Queue) NoteVanished(ctx context.Context, now time.Time) error {
	now = stamp(now)
	waiting := false
	err := q.store.Read(ctx, func(tx *store.Tx) (err error) {
		_, waiting, err = tx.FirstVanished()
		return err
	})
	for err == nil && waiting {
		noted := 0
		err = q.store.Write(ctx, func(tx *store.Tx) error {
			vanished, found, err := tx.FirstVanished()
			if waiting = found; err != nil || !found {
				return err
			}
			items, err := tx.OpenItems(vanished)
			if err != nil {
				return err
			}
			for _, item := range items {
				if err := tx.SaveItem(elsewhere(item, now)); err != nil {
					return err
				}
			}
			noted = len(items)
			if err := tx.ForgetVanished(vanished.ID); err != nil {
				return err
			}
			return endWhenEmptied(tx, now)
		})
		if noted > 0 {
			q.bus.Tell(bus.Queue, bus.Gate)
		}
	}
	return err
}

// elsewhere is an item after it was dealt with at its source.
func elsewhere(item work.Item, now time.Time) work.Item {
	item.ElsewhereAt = now
	switch item.State {
	case work.StateHeld, work.StateDone, work.StateExpired: // the last two hold something
	default:
		item.State, item.DoneAt, item.SnoozeUntil = work.StateDone, now, time.Time{}
		item.WaitingOn, item.WaitingSince, item.AskAt = "", time.Time{}, time.Time{}
	}
	return item
}

// thingFiled is what a first import filed as done.
const thingFiled = "filed"

// NoteFiled keeps, for undo, that a first import filed n older things as done.
func (q *Queue) NoteFiled(tx *store.Tx, now time.Time, from work.Source, n int) error {
	act := work.Act{At: stamp(now), Verb: "file", Sentence: fmt.Sprintf("Filed as done: %d older ones of %s", n, from.Name)}
	_, err := tx.AddAct(act, []store.Change{{Thing: thingFiled, Name: string(from.ID)}}, store.ActsKept)
	return err
}
