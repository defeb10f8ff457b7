package schedule

import (
	"cmp"
	"iter"
	"slices"
	"time"

	"sluice/backend/work"
)

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
		dial := dial{zone: zone}
		for rest := whole; !rest.empty(); {
			part := dial.stretch(rest.from)
			piece := rest
			if !part.until.IsZero() {
				piece.until = work.Earlier(part.until, rest.until)
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
