package core

import (
	"context"
	"crypto/rand"
	"time"

	"sluice/backend/desktop/dnd"
	"sluice/backend/fault"
	"sluice/backend/queue"
	"sluice/backend/source"
	"sluice/backend/store"
	"sluice/backend/work"
)

// What the user does that changes the gate goes through here: when a method returns, Do Not Disturb
// and the clock follow already.

// CheckInNow opens a check-in ahead of the plan, as queue.CheckInNow says. It shows no notification:
// who opened it is looking.
func (c *Core) CheckInNow(ctx context.Context, endShield, stay bool) (delivery queue.Delivery, err error) {
	err = c.changing(ctx, func(now time.Time) error {
		delivery, err = c.Queue.CheckInNow(ctx, now, endShield, stay)
		return err
	})
	return delivery, err
}

// EndRun ends the check-in that is open.
func (c *Core) EndRun(ctx context.Context) (run work.Run, err error) {
	err = c.changing(ctx, func(now time.Time) error {
		run, err = c.Queue.EndRun(ctx, now)
		return err
	})
	return run, err
}

// StartShield starts a deep-work block until an instant. The state says whether the system keeps
// quiet.
func (c *Core) StartShield(ctx context.Context, until time.Time, note string) (shield work.Shield, silence dnd.State, err error) {
	err = c.changing(ctx, func(now time.Time) error {
		shield, _, err = c.Queue.StartShield(ctx, now, until, note)
		return err
	})
	return shield, c.silencer.State(), err
}

// EndShield ends the shield that is up.
func (c *Core) EndShield(ctx context.Context) (act work.Act, err error) {
	err = c.changing(ctx, func(now time.Time) error {
		act, err = c.Queue.EndShield(ctx, now)
		return err
	})
	return act, err
}

// Done marks items as done.
func (c *Core) Done(ctx context.Context, ids ...work.ItemID) (act work.Act, err error) {
	err = c.changing(ctx, func(now time.Time) error {
		act, err = c.Queue.Done(ctx, now, ids...)
		return err
	})
	return act, err
}

// Undo takes back the user's last act.
func (c *Core) Undo(ctx context.Context) (act work.Act, err error) {
	err = c.changing(ctx, func(now time.Time) error {
		act, err = c.Queue.Undo(ctx, now)
		return err
	})
	return act, err
}

// AddCheckIn adds a check-in to the plan.
func (c *Core) AddCheckIn(ctx context.Context, rule work.CheckIn) (added work.CheckIn, err error) {
	err = c.changing(ctx, func(now time.Time) error {
		added, err = c.Queue.AddCheckIn(ctx, now, rule)
		return err
	})
	return added, err
}

// RemoveCheckIn takes a check-in out of the plan.
func (c *Core) RemoveCheckIn(ctx context.Context, id work.CheckInID) (act work.Act, err error) {
	err = c.changing(ctx, func(now time.Time) error {
		act, err = c.Queue.RemoveCheckIn(ctx, now, id)
		return err
	})
	return act, err
}

// SetSettings keeps what the user chose, and follows it.
func (c *Core) SetSettings(ctx context.Context, settings queue.Settings) error {
	return c.changing(ctx, func(time.Time) error { return c.Queue.SetSettings(ctx, settings) })
}

func (c *Core) changing(ctx context.Context, do func(now time.Time) error) error {
	if err := do(c.o.Now()); err != nil {
		return err
	}
	// What was done stands. The world outside follows even if who asked has hung up by now.
	c.logged("follow the plan", c.settle(context.WithoutCancel(ctx)))
	c.rouse()
	return nil
}

// Inbound is the source of what is put in by hand and by scripts.
const Inbound work.SourceID = "inbound"

// Placed is where something that was put in is now.
type Placed struct {
	Arrival work.Arrival
	IsNew   bool // false: the same key had put it in before
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
	placed := make([]Placed, len(taken))
	err = c.store.Read(ctx, func(tx *store.Tx) error {
		for i, one := range taken {
			placed[i].IsNew = one.IsNew
			if placed[i].Arrival, _, err = tx.ArrivalByRemote(Inbound, events[i].RemoteID); err != nil {
				return err
			}
		}
		return nil
	})
	return placed, err
}
