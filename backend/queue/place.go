package queue

import (
	"fmt"
	"slices"
	"time"

	"sluice/backend/gate"
	"sluice/backend/source"
	"sluice/backend/store"
	"sluice/backend/work"
)

// Place gives events their arrivals, items and outcomes, one after another, and says which outcomes.
// handed are their rows at the door, which they leave in the same transaction.
func (q *Queue) Place(tx *store.Tx, s Situation, handed []store.Handed, events []source.Event) ([]work.Outcome, error) {
	b := tx.Batch()
	if err := loadThreads(b, handed, events); err != nil {
		return nil, err
	}
	twins, err := lookForTwins(b, handed, events)
	if err != nil {
		return nil, err
	}
	outcomes, ids := make([]work.Outcome, len(handed)), make([]work.ArrivalID, len(handed))
	for i, one := range handed {
		var err error
		if outcomes[i], err = q.place(b, s, twins, one, events[i]); err != nil {
			return nil, fmt.Errorf("place arrival %d: %w", one.ID, err)
		}
		ids[i] = one.ID
	}
	if err := b.Flush(); err != nil {
		return nil, err
	}
	return outcomes, tx.LeaveDoor(ids...)
}

func loadThreads(b *store.Batch, handed []store.Handed, events []source.Event) error {
	threads := map[work.SourceID][]string{}
	for i, one := range handed {
		if thread := events[i].Thread; thread != "" {
			threads[one.Source] = append(threads[one.Source], thread)
		}
		if was := events[i].ThreadWas; was != "" {
			threads[one.Source] = append(threads[one.Source], was)
		}
	}
	for from, keys := range threads {
		if err := b.LoadThreads(from, keys); err != nil {
			return err
		}
	}
	return nil
}

func (q *Queue) place(b *store.Batch, s Situation, twins *twins, handed store.Handed, event source.Event) (work.Outcome, error) {
	arrival := arrivalOf(handed, event)
	item, found, err := itemFor(b, handed.Source, event)
	if err != nil {
		return "", err
	}
	root, err := q.mergesInto(b, s, arrival, event, item, found)
	if err != nil {
		return "", err
	}
	outcome, merged := work.OutcomeMerged, root != 0
	if merged {
		merge(b, s, item, arrival, root)
	} else {
		met, err := q.meetTwin(b, s, twins, arrival, event, found)
		if err != nil {
			return "", err
		}
		if merged = met.merged; met.joins {
			item, found = met.item, true
		}
	}
	switch {
	case merged:
	case event.Filed && (!found || item.State == work.StateDone):
		outcome, err = work.OutcomeDelivered, file(b, s, item, found, arrival, event)
	default:
		outcome, err = q.join(b, s, item, found, arrival, event)
	}
	if err != nil {
		return "", err
	}
	if !merged {
		twins.know(b, arrival.ID, arrival.Source)
	}
	if err := callAlso(b, handed.Source, event); err != nil {
		return "", err
	}
	if event.Popup != nil {
		b.AddPopup(store.Popup{Daemon: event.Popup.Daemon, DaemonID: event.Popup.ID, Arrival: arrival.ID})
	}
	return outcome, nil
}

func arrivalOf(handed store.Handed, e source.Event) work.Arrival {
	return work.Arrival{
		ID: handed.ID, Source: handed.Source, RemoteID: handed.RemoteID, ReceivedAt: handed.ReceivedAt,
		SentAt: e.SentAt, App: e.App, From: e.From, Address: e.Address, Kind: e.Kind, Title: e.Title, Body: e.Body, URL: e.URL,
		DueAt: e.DueAt, ExpiresAt: e.ExpiresAt, Urgency: e.Urgency, Entry: e.Entry, Reach: e.Reach, Priority: e.Priority,
		Blocked: e.Blocked, BlockedAt: e.BlockedAt, UpdatedAt: e.UpdatedAt,
	}
}

// threadOf finds the item that an event belongs to: that of the event which it replaces, else the
// newest of its thread. A thread that ends with its item has none once that is done.
func threadOf(b *store.Batch, from work.SourceID, e source.Event) (work.Item, bool, error) {
	item, found, err := replacedItem(b, from, e)
	if err == nil && !found && e.Thread != "" {
		item, found, err = calledItem(b, from, e)
	}
	if err != nil || !found {
		return work.Item{}, false, err
	}
	over := item.State == work.StateDone || item.State == work.StateExpired
	return item, !over || !e.ThreadEnds, nil
}

// calledItem finds the newest item of a thread, by all that it is called.
func calledItem(b *store.Batch, from work.SourceID, e source.Event) (item work.Item, found bool, err error) {
	if item, found, err = b.ThreadItem(from, e.Thread); err != nil || found {
		return item, found, err
	}
	if !e.ThreadEnds {
		if item, found, err = b.TwinThread(from, e.Thread); err != nil || found {
			return item, found, err
		}
	}
	if e.ThreadWas != "" {
		if item, found, err = b.ThreadItem(from, e.ThreadWas); err != nil || found {
			return item, found, err
		}
	}
	for _, key := range e.Also {
		if item, found, err = b.TwinThread(from, key); err != nil || found {
			return item, found, err
		}
	}
	return work.Item{}, false, nil
}

// itemFor finds the item of an event, and has it be found by what the event's thread is called.
func itemFor(b *store.Batch, from work.SourceID, e source.Event) (work.Item, bool, error) {
	item, found, err := threadOf(b, from, e)
	if err == nil && found {
		err = rename(b, from, item, e)
	}
	return item, found, err
}

// rename has a thread belong to the item that was found by what it is called elsewhere, or was before.
func rename(b *store.Batch, from work.SourceID, item work.Item, e source.Event) error {
	byOther := len(e.Also) > 0 && item.Thread != e.Thread
	before := e.ThreadWas != "" && item.Thread == e.ThreadWas
	if e.Thread == "" || item.Source != from || !byOther && !before {
		return nil
	}
	return b.SetTwinThread(from, e.Thread, item.ID)
}

// callAlso has the item of an event that was placed be found by the event's further keys.
func callAlso(b *store.Batch, from work.SourceID, e source.Event) error {
	if len(e.Also) == 0 || e.Thread == "" {
		return nil
	}
	item, found, err := b.ThreadItem(from, e.Thread)
	if err == nil && !found {
		item, found, err = b.TwinThread(from, e.Thread)
	}
	if err != nil || !found {
		return err
	}
	for _, key := range e.Also {
		if err := b.SetTwinThread(from, key, item.ID); err != nil {
			return err
		}
	}
	return nil
}

func replacedItem(b *store.Batch, from work.SourceID, e source.Event) (work.Item, bool, error) {
	if e.Replaces == "" {
		return work.Item{}, false, nil
	}
	earlier, found, err := b.ArrivalByRemote(from, e.Replaces)
	if err != nil || !found {
		return work.Item{}, false, err
	}
	item, err := b.Item(earlier.Item)
	return item, err == nil, err
}

// mergesInto finds the held arrival into which an event merges as a newer form; 0 where there is none,
// and where the gate lets the newer form through.
func (q *Queue) mergesInto(b *store.Batch, s Situation, a work.Arrival, e source.Event, item work.Item, found bool) (work.ArrivalID, error) {
	root, err := heldForm(b, a.Source, e, item, found)
	if err != nil || root == 0 {
		return 0, err
	}
	question, err := s.askInThread(b, a, e, item)
	if err != nil || gate.Decide(question).Outcome == work.OutcomeBrokeThrough {
		return 0, err
	}
	return root, nil
}

// heldForm finds the held arrival of which an event is a newer form; 0 where there is none. One that
// came through has no newer forms: what the user saw does not change, so the news is held by itself.
func heldForm(b *store.Batch, from work.SourceID, e source.Event, item work.Item, found bool) (work.ArrivalID, error) {
	if e.Replaces == "" || !found {
		return 0, nil
	}
	root, known, err := b.Root(from, e.Replaces)
	if err != nil || !known || root.Item != item.ID || root.Outcome != work.OutcomeHeld {
		return 0, err
	}
	return root.ID, nil
}

// merge stores a newer form of a held arrival.
func merge(b *store.Batch, s Situation, item work.Item, a work.Arrival, root work.ArrivalID) {
	a.Item, a.Outcome, a.OutcomeAt = item.ID, work.OutcomeMerged, s.Now
	a.Reason = "It is a newer form of one that is held."
	b.AddArrival(a, root)
	ends := !item.ExpiresAt.IsZero()
	if ends {
		item.ExpiresAt = a.ExpiresAt
	}
	if item.State == work.StateHeld {
		item.Title, item.Body, item.URL, item.LastAt = a.Title, a.Body, a.URL, a.ReceivedAt
	}
	if ends || item.State == work.StateHeld {
		b.SaveItem(item)
	}
}

// join asks the gate and places an arrival by its answer.
func (q *Queue) join(b *store.Batch, s Situation, item work.Item, found bool, a work.Arrival, e source.Event) (_ work.Outcome, err error) {
	client := item.Client
	if !found {
		client = s.route(a, e)
	}
	question := s.ask(a, client, e.AtOnce)
	if found {
		if question, err = s.askInThread(b, a, e, item); err != nil {
			return "", err
		}
	}
	decision := gate.Decide(question)
	a.Outcome, a.OutcomeAt, a.Reason, a.Rule = decision.Outcome, s.Now, decision.Reason, decision.Rule
	if decision.Outcome.CameThrough() && question.RunOpen {
		a.Run = s.Run.ID
	}
	if !found {
		return a.Outcome, begin(b, s, a, client, e)
	}
	was := item
	a.Item, item.ElsewhereAt = item.ID, time.Time{} // there is something new in it
	if a.Outcome != work.OutcomeMuted {
		if item.ExpiresAt, err = expiryWith(b, item, a); err != nil {
			return "", err
		}
	}
	b.AddArrival(a, 0)
	if !item.ElsewhereAt.Equal(was.ElsewhereAt) || !item.ExpiresAt.Equal(was.ExpiresAt) {
		b.SaveItem(item)
	}
	return a.Outcome, advance(b, s, item, a)
}

// ask puts the question to the gate for an arrival of a client.
func (s *Situation) ask(a work.Arrival, client work.ClientID, byUser bool) gate.Question {
	question := gate.Question{
		Now: s.Now, Zone: s.Zone, Arrival: a, ByUser: byUser, Client: client,
		ShieldUntil: s.ShieldUntil, PausedUntil: s.PausedUntil,
		RunOpen: s.slotsIn(client), Next: s.nextFor(client), Rules: s.Rules,
	}
	for _, rule := range s.mutes {
		if rule.Concerns(client) && rule.Match.Matches(a) {
			question.Muted, question.MutedBy = true, rule.ID
			break
		}
	}
	return question
}

// askInThread puts the question for an arrival that joins an item. One that was edited is no second
// message.
func (s *Situation) askInThread(b *store.Batch, a work.Arrival, e source.Event, item work.Item) (question gate.Question, err error) {
	question = s.ask(a, item.Client, e.AtOnce)
	question.Thread, question.LastInThread = item.State, item.LastAt
	if !s.insisting() {
		return question, nil
	}
	if e.Replaces != "" && e.Form() != "" {
		question.LastInThread = time.Time{}
		return question, nil
	}
	question.LastInThread, err = b.LastReceived(item.ID) // what is held since is not in the item yet
	return question, err
}

// insisting says whether a second message of a thread may break through.
func (s *Situation) insisting() bool {
	return slices.ContainsFunc(s.Rules, func(rule work.Rule) bool { return rule.Builtin == gate.BuiltinAgain })
}

// route gives the client of a new thread: the one that its source knows, else that of the first
// routing rule which matches.
func (s *Situation) route(a work.Arrival, e source.Event) work.ClientID {
	if _, known := s.Clients[e.Client]; known {
		return e.Client
	}
	for _, rule := range s.routes {
		if _, known := s.Clients[rule.Client]; known && rule.Match.Matches(a) {
			return rule.Client
		}
	}
	return work.Unassigned
}

// ClientOf gives whose an event is before it is placed: that of its thread, else the one that its source
// knows or that a routing rule gives.
func ClientOf(tx *store.Tx, from work.SourceID, e source.Event) (work.ClientID, error) {
	item, found, err := threadOf(tx.Batch(), from, e)
	if err != nil || found {
		return item.Client, err
	}
	var s Situation
	if s.Clients, err = clientsByID(tx); err != nil {
		return work.Unassigned, err
	}
	s.routes, err = tx.Rules(work.RuleRoute)
	return s.route(arrivalOf(store.Handed{Source: from, RemoteID: e.RemoteID}, e), e), err
}

// begin makes a new item of an arrival.
func begin(b *store.Batch, s Situation, a work.Arrival, client work.ClientID, e source.Event) error {
	item := work.Item{
		Source: a.Source, Client: client, Thread: e.Thread, Kind: a.Kind, State: stateFor(a.Outcome),
		App: a.App, From: a.From, Title: a.Title, Body: a.Body, URL: a.URL, DueAt: a.DueAt, ExpiresAt: a.ExpiresAt, Urgency: a.Urgency,
		Reach: a.Reach, Priority: a.Priority, Blocked: a.Blocked, BlockedAt: a.BlockedAt,
		Arrivals: 1, FirstAt: a.ReceivedAt, LastAt: a.ReceivedAt, Run: a.Run,
	}
	if e.Filed {
		item.State, item.DoneAt, item.FiledBy = work.StateDone, s.Now, a.Source
	}
	err := judge(b, s, &item, a.Outcome == work.OutcomeBrokeThrough)
	if err != nil {
		return err
	}
	if a.Item, err = b.AddItem(item); err != nil {
		return err
	}
	b.AddArrival(a, 0)
	return nil
}

// file keeps what is older than a first import takes, as done. More of a thread that is done does not
// bring it back.
func file(b *store.Batch, s Situation, item work.Item, found bool, a work.Arrival, e source.Event) error {
	a.Outcome, a.OutcomeAt = work.OutcomeDelivered, s.Now
	a.Reason = "It is older than what a first import brings into the queue, so it was filed as done."
	if !found {
		return begin(b, s, a, s.route(a, e), e)
	}
	a.Item, item.Arrivals, item.LastAt = item.ID, item.Arrivals+1, a.ReceivedAt
	item.From, item.Title, item.Body, item.URL = a.From, a.Title, a.Body, a.URL
	b.AddArrival(a, 0)
	b.SaveItem(item)
	return nil
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

// advance moves an item on after an arrival joined it. What is held of an item that came through shows
// nowhere, and does not change it: one that is done stays so until its check-in brings it back.
func advance(b *store.Batch, s Situation, item work.Item, a work.Arrival) error {
	switch {
	case a.Outcome == work.OutcomeHeld && item.State == work.StateExpired:
		shown, err := b.ItemShown(item.ID)
		if came := func(one store.Shown) bool { return one.Outcome.CameThrough() }; err != nil || slices.ContainsFunc(shown, came) {
			return err
		}
		item.State = work.StateHeld // nothing of it came through before it was over
		b.SaveItem(item)
		return nil
	case a.Outcome == work.OutcomeHeld && item.State == work.StateHeld:
		item.Arrivals, item.LastAt = item.Arrivals+1, a.ReceivedAt // nobody sees it yet
		b.SaveItem(item)
		return nil
	case !a.Outcome.CameThrough():
		return nil
	case a.Run != 0:
		item.Run = a.Run
	}
	return reveal(b, s, item, a.Outcome == work.OutcomeBrokeThrough)
}

// reveal brings an item up to date with what came through of it, and into the queue unless the user
// put it aside. What breaks through ends that too.
func reveal(b *store.Batch, s Situation, item work.Item, insists bool) error {
	shown, err := b.ItemShown(item.ID)
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
	switch {
	case insists || item.ElsewhereAt.IsZero() && !staysAside(s, item, shown):
		item.State, item.SnoozeUntil, item.DoneAt = work.StateQueued, time.Time{}, time.Time{}
	case !item.ElsewhereAt.IsZero() && item.State == work.StateHeld:
		item.State, item.DoneAt = work.StateDone, s.Now // it was dealt with before the user saw it
	}
	if err := judge(b, s, &item, last.Outcome == work.OutcomeBrokeThrough); err != nil {
		return err
	}
	b.SaveItem(item)
	return nil
}

// staysAside says whether an item that the user put aside stays there when something of it comes
// through: a snooze stands until its time, a waiting ends with an answer from the awaited person.
func staysAside(s Situation, item work.Item, shown []store.Shown) bool {
	switch item.State {
	case work.StateSnoozed:
		return !item.SnoozeUntil.IsZero()
	case work.StateWaiting:
		return !slices.ContainsFunc(shown, func(one store.Shown) bool {
			return one.OutcomeAt.Equal(stamp(s.Now)) && isAwaited(item, one.Newest)
		})
	case work.StateMuted:
		return true
	}
	return false
}

// isAwaited says whether an arrival is from whom an item waits on.
func isAwaited(item work.Item, a work.Arrival) bool {
	if item.WaitingOn == "" || a.From == "" {
		return item.WaitingOn == a.From
	}
	return a.IsFrom(item.WaitingOn)
}

// stamp is an instant as the store keeps it: whole milliseconds.
func stamp(at time.Time) time.Time { return at.UTC().Truncate(time.Millisecond) }
