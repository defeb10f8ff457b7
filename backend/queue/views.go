package queue

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"sluice/backend/fault"
	"sluice/backend/store"
	"sluice/backend/work"
)

// Views gives the saved searches: behind a wall those of the client, and those of all that say nothing
// of any other client.
func (q *Queue) Views(ctx context.Context, wall Wall) (views []work.View, err error) {
	err = q.store.Read(ctx, func(tx *store.Tx) error {
		views, err = wall.views(tx)
		return err
	})
	return views, err
}

func (w Wall) views(tx *store.Tx) ([]work.View, error) {
	views, err := tx.Views()
	if err != nil || !w.Up {
		return views, err
	}
	clients, err := clientsByID(tx)
	return slices.DeleteFunc(views, func(v work.View) bool {
		return w.HidesOf(v.Client) || v.Client == work.Unassigned && w.tells(clients, v.Name+"\n"+v.Query)
	}), err
}

// tells says whether a text that belongs to all names a client on the other side of the wall.
func (w Wall) tells(clients map[work.ClientID]work.Client, text string) bool {
	text = strings.ToLower(text)
	for _, client := range clients {
		if w.HidesOf(client.ID) && strings.Contains(text, strings.ToLower(client.Name)) {
			return true
		}
	}
	return false
}

// SaveView stores a saved search, a new one where it has no number yet. A name that is empty, or a
// query that the search does not read, is an Invalid fault; a key number that another one has which
// shows beside it is a Conflict. One behind the wall is not found.
func (q *Queue) SaveView(ctx context.Context, now time.Time, wall Wall, v work.View) (work.View, error) {
	now = stamp(now)
	v.Name = strings.TrimSpace(v.Name)
	if err := q.checkView(v); err != nil {
		return v, err
	}
	_, err := q.act(ctx, now, "view.save", func(tx *store.Tx) (string, []store.Change, error) {
		if err := knownClient(tx, v.Client); err != nil {
			return "", nil, err
		}
		change := store.Change{Thing: thingViewRemoved, Before: atUndo}
		v.CreatedAt = now
		if v.ID != 0 {
			before, err := wall.view(tx, v.ID)
			if err != nil {
				return "", nil, err
			}
			v.CreatedAt = before.CreatedAt
			if before == v {
				return "Search saved", nil, nil
			}
			was, err := json.Marshal(before)
			if err != nil {
				return "", nil, err
			}
			change = store.Change{Thing: thingView, Before: string(was)}
		}
		if err := numberIsFree(tx, v); err != nil {
			return "", nil, err
		}
		var err error
		v.ID, err = tx.SaveView(v)
		change.ID = int64(v.ID)
		return "Search saved: " + v.Name, []store.Change{change}, err
	})
	return v, err
}

func (q *Queue) checkView(v work.View) error {
	groups := []work.ViewGroup{work.GroupNone, work.GroupClient, work.GroupSource, work.GroupPerson}
	orders := []work.ViewOrder{work.OrderRank, work.OrderNewest, work.OrderOldest, work.OrderDue}
	switch {
	case v.Name == "" || len(v.Name) > 200 || len(v.Query) > 500:
		return fault.New(fault.Invalid, "A saved search needs a name, and a query of at most 500 characters.")
	case v.Number < 0 || v.Number > 9:
		return fault.New(fault.Invalid, "The key of a saved search is 1 to 9, or 0 for none.")
	case !slices.Contains(groups, v.Group):
		return fault.New(fault.Invalid, "A view is grouped by client, source or person, not by %q.", v.Group)
	case !slices.Contains(orders, v.Order):
		return fault.New(fault.Invalid, "A view is ordered by newest, oldest or due, not by %q.", v.Order)
	}
	query, err := q.parse(v.Query)
	if err == nil && query.Held {
		err = fault.New(fault.Invalid, "What is held cannot be watched by a saved search: to see it is to open a check-in early.")
	}
	return err
}

// numberIsFree refuses a key that opens another view already, wherever both would show.
func numberIsFree(tx *store.Tx, v work.View) error {
	if v.Number == 0 {
		return nil
	}
	views, err := tx.Views()
	for _, other := range views {
		together := other.Client == v.Client || other.Client == work.Unassigned || v.Client == work.Unassigned
		if other.ID != v.ID && other.Number == v.Number && together {
			return fault.New(fault.Conflict, "The key %d opens another saved search.", v.Number)
		}
	}
	return err
}

// RemoveView removes a saved search. One behind the wall is not found.
func (q *Queue) RemoveView(ctx context.Context, now time.Time, wall Wall, id work.ViewID) (work.Act, error) {
	now = stamp(now)
	return q.act(ctx, now, "view.remove", func(tx *store.Tx) (string, []store.Change, error) {
		v, err := wall.view(tx, id)
		if err != nil {
			return "", nil, err
		}
		change := store.Change{Thing: thingViewRemoved, ID: int64(id), After: formatInstant(now)}
		return "Search removed: " + v.Name, []store.Change{change}, tx.SetViewRemoved(id, now)
	})
}

func (w Wall) view(tx *store.Tx, id work.ViewID) (work.View, error) {
	views, err := w.views(tx)
	for _, v := range views {
		if v.ID == id {
			return v, err
		}
	}
	if err != nil {
		return work.View{}, err
	}
	return work.View{}, fault.New(fault.NotFound, "There is no saved search %d.", id)
}

func restoreView(tx *store.Tx, c store.Change) error {
	var before work.View
	if err := json.Unmarshal([]byte(c.Before), &before); err != nil {
		return fmt.Errorf("read the saved search of an act: %w", err)
	}
	_, err := tx.SaveView(before)
	return err
}
