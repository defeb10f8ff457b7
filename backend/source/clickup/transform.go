package clickup

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"strings"

	"sluice/backend/source"
	"sluice/backend/work"
)

// What the threads and events of each sort begin with.
const (
	taskPrefix    = "task/"
	commentPrefix = "comment/"
	chatPrefix    = "chat/"
)

// eventOfTask gives a task that is the user's. It comes again where something in it changed that
// concerns him, not at every change.
func eventOfTask(t task, me user) source.Event {
	event := source.Event{
		RemoteID: taskPrefix + t.ID, Thread: taskPrefix + t.ID, App: "ClickUp", Service: "clickup", Kind: work.KindTask,
		Reach: work.ReachAssigned, Title: source.Clip(cmp.Or(t.Name, "(without a name)"), source.MaxLine),
		Body: source.Clip(t.Text, source.MaxBody), SentAt: t.Created.time(), URL: t.URL, DueAt: t.Due.time(),
		Priority: priorityOf(t.Priority), Same: []string{source.SameAddress(t.URL)}, Revision: revisionOf(t),
	}
	if t.List.Name != "" {
		event.App = "ClickUp, " + t.List.Name
	}
	if t.Creator.ID != "" && t.Creator.ID != me.ID {
		event.From = t.Creator.called()
	}
	for _, each := range t.Dependencies {
		switch {
		case each.DependsOn == t.ID && each.Task != t.ID: // the other one waits for this one
			event.Blocked, event.BlockedAt = cmp.Or(event.From, "Another task"), t.Updated.time()
		case each.Task == t.ID && each.DependsOn != t.ID && event.Blocked == "":
			event.Priority = min(event.Priority, 0) - 1 // it cannot be worked on yet
		}
	}
	event.Priority = max(event.Priority, -1)
	return event
}

// revisionOf tells one form of a task from another.
func revisionOf(t task) string {
	sum := sha256.Sum256([]byte(strings.Join([]string{t.Name, t.Text, string(t.Due), string(t.Priority)}, "\x00")))
	return hex.EncodeToString(sum[:8])
}

// priorityOf maps 1 (urgent) to 4 (low), alone or within an object.
func priorityOf(text json.RawMessage) int {
	var whole struct {
		ID       json.Number `json:"id"`
		Priority string      `json:"priority"`
	}
	var number json.Number
	if json.Unmarshal(text, &number) != nil && json.Unmarshal(text, &whole) == nil {
		number = whole.ID
	}
	return map[string]int{"1": 2, "2": 1, "4": -1, "urgent": 2, "high": 1, "low": -1}[cmp.Or(number.String(), whole.Priority)]
}

// eventOfComment gives what was said at a task of the user's.
func eventOfComment(c comment, at step, me user) source.Event {
	event := source.Event{
		RemoteID: commentPrefix + c.ID, Thread: taskPrefix + at.Task, App: "ClickUp", Service: "clickup", Kind: work.KindMessage,
		From: c.User.called(), Title: source.Clip(cmp.Or(at.Name, "(without a name)"), source.MaxLine),
		Body: source.Clip(c.Text, source.MaxBody), SentAt: c.Date.time(), URL: "https://app.clickup.com/t/" + at.Task + "?comment=" + c.ID,
	}
	switch {
	case c.waitsFor(me):
		event.Reach, event.BlockedAt = work.ReachAssigned, event.SentAt
		event.Blocked = event.From
		if c.AssignedBy != nil && c.AssignedBy.ID != me.ID {
			event.Blocked = c.AssignedBy.called()
		}
	case c.mentions(me):
		event.Reach = work.ReachMention
	}
	return event
}

// eventOfMessage gives what was said in a chat. from may be empty.
func eventOfMessage(m message, at step, from string) source.Event {
	line, _, _ := strings.Cut(strings.TrimSpace(m.Content), "\n")
	event := source.Event{
		RemoteID: chatPrefix + m.ID, Thread: chatPrefix + at.In + "/" + at.Channel, App: "ClickUp chat", Service: "clickup",
		Kind: work.KindMessage, From: from, Title: source.Clip(cmp.Or(line, "(without text)"), source.MaxLine),
		Body: source.Clip(m.Content, source.MaxBody), SentAt: m.Date.time(), Reach: work.ReachMention,
		URL: "https://app.clickup.com/" + at.In + "/chat/r/" + at.Channel,
	}
	if at.Direct {
		event.Reach = work.ReachDirect
	} else if at.Name != "" {
		event.App = "ClickUp chat, " + at.Name
	}
	return event
}
