package source

import (
	"cmp"
	"strings"
	"time"

	"sluice/backend/work"
)

// Handed is what services and scripts hand over that have no source of their own, in fields that are
// named as those of POST /api/v1/arrivals.
type Handed struct {
	Key       string     `json:"key"`
	Title     string     `json:"title"`
	Body      string     `json:"body"`
	From      string     `json:"from"`
	App       string     `json:"app"`
	URL       string     `json:"url"`
	Thread    string     `json:"thread"`
	DueAt     *time.Time `json:"dueAt"`
	ExpiresAt *time.Time `json:"expiresAt"`
}

// Event gives it as an event. id is its identity where it has no key of its own.
func (h Handed) Event(id string) Event {
	id = cmp.Or(h.Key, id)
	return Event{
		RemoteID: id, Thread: cmp.Or(h.Thread, id), Kind: work.KindMessage, App: h.App, From: h.From, Title: h.Title,
		Body: h.Body, URL: WebLink(h.URL), DueAt: InUTC(h.DueAt), ExpiresAt: InUTC(h.ExpiresAt),
	}
}

// InUTC gives an instant that may be missing; zero where it is.
func InUTC(at *time.Time) time.Time {
	if at == nil {
		return time.Time{}
	}
	return at.UTC()
}

// WebLink gives an address of the web, and of anything else none.
func WebLink(address string) string {
	if strings.HasPrefix(address, "https://") || strings.HasPrefix(address, "http://") {
		return address
	}
	return ""
}
