package queue

import (
	"time"

	"sluice/backend/gate"
	"sluice/backend/rank"
	"sluice/backend/source"
	"sluice/backend/store"
	"sluice/backend/work"
)

// Place gives an event its arrival, item and outcome. handed is its row at the door, which it leaves
// in the same transaction.
func (q *Queue) Place(tx *store.Tx, s Situation, handed store.Handed, event source.Event) error {
	arrival := arrivalOf(handed, event)
	item, found, err := threadOf(tx, handed.Source, event)
	if err != nil {
		return err
	}
	root, err := heldForm(tx, handed.Source, event, item, found)
	if err != nil {
		return err
	}
	if root != 0 {
		err = q.merge(tx, s, item, arrival, root)
	} else {
		err = q.join(tx, s, item, found, arrival, event)
	}
	if err != nil {
		return err
	}
	if event.Popup != nil {
		if err := tx.AddPopup(store.Popup{Daemon: event.Popup.Daemon, DaemonID: event.Popup.ID, Arrival: arrival.ID}); err != nil {
			return err
		}
	}
	return tx.LeaveDoor(handed.ID)
}

func arrivalOf(handed store.Handed, e source.Event) work.Arrival {
	return work.Arrival{
		ID: handed.ID, Source: handed.Source, RemoteID: handed.RemoteID, ReceivedAt: handed.ReceivedAt,
		SentAt: e.SentAt, App: e.App, From: e.From, Kind: e.Kind, Title: e.Title, Body: e.Body, URL: e.URL,
		DueAt: e.DueAt, Urgency: e.Urgency,
	}
}

// threadOf finds the item that an event belongs to: that of the event which it replaces, else the
// newest of its thread. A thread that ends with its item has none once that is done.
func threadOf(tx *store.Tx, from work.SourceID, e source.Event) (work.Item, bool, error) {
	item, found, err := replacedItem(tx, from, e)
	if err != nil || !found {
		if e.Thread == "" {
			return work.Item{}, false, err
		}
		item, found, err = tx.ThreadItem(from, e.Thread)
	}
	if err != nil || !found {
		return work.Item{}, false, err
	}
	over := item.State == work.StateDone || item.State == work.StateExpired
	return item, !over || !e.ThreadEnds, nil
}

func replacedItem(tx *store.Tx, from work.SourceID, e source.Event) (work.Item, bool, error) {
	if e.Replaces == "" {
		return work.Item{}, false, nil
	}
	earlier, found, err := tx.ArrivalByRemote(from, e.Replaces)
	if err != nil || !found {
		return work.Item{}, false, err
	}
	item, err := tx.Item(earlier.Item)
	return item, err == nil, err
}

// heldForm finds the held arrival of which an event is a newer form; 0 where there is none. One that
// came through has no newer forms: what the user saw does not change, so the news is held by itself.
func heldForm(tx *store.Tx, from work.SourceID, e source.Event, item work.Item, found bool) (work.ArrivalID, error) {
	if e.Replaces == "" || !found {
		return 0, nil
	}
	root, known, err := tx.Root(from, e.Replaces)
	if err != nil || !known || root.Item != item.ID || root.Outcome != work.OutcomeHeld {
		return 0, err
	}
	return root.ID, nil
}

// merge stores a newer form of a held arrival.
func (q *Queue) merge(tx *store.Tx, s Situation, item work.Item, a work.Arrival, root work.ArrivalID) error {
	a.Item, a.Outcome, a.OutcomeAt = item.ID, work.OutcomeMerged, s.Now
	a.Reason = "It is a newer form of one that is held."
	if err := tx.AddArrival(a, root); err != nil || item.State != work.StateHeld {
		return err
	}
	item.Title, item.Body, item.URL, item.LastAt = a.Title, a.Body, a.URL, a.ReceivedAt
	return tx.SaveItem(item)
}

// join asks the gate and places an arrival by its answer.
func (q *Queue) join(tx *store.Tx, s Situation, item work.Item, found bool, a work.Arrival, e source.Event) error {
	question := gate.Question{
		Now: s.Now, Zone: s.Zone, Arrival: a, ByUser: e.AtOnce,
		ShieldUntil: s.ShieldUntil, RunOpen: s.RunOpen, Next: s.Next,
	}
	if found {
		question.Thread = item.State
	}
	decision := gate.Decide(question)
	a.Outcome, a.OutcomeAt, a.Reason = decision.Outcome, s.Now, decision.Reason
	if decision.Outcome.CameThrough() && s.RunOpen {
		a.Run = s.Run.ID
	}
	if !found {
		return q.begin(tx, s, a, e)
	}
	a.Item = item.ID
	if err := tx.AddArrival(a, 0); err != nil {
		return err
	}
	return q.advance(tx, s, item, a)
}

// begin makes a new item of an arrival.
func (q *Queue) begin(tx *store.Tx, s Situation, a work.Arrival, e source.Event) error {
	item := work.Item{
		Source: a.Source, Client: e.Client, Thread: e.Thread, Kind: a.Kind, State: stateFor(a.Outcome),
		App: a.App, From: a.From, Title: a.Title, Body: a.Body, URL: a.URL, DueAt: a.DueAt, Urgency: a.Urgency,
		Arrivals: 1, FirstAt: a.ReceivedAt, LastAt: a.ReceivedAt,
	}
	item.Score, item.Reasons = rank.Score(facts(s, item, a))
	id, err := tx.AddItem(item)
	if err != nil {
		return err
	}
	a.Item = id
	return tx.AddArrival(a, 0)
}

func stateFor(outcome work.Outcome) work.State {
	switch {
	case outcome.CameThrough():
		return work.StateQueued
	case outcome == work.OutcomeMuted:
		return work.StateMuted
	}
	return work.StateHeld
}

// advance moves an item on after an arrival joined it.
func (q *Queue) advance(tx *store.Tx, s Situation, item work.Item, a work.Arrival) error {
	switch {
	case a.Outcome == work.OutcomeHeld && item.State == work.StateDone:
		return tx.SetItemState(item.ID, work.StateHeld) // it comes back at the next check-in
	case !a.Outcome.CameThrough():
		return nil
	}
	return q.reveal(tx, s, item, a.Outcome == work.OutcomeBrokeThrough)
}

// reveal brings an item up to date with what came through of it, and into the queue unless the user
// put it aside. What breaks through ends that too.
func (q *Queue) reveal(tx *store.Tx, s Situation, item work.Item, insists bool) error {
	shown, err := tx.ItemShown(item.ID)
	if err != nil || len(shown) == 0 {
		return err
	}
	first, last := shown[0], shown[len(shown)-1]
	newest := last.Newest
	item.App, item.From, item.Kind = newest.App, newest.From, newest.Kind
	item.Title, item.Body, item.URL = newest.Title, newest.Body, newest.URL
	item.DueAt, item.Urgency = newest.DueAt, newest.Urgency
	item.Arrivals, item.FirstAt, item.LastAt = len(shown), first.ReceivedAt, newest.ReceivedAt
	item.Score, item.Reasons = rank.Score(facts(s, item, last.Arrival))
	aside := item.State == work.StateSnoozed || item.State == work.StateWaiting || item.State == work.StateMuted
	if !aside || insists {
		item.State = work.StateQueued
	}
	return tx.SaveItem(item)
}

func facts(s Situation, item work.Item, last work.Arrival) rank.Facts {
	return rank.Facts{
		Now: s.Now, Zone: s.Zone, Kind: item.Kind, App: item.App, From: item.From, Title: item.Title,
		Body: item.Body, Urgency: item.Urgency, DueAt: item.DueAt, Arrivals: item.Arrivals,
		ByUser: item.Kind == work.KindTask, BrokeThrough: last.Outcome == work.OutcomeBrokeThrough,
	}
}

// Withdraw marks an event as taken back by its sender. It is delivered all the same.
func Withdraw(tx *store.Tx, from work.SourceID, remoteID string) error {
	arrival, found, err := tx.ArrivalByRemote(from, remoteID)
	if err != nil || !found {
		return err
	}
	return tx.SetWithdrawn(arrival.ID)
}

// stamp is an instant as the store keeps it: whole milliseconds.
func stamp(at time.Time) time.Time { return at.UTC().Truncate(time.Millisecond) }
