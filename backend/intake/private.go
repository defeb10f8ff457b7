package intake

import (
	"slices"
	"strconv"
	"sync"

	"sluice/backend/gate"
	"sluice/backend/queue"
	"sluice/backend/source"
	"sluice/backend/store"
	"sluice/backend/work"
)

// withheld gives an event as it may be stored: without its text where a rule of the user's says so, and
// of a one-time code without its figures. What was there is shown at once or never.
func withheld(tx *store.Tx, rules []work.Rule, from work.SourceID, e source.Event) (source.Event, error) {
	codes := gate.CodesIn(e.Title, e.Body)
	client, private, err := isPrivate(tx, rules, from, e)
	switch {
	case err != nil:
		return e, err
	case private:
		e = without(e, client)
	case codes.Any():
		e = withoutCodes(e, codes)
	}
	if codes.Any() {
		e.Kind = work.KindCode
	}
	return e, nil
}

// withoutCodes takes the figures of one-time codes out of an event. A link that carries the code would
// be the code once more, and does not work without it.
func withoutCodes(e source.Event, codes gate.Codes) source.Event {
	e.Title, e.Body, e.Thread, e.From = codes.Without(e.Title), codes.Without(e.Body), codes.Without(e.Thread), codes.Without(e.From)
	e.ThreadWas = codes.Without(e.ThreadWas)
	if codes.In(e.URL) {
		e.URL = ""
	}
	return e
}

// without drops everything that could hold text: the title, the body, and the thread's key, which is
// made of the title. Whose it is stays, since no rule could tell that afterwards.
func without(e source.Event, client work.ClientID) source.Event {
	e.Title, e.Body, e.URL, e.From, e.Address = "A message whose text is not kept", "", "", "", ""
	e.Client, e.ThreadWas, e.Also = client, "", nil
	if e.Thread != "" {
		e.Thread = "private\n" + e.App
		if client != work.Unassigned {
			e.Thread += "\n" + strconv.FormatInt(int64(client), 10) // clients never share a thread
		}
	}
	return e
}

// isPrivate says whether the text of an event is not to be stored, and whose it is then. The rule of a
// client speaks of that client's arrivals alone.
func isPrivate(tx *store.Tx, rules []work.Rule, from work.SourceID, e source.Event) (work.ClientID, bool, error) {
	matching := slices.DeleteFunc(slices.Clone(rules), func(rule work.Rule) bool {
		return !rule.Match.Matches(work.Arrival{Source: from, App: e.App, Entry: e.Entry, From: e.From, Address: e.Address, Title: e.Title, Body: e.Body})
	})
	if len(matching) == 0 {
		return work.Unassigned, false, nil
	}
	client, err := queue.ClientOf(tx, from, e)
	return client, slices.ContainsFunc(matching, func(rule work.Rule) bool { return rule.Concerns(client) }), err
}

// fresh keeps events as they came until they are placed, since what breaks through is shown with its
// text although that may not be stored. It is memory only: a restart shows what was stored.
type fresh struct {
	mu     sync.Mutex
	events map[work.ArrivalID]source.Event
}

func (f *fresh) keep(id work.ArrivalID, e source.Event) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.events == nil {
		f.events = map[work.ArrivalID]source.Event{}
	}
	f.events[id] = e
}

// take gives the events of a batch as they came, or as they were stored, and forgets them.
func (f *fresh) take(handed store.Handed, stored source.Event) source.Event {
	f.mu.Lock()
	defer f.mu.Unlock()
	if e, found := f.events[handed.ID]; found {
		delete(f.events, handed.ID)
		return e
	}
	return stored
}
