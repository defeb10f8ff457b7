package calendar

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/emersion/go-ical"
	"github.com/teambition/rrule-go"
)

// The forms of times in RFC 5545, 3.3.4 and 3.3.5.
const (
	formDate  = "20060102"
	formLocal = "20060102T150405"
	formUTC   = "20060102T150405Z"
)

// times gives the instants in a property, of which there may be several behind commas, and whether they
// are whole days.
func (z zones) times(p ical.Prop) (all []time.Time, days bool, err error) {
	for value := range strings.SplitSeq(p.Value, ",") {
		value, _, _ = strings.Cut(strings.TrimSpace(value), "/") // of a period, its beginning
		at, day, err := z.time(value, p.Params.Get(ical.PropTimezoneID))
		if err != nil {
			return nil, false, err
		}
		all, days = append(all, at), day
	}
	return all, days, nil
}

func (z zones) time(value, zone string) (at time.Time, day bool, err error) {
	in := z.floating
	if zone != "" {
		in = z.find(zone)
	}
	switch len(value) {
	case len(formDate):
		at, err = time.ParseInLocation(formDate, value, z.floating)
		return at, true, err
	case len(formUTC):
		at, err = time.Parse(formUTC, value)
		return at, false, err
	}
	at, err = time.ParseInLocation(formLocal, value, in)
	return at, false, err
}

// one gives the one instant in a property; zero: there is no such property.
func (z zones) one(c *ical.Component, name string) (at time.Time, day bool, err error) {
	p := c.Props.Get(name)
	if p == nil {
		return time.Time{}, false, nil
	}
	all, day, err := z.times(*p)
	if err != nil || len(all) == 0 {
		return time.Time{}, false, fmt.Errorf("read %s: %w", name, err)
	}
	return all[0], day, nil
}

// length gives how long an event lasts.
func (z zones) length(c *ical.Component, from time.Time, day bool) (time.Duration, error) {
	until, _, err := z.one(c, ical.PropDateTimeEnd)
	switch {
	case err != nil:
		return 0, err
	case !until.IsZero():
		return max(0, until.Sub(from)), nil
	case c.Props.Get(ical.PropDuration) != nil:
		length, err := c.Props.Get(ical.PropDuration).Duration()
		return max(0, length), err
	case day:
		return 24 * time.Hour, nil
	}
	return 0, nil
}

// errTooOften is of rules that come more often than any meeting does: they would be without end.
var errTooOften = errors.New("it comes more often than a meeting does")

// The bounds of what is made of a rule. Those who write calendars are not always friends.
const (
	mostTimes  = 4    // times of a day in a rule
	mostRepeat = 1000 // occurrences in a span
	oldest     = 60   // years that a rule may have begun before
)

// beginnings gives when an event begins within a span.
func (z zones) beginnings(c *ical.Component, first, from, until time.Time) ([]time.Time, error) {
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
			all, _, err := z.times(p)
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
