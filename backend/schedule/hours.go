package schedule

import (
	"cmp"
	"fmt"
	"iter"
	"slices"
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
type Hours struct {
	Week [7][]Range  // by time.Weekday; in any order
	Off  []work.Date // days off, local dates
}

// Range is a part of one local date, from Start up to, not including, End. A shift over midnight is
// two ranges: up to Midnight, and from 00:00 of the next day.
type Range struct{ Start, End work.Clock }

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

// Within is how much of the time between two instants is inside the hours.
func (h Hours) Within(from, until time.Time, zone *time.Location) time.Duration {
	var sum time.Duration
	for s := range h.open(span{from: from, until: until}, zone) {
		sum += s.length()
	}
	return sum
}

// always says whether there is no instant outside.
func (h Hours) always() bool { return h.everyDay() && len(h.Off) == 0 }

// everyDay says whether the week knows no hours.
func (h Hours) everyDay() bool {
	return !slices.ContainsFunc(h.Week[:], func(ranges []Range) bool { return len(ranges) > 0 })
}

// open gives the pieces of a span that are inside the hours, in order and apart. Two pieces may
// touch.
func (h Hours) open(whole span, zone *time.Location) iter.Seq[span] {
	whole = span{from: whole.from.UTC(), until: whole.until.UTC()}
	return func(yield func(span) bool) {
		if h.always() && !whole.empty() {
			yield(whole)
			return
		}
		for rest := whole; !rest.empty(); {
			part := stretchAt(rest.from, zone)
			piece := rest
			if !part.until.IsZero() {
				piece.until = earlier(part.until, rest.until)
			}
			if !h.openIn(piece, part.offset, yield) {
				return
			}
			rest.from = piece.until
		}
	}
}

// openIn yields the open pieces of a span in which the zone keeps one offset.
func (h Hours) openIn(piece span, offset time.Duration, yield func(span) bool) bool {
	last := work.DateOf(piece.until.Add(offset), time.UTC)
	for date := work.DateOf(piece.from.Add(offset), time.UTC); !last.Before(date); date = date.Add(1) {
		begin := midnight(date).Add(-offset)
		for _, r := range h.on(date) {
			s := span{from: begin.Add(minutes(r.Start)), until: begin.Add(minutes(r.End))}.within(piece)
			if !s.empty() && !yield(s) {
				return false
			}
		}
	}
	return true
}

// on lists the ranges of a date, in order and apart.
func (h Hours) on(date work.Date) []Range {
	if slices.Contains(h.Off, date) {
		return nil
	}
	if h.everyDay() {
		return []Range{{End: Midnight}}
	}
	ranges := slices.Clone(h.Week[date.Weekday()])
	slices.SortFunc(ranges, func(a, b Range) int { return cmp.Compare(a.Start, b.Start) })
	apart := ranges[:0]
	for _, r := range ranges {
		r.End = min(r.End, Midnight)
		if n := len(apart); n > 0 && r.Start <= apart[n-1].End {
			apart[n-1].End = max(apart[n-1].End, r.End)
			continue
		}
		apart = append(apart, r)
	}
	return apart
}
