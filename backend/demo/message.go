package demo

import (
	"time"

	"sluice/backend/work"
)

// message is one line of the story: something that arrives, and what the user does with it once it
// came through. The methods give it its further facts.
type message struct {
	day    int           // 0: the last day of the story, -1: the day before …
	at     work.Clock    // local time of day
	before time.Duration // instead of both: how long before the story is told
	from   string
	app    string
	title  string
	body   string

	thread   string // within its client; empty: its own
	kind     work.Kind
	reach    work.Reach
	priority int
	due      int // days after the day on which the story is told; none: not due
	stuck    bool
	then     fate
}

// none is the due date of what has none.
const none = -1000

// fate is what the user does with an item at the check-in that delivered it.
type fate struct {
	verb string // empty: it stays in the queue
	who  string // of a waiting: on whom
}

// The programs and services that people use.
const (
	slack   = "Slack"
	mail    = "Mail"
	clickup = "ClickUp"
	github  = "GitHub"
	signal  = "Signal"
	monitor = "Uptime"
)

// on is a message of a day at a local time of day, such as "09:12".
func on(day int, at, from, app, title, body string) message {
	m := message{
		day: day, at: clock(at), from: from, app: app, title: title, body: body,
		kind: work.KindMessage, due: none,
	}
	if from != "" {
		m.reach = work.ReachDirect
	}
	return m
}

// ago is a message so long before the story is told: whatever the time, it just arrived.
func ago(before time.Duration, from, app, title, body string) message {
	m := on(0, "00:00", from, app, title, body)
	m.before = before
	return m
}

func (m message) in(thread string) message { m.thread = thread; return m }
func (m message) mention() message         { m.reach = work.ReachMention; return m }
func (m message) review() message          { m.reach = work.ReachReview; return m }
func (m message) assigned() message        { m.reach, m.kind = work.ReachAssigned, work.KindTask; return m }
func (m message) copied() message          { m.reach = work.ReachCopy; return m }
func (m message) list() message            { m.reach, m.priority = work.ReachList, -1; return m }
func (m message) alert() message           { m.reach, m.kind = "", work.KindAlert; return m }
func (m message) high() message            { m.priority = 1; return m }
func (m message) dueIn(days int) message   { m.due = days; return m }
func (m message) blocks() message          { m.stuck = true; return m }
func (m message) done() message            { m.then.verb = "done"; return m }
func (m message) snoozed() message         { m.then.verb = "snooze"; return m }
func (m message) muted() message           { m.then.verb = "mute"; return m }
func (m message) pinned() message          { m.then.verb = "pin"; return m }
func (m message) waiting(who string) message {
	m.then = fate{verb: "wait", who: who}
	return m
}

// handled marks messages as done.
func handled(all ...message) []message {
	for i := range all {
		all[i] = all[i].done()
	}
	return all
}
