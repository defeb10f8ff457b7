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

// View says which items are asked for. The zero value is the whole queue of all clients.
type View struct {
	Wall   Wall
	State  work.State // empty: queued
	Limit  int        // 0: all
	Offset int
}

// Wall keeps clients apart: behind it only one client's items are seen. The zero value sees all.
type Wall struct {
	Up     bool
	Client work.ClientID
}

// Hides says whether an item is on the other side.
func (w Wall) Hides(item work.Item) bool { return w.Up && item.Client != w.Client }

// HidesOf says whether what belongs to a client is on the other side; what belongs to nobody never is.
func (w Wall) HidesOf(client work.ClientID) bool {
	return w.Up && client != work.Unassigned && client != w.Client
}

// Items gives items, the most important first. What is held is never among them.
func (q *Queue) Items(ctx context.Context, v View) (items []work.Item, err error) {
	if v.State == "" {
		v.State = work.StateQueued
	}
	if v.State == work.StateHeld {
		return nil, nil
	}
	err = q.store.Read(ctx, func(tx *store.Tx) error {
		items, err = tx.ItemsIn(v.State, store.Page{OfClient: v.Wall.Up, Client: v.Wall.Client, Limit: v.Limit, Offset: v.Offset})
		return err
	})
	return items, err
}

// Item gives an item and what may be shown of its thread, or a not-found fault. An item that is held
// is not found: it is not there before its check-in; nor is one behind the wall.
func (q *Queue) Item(ctx context.Context, wall Wall, id work.ItemID) (item work.Item, shown []store.Shown, err error) {
	err = q.store.Read(ctx, func(tx *store.Tx) error {
		if item, err = wall.visible(tx, id); err != nil {
			return err
		}
		shown, err = tx.ItemShown(id)
		return err
	})
	return item, shown, err
}

// Clients gives all clients by their numbers in the store.
func (q *Queue) Clients(ctx context.Context) (clients map[work.ClientID]work.Client, err error) {
	err = q.store.Read(ctx, func(tx *store.Tx) error {
		clients, err = clientsByID(tx)
		return err
	})
	return clients, err
}

func clientsByID(tx *store.Tx) (map[work.ClientID]work.Client, error) {
	all, err := tx.Clients()
	clients := make(map[work.ClientID]work.Client, len(all))
	for _, client := range all {
		clients[client.ID] = client
	}
	return clients, err
}
