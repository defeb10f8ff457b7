package schedule

import (
	"slices"
	"time"

	"sluice/backend/work"
)

// Occurrences lists what the plan's rules plan from one instant up to, not including, another, without
// what falls on a day on which the user rests: a date that is off, or a day of the week without hours
// where others have some. On a working day a check-in outside the hours happens as planned.
//
// What was planned for just such a day happens all the same: a single check-in for its one date, and a
// rule none of whose days has hours.
func (p Plan) Occurrences(from, until time.Time) []Occurrence {
	all := Occurrences(p.CheckIns, p.Zones, from, until)
	if p.Hours.everyDay() && len(p.Hours.Off) == 0 {
		return all
	}
	rules := make(map[work.CheckInID]work.CheckIn, len(p.CheckIns))
	for _, rule := range p.CheckIns {
		rules[rule.ID] = rule
	}
	working := p.Hours.Days()
	return slices.DeleteFunc(all, func(o Occurrence) bool {
		rule := rules[o.Rule]
		if !rule.Once.IsZero() && rule.Days == 0 {
			return false
		}
		if slices.Contains(p.Hours.Off, work.DateOf(o.At, p.Zones.user())) {
			return true
		}
		return rule.Days&working != 0 && !working.Has(o.Date.Weekday())
	})
}

// Days are the days of the week on which there are hours.
func (h Hours) Days() work.Days {
	if h.everyDay() {
		return work.EveryDay
	}
	var days work.Days
	for weekday, ranges := range h.Week {
		if len(ranges) > 0 {
			days |= work.DaysOf(time.Weekday(weekday))
		}
	}
	return days
}
