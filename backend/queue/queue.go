// Package queue is the life of an item: where an arrival is placed, how a check-in releases what is
// held, what the user does with items, how that is undone, and what the receipt says.
//
// Every exported method is a transaction of its own unless it takes one, and may be called from
// several goroutines. Methods that take the instant "now" do not look at a clock.
package queue

import (
	"context"
	"time"

	"sluice/backend/bus"
	"sluice/backend/schedule"
	"sluice/backend/store"
	"sluice/backend/work"
)

// Queue works on the items of one profile.
type Queue struct {
	store *store.Store
	bus   *bus.Bus
	zone  func() *time.Location
}

// New gives the queue of a store. zone is the user's zone at the moment; it may change.
func New(s *store.Store, b *bus.Bus, zone func() *time.Location) *Queue {
	return &Queue{store: s, bus: b, zone: zone}
}

// Plan gives the plan as it stands in a transaction.
func (q *Queue) Plan(tx *store.Tx, now time.Time) (schedule.Plan, error) {
	checkIns, err := tx.CheckIns()
	if err != nil {
		return schedule.Plan{}, err
	}
	shields, err := tx.Shields(now.Add(-2 * schedule.Lookback))
	return schedule.Plan{
		CheckIns: checkIns,
		Shields:  shields,
		Zones:    schedule.Zones{User: q.zone()},
	}, err
}

// Situation is how things stand at the gate at one moment.
type Situation struct {
	Now         time.Time
	Zone        *time.Location
	Plan        schedule.Plan
	ShieldFrom  time.Time // of the shield that is up; zero: none is
	ShieldUntil time.Time
	Run         work.Run // the check-in that is open
	RunOpen     bool
	Next        time.Time // the next check-in; zero: none is planned
}

// Situation gives how things stand at the gate, in a transaction.
func (q *Queue) Situation(tx *store.Tx, now time.Time) (Situation, error) {
	plan, err := q.Plan(tx, now)
	if err != nil {
		return Situation{}, err
	}
	s := Situation{Now: now, Zone: q.zone(), Plan: plan}
	if from, until, up := plan.Shield(now); up {
		s.ShieldFrom, s.ShieldUntil = from, until
	}
	if next, found := plan.NextAny(now); found {
		s.Next = next.At
	}
	s.Run, s.RunOpen, err = tx.OpenRun()
	return s, err
}

// Items gives the queued items, the most important first; limit 0 means all.
func (q *Queue) Items(ctx context.Context, limit, offset int) (items []work.Item, err error) {
	err = q.store.Read(ctx, func(tx *store.Tx) error {
		items, err = tx.ItemsIn(work.StateQueued, limit, offset)
		return err
	})
	return items, err
}

// Item gives an item and what may be shown of its thread, or a not-found fault. An item that is held
// is not found: it is not there before its check-in.
func (q *Queue) Item(ctx context.Context, id work.ItemID) (item work.Item, shown []store.Shown, err error) {
	err = q.store.Read(ctx, func(tx *store.Tx) error {
		if item, err = visible(tx, id); err != nil {
			return err
		}
		shown, err = tx.ItemShown(id)
		return err
	})
	return item, shown, err
}

// Clients gives all clients by their numbers.
func (q *Queue) Clients(ctx context.Context) (map[work.ClientID]work.Client, error) {
	clients := map[work.ClientID]work.Client{}
	err := q.store.Read(ctx, func(tx *store.Tx) error {
		all, err := tx.Clients()
		for _, client := range all {
			clients[client.ID] = client
		}
		return err
	})
	return clients, err
}
