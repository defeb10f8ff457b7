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
	Shields  []work.Shield  // those ahead, the one that is up, and those of the last days; in any order
	Meetings []work.Meeting // those of the last days and ahead; in any order
	Zones    Zones
	Hours    Hours // the user's working hours, in the user's zone
}

// Moment is one delivery: what is due together, with one notification.
type Moment struct {
	At          time.Time    // when it happens, UTC
	Planned     time.Time    // the earliest time planned in it, UTC
	Occurrences []Occurrence // at least one, sorted by planned time, then rule and date
	Moved       bool         // a shield or a meeting moved something in it to its end, which is At
}

// Moments lists the deliveries that happen from one instant up to, not including, another, in order,
// under the shields as they are known now. A moment is the same whatever window shows it, as long as
// the plan leaves a pause of five minutes somewhere in each day.
func (p Plan) Moments(from, until time.Time) []Moment {
	shields := p.barriers()
	begin := groupsBegin(from, shields)
	all := moments(p.Occurrences(begin, until.Add(Swallow)), shields)
	return slices.DeleteFunc(all, func(m Moment) bool {
		return m.At.Before(from) || !m.At.Before(until)
	})
}

// groupsBegin is how early occurrences must be looked at for the moments after an instant: a day
// before, so that groups have found their anchors by then, and the whole of a shield that held
// something then.
func groupsBegin(from time.Time, shields []span) time.Time {
	begin := from.Add(-day)
	if s, up := covering(shields, begin); up {
		return s.from
	}
	return begin
}

// moments makes moments of occurrences sorted by planned time: first the shields, then the merging.
// Both keep the order, so that the occurrences of a moment are neighbours.
func moments(planned []Occurrence, shields []span) []Moment {
	var made []Moment
	var first int // of the last moment's occurrences
	for i, due := range settle(planned, shields) {
		if n := len(made); n == 0 || !made[n-1].takes(due) {
			made = append(made, Moment{Planned: planned[i].At})
			first = i
		}
		m := &made[len(made)-1]
		m.At = due.at
		m.Moved = m.Moved || due.moved
		m.Occurrences = planned[first : i+1 : i+1]
	}
	return made
}

// dueTime is when the shields let an occurrence be due.
type dueTime struct {
	at    time.Time
	moved bool // to a shield's end
}

// settle gives the due time of each occurrence.
func settle(planned []Occurrence, shields []span) []dueTime {
	due := make([]dueTime, len(planned))
	var end time.Time // of the last shield that moved something; nothing that follows lies before it
	for i, o := range planned {
		due[i].at = o.At
		if s, up := covering(shields, o.At); up {
			end = s.until
			due[i] = dueTime{at: end, moved: true}
		} else if !end.IsZero() && !o.At.After(end.Add(Swallow)) {
			due[i].at = end
		}
	}
	return due
}

// takes says whether something due joins the moment as it is so far. Unless a shield closed it, the
// first of its planned times is its anchor.
func (m Moment) takes(due dueTime) bool {
	if m.Moved {
		return due.at.Equal(m.At)
	}
	return due.at.Sub(m.Planned) <= Together
}
