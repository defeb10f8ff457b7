// Package timesheet reckons with time worked: by local days, rounded, against what was promised, and
// as files that others read. It is pure: it takes sessions and times and gives sums and text, and
// knows no store and no clock.
//
// # Days
//
// A piece of work belongs to the local date in the user's zone at which it happened. A session across
// midnight is two pieces. How long something took is told by instants, so that a night in which the
// clocks are moved counts as long as it was.
//
// # Sums
//
// Everything is whole seconds. What is rounded is shared out among the pieces that it is made of, so
// that the rows of a sheet always add up to its totals.
package timesheet

import (
	"time"

	"sluice/backend/schedule"
	"sluice/backend/work"
)

// Span is a piece of time from one instant up to, not including, another.
type Span struct{ From, Until time.Time }

// Length is how long the span is.
func (s Span) Length() time.Duration { return s.Until.Sub(s.From) }

// Entry is what of a session lies on one local date.
type Entry struct {
	Session work.Session // the whole of it
	Date    work.Date
	Span    Span
	Counted time.Duration // its length, or its share of what that was rounded to; whole seconds
}

// Days are local dates in a zone, the last included.
type Days struct {
	First, Last work.Date
	Zone        *time.Location
}

// Span is from the beginning of the first date to the end of the last.
func (d Days) Span() Span {
	return Span{
		From:  schedule.Instant(d.First, 0, d.Zone).Truncate(time.Second),
		Until: schedule.Instant(d.Last.Add(1), 0, d.Zone).Truncate(time.Second),
	}
}

// Weeks widens the days to whole weeks, beginning with Monday.
func (d Days) Weeks() Days {
	return Days{First: monday(d.First), Last: monday(d.Last).Add(6), Zone: d.Zone}
}

// has says whether a date is among them.
func (d Days) has(date work.Date) bool { return !date.Before(d.First) && !d.Last.Before(date) }

// Entries cuts sessions at the midnights of a zone, in their order. One that is running goes on until
// now.
func Entries(sessions []work.Session, zone *time.Location, now time.Time) []Entry {
	var entries []Entry
	for _, session := range sessions {
		end := session.End(now).Truncate(time.Second)
		for from := session.StartedAt; from.Before(end); {
			date, until := dayOf(from, zone)
			if end.Before(until) {
				until = end
			}
			span := Span{From: from, Until: until}
			entries = append(entries, Entry{Session: session, Date: date, Span: span, Counted: span.Length()})
			from = until
		}
	}
	return entries
}

// dayOf is the local date of an instant and the instant at which the next one begins. Where midnight
// comes twice, the night that the clocks go back over it, the second begins no day.
func dayOf(at time.Time, zone *time.Location) (date work.Date, until time.Time) {
	date = work.DateOf(at, zone)
	for {
		until = schedule.Instant(date.Add(1), 0, zone)
		if until.After(at) {
			return date, until
		}
		date = date.Add(1)
	}
}

// in keeps the entries of some days.
func in(days Days, entries []Entry) []Entry {
	var kept []Entry
	for _, entry := range entries {
		if days.has(entry.Date) {
			kept = append(kept, entry)
		}
	}
	return kept
}
