package schedule

import (
	"slices"
	"time"

	"sluice/backend/work"
)

// The two widths of the rules on merging. Both ends of both are included.
const (
	Together = 5 * time.Minute  // due times this near to the first of them become one
	Swallow  = 15 * time.Minute // how far after a shield's end its check-in swallows others
)

// Plan is what the user planned, as it stands now. Its methods change nothing and may be called from
// several goroutines.
type Plan struct {
	CheckIns []work.CheckIn
	Shields  []work.Shield // those ahead, the one that is up, and those of the last days; in any order
	Zones    Zones
	Hours    Hours // the user's working hours, in the user's zone
}

// Moment is one delivery: what is due together, with one notification.
type Moment struct {
	At          time.Time    // when it happens, UTC
	Planned     time.Time    // the earliest time planned in it, UTC
	Occurrences []Occurrence // at least one, sorted by planned time, then rule and date
	Moved       bool         // a shield moved something in it to its end, which is At
}

// Moments lists the deliveries that happen from one instant up to, not including, another, in order,
// under the shields as they are known now. A moment is the same whatever window shows it, as long as
// the plan leaves a pause of five minutes somewhere in each day.
func (p Plan) Moments(from, until time.Time) []Moment {
	shields := unite(p.Shields)
	begin := groupsBegin(from, shields)
	all := merge(settle(Occurrences(p.CheckIns, p.Zones, begin, until.Add(Swallow)), shields))
	return slices.DeleteFunc(all, func(m Moment) bool {
		return m.At.Before(from) || !m.At.Before(until)
	})
}

// groupsBegin is how early occurrences must be looked at for the moments after an instant: a day
// before, so that groups have found their anchors by then, and the whole of a shield that held
// something then.
func groupsBegin(from time.Time, shields []span) time.Time {
	begin := from.Add(-day)
	for _, s := range shields {
		if s.from.Before(begin) && !begin.After(s.until.Add(Swallow)) {
			return s.from
		}
	}
	return begin
}

// dueTime is an occurrence with the time at which the shields let it be due.
type dueTime struct {
	Occurrence
	at    time.Time
	moved bool
}

// settle applies the shields. What comes in is sorted by planned time, and so what goes out is
// sorted by due time.
func settle(planned []Occurrence, shields []span) []dueTime {
	due := make([]dueTime, 0, len(planned))
	var end time.Time // of the last shield that moved something; nothing that follows lies before it
	for _, o := range planned {
		d := dueTime{Occurrence: o, at: o.At}
		if s, up := covering(shields, o.At); up {
			end = s.until
			d.at, d.moved = end, true
		} else if !end.IsZero() && !o.At.After(end.Add(Swallow)) {
			d.at = end
		}
		due = append(due, d)
	}
	return due
}

// merge makes moments of due times.
func merge(due []dueTime) []Moment {
	var moments []Moment
	var anchor time.Time
	for _, d := range due {
		n := len(moments)
		if n == 0 || !moments[n-1].takes(d, anchor) {
			moments = append(moments, Moment{Planned: d.At})
			anchor = d.at
			n++
		}
		m := &moments[n-1]
		m.At = d.at
		m.Planned = earlier(m.Planned, d.At)
		m.Moved = m.Moved || d.moved
		m.Occurrences = append(m.Occurrences, d.Occurrence)
	}
	return moments
}

// takes says whether a due time joins a group that was anchored at an instant.
func (m Moment) takes(d dueTime, anchor time.Time) bool {
	if m.Moved {
		return d.at.Equal(m.At)
	}
	return d.at.Sub(anchor) <= Together
}
