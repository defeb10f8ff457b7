package schedule_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"sluice/backend/schedule"
	"sluice/backend/work"
)

func office(t testing.TB) schedule.Hours {
	t.Helper()
	return schedule.DailyHours(work.Weekdays, clock(t, "09:00"), clock(t, "17:00"))
}

func TestDailyHours(t *testing.T) {
	saturday := work.DaysOf(time.Saturday)
	day := func(ranges ...schedule.Range) []schedule.Range { return ranges }
	for _, test := range []struct {
		start, end string
		want       [7][]schedule.Range
	}{
		{"09:00", "17:00", [7][]schedule.Range{6: day(schedule.Range{Start: 540, End: 1020})}},
		{"22:00", "06:00", [7][]schedule.Range{
			6: day(schedule.Range{Start: 1320, End: 1440}), 0: day(schedule.Range{Start: 0, End: 360}),
		}},
		{"22:00", "00:00", [7][]schedule.Range{6: day(schedule.Range{Start: 1320, End: 1440})}},
		{"00:00", "24:00", [7][]schedule.Range{6: day(schedule.Range{Start: 0, End: 1440})}},
	} {
		got := schedule.DailyHours(saturday, clock(t, test.start), clock(t, test.end))
		if diff := cmp.Diff(test.want, got.Week); diff != "" {
			t.Errorf("%s–%s: %s", test.start, test.end, diff)
		}
		if err := got.Check(); err != nil {
			t.Error(err)
		}
	}
}

// 2026-06-10 is a Wednesday.
func TestIn(t *testing.T) {
	hours := office(t)
	hours.Off = []work.Date{date(t, "2026-06-11")}
	for at, want := range map[string]bool{
		"2026-06-10 08:59:59": false, "2026-06-10 09:00": true, "2026-06-10 16:59:59": true,
		"2026-06-10 17:00": false, "2026-06-11 12:00": false, "2026-06-12 12:00": true, "2026-06-13 12:00": false,
	} {
		if got := hours.In(utc(t, at), time.UTC); got != want {
			t.Errorf("%s: got %v", at, got)
		}
	}
	if !hours.In(utc(t, "2026-06-10 20:00"), zone(t, "America/New_York")) {
		t.Error("four in the afternoon in New York is outside")
	}
}

func TestNextOpen(t *testing.T) {
	hours := office(t)
	hours.Off = []work.Date{date(t, "2026-06-11")}
	for at, want := range map[string]string{
		"2026-06-10 08:00": "2026-06-10 09:00", "2026-06-10 12:34": "2026-06-10 12:34",
		"2026-06-10 17:00": "2026-06-12 09:00", "2026-06-12 18:00": "2026-06-15 09:00",
	} {
		if got := hours.NextOpen(utc(t, at), time.UTC); !got.Equal(utc(t, want)) {
			t.Errorf("%s: got %s, want %s", at, got, want)
		}
	}
}

func TestNextShut(t *testing.T) {
	hours := office(t)
	hours.Off = []work.Date{date(t, "2026-06-11")}
	for at, want := range map[string]string{
		"2026-06-10 08:00": "2026-06-10 08:00", "2026-06-10 09:00": "2026-06-10 17:00",
		"2026-06-10 16:59": "2026-06-10 17:00", "2026-06-10 17:00": "2026-06-10 17:00",
	} {
		if got := hours.NextShut(utc(t, at), time.UTC); !got.Equal(utc(t, want)) {
			t.Errorf("%s: got %s, want %s", at, got, want)
		}
	}
	if got := (schedule.Hours{}).NextShut(on(t, "12:00"), time.UTC); !got.IsZero() {
		t.Errorf("hours that are always open end at %s", got)
	}
	days := schedule.Hours{Off: []work.Date{date(t, "2026-06-13")}}
	if got := days.NextShut(utc(t, "2026-06-10 12:00"), time.UTC); !got.Equal(utc(t, "2026-06-13 00:00")) {
		t.Errorf("the day off begins at %s", got)
	}
}

func TestEmptyHoursAreAlways(t *testing.T) {
	var hours schedule.Hours
	from, until := on(t, "00:00"), on(t, "00:00").AddDate(0, 0, 3)
	if !hours.In(from, time.UTC) || !hours.NextOpen(from, time.UTC).Equal(from) || hours.Within(from, until, time.UTC) != until.Sub(from) {
		t.Error("they are not")
	}
	hours.Off = []work.Date{date(t, "2026-06-11")}
	if hours.In(on(t, "12:00").AddDate(0, 0, 1), time.UTC) || hours.Within(from, until, time.UTC) != 48*time.Hour {
		t.Error("a day off counts")
	}
}

func TestHoursThatNeverOpen(t *testing.T) {
	hours := schedule.Hours{Week: [7][]schedule.Range{{{Start: 60, End: 60}}}}
	if got := hours.NextOpen(on(t, "00:00"), time.UTC); !got.IsZero() {
		t.Errorf("got %s", got)
	}
	if got := schedule.Latest(on(t, "00:00"), time.Minute, hours, time.UTC); !got.IsZero() {
		t.Errorf("got %s", got)
	}
}

// The night in which the clocks are moved is an hour shorter or longer.
func TestWithinOnBothNights(t *testing.T) {
	night := schedule.DailyHours(work.EveryDay, clock(t, "22:00"), clock(t, "06:00"))
	berlin := zone(t, "Europe/Berlin")
	for _, test := range []struct {
		from string
		want time.Duration
	}{
		{"2026-03-27T12:00:00+01:00", 8 * time.Hour},
		{"2026-03-28T12:00:00+01:00", 7 * time.Hour},
		{"2026-10-24T12:00:00+02:00", 9 * time.Hour},
		{"2028-12-31T12:00:00+01:00", 8 * time.Hour},
	} {
		from := utc(t, test.from)
		if got := night.Within(from, from.Add(24*time.Hour), berlin); got != test.want {
			t.Errorf("from %s: got %s, want %s", test.from, got, test.want)
		}
		if got, want := schedule.Latest(from, test.want, night, berlin), from.In(berlin).AddDate(0, 0, 1); got.In(berlin).Format("02 15:04") != want.Format("02")+" 06:00" {
			t.Errorf("from %s: used up at %s, want six in the morning", test.from, got.In(berlin))
		}
	}
}

func TestLatest(t *testing.T) {
	hours := office(t)
	for _, test := range []struct {
		arrived string
		wait    time.Duration
		want    string
	}{
		{"2026-06-10 10:00", 4 * time.Hour, "2026-06-10 14:00"},
		{"2026-06-10 16:00", time.Hour, "2026-06-10 17:00"},
		{"2026-06-10 16:00", 4 * time.Hour, "2026-06-11 12:00"},
		{"2026-06-10 22:00", 4 * time.Hour, "2026-06-11 13:00"},
		{"2026-06-12 16:30", time.Hour, "2026-06-15 09:30"},
		{"2026-06-12 16:30", 40 * time.Hour, "2026-06-19 16:30"},
		{"2026-06-10 22:00", 0, "2026-06-10 22:00"},
		{"2026-06-10 22:00", -time.Hour, "2026-06-10 22:00"},
	} {
		if got := schedule.Latest(utc(t, test.arrived), test.wait, hours, time.UTC); !got.Equal(utc(t, test.want)) {
			t.Errorf("%s from %s: got %s, want %s", test.wait, test.arrived, got, test.want)
		}
	}
	if got := schedule.Latest(on(t, "22:00"), time.Hour, schedule.Hours{}, time.UTC); !got.Equal(on(t, "23:00")) {
		t.Errorf("always: got %s", got)
	}
}

func TestWidest(t *testing.T) {
	plan := daily(t, "09:00", "15:00", "12:00")
	plan.CheckIns[2].Client = 7
	from, until := on(t, "00:00").AddDate(0, 0, -2), on(t, "00:00").AddDate(0, 0, 2)
	if got, want := plan.Widest(8, office(t), time.UTC, from, until).Inside, 6*time.Hour; got != want {
		t.Errorf("by the common ones: got %s, want %s", got, want)
	}
	got := plan.Widest(7, office(t), time.UTC, from, until)
	want := schedule.Gap{From: on(t, "12:00").AddDate(0, 0, -2), Until: on(t, "12:00").AddDate(0, 0, -1), Inside: 8 * time.Hour}
	if got != want {
		t.Errorf("by its own: got %v, want %v", got, want)
	}
}

// someHours draws ranges in any order, some of which overlap.
func someHours(t *rapid.T, around time.Time) schedule.Hours {
	var hours schedule.Hours
	for range rapid.IntRange(0, 10).Draw(t, "ranges") {
		weekday := rapid.IntRange(0, 6).Draw(t, "weekday")
		start := rapid.IntRange(0, 1439).Draw(t, "start")
		end := rapid.IntRange(start+1, 1440).Draw(t, "end")
		hours.Week[weekday] = append(hours.Week[weekday], schedule.Range{Start: work.Clock(start), End: work.Clock(end)})
	}
	for range rapid.IntRange(0, 2).Draw(t, "days off") {
		hours.Off = append(hours.Off, work.DateOf(around, time.UTC).Add(rapid.IntRange(-1, 2).Draw(t, "off")))
	}
	return hours
}

// inside reads the clock on the wall.
func inside(hours schedule.Hours, at time.Time, zone *time.Location) bool {
	local := at.In(zone)
	for _, off := range hours.Off {
		if off.String() == local.Format("2006-01-02") {
			return false
		}
	}
	some := false
	for _, ranges := range hours.Week {
		some = some || len(ranges) > 0
	}
	shows := work.Clock(local.Hour()*60 + local.Minute())
	for _, r := range hours.Week[local.Weekday()] {
		if r.Start <= shows && shows < r.End {
			return true
		}
	}
	return !some
}

// All that hours say follows from reading the clock minute by minute.
func TestHoursAreWhatTheClockShows(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		zone, around := someDay(t)
		hours := someHours(t, around)
		from := minutesFrom(around, -1440, 1440).Draw(t, "from")
		until := minutesFrom(from, 0, 2880).Draw(t, "until")
		wait := time.Duration(rapid.IntRange(1, 1440).Draw(t, "wait")) * time.Minute

		var open time.Duration
		var first, shut, usedUp time.Time
		for at := from; at.Before(until); at = at.Add(time.Minute) {
			if !inside(hours, at, zone) {
				if shut.IsZero() {
					shut = at
				}
				continue
			}
			if open == 0 {
				first = at
			}
			if open += time.Minute; open == wait {
				usedUp = at.Add(time.Minute)
			}
		}
		if got := hours.Within(from, until, zone); got != open {
			t.Fatalf("within: got %s, want %s", got, open)
		}
		if got := hours.NextOpen(from, zone); open > 0 && !got.Equal(first) || open == 0 && !got.IsZero() && got.Before(until) {
			t.Fatalf("next open: got %s, want %s", got, first)
		}
		if got := hours.NextShut(from, zone); !shut.IsZero() && !got.Equal(shut) || shut.IsZero() && !got.IsZero() && got.Before(until) {
			t.Fatalf("next shut: got %s, want %s", got, shut)
		}
		if got := schedule.Latest(from, wait, hours, zone); open >= wait && !got.Equal(usedUp) || open < wait && !got.IsZero() && got.Before(until) {
			t.Fatalf("latest: got %s, want %s", got, usedUp)
		}
		if got := hours.In(from, zone); got != inside(hours, from, zone) {
			t.Fatalf("in: got %v", got)
		}
	})
}
