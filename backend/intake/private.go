package intake

import (
	"sync"

	"sluice/backend/gate"
	"sluice/backend/source"
	"sluice/backend/store"
	"sluice/backend/work"
)

// withheld gives an event as it may be stored: without its text where a rule of the user's says so,
// or where it is a one-time code. What the text said is shown at once or never.
func withheld(rules []work.Rule, from work.SourceID, e source.Event) source.Event {
	switch {
	case gate.HasOneTimeCode(e.Title, e.Body):
		return without(e, work.KindCode, "A one-time code")
	case isPrivate(rules, from, e):
		return without(e, e.Kind, "A message whose text is not kept")
	}
	return e
}

// without drops everything that could hold text: the title, the body, and the thread's key, which is
// made of the title.
func without(e source.Event, kind work.Kind, title string) source.Event {
	e.Kind, e.Title, e.Body, e.URL, e.From = kind, title, "", "", ""
	if e.Thread != "" {
		e.Thread = "private\n" + e.App
	}
	return e
}

func isPrivate(rules []work.Rule, from work.SourceID, e source.Event) bool {
	for _, rule := range rules {
		if rule.Match.Matches(work.Arrival{Source: from, App: e.App, Entry: e.Entry, From: e.From, Title: e.Title, Body: e.Body}) {
			return true
		}
	}
	return false
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
