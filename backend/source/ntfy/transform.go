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

// eventOf turns a message into an event.
func eventOf(m message, a source.Account) source.Event {
	text := strings.TrimSpace(m.Message)
	first, _, _ := strings.Cut(text, "\n")
	event := source.Event{
		RemoteID: m.ID, Thread: cmp.Or(m.Sequence, m.ID), SentAt: time.Unix(m.Time, 0).UTC(), App: cmp.Or(a.Name, m.Topic),
		Kind: work.KindAlert, Title: cmp.Or(m.Title, first, topic(a)), Body: text, URL: source.WebLink(m.Click), Priority: priorityOf(m.Priority),
	}
	if event.Title == event.Body {
		event.Body = ""
	}
	// A text may be an object of fields, for publishers that know more than ntfy has room for.
	var told source.Handed
	if !strings.HasPrefix(text, "{") || json.Unmarshal([]byte(text), &told) != nil || told.Title == "" {
		return event
	}
	handed := told.Event(event.RemoteID)
	handed.App, handed.URL = cmp.Or(handed.App, event.App), cmp.Or(handed.URL, event.URL)
	handed.SentAt, handed.Priority = event.SentAt, event.Priority
	return handed
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
