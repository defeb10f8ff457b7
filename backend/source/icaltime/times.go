package icaltime

import (
	"fmt"
	"strings"
	"time"

	"github.com/emersion/go-ical"
)

// The forms of times in RFC 5545, 3.3.4 and 3.3.5.
const (
	FormDate  = "20060102"
	FormLocal = "20060102T150405"
	FormUTC   = "20060102T150405Z"
)

// Times gives the instants in a property, of which there may be several behind commas, and whether they
// are whole days.
func (z Zones) Times(p ical.Prop) (all []time.Time, days bool, err error) {
	for value := range strings.SplitSeq(p.Value, ",") {
		value, _, _ = strings.Cut(strings.TrimSpace(value), "/") // of a period, its beginning
		at, day, err := z.Time(value, p.Params.Get(ical.PropTimezoneID))
		if err != nil {
			return nil, false, err
		}
		all, days = append(all, at), day
	}
	return all, days, nil
}

// Time reads a value in a zone by its name; empty: it names none. A day is a date without a time.
func (z Zones) Time(value, zone string) (at time.Time, day bool, err error) {
	in := z.floating
	if zone != "" {
		in = z.Find(zone)
	}
	switch len(value) {
	case len(FormDate):
		at, err = time.ParseInLocation(FormDate, value, z.floating)
		return at, true, err
	case len(FormUTC):
		at, err = time.Parse(FormUTC, value)
		return at, false, err
	}
	at, err = time.ParseInLocation(FormLocal, value, in)
	return at, false, err
}

// One gives the one instant in a property; zero: there is no such property.
func (z Zones) One(c *ical.Component, name string) (at time.Time, day bool, err error) {
	p := c.Props.Get(name)
	if p == nil {
		return time.Time{}, false, nil
	}
	all, day, err := z.Times(*p)
	if err != nil || len(all) == 0 {
		return time.Time{}, false, fmt.Errorf("read %s: %w", name, err)
	}
	return all[0], day, nil
}

// Length gives how long an event lasts.
func (z Zones) Length(c *ical.Component, from time.Time, day bool) (time.Duration, error) {
	until, _, err := z.One(c, ical.PropDateTimeEnd)
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
