package schedule_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"sluice/backend/schedule"
	"sluice/backend/work"
)

// "In the spring gap a time that does not exist means the first instant after it; in the autumn fold
// the first of the two."
func TestInstant(t *testing.T) {
	for _, test := range []struct{ name, zone, date, at, want string }{
		{"an ordinary day", "Europe/Berlin", "2026-06-10", "09:30", "2026-06-10T09:30:00+02:00"},
		{"before the spring gap", "Europe/Berlin", "2026-03-29", "01:59", "2026-03-29T01:59:00+01:00"},
		{"the gap's first minute", "Europe/Berlin", "2026-03-29", "02:00", "2026-03-29T03:00:00+02:00"},
		{"inside the gap", "Europe/Berlin", "2026-03-29", "02:30", "2026-03-29T03:00:00+02:00"},
		{"after the gap", "Europe/Berlin", "2026-03-29", "03:00", "2026-03-29T03:00:00+02:00"},
		{"before the autumn fold", "Europe/Berlin", "2026-10-25", "01:59", "2026-10-25T01:59:00+02:00"},
		{"the first of two", "Europe/Berlin", "2026-10-25", "02:00", "2026-10-25T02:00:00+02:00"},
		{"the first of two, later", "Europe/Berlin", "2026-10-25", "02:59", "2026-10-25T02:59:00+02:00"},
		{"after the fold", "Europe/Berlin", "2026-10-25", "03:00", "2026-10-25T03:00:00+01:00"},
		{"New York's gap", "America/New_York", "2026-03-08", "02:30", "2026-03-08T03:00:00-04:00"},
		{"New York's fold", "America/New_York", "2026-11-01", "01:30", "2026-11-01T01:30:00-04:00"},
		{"New York, as in a year far ahead", "America/New_York", "2096-11-04", "01:30", "2096-11-04T01:30:00-04:00"},
		{"half an hour's gap", "Australia/Lord_Howe", "2026-10-04", "02:15", "2026-10-04T02:30:00+11:00"},
		{"half an hour's fold", "Australia/Lord_Howe", "2026-04-05", "01:45", "2026-04-05T01:45:00+11:00"},
		{"after half an hour's fold", "Australia/Lord_Howe", "2026-04-05", "02:00", "2026-04-05T02:00:00+10:30"},
		{"a gap at midnight", "Africa/Cairo", "2026-04-24", "00:00", "2026-04-24T01:00:00+03:00"},
		{"a gap at midnight in Beirut", "Asia/Beirut", "2026-03-29", "00:30", "2026-03-29T01:00:00+03:00"},
		{"a gap at midnight in Santiago", "America/Santiago", "2026-09-06", "00:00", "2026-09-06T01:00:00-03:00"},
		{"a fold back over midnight", "Africa/Cairo", "2026-10-29", "23:30", "2026-10-29T23:30:00+03:00"},
		{"the day begins once, after it", "Africa/Cairo", "2026-10-30", "00:00", "2026-10-30T00:00:00+02:00"},
		{"the end of the day before", "Africa/Cairo", "2026-10-29", "24:00", "2026-10-30T00:00:00+02:00"},
		{"a minute past midnight, then back", "America/St_Johns", "2010-11-07", "00:00", "2010-11-07T00:00:00-02:30"},
		{"a fold that begins a day twice", "America/Havana", "2026-11-01", "00:00", "2026-11-01T00:00:00-04:00"},
		{"a date left out", "Pacific/Apia", "2011-12-30", "09:00", "2011-12-31T00:00:00+14:00"},
		{"before the date left out", "Pacific/Apia", "2011-12-29", "23:59", "2011-12-29T23:59:00-10:00"},
		{"after the date left out", "Pacific/Apia", "2011-12-31", "00:00", "2011-12-31T00:00:00+14:00"},
		{"quarters of an hour", "Asia/Kathmandu", "2026-03-29", "09:00", "2026-03-29T09:00:00+05:45"},
		{"a zone that gained a quarter", "Asia/Kathmandu", "1986-01-01", "00:00", "1986-01-01T00:15:00+05:45"},
		{"a leap day", "Europe/Berlin", "2028-02-29", "12:00", "2028-02-29T12:00:00+01:00"},
		{"the last day of a leap year", "Europe/Berlin", "2028-12-31", "12:00", "2028-12-31T12:00:00+01:00"},
		{"the last evening of a leap year", "America/New_York", "2028-12-31", "23:59", "2028-12-31T23:59:00-05:00"},
		{"the first day after a leap year", "Pacific/Auckland", "2029-01-01", "00:00", "2029-01-01T00:00:00+13:00"},
		{"summer time counted backwards", "Europe/Dublin", "2026-10-25", "01:30", "2026-10-25T01:30:00+01:00"},
		{"the pause in Ramadan", "Africa/Casablanca", "2026-02-15", "02:30", "2026-02-15T02:30:00+01:00"},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := schedule.Instant(date(t, test.date), clock(t, test.at), zone(t, test.zone))
			if want := utc(t, test.want); !got.Equal(want) {
				t.Errorf("got %s, want %s", got.In(zone(t, test.zone)), want.In(zone(t, test.zone)))
			}
			if got.Location() != time.UTC {
				t.Errorf("got a time in %s, want UTC", got.Location())
			}
		})
	}
}

// Before there were zones every town had its own time, to the second.
func TestInstantOfLocalMeanTime(t *testing.T) {
	got := schedule.Instant(date(t, "1900-01-01"), clock(t, "12:00"), zone(t, "America/New_York"))
	if want := utc(t, "1900-01-01 17:00"); !got.Equal(want) {
		t.Errorf("got %s, want %s", got, want)
	}
	got = schedule.Instant(date(t, "1880-01-01"), clock(t, "12:00"), zone(t, "America/New_York"))
	if want := utc(t, "1880-01-01 16:56:02"); !got.Equal(want) {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestInstantAtEveryMoveOfAnyClock(t *testing.T) {
	seen := 0
	for _, zone := range zones() {
		for _, c := range changes(zone, 2024, 2031) {
			seen++
			checkChange(t, zone, c)
		}
	}
	if seen < 1000 {
		t.Errorf("only %d moves of clocks were found", seen)
	}
}

// checkChange asks for readings on both sides of a change and inside it, and knows the answer from
// the offsets before and after it.
func checkChange(t *testing.T, zone *time.Location, c change) {
	t.Helper()
	low, high := c.at.Add(c.before), c.at.Add(c.after) // the clock just before and just after
	if high.Before(low) {
		low, high = high, low
	}
	for _, reading := range []time.Time{
		low.Add(-24 * time.Hour), low.Add(-time.Minute), low, low.Add(high.Sub(low) / 2),
		high.Add(-time.Minute), high, high.Add(time.Minute), high.Add(24 * time.Hour),
	} {
		reading = reading.Truncate(time.Minute)
		want := reading.Add(-c.before)
		if !want.Before(c.at) { // not shown before the change
			want = reading.Add(-c.after)
			if want.Before(c.at) {
				want = c.at // nor after it
			}
		}
		on := work.DateOf(reading, time.UTC)
		at := work.Clock(reading.Hour()*60 + reading.Minute())
		if got := schedule.Instant(on, at, zone); !got.Equal(want) {
			t.Errorf("%s %s in %s: got %s, want %s", on, at, zone, got.In(zone), want.In(zone))
		}
	}
}

func TestInstantIsTheFirstThatShowsTheTimeOrALaterOne(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		zone := rapid.SampledFrom(zones()).Draw(t, "zone")
		day := time.Date(1973, 1, rapid.IntRange(1, 80*365).Draw(t, "day"), 0, 0, 0, 0, time.UTC)
		if moves := changes(zone, day.Year(), day.Year()+1); len(moves) > 0 && rapid.Bool().Draw(t, "at a move") {
			day = rapid.SampledFrom(moves).Draw(t, "move").at.Truncate(24 * time.Hour)
		}
		on := work.DateOf(day, time.UTC)
		at := work.Clock(rapid.IntRange(0, 24*60-1).Draw(t, "at"))
		if got, want := schedule.Instant(on, at, zone), scan(on, at, zone); !got.Equal(want) {
			t.Fatalf("%s %s in %s: got %s, want %s", on, at, zone, got.In(zone), want.In(zone))
		}
	})
}

// scan looks at the zone's clock minute by minute, from a day and more before the reading.
func scan(on work.Date, at work.Clock, zone *time.Location) time.Time {
	want := on.String() + " " + at.String()
	moment := time.Date(on.Year, on.Month, on.Day, 0, int(at), 0, 0, time.UTC).Add(-27 * time.Hour)
	for moment.In(zone).Format("2006-01-02 15:04") < want {
		moment = moment.Add(time.Minute)
	}
	return moment
}
