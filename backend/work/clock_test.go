package work_test

import (
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"sluice/backend/work"
)

func TestParseClock(t *testing.T) {
	for text, want := range map[string]work.Clock{
		"0:00": 0, "00:00": 0, "9:30": 570, "09:30": 570, " 13:05 ": 785, "23:59": 1439,
	} {
		if got, err := work.ParseClock(text); err != nil || got != want {
			t.Errorf("%q is %v (%v), want %v", text, got, err, want)
		}
	}
	for _, text := range []string{
		"", ":", "9", "9:3", "9:300", "24:00", "12:60", "-1:00", "-0:00", "9:-5", "+9:30", "9:+5", "009:30", "9.30",
		"9:30:00", "٩:٣٠", "noon",
	} {
		if got, err := work.ParseClock(text); err == nil {
			t.Errorf("%q was read as %v", text, got)
		}
	}
}

func TestParseDays(t *testing.T) {
	for text, want := range map[string]work.Days{
		"daily": work.EveryDay, " Weekdays ": work.Weekdays, "every day": work.EveryDay,
		"mon": work.DaysOf(time.Monday), "sun,Wednesday, fri": work.DaysOf(time.Sunday, time.Wednesday, time.Friday),
		"mon,tue,wed,thu,fri": work.Weekdays, "mon,mon": work.DaysOf(time.Monday),
	} {
		if got, err := work.ParseDays(text); err != nil || got != want {
			t.Errorf("%q is %v (%v), want %v", text, got, err, want)
		}
	}
	for _, text := range []string{"", ",", "mon,", "monn", "mon;tue", "weekdays,sat"} {
		if got, err := work.ParseDays(text); err == nil {
			t.Errorf("%q was read as %v", text, got)
		}
	}
}

func TestDaysBeginWithMonday(t *testing.T) {
	if got := work.DaysOf(time.Sunday, time.Saturday, time.Monday).String(); got != "mon,sat,sun" {
		t.Errorf("the set is %q", got)
	}
}

func TestEveryClockAndSetComesBack(t *testing.T) {
	for c := range work.Clock(24 * 60) {
		if got, err := work.ParseClock(c.String()); err != nil || got != c || got.Hour()*60+got.Minute() != int(c) {
			t.Errorf("%s came back as %v (%v)", c, got, err)
		}
	}
	for d := work.Days(1); d <= work.EveryDay; d++ {
		if got, err := work.ParseDays(d.String()); err != nil || got != d {
			t.Errorf("%s came back as %v (%v)", d, got, err)
		}
	}
}

func TestDatesCountLikeTheCalendar(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		at := time.Date(rapid.IntRange(3, 9000).Draw(t, "year"), time.Month(rapid.IntRange(1, 12).Draw(t, "month")),
			rapid.IntRange(1, 31).Draw(t, "day"), 12, 0, 0, 0, time.UTC)
		n := rapid.IntRange(-400, 400).Draw(t, "n")
		date := work.DateOf(at, time.UTC)
		later := date.Add(n)
		if want := at.AddDate(0, 0, n).Format(time.DateOnly); later.String() != want {
			t.Errorf("%s and %d days is %s, want %s", date, n, later, want)
		}
		if later.Add(-n) != date || date.Before(later) != (n > 0) || later.Weekday() != at.AddDate(0, 0, n).Weekday() {
			t.Errorf("%s and %s do not agree", date, later)
		}
	})
}

func TestDateIsLocal(t *testing.T) {
	east := time.FixedZone("east", 14*3600)
	at := time.Date(2026, 3, 4, 12, 0, 0, 0, time.UTC)
	if got := work.DateOf(at, east).String(); got != "2026-03-05" {
		t.Errorf("the date in the east is %s", got)
	}
}

func FuzzParseClock(f *testing.F) {
	for _, text := range []string{"9:30", "09:30", "24:00", "9:+5", "-0:00", "٩:٣٠", ""} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		c, err := work.ParseClock(text)
		if err != nil {
			return
		}
		if c < 0 || c >= 24*60 {
			t.Errorf("%q is %d, which is no time of day", text, c)
		}
		if given := strings.TrimSpace(text); given != c.String() && "0"+given != c.String() {
			t.Errorf("%q was read as %s", text, c)
		}
	})
}

func FuzzParseDays(f *testing.F) {
	for _, text := range []string{"daily", "weekdays", "mon,wed", "Sunday", ",", "mon,mon"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		d, err := work.ParseDays(text)
		if err != nil {
			return
		}
		if d == 0 || d > work.EveryDay {
			t.Errorf("%q is the set %b", text, d)
		}
		if again, err := work.ParseDays(d.String()); err != nil || again != d {
			t.Errorf("%q was read as %s, which is read as %s (%v)", text, d, again, err)
		}
	})
}

func FuzzParseDate(f *testing.F) {
	for _, text := range []string{"2026-03-29", "2024-02-29", "2026-02-29", "0000-01-01", " 2026-1-1"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		d, err := work.ParseDate(text)
		if err == nil && d.String() != strings.TrimSpace(text) {
			t.Errorf("%q was read as %s", text, d)
		}
	})
}
