package queue

import (
	"strings"
	"time"

	"sluice/backend/gate"
	"sluice/backend/source"
	"sluice/backend/store"
	"sluice/backend/work"
)

// Place gives an event its arrival, item and outcome, and says which. handed is its row at the door,
// which it leaves in the same transaction.
func (q *Queue) Place(tx *store.Tx, s Situation, handed store.Handed, event source.Event) (work.Outcome, error) {
	arrival := arrivalOf(handed, event)
	item, found, err := threadOf(tx, handed.Source, event)
	if err != nil {
		return "", err
	}
	root, err := heldForm(tx, handed.Source, event, item, found)
	if err != nil {
		return "", err
	}
	outcome := work.OutcomeMerged
	if root != 0 {
		err = q.merge(tx, s, item, arrival, root)
	} else {
		outcome, err = q.join(tx, s, item, found, arrival, event)
	}
	if err == nil && event.Popup != nil {
		err = tx.AddPopup(store.Popup{Daemon: event.Popup.Daemon, DaemonID: event.Popup.ID, Arrival: arrival.ID})
	}
	if err != nil {
		return "", err
	}
	return outcome, tx.LeaveDoor(handed.ID)
}

func arrivalOf(handed store.Handed, e source.Event) work.Arrival {
	return work.Arrival{
		ID: handed.ID, Source: handed.Source, RemoteID: handed.RemoteID, ReceivedAt: handed.ReceivedAt,
		SentAt: e.SentAt, App: e.App, From: e.From, Kind: e.Kind, Title: e.Title, Body: e.Body, URL: e.URL,
		DueAt: e.DueAt, Urgency: e.Urgency, Entry: e.Entry, Reach: e.Reach, Priority: e.Priority,
		Blocked: e.Blocked, BlockedAt: e.BlockedAt,
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
func (q *Queue) join(tx *store.Tx, s Situation, item work.Item, found bool, a work.Arrival, e source.Event) (work.Outcome, error) {
	client := item.Client
	if !found {
		var err error
		if client, err = route(tx, s, a, e); err != nil {
			return "", err
		}
	}
	question, err := s.ask(tx, a, client, e.AtOnce)
	if err != nil {
		return "", err
	}
	if found {
		question.Thread, question.LastInThread = item.State, item.LastAt
	}
	decision := gate.Decide(question)
	a.Outcome, a.OutcomeAt, a.Reason = decision.Outcome, s.Now, decision.Reason
	if decision.Outcome.CameThrough() && question.RunOpen {
		a.Run = s.Run.ID
	}
	if !found {
		return a.Outcome, q.begin(tx, s, a, client, e)
	}
	a.Item = item.ID
	if err := tx.AddArrival(a, 0); err != nil {
		return "", err
	}
	return a.Outcome, q.advance(tx, s, item, a)
}

// ask puts the question to the gate for an arrival of a client.
func (s *Situation) ask(tx *store.Tx, a work.Arrival, client work.ClientID, byUser bool) (gate.Question, error) {
	question := gate.Question{
		Now: s.Now, Zone: s.Zone, Arrival: a, ByUser: byUser, Client: client,
		ShieldUntil: s.ShieldUntil, PausedUntil: s.PausedUntil,
		RunOpen: s.RunOpen && s.Run.Concerns(client), Next: s.nextFor(client), Rules: s.Rules,
	}
	mutes, err := tx.Rules(work.RuleMute)
	for _, rule := range mutes {
		question.Muted = question.Muted || speaksOf(rule, client) && rule.Match.Matches(a)
	}
	return question, err
}

func speaksOf(rule work.Rule, client work.ClientID) bool {
	return rule.Client == work.Unassigned || rule.Client == client
}

// route gives the client of a new thread: the one that its source knows, else that of the first
// routing rule which matches.
func route(tx *store.Tx, s Situation, a work.Arrival, e source.Event) (work.ClientID, error) {
	if _, known := s.Clients[e.Client]; known {
		return e.Client, nil
	}
	rules, err := tx.Rules(work.RuleRoute)
	for _, rule := range rules {
		if _, known := s.Clients[rule.Client]; known && rule.Match.Matches(a) {
			return rule.Client, nil
		}
	}
	return work.Unassigned, err
}

// begin makes a new item of an arrival.
func (q *Queue) begin(tx *store.Tx, s Situation, a work.Arrival, client work.ClientID, e source.Event) error {
	item := work.Item{
		Source: a.Source, Client: client, Thread: e.Thread, Kind: a.Kind, State: stateFor(a.Outcome),
		App: a.App, From: a.From, Title: a.Title, Body: a.Body, URL: a.URL, DueAt: a.DueAt, Urgency: a.Urgency,
		Reach: a.Reach, Priority: a.Priority, Blocked: a.Blocked, BlockedAt: a.BlockedAt,
		Arrivals: 1, FirstAt: a.ReceivedAt, LastAt: a.ReceivedAt, Run: a.Run,
	}
	if err := q.judge(tx, s, &item, a.Outcome == work.OutcomeBrokeThrough); err != nil {
		return err
	}
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
	case a.Outcome == work.OutcomeHeld && item.State == work.StateHeld:
		return tx.GrowHeld(item.ID, a.ReceivedAt)
	case !a.Outcome.CameThrough():
		return nil
	case a.Run != 0:
		item.Run = a.Run
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
	item.Reach, item.Priority = newest.Reach, newest.Priority
	item.Blocked, item.BlockedAt = newest.Blocked, newest.BlockedAt
	if insists || !staysAside(item, newest) {
		item.State, item.SnoozeUntil, item.DoneAt = work.StateQueued, time.Time{}, time.Time{}
	}
	if err := q.judge(tx, s, &item, last.Outcome == work.OutcomeBrokeThrough); err != nil {
		return err
	}
	return tx.SaveItem(item)
}

// staysAside says whether an item that the user put aside stays there when something of it comes
// through: a snooze stands until its time, a waiting ends with an answer from the awaited person.
func staysAside(item work.Item, newest work.Arrival) bool {
	switch item.State {
	case work.StateSnoozed:
		return !item.SnoozeUntil.IsZero()
	case work.StateWaiting:
		return !strings.EqualFold(item.WaitingOn, newest.From)
	case work.StateMuted:
		return true
	}
	return false
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
