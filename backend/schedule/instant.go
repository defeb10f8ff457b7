package schedule

import (
	"time"

	"sluice/backend/work"
)

const day = 24 * time.Hour

// reach is further than the clock of any zone was ever away from UTC (Alaska once was by 15 hours).
const reach = day

// Instant is the moment, in UTC, at which a local date and time of day happen in a zone: the first
// instant at which the zone's clock shows that reading or a later one. A reading that the clock
// skips gives the first instant after the gap, one that it shows twice the first of the two. A clock
// of 24:00 is the midnight that ends the date. The zone must not be nil.
func Instant(date work.Date, at work.Clock, zone *time.Location) time.Time {
	return (&dial{zone: zone}).instant(midnight(date).Add(minutes(at)))
}

// dial reads the clock of a zone. It keeps the last stretch that it looked up, which makes it quick
// for one date after another; the answers do not depend on it.
type dial struct {
	zone *time.Location
	last stretch
}

// stretch is a span of time in which a zone keeps its distance to UTC.
type stretch struct {
	from, until time.Time     // UTC; until zero: for ever
	offset      time.Duration // what the zone's clock is ahead of UTC
}

// instant is the first instant at which the dial shows a reading, written as if it were UTC, or a
// later one.
func (d *dial) instant(reading time.Time) time.Time {
	from := reading.Add(-reach)
	for {
		part := d.stretch(from)
		shown := reading.Add(-part.offset)
		if part.until.IsZero() || shown.Before(part.until) {
			return work.Later(shown, from)
		}
		from = part.until
	}
}

// stretch is one that an instant lies in. It may end although nothing changes there; the next one
// then has the same offset.
func (d *dial) stretch(at time.Time) stretch {
	known := !d.last.from.IsZero() && !at.Before(d.last.from)
	if known && (d.last.until.IsZero() || at.Before(d.last.until)) {
		return d.last
	}
	local := at.In(d.zone)
	_, seconds := local.Zone()
	_, until := local.ZoneBounds()
	d.last = stretch{from: at.UTC(), offset: time.Duration(seconds) * time.Second}
	switch {
	case until.IsZero():
	case until.After(at):
		d.last.until = until.UTC()
	default:
		// ZoneBounds takes every year to have 365 days, so on the last day of a leap year the end
		// that it gives lies behind. It is right again as soon as that day is over.
		d.last.until = at.UTC().Truncate(day).Add(day)
	}
	return d.last
}

// midnight is the beginning of a date as if its zone were UTC.
func midnight(date work.Date) time.Time {
	return time.Date(date.Year, date.Month, date.Day, 0, 0, 0, 0, time.UTC)
}

func minutes(at work.Clock) time.Duration { return time.Duration(at) * time.Minute }
