package core

import (
	"context"
	"crypto/rand"
	"time"

	"sluice/backend/desktop/dnd"
	"sluice/backend/fault"
	"sluice/backend/source"
	"sluice/backend/store"
	"sluice/backend/work"
)

// Do does something of the queue's that may change the gate, at the present moment. When it returns,
// Do Not Disturb and the clock follow already.
func Do[T any](ctx context.Context, c *Core, do func(now time.Time) (T, error)) (T, error) {
	done, err := do(c.o.Now())
	if err != nil {
		return done, err
	}
	c.lookForUpdates() // it may have been switched on or off, by undo too
	// What was done stands. The world outside follows even if who asked has hung up by now.
	c.logged("follow the plan", c.settle(context.WithoutCancel(ctx)))
	return done, nil
}

// StartShield starts a deep-work block until an instant. The state says whether the system keeps
// quiet.
func (c *Core) StartShield(ctx context.Context, until time.Time, note string) (work.Shield, dnd.State, error) {
	shield, err := Do(ctx, c, func(now time.Time) (work.Shield, error) {
		shield, _, err := c.Queue.StartShield(ctx, now, until, note)
		return shield, err
	})
	return shield, c.silencer.State(), err
}

// Inbound is the source of what is put in by hand and by scripts.
const Inbound work.SourceID = "inbound"

// Placed is where something that was put in is now.
type Placed struct {
	ID work.ArrivalID
	store.Placed
	IsNew bool // false: the same key had put it in before
}

// maxInbound bounds what is put in at once.
const maxInbound = 1000

// Add takes in events by hand or from scripts. An event without a remote id gets one, so that it is
// new. More than a thousand at once, or one without a title, are faults, and nothing is taken.
func (c *Core) Add(ctx context.Context, events ...source.Event) ([]Placed, error) {
	if len(events) > maxInbound {
		return nil, fault.New(fault.TooLarge, "At most %d arrivals are taken at once; these are %d.", maxInbound, len(events))
	}
	for i := range events {
		if events[i].Title == "" {
			return nil, fault.New(fault.Invalid, "An arrival needs a title.")
		}
		if events[i].RemoteID == "" {
			events[i].RemoteID = rand.Text()
		}
	}
	taken, err := c.intake.Take(ctx, Inbound, events)
	if err != nil {
		return nil, err
	}
	ids := make([]work.ArrivalID, len(taken))
	for i, one := range taken {
		ids[i] = one.ID
	}
	var now map[work.ArrivalID]store.Placed
	err = c.store.Read(ctx, func(tx *store.Tx) (err error) { now, err = tx.Placed(ids); return err })
	placed := make([]Placed, len(taken))
	for i, one := range taken {
		placed[i] = Placed{ID: one.ID, Placed: now[one.ID], IsNew: one.IsNew}
	}
	return placed, err
}
