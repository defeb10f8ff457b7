package work

import (
	"fmt"
	"strings"
	"time"
)

// Clock is a local time of day in minutes since midnight, 0–1439. It names no zone and no day.
type Clock int

// ParseClock reads "9:30" or "09:30".
func ParseClock(text string) (Clock, error) {
	at, err := time.Parse("15:04", strings.TrimSpace(text))
	if err != nil {
		return 0, fmt.Errorf("%q is not a time of day such as 09:30", text)
	}
	return Clock(at.Hour()*60 + at.Minute()), nil
}

// MarshalText gives "09:30", for JSON.
func (c Clock) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// UnmarshalText reads "09:30", and "24:00" for the end of a day.
func (c *Clock) UnmarshalText(text []byte) (err error) {
	if string(text) == "24:00" {
		*c = 24 * 60
		return nil
	}
	*c, err = ParseClock(string(text))
	return err
}

// String gives "09:30".
func (c Clock) String() string { return fmt.Sprintf("%02d:%02d", int(c)/60, int(c)%60) }

// Hour is the hour, 0–23.
func (c Clock) Hour() int { return int(c) / 60 }

// Minute is the minute within the hour, 0–59.
func (c Clock) Minute() int { return int(c) % 60 }

// Days is a set of days of the week, one bit for each time.Weekday.
type Days uint8

// The usual sets.
const (
	EveryDay Days = 0b1111111
	Weekdays Days = 0b0111110 // Monday to Friday
)

var dayNames = [7]string{"sun", "mon", "tue", "wed", "thu", "fri", "sat"}

// DaysOf is the set of the given days.
func DaysOf(days ...time.Weekday) Days {
	var set Days
	for _, day := range days {
		set |= 1 << day
	}
	return set
}

// ParseDays reads "mon,wed,fri", "weekdays" or "daily"; full English names are understood too.
func ParseDays(text string) (Days, error) {
	switch strings.ToLower(strings.TrimSpace(text)) {
	case "daily", "every day", "all":
		return EveryDay, nil
	case "weekdays":
		return Weekdays, nil
	}
	var set Days
	for _, name := range strings.Split(text, ",") {
		day, err := parseDay(name)
		if err != nil {
			return 0, err
		}
		set |= 1 << day
	}
	return set, nil
}

func parseDay(text string) (time.Weekday, error) {
	name := strings.ToLower(strings.TrimSpace(text))
	for day := time.Sunday; day <= time.Saturday; day++ {
		if name == dayNames[day] || name == strings.ToLower(day.String()) {
			return day, nil
		}
	}
	return 0, fmt.Errorf("%q is not a day of the week such as mon", text)
}

// Has says whether the set has the day.
func (d Days) Has(day time.Weekday) bool { return d&(1<<day) != 0 }

// String gives "mon,wed,fri", beginning with Monday, or "daily", "weekdays".
func (d Days) String() string {
	switch d & EveryDay {
	case EveryDay:
		return "daily"
	case Weekdays:
		return "weekdays"
	}
	var names []string
	for i := 1; i <= 7; i++ {
		if day := time.Weekday(i % 7); d.Has(day) {
			names = append(names, dayNames[day])
		}
	}
	return strings.Join(names, ",")
}

// Date is a day of the Gregorian calendar, in whatever zone it is read.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// DateOf is the local date of an instant in a zone.
func DateOf(at time.Time, zone *time.Location) Date {
	year, month, day := at.In(zone).Date()
	return Date{Year: year, Month: month, Day: day}
}

// ParseDate reads "2026-03-29".
func ParseDate(text string) (Date, error) {
	at, err := time.Parse(time.DateOnly, strings.TrimSpace(text))
	if err != nil {
		return Date{}, fmt.Errorf("%q is not a date such as 2026-03-29", text)
	}
	return DateOf(at, time.UTC), nil
}

// String gives "2026-03-29".
func (d Date) String() string { return fmt.Sprintf("%04d-%02d-%02d", d.Year, int(d.Month), d.Day) }

// MarshalText gives "2026-03-29", for JSON; a zero date is empty.
func (d Date) MarshalText() ([]byte, error) {
	if d.IsZero() {
		return nil, nil
	}
	return []byte(d.String()), nil
}

// UnmarshalText reads "2026-03-29"; nothing is a zero date.
func (d *Date) UnmarshalText(text []byte) (err error) {
	if len(text) == 0 {
		*d = Date{}
		return nil
	}
	*d, err = ParseDate(string(text))
	return err
}

// IsZero says whether the date is unset.
func (d Date) IsZero() bool { return d == Date{} }

// Weekday is the day of the week.
func (d Date) Weekday() time.Weekday { return d.utc().Weekday() }

// Add is the date n days later; n may be negative.
func (d Date) Add(days int) Date { return DateOf(d.utc().AddDate(0, 0, days), time.UTC) }

// Before says whether the date comes before another one.
func (d Date) Before(other Date) bool { return d.utc().Before(other.utc()) }

func (d Date) utc() time.Time { return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC) }

// Earlier is the first of two instants.
func Earlier(a, b time.Time) time.Time {
	if b.Before(a) {
		return b
	}
	return a
}

// Later is the last of two instants.
func Later(a, b time.Time) time.Time {
	if a.Before(b) {
		return b
	}
	return a
}
