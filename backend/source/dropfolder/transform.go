package dropfolder

import (
	"cmp"
	"errors"
	"fmt"
	"strings"
	"time"

	"sluice/backend/source"
	"sluice/backend/work"
)

// arrival is one as a file has it, named as those of POST /api/v1/arrivals.
type arrival struct {
	Key       string     `json:"key"`
	Title     string     `json:"title"`
	Body      string     `json:"body"`
	From      string     `json:"from"`
	App       string     `json:"app"`
	URL       string     `json:"url"`
	Thread    string     `json:"thread"`
	DueAt     *time.Time `json:"dueAt"`
	ExpiresAt *time.Time `json:"expiresAt"`
	SentAt    *time.Time `json:"sentAt"`
	UpdatedAt *time.Time `json:"updatedAt"`
	Priority  int        `json:"priority"` // -1 to 2
}

// eventsOf turns the arrivals of a file into events. Without keys of their own they are known by the
// file's name and their place in it.
func eventsOf(arrivals []arrival, file found) ([]source.Event, error) {
	var events []source.Event
	var untitled error
	for i, a := range arrivals {
		if strings.TrimSpace(a.Title) == "" {
			untitled = errors.New("an arrival needs a title")
			continue
		}
		id := cmp.Or(a.Key, fmt.Sprintf("%s/%d", file.name, i))
		events = append(events, source.Event{
			RemoteID: id, Thread: cmp.Or(a.Thread, id), App: a.App, From: a.From, Kind: work.KindMessage, Title: a.Title,
			Body: a.Body, URL: link(a.URL), DueAt: instant(a.DueAt), ExpiresAt: instant(a.ExpiresAt), SentAt: cmpTime(instant(a.SentAt), file.written.UTC()),
			UpdatedAt: instant(a.UpdatedAt), Priority: max(-1, min(2, a.Priority)),
		})
	}
	return events, untitled
}

func instant(at *time.Time) time.Time {
	if at == nil {
		return time.Time{}
	}
	return at.UTC()
}

func cmpTime(at, otherwise time.Time) time.Time {
	if at.IsZero() {
		return otherwise
	}
	return at
}

// link keeps addresses of the web alone.
func link(address string) string {
	if strings.HasPrefix(address, "https://") || strings.HasPrefix(address, "http://") {
		return address
	}
	return ""
}
