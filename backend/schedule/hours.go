package schedule

import (
	"fmt"
	"time"

	"sluice/backend/work"
)

// Midnight is the end of a day, as the end of a range.
const Midnight work.Clock = 24 * 60

// horizon is how far hours are followed. Hours that do not open for so long never do.
const horizon = 2 * 366 * day

// Hours are the working hours of the user or a client, as a clock in their zone shows them: an
// instant is inside if the local time is in a range of the local date's weekday and the date is no
// day off. An hour that the clock shows twice counts twice, one that it skips not at all. Without
// any range every day is open all day; the zero value is always open.
type Hours work.Hours

// Range is a part of one local date, from Start up to, not including, End. A shift over midnight is
// two ranges: up to Midnight, and from 00:00 of the next day.
type Range = work.Range

// DailyHours are the same hours on several days of the week. An end that is not after the start lies
// on the day after.
func DailyHours(days work.Days, start, end work.Clock) Hours {
	var h Hours
	for weekday := time.Sunday; weekday <= time.Saturday; weekday++ {
		if !days.Has(weekday) {
			continue
		}
		if start < end {
			h.Week[weekday] = append(h.Week[weekday], Range{Start: start, End: end})
			continue
		}
		h.Week[weekday] = append(h.Week[weekday], Range{Start: start, End: Midnight})
		if next := (weekday + 1) % 7; end > 0 {
			h.Week[next] = append(h.Week[next], Range{End: end})
		}
	}
	return h
}

// Check names the first range that is none.
func (h Hours) Check() error {
	for weekday, ranges := range h.Week {
		for _, r := range ranges {
			if r.Start < 0 || r.End > Midnight || r.Start >= r.End {
				return fmt.Errorf("%s–%s is not a part of a %s", r.Start, r.End, time.Weekday(weekday))
			}
		}
	}
	return nil
}

// In says whether an instant is inside the hours.
func (h Hours) In(at time.Time, zone *time.Location) bool {
	for range h.open(span{from: at, until: at.Add(1)}, zone) {
		return true
	}
	return false
}

// NextOpen is the first instant, in UTC, from the given one on that is inside the hours: the given
// one itself if it is. Zero: there is none within two years.
func (h Hours) NextOpen(at time.Time, zone *time.Location) time.Time {
	for s := range h.open(span{from: at, until: at.Add(horizon)}, zone) {
		return s.from
	}
	return time.Time{}
}

// NextShut is the first instant, in UTC, from the given one on that is outside the hours: the given one
// itself if it is. Zero: there is none within two years.
func (h Hours) NextShut(at time.Time, zone *time.Location) time.Time {
	if h.always() {
		return time.Time{}
	}
	end, last := at.UTC(), at.Add(horizon)
	for s := range h.open(span{from: at, until: last}, zone) {
		if s.from.After(end) {
			return end
		}
		end = s.until
	}
	if !end.Before(last) {
		return time.Time{}
	}
	return end
}

// Within is how much of the time between two instants is inside the hours.
func (h Hours) Within(from, until time.Time, zone *time.Location) time.Duration {
	var sum time.Duration
	for s := range h.open(span{from: from, until: until}, zone) {
		sum += s.length()
	}
	return sum
}

// Piece is a piece of time that is inside the hours, in UTC.
type Piece struct{ From, Until time.Time }

// Open lists what of the time between two instants is inside the hours, in order and apart.
func (h Hours) Open(from, until time.Time, zone *time.Location) []Piece {
	var pieces []Piece
	for s := range h.open(span{from: from, until: until}, zone) {
		if n := len(pieces); n > 0 && pieces[n-1].Until.Equal(s.from) {
			pieces[n-1].Until = s.until
			continue
		}
		pieces = append(pieces, Piece{From: s.from, Until: s.until})
	}
	return pieces
}
