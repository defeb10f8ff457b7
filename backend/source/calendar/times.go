package calendar

import (
	"errors"
	"fmt"
	"time"

	"github.com/emersion/go-ical"
	"github.com/teambition/rrule-go"

	"sluice/backend/source/icaltime"
)

// errTooOften is of rules that come more often than any meeting does: they would be without end.
var errTooOften = errors.New("it comes more often than a meeting does")

// The bounds of what is made of a rule. Those who write calendars are not always friends.
const (
	mostTimes  = 4    // times of a day in a rule
	mostRepeat = 1000 // occurrences in a span
	oldest     = 60   // years that a rule may have begun before
)

// beginnings gives when an event begins within a span.
func beginnings(z icaltime.Zones, c *ical.Component, first, from, until time.Time) ([]time.Time, error) {
	rule, err := c.Props.RecurrenceRule()
	if err != nil {
		return nil, fmt.Errorf("read the rule: %w", err)
	}
	set := rrule.Set{}
	set.DTStart(first)
	if rule != nil {
		if tame(*rule, first, from) != nil {
			return nil, errTooOften
		}
		rule.Dtstart = first
		made, err := rrule.NewRRule(*rule)
		if err != nil {
			return nil, fmt.Errorf("read the rule: %w", err)
		}
		set.RRule(made)
	} else {
		set.RDate(first)
	}
	for name, add := range map[string]func(time.Time){ical.PropRecurrenceDates: set.RDate, ical.PropExceptionDates: set.ExDate} {
		for _, p := range c.Props[name] {
			all, _, err := z.Times(p)
			if err != nil {
				return nil, fmt.Errorf("read %s: %w", name, err)
			}
			for _, at := range all[:min(len(all), mostRepeat)] {
				add(at)
			}
		}
	}
	all := set.Between(from, until, true)
	return all[:min(len(all), mostRepeat)], nil
}

// tame says whether a rule can be followed in reasonable time.
func tame(rule rrule.ROption, first, from time.Time) error {
	switch {
	case rule.Freq > rrule.DAILY: // hourly and more often
	case len(rule.Byhour)*max(1, len(rule.Byminute)) > mostTimes, len(rule.Byminute)*max(1, len(rule.Bysecond)) > mostTimes:
	case len(rule.Bysecond) > mostTimes, first.Before(from.AddDate(-oldest, 0, 0)):
	default:
		return nil
	}
	return errTooOften
}
