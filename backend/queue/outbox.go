package queue

import (
	"context"
	"crypto/rand"
	"time"

	"sluice/backend/bus"
	"sluice/backend/fault"
	"sluice/backend/store"
	"sluice/backend/work"
)

// OutboxWait is how long what is to be written at a service waits, so that undo can withdraw it.
const OutboxWait = 10 * time.Second

// thingWrite is an entry that an act put into the outbox.
const thingWrite = "outbox"

// Send has something written at the service of one of an item's sources, as an act: it waits in the
// outbox, and undo withdraws it until it is sent. said is what the act did, in words.
func (q *Queue) Send(ctx context.Context, now time.Time, wall Wall, said string, w work.Write) (work.Act, error) {
	act, err := q.act(ctx, now, "send", func(tx *store.Tx) (string, []store.Change, error) {
		item, err := wall.visible(tx, w.Item)
		if err != nil {
			return "", nil, err
		}
		change, err := putOut(tx, now, w)
		return said + ": " + item.Title, []store.Change{change}, err
	})
	if err == nil {
		q.bus.Tell(bus.Outbox)
	}
	return act, err
}

// putOut puts an entry into the outbox, and gives the change that undo takes back.
func putOut(tx *store.Tx, now time.Time, w work.Write) (store.Change, error) {
	w.Key, w.State, w.CreatedAt, w.DueAt = rand.Text(), work.WriteWaiting, stamp(now), stamp(now.Add(OutboxWait))
	id, err := tx.AddWrite(w)
	return store.Change{Thing: thingWrite, ID: int64(id)}, err
}

// doneThere puts into the outbox what is done at the services of items that are done here, where the
// user wants that.
func doneThere(tx *store.Tx, now time.Time, items []work.ItemID) ([]store.Change, error) {
	writes, err := tx.DoneThere(items)
	var changes []store.Change
	for _, w := range writes {
		change, errOne := putOut(tx, now, w)
		if errOne != nil {
			return nil, errOne
		}
		changes = append(changes, change)
	}
	return changes, err
}

// withdraw takes back what an act put into the outbox, where it still waits there. What is on its way
// or was sent stays: that cannot be undone.
func withdraw(tx *store.Tx, id work.WriteID) error {
	w, found, err := tx.OutboxEntry(id)
	if err != nil || !found || w.State != work.WriteWaiting {
		return err
	}
	w.State, w.Sentence = work.WriteWithdrawn, "You took it back before it was sent."
	return tx.SaveWrite(w)
}

// Outbox gives what is to be written at services, and the last that was, as seen from behind a wall.
func (q *Queue) Outbox(ctx context.Context, wall Wall) (writes []work.Write, err error) {
	const last = 100
	err = q.store.Read(ctx, func(tx *store.Tx) error {
		writes, err = tx.Outbox(store.Of{One: wall.Up, Client: wall.Client}, last)
		return err
	})
	return writes, err
}

// Retry has an entry of the outbox that failed, or of which nobody knows, sent again at once.
func (q *Queue) Retry(ctx context.Context, now time.Time, wall Wall, id work.WriteID) (work.Write, error) {
	return q.outboxEntry(ctx, wall, id, func(w *work.Write) error {
		if w.State != work.WriteFailed && w.State != work.WriteUnsure {
			return fault.New(fault.Conflict, "Only what failed can be sent again.")
		}
		w.State, w.Code, w.Sentence, w.Tries, w.DueAt = work.WriteWaiting, "", "", 0, stamp(now)
		return nil
	})
}

// Withdraw takes an entry back that is not sent.
func (q *Queue) Withdraw(ctx context.Context, wall Wall, id work.WriteID) (work.Write, error) {
	return q.outboxEntry(ctx, wall, id, func(w *work.Write) error {
		if w.State == work.WriteSent || w.State == work.WriteSending {
			return fault.New(fault.Conflict, "It was sent already, or is on its way.")
		}
		w.State, w.Code, w.Sentence = work.WriteWithdrawn, "", "You took it back before it was sent."
		return nil
	})
}

func (q *Queue) outboxEntry(ctx context.Context, wall Wall, id work.WriteID, do func(*work.Write) error) (w work.Write, err error) {
	err = q.store.Write(ctx, func(tx *store.Tx) error {
		var found bool
		if w, found, err = tx.OutboxEntry(id); err != nil {
			return err
		}
		if found {
			_, err = wall.visible(tx, w.Item)
		}
		if !found || err != nil {
			return fault.New(fault.NotFound, "There is no entry %d in the outbox.", id)
		}
		if err := do(&w); err != nil {
			return err
		}
		return tx.SaveWrite(w)
	})
	if err == nil {
		q.bus.Tell(bus.Outbox)
	}
	return w, err
}
