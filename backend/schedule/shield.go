package schedule

import (
	"slices"
	"time"

	"sluice/backend/work"
)

// span is a piece of time from one instant up to, not including, another.
type span struct{ from, until time.Time }

func (s span) empty() bool { return !s.from.Before(s.until) }

func (s span) length() time.Duration { return s.until.Sub(s.from) }

// within is the part of the span that lies inside another one; it may be empty.
func (s span) within(other span) span {
	return span{from: work.Later(s.from, other.from), until: work.Earlier(s.until, other.until)}
}

// unite gives the spans in which a shield is up, apart from each other and in order. Shields that
// overlap or touch become one; one that ended before it began counts for nothing.
func unite(shields []work.Shield) []span {
	var spans []span
	for _, shield := range shields {
		if s := (span{from: shield.From.UTC(), until: shield.End().UTC()}); !s.empty() {
			spans = append(spans, s)
		}
	}
	slices.SortFunc(spans, func(a, b span) int { return a.from.Compare(b.from) })
	united := spans[:0]
	for _, s := range spans {
		if n := len(united); n > 0 && !s.from.After(united[n-1].until) {
			united[n-1].until = work.Later(united[n-1].until, s.until)
			continue
		}
		united = append(united, s)
	}
	return united
}

// covering is the one of the united spans in which an instant lies.
func covering(united []span, at time.Time) (span, bool) {
	i, exact := slices.BinarySearchFunc(united, at, func(s span, at time.Time) int {
		return s.from.Compare(at)
	})
	if exact {
		return united[i], true
	}
	if i == 0 || !at.Before(united[i-1].until) {
		return span{}, false
	}
	return united[i-1], true
}
