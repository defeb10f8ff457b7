package ntfy

import (
	"cmp"
	"encoding/json"
	"strings"
	"time"

	"sluice/backend/source"
	"sluice/backend/work"
)

// message is what a server tells of one.
type message struct {
	ID       string   `json:"id"`
	Sequence string   `json:"sequence_id"` // newer servers: of messages that update one another
	Time     int64    `json:"time"`
	Event    string   `json:"event"`
	Topic    string   `json:"topic"`
	Title    string   `json:"title"`
	Message  string   `json:"message"`
	Priority int      `json:"priority"`
	Tags     []string `json:"tags"`
	Click    string   `json:"click"`
}

// told is a message whose text is an object of fields, for publishers that know more than ntfy has room
// for. They are named as those of POST /api/v1/arrivals.
type told struct {
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

// eventOf turns a message into an event.
func eventOf(m message, a source.Account) source.Event {
	text := strings.TrimSpace(m.Message)
	first, _, _ := strings.Cut(text, "\n")
	event := source.Event{
		RemoteID: m.ID, Thread: cmp.Or(m.Sequence, m.ID), SentAt: time.Unix(m.Time, 0).UTC(), App: cmp.Or(a.Name, m.Topic),
		Kind: work.KindAlert, Title: cmp.Or(m.Title, first, topic(a)), Body: text, URL: link(m.Click), Priority: priorityOf(m.Priority),
	}
	if event.Title == event.Body {
		event.Body = ""
	}
	var fields told
	if !strings.HasPrefix(text, "{") || json.Unmarshal([]byte(text), &fields) != nil || fields.Title == "" {
		return event
	}
	event.Title, event.Body, event.From, event.Kind = fields.Title, fields.Body, fields.From, work.KindMessage
	event.App, event.URL = cmp.Or(fields.App, event.App), cmp.Or(link(fields.URL), event.URL)
	event.RemoteID = cmp.Or(fields.Key, event.RemoteID)
	event.Thread = cmp.Or(fields.Thread, event.RemoteID)
	if fields.DueAt != nil {
		event.DueAt = fields.DueAt.UTC()
	}
	if fields.ExpiresAt != nil {
		event.ExpiresAt = fields.ExpiresAt.UTC()
	}
	return event
}

// link keeps addresses of the web alone.
func link(address string) string {
	if strings.HasPrefix(address, "https://") || strings.HasPrefix(address, "http://") {
		return address
	}
	return ""
}

// priorityOf turns 1 to 5, with 3 in the middle, into ours.
func priorityOf(priority int) int {
	switch priority {
	case 1, 2:
		return -1
	case 4:
		return 1
	case 5:
		return 2
	}
	return 0
}
