package demo

import (
	"fmt"
	"slices"
	"time"

	"sluice/backend/schedule"
	"sluice/backend/source"
	"sluice/backend/work"
)

// part is what belongs to one client; without a name it is nobody's.
type part struct {
	client   work.Client
	own      []string // check-ins of its own, in the place of the common ones
	messages []message
}

// story is all of it, in the order in which the clients are added.
func story() []part {
	return []part{acme(), birchwood(), corvid(), dune(), heron(), nobody()}
}

// The common plan. It is one of every day, so that the story has the same check-ins whenever it is told.
var common = []string{"09:30", "13:00", "16:30"}

// lastWord is the time of day at which the last day of the story has told all of its own: before it
// the story ends a day earlier. What comes after it is given as so long ago.
const lastWord = work.Clock(12*60 + 18)

// frame is the time in which the story is told.
type frame struct {
	now  time.Time // when it is told
	zone *time.Location
	last work.Date // its day 0
}

func frameOf(now time.Time, zone *time.Location) frame {
	last := work.DateOf(now, zone)
	if now.Before(schedule.Instant(last, lastWord, zone)) {
		last = last.Add(-1)
	}
	return frame{now: now, zone: zone, last: last}
}

// on is the instant of a time of day on a day of the story.
func (f frame) on(day int, at work.Clock) time.Time {
	return schedule.Instant(f.last.Add(day), at, f.zone)
}

// ahead is the instant of a time of day so many days after the one on which the story is told.
func (f frame) ahead(days int, at work.Clock) time.Time {
	return schedule.Instant(work.DateOf(f.now, f.zone).Add(days), at, f.zone)
}

// firstDay is the day of the story on which everything is set up.
const firstDay = -8

func (f frame) sent(m message) time.Time {
	if m.before != 0 {
		return f.now.Add(-m.before)
	}
	return f.on(m.day, m.at)
}

// endOfDay is when things fall due.
const endOfDay = work.Clock(17 * 60)

// told is a message as it is handed over.
type told struct {
	at    time.Time
	event source.Event
	then  fate
}

// tell gives the messages of a part in the order in which they arrive.
func (f frame) tell(p part, client work.ClientID) []told {
	all := make([]told, len(p.messages))
	began := map[string]time.Time{} // of threads
	for i, m := range p.messages {
		remote := fmt.Sprintf("demo-%d-%d", client, i)
		thread := remote
		if m.thread != "" {
			thread = fmt.Sprintf("demo-%d-%s", client, m.thread)
		}
		at := f.sent(m)
		if _, known := began[thread]; !known {
			began[thread] = at
		}
		e := source.Event{
			RemoteID: remote, Thread: thread, SentAt: at, App: m.app, From: m.from, Kind: m.kind,
			Title: m.title, Body: m.body, Reach: m.reach, Priority: m.priority, Client: client,
		}
		if m.due != none {
			e.DueAt = f.ahead(m.due, endOfDay)
		}
		if m.stuck {
			e.Blocked, e.BlockedAt = m.from, began[thread]
		}
		all[i] = told{at: at, event: e, then: m.then}
	}
	slices.SortStableFunc(all, func(a, b told) int { return a.at.Compare(b.at) })
	return all
}

// weekdays are the same hours from Monday to Friday.
func weekdays(from, until string) (h work.Hours) {
	for day := time.Monday; day <= time.Friday; day++ {
		h.Week[day] = []work.Range{{Start: clock(from), End: clock(until)}}
	}
	return h
}

func hours(n int) time.Duration { return time.Duration(n) * time.Hour }

// clock reads a time of day of the table.
func clock(text string) work.Clock {
	at, err := work.ParseClock(text)
	if err != nil {
		panic(err) // a slip in the table, which every test finds
	}
	return at
}
