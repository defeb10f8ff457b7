// Package intake takes what sources hand over and turns it into arrivals, in two durable steps: an
// event is first written down at the door as it came, and then placed, with its outcome, in a
// transaction of its own. Whatever ends the process in between, the event is there and is placed at
// the next start: no arrival is ever lost or without an outcome.
package intake

import (
	"context"
	"encoding/json"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"sluice/backend/bus"
	"sluice/backend/fault"
	"sluice/backend/queue"
	"sluice/backend/source"
	"sluice/backend/store"
	"sluice/backend/work"
)

// batch is how many events are placed in one transaction: enough to share the cost of making it
// durable, few enough that nobody waits long for the database.
const batch = 500

// Intake takes events in for one profile.
type Intake struct {
	store  *store.Store
	queue  *queue.Queue
	bus    *bus.Bus
	now    func() time.Time
	health func(work.SourceID, source.Health)
	log    *slog.Logger

	through func(work.ArrivalID, source.Event)
	fresh   fresh

	placing sync.Mutex // one at a time, so that arrivals are placed in the order in which they came

	waiting atomic.Int32 // what doors try to keep at this moment, and what they gave up
}

// Options are what an intake works with. All but Through are needed.
type Options struct {
	Store  *store.Store
	Queue  *queue.Queue
	Bus    *bus.Bus
	Now    func() time.Time
	Health func(work.SourceID, source.Health) // is told how sources are doing
	Log    *slog.Logger
	// Through is told of what broke through, with its text, once that is durable. It must not block.
	Through func(work.ArrivalID, source.Event)
}

// New gives an intake.
func New(o Options) *Intake {
	if o.Through == nil {
		o.Through = func(work.ArrivalID, source.Event) {}
	}
	return &Intake{
		store: o.Store, queue: o.Queue, bus: o.Bus, now: o.Now, health: o.Health, log: o.Log, through: o.Through,
	}
}

// Busy says whether something that came to a door is not kept yet, or was given up when its source
// ended. What the process ends with then is not all there.
func (in *Intake) Busy() bool { return in.waiting.Load() > 0 }

// Taken is what became of an event that was handed over.
type Taken = store.Kept

// Take writes events down and places them. When it returns nil they are durable and placed; the
// answers are in the order of the events.
func (in *Intake) Take(ctx context.Context, from work.SourceID, events []source.Event) ([]Taken, error) {
	taken, err := in.writeDown(ctx, from, events, nil)
	if err != nil {
		return nil, err
	}
	return taken, in.Place(ctx)
}

// writeDown keeps events at the door, and in the same transaction what besides keeps; nil: nothing.
func (in *Intake) writeDown(
	ctx context.Context, from work.SourceID, events []source.Event, besides func(tx *store.Tx, taken []Taken) error,
) (taken []Taken, err error) {
	now := in.now()
	err = in.store.Write(ctx, func(tx *store.Tx) error {
		private, err := tx.Rules(work.RulePrivate)
		if err != nil {
			return err
		}
		handed := make([]store.Handed, len(events))
		for i := range events {
			event, err := formOf(tx, from, events[i])
			if err != nil {
				return err
			}
			kept, err := withheld(tx, private, from, event)
			if err != nil {
				return err
			}
			handed[i] = store.Handed{Source: from, RemoteID: event.RemoteID, ReceivedAt: now, Event: in.text(from, kept)}
		}
		if taken, err = tx.PutAtDoor(handed...); err != nil || besides == nil {
			return err
		}
		return besides(tx, taken)
	})
	if err == nil {
		for i, event := range events {
			if taken[i].IsNew {
				in.fresh.keep(taken[i].ID, event)
			}
		}
	}
	return taken, err
}

// text gives what is written down of an event. One that JSON has no form for, with a due date in a year
// of five digits say, would be refused again and again: it is written down as an unreadable one.
func (in *Intake) text(from work.SourceID, event source.Event) []byte {
	text, err := json.Marshal(event)
	if err != nil {
		in.log.Error("write down an event", "source", from, "remote", event.RemoteID, "err", err)
		return []byte("unwritable")
	}
	return text
}

// Place places whatever lies at the door. With nothing there it does nothing. An event that cannot be
// placed as it is, for a fault of ours, holds up no other: it is placed as an unreadable one.
func (in *Intake) Place(ctx context.Context) error {
	in.placing.Lock()
	defer in.placing.Unlock()
	var err error
	all := 0
	for n := batch; err == nil && n == batch; all += n {
		if n, err = in.placeSome(ctx, batch, in.read); fault.CodeOf(err) == fault.Internal {
			in.log.Error("place a batch", "err", err)
			n, err = in.placeEach(ctx)
		}
	}
	if all > 0 {
		in.bus.Tell(bus.Queue, bus.Gate)
	}
	if err == nil {
		err = in.queue.NoteVanished(ctx, in.now())
	}
	return err
}

// placeEach places up to a batch one after another, and what cannot be placed as an unreadable one.
func (in *Intake) placeEach(ctx context.Context) (placed int, err error) {
	for n := 1; err == nil && n == 1 && placed < batch; placed += n {
		if n, err = in.placeSome(ctx, 1, in.read); fault.CodeOf(err) == fault.Internal {
			in.log.Error("place an event", "err", err)
			n, err = in.placeSome(ctx, 1, func(store.Handed) source.Event { return unreadable })
		}
	}
	return placed, err
}

// unreadable stands for an event that cannot be read or placed: that something arrived is worth more
// than what it said.
var unreadable = source.Event{Kind: work.KindNotification, Title: "(unreadable)"}

// placeSome places up to limit events, as read gives them, in one transaction.
func (in *Intake) placeSome(ctx context.Context, limit int, read func(store.Handed) source.Event) (placed int, err error) {
	var came []placing
	err = in.store.Write(ctx, func(tx *store.Tx) error {
		came = nil
		handed, err := tx.AtDoor(limit)
		if err != nil || len(handed) == 0 {
			return err
		}
		situation, err := in.queue.Situation(tx, in.now())
		if err != nil {
			return err
		}
		events := make([]source.Event, len(handed))
		for i, one := range handed {
			events[i] = read(one)
		}
		outcomes, err := in.queue.Place(tx, situation, handed, events)
		for i, outcome := range outcomes {
			came = append(came, placing{handed: handed[i], event: events[i], outcome: outcome})
		}
		return err
	})
	if err == nil {
		in.tell(came)
	}
	return len(came), err
}

// placing is an event that was placed.
type placing struct {
	handed  store.Handed
	event   source.Event
	outcome work.Outcome
}

// tell tells of what broke through.
func (in *Intake) tell(all []placing) {
	for _, one := range all {
		event := in.fresh.take(one.handed, one.event)
		if one.outcome == work.OutcomeBrokeThrough {
			in.through(one.handed.ID, event)
		}
	}
}

// read gives the event that was written down.
func (in *Intake) read(handed store.Handed) source.Event {
	var event source.Event
	if err := json.Unmarshal(handed.Event, &event); err != nil {
		in.log.Error("read an event", "arrival", handed.ID, "err", err)
		return unreadable
	}
	return event
}
