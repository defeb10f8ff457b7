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
	State  work.State // empty: queued, or what the text says
	Text   string     // what they say, as Search takes it; empty: anything
	Run    work.RunID // those that a check-in brought; 0: any
	Group  store.Grouping
	Order  work.ViewOrder
	Limit  int // 0: all
	Offset int
	Near   work.ItemID // the part lies around this item, where it is in the list; 0: no matter
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
func (q *Queue) Items(ctx context.Context, v View) ([]work.Item, error) {
	listed, err := q.List(ctx, v)
	return listed.Items, err
}

// List gives a part of a list of items, grouped or the most important first. What is held is never in
// it; to ask for it is a Conflict fault, as with Search.
func (q *Queue) List(ctx context.Context, v View) (listed store.Listed, err error) {
	list, err := q.list(v)
	if err != nil {
		return listed, err
	}
	err = q.store.Read(ctx, func(tx *store.Tx) error {
		listed, err = tx.ListItems(list)
		return err
	})
	return listed, err
}

// All gives the numbers of all items of a list, in no order, and the clients that they belong to.
func (q *Queue) All(ctx context.Context, v View) (ids []work.ItemID, clients []work.ClientID, err error) {
	list, err := q.list(v)
	if err != nil {
		return nil, nil, err
	}
	err = q.store.Read(ctx, func(tx *store.Tx) error {
		ids, clients, err = tx.ListIDs(list)
		return err
	})
	return ids, clients, err
}

func (q *Queue) list(v View) (store.List, error) {
	query, err := q.parse(v.Text)
	if err != nil {
		return store.List{}, err
	}
	if query.Held {
		return store.List{}, errHeld
	}
	if query.State == "" {
		query.State = v.State
	}
	if query.State == "" {
		query.State = work.StateQueued
	}
	query.OfClient, query.Client, query.Limit = v.Wall.Up, v.Wall.Client, v.Limit
	return store.List{Query: query, Run: v.Run, Group: v.Group, Order: v.Order, Offset: v.Offset, Near: v.Near}, nil
}

// Item gives an item and what may be shown of its thread, or a not-found fault. An item that is held
// is not found: it is not there before its check-in; nor is one behind the wall.
func (q *Queue) Item(ctx context.Context, wall Wall, id work.ItemID) (item work.Item, shown []store.Shown, err error) {
	err = q.store.Read(ctx, func(tx *store.Tx) error {
		if item, err = wall.visible(tx, id); err != nil {
			return err
		}
		if shown, err = tx.ItemShown(id); err != nil {
			return err
		}
		return tx.JudgeShown(id, shown)
	})
	return item, shown, err
}

// ItemOf gives the item that an arrival belongs to; zero where it is behind the wall.
func (q *Queue) ItemOf(ctx context.Context, wall Wall, arrival work.ArrivalID) (item work.ItemID, err error) {
	err = q.store.Read(ctx, func(tx *store.Tx) error {
		a, client, err := tx.ArrivalOf(arrival)
		if !wall.Hides(work.Item{Client: client}) {
			item = a.Item
		}
		return err
	})
	return item, err
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
