package queue

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"time"

	"sluice/backend/bus"
	"sluice/backend/fault"
	"sluice/backend/rank"
	"sluice/backend/store"
	"sluice/backend/work"
)

// A verb is what the user does with items. Each is one act, however many items it is done to, and can
// be undone; items that are as the verb would make them are passed over. An item that is not there,
// or not yet, is a not-found fault, and then nothing changes.

// Pick is the items that a verb is done to, and the wall that the user stands behind.
type Pick struct {
	Wall  Wall
	Items []work.ItemID
}

// values are the fields that a verb gives to an item.
type values map[store.Field]string

// aside are the fields that say how an item was put aside, as they are when it is not.
func aside(state work.State) values {
	return values{
		store.FieldState: string(state), store.FieldSnoozeUntil: "0", store.FieldWaitingOn: "",
		store.FieldWaitingSince: "0", store.FieldAskAt: "0", store.FieldDoneAt: "0",
	}
}

// Done marks items as done.
func (q *Queue) Done(ctx context.Context, now time.Time, pick Pick) (work.Act, error) {
	to := aside(work.StateDone)
	to[store.FieldDoneAt] = store.InstantValue(now)
	act, err := q.act(ctx, now, "done", func(tx *store.Tx) (string, []store.Change, error) {
		var finished []work.ItemID
		said, changes, err := q.give(tx, now, "Done", pick, func(item work.Item) values {
			if item.State == work.StateDone {
				return nil
			}
			finished = append(finished, item.ID)
			return to
		})
		if err != nil {
			return "", nil, err
		}
		there, err := doneThere(tx, now, finished)
		return said, append(changes, there...), err
	})
	if err == nil {
		q.bus.Tell(bus.Outbox)
	}
	return act, err
}

// Reopen brings items back into the queue, whatever was done with them.
func (q *Queue) Reopen(ctx context.Context, now time.Time, pick Pick) (work.Act, error) {
	return q.act(ctx, now, "reopen", func(tx *store.Tx) (string, []store.Change, error) {
		for _, id := range pick.Items {
			if err := tx.WithdrawDone(id); err != nil {
				return "", nil, err
			}
		}
		return q.give(tx, now, "Back in the queue", pick, func(work.Item) values { return aside(work.StateQueued) })
	})
}

// Snooze puts items aside until an instant, which must lie ahead; zero: until the next check-in.
func (q *Queue) Snooze(ctx context.Context, now, until time.Time, pick Pick) (work.Act, error) {
	if !until.IsZero() && !until.After(now) {
		return work.Act{}, fault.New(fault.Invalid, "A snooze ends in the future.")
	}
	to, when := aside(work.StateSnoozed), "the next check-in"
	to[store.FieldSnoozeUntil] = store.UntilNextCheckIn
	if !until.IsZero() {
		to[store.FieldSnoozeUntil] = store.InstantValue(until)
		when = until.In(q.zone()).Format("Mon 15:04")
	}
	return q.each(ctx, now, "snooze", "Snoozed until "+when, pick, func(work.Item) values { return to })
}

// Wait puts items aside because somebody else has to act first: who, and when to ask again, zero for
// never.
func (q *Queue) Wait(ctx context.Context, now time.Time, who string, askAt time.Time, pick Pick) (work.Act, error) {
	if who == "" {
		return work.Act{}, fault.New(fault.Invalid, "Say on whom you are waiting.")
	}
	if !askAt.IsZero() && !askAt.After(now) {
		return work.Act{}, fault.New(fault.Invalid, "The time to ask again lies in the future.")
	}
	to := aside(work.StateWaiting)
	to[store.FieldWaitingOn], to[store.FieldWaitingSince] = who, store.InstantValue(now)
	to[store.FieldAskAt] = store.InstantValue(askAt)
	return q.each(ctx, now, "wait", "Waiting on "+who, pick, func(work.Item) values { return to })
}

// Pin keeps items on top, or no longer.
func (q *Queue) Pin(ctx context.Context, now time.Time, pinned bool, pick Pick) (work.Act, error) {
	value, said := "0", "No longer pinned"
	if pinned {
		value, said = "1", "Pinned"
	}
	return q.each(ctx, now, "pin", said, pick, func(work.Item) values { return values{store.FieldPinned: value} })
}

// Mute keeps items, and whatever comes in their threads, out of the queue.
func (q *Queue) Mute(ctx context.Context, now time.Time, pick Pick) (work.Act, error) {
	return q.each(ctx, now, "mute", "Muted", pick, func(work.Item) values { return aside(work.StateMuted) })
}

// Assign gives items to a client. What became of their arrivals does not change.
func (q *Queue) Assign(ctx context.Context, now time.Time, client work.Client, pick Pick) (work.Act, error) {
	said := "Given to " + client.Name
	if client.ID == work.Unassigned {
		said = "Given to no client"
	}
	return q.each(ctx, now, "assign", said, pick, func(work.Item) values {
		return values{store.FieldClient: strconv.FormatInt(int64(client.ID), 10)}
	})
}

// MarkStep is by how much a mark shifts what a sender's messages count, in log-odds.
const MarkStep = 0.5

// Mark says that items like this one, from the same sender, count more or less from now on.
func (q *Queue) Mark(ctx context.Context, now time.Time, more bool, wall Wall, id work.ItemID) (work.Act, error) {
	step, said := -MarkStep, "Less important"
	if more {
		step, said = MarkStep, "More important"
	}
	return q.act(ctx, now, "mark", func(tx *store.Tx) (string, []store.Change, error) {
		item, err := wall.visible(tx, id)
		if err != nil {
			return "", nil, err
		}
		sender := rank.Sender(item)
		before, err := tx.Shift(sender)
		if err != nil {
			return "", nil, err
		}
		change := store.Change{Thing: thingShift, Name: sender, ID: int64(id), Before: shiftText(before), After: shiftText(before + step)}
		if err := tx.SetShift(sender, before+step); err != nil {
			return "", nil, err
		}
		return said + ": " + rank.SenderName(item), []store.Change{change}, q.rescore(tx, now, id)
	})
}

// each does a verb to items, as one act: to gives the fields for one of them, nil to pass it over.
func (q *Queue) each(
	ctx context.Context, now time.Time, verb, said string, pick Pick, to func(work.Item) values,
) (work.Act, error) {
	return q.act(ctx, now, verb, func(tx *store.Tx) (string, []store.Change, error) {
		return q.give(tx, now, said, pick, to)
	})
}

// give gives items the fields that to says, and gives what was done in a sentence and in changes.
func (q *Queue) give(tx *store.Tx, now time.Time, said string, pick Pick, to func(work.Item) values) (string, []store.Change, error) {
	var all []store.Change
	var changed []work.ItemID
	var last work.Item
	for _, id := range pick.Items {
		item, err := pick.Wall.visible(tx, id)
		if err != nil {
			return "", nil, err
		}
		last = item
		changes, err := give(tx, id, to(item))
		if err != nil {
			return "", nil, err
		}
		if all = append(all, changes...); slices.ContainsFunc(changes, counts) {
			changed = append(changed, id)
		}
	}
	return sentence(said, last, len(pick.Items)), all, q.rescore(tx, now, changed...)
}

// give gives an item's fields their values, and says which of them changed.
func give(tx *store.Tx, id work.ItemID, to values) ([]store.Change, error) {
	if len(to) == 0 {
		return nil, nil
	}
	before, err := tx.ItemFields(id)
	if err != nil {
		return nil, err
	}
	var changes []store.Change
	fresh := values{}
	for field, value := range to {
		if before[field] == value {
			continue
		}
		fresh[field] = value
		changes = append(changes, store.Change{
			Thing: thingItem, Name: string(field), ID: int64(id), Before: before[field], After: value,
		})
	}
	return changes, tx.SetItemFields(id, fresh)
}

// visible gives an item that the user may know of: nothing that is held, nothing behind the wall.
func (w Wall) visible(tx *store.Tx, id work.ItemID) (work.Item, error) {
	item, err := tx.Item(id)
	if fault.CodeOf(err) == fault.NotFound || err == nil && (item.State == work.StateHeld || w.Hides(item)) {
		return work.Item{}, notFound(id, err)
	}
	return item, err
}

func notFound(id work.ItemID, cause error) error {
	return fault.Wrap(cause, fault.NotFound, "There is no item %d in the queue.", id)
}

func sentence(said string, item work.Item, n int) string {
	if n == 1 {
		return fmt.Sprintf("%s: %s", said, item.Title)
	}
	return fmt.Sprintf("%s: %d items", said, n)
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
		if act.ID, err = tx.AddAct(act, changes, store.ActsKept); err != nil {
			return err
		}
		return endWhenEmptied(tx, now)
	})
	if err == nil {
		q.bus.Tell(bus.Queue, bus.Gate)
	}
	return act, err
}
