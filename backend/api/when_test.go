package api

import (
	"testing"
	"time"

	"sluice/backend/fault"
)

func berlin(t testing.TB) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Skipf("there are no time zones on this system (%v): install tzdata", err)
	}
	return zone
}

func TestTimesInWords(t *testing.T) {
	zone := berlin(t)
	now := time.Date(2026, 3, 27, 12, 0, 0, 0, zone) // the Friday before the clocks go forward
	for words, want := range map[string]string{
		"in 2 hours": "2026-03-27 14:00", "in 90m": "2026-03-27 13:30", "in 1 day": "2026-03-28 12:00",
		"in 3 days": "2026-03-30 12:00", "in 1 week": "2026-04-03 12:00", "14:30": "2026-03-27 14:30",
		"11:30": "2026-03-28 11:30", "9am": "2026-03-28 09:00", "12am": "2026-03-28 00:00", "12:30 pm": "2026-03-27 12:30",
		"this afternoon": "2026-03-27 14:00", "Tonight": "2026-03-27 18:00", "today 17:00": "2026-03-27 17:00",
		"tomorrow": "2026-03-28 09:00", " tomorrow  EVENING ": "2026-03-28 18:00", "fri": "2026-04-03 09:00",
		"sunday 02:30": "2026-03-29 03:00", "mon 9am": "2026-03-30 09:00", "next week": "2026-03-30 09:00",
		"in 2 Stunden": "2026-03-27 14:00", "in einer Stunde": "2026-03-27 13:00", "in 3 Tagen": "2026-03-30 12:00",
		"in einer Woche": "2026-04-03 12:00", "um 14:30": "2026-03-27 14:30", "heute Nachmittag": "2026-03-27 14:00",
		"morgen": "2026-03-28 09:00", "morgen Abend": "2026-03-28 18:00", "fr 9 Uhr": "2026-04-03 09:00", "So. 10 Uhr": "2026-03-29 10:00",
		"Montag": "2026-03-30 09:00", "nächste Woche": "2026-03-30 09:00", "heute um 17 Uhr": "2026-03-27 17:00",
		"next week 14:00": "2026-03-30 14:00", "2026-03-29 09:00": "2026-03-29 09:00",
	} {
		got, err := when(words, now, zone)
		if err != nil || got.In(zone).Format("2006-01-02 15:04") != want {
			t.Errorf("%q is %v (%v), want %s", words, got.In(zone), err, want)
		}
	}
	for _, words := range []string{
		"", " ", "someday", "in", "in two hours", "in 0 minutes", "in -1 hours", "25:00", "12:60", "13pm", "0am", "today 11:00", "today",
		"this morning", "2026-03-26", "2026-02-30 09:00", "mon,tue", "weekdays", "daily", "fri sat", "tomorrow never", "in 99999 days",
	} {
		if got, err := when(words, now, zone); fault.CodeOf(err) != fault.Invalid {
			t.Errorf("%q was read as %v (%v)", words, got, err)
		}
	}
}

func FuzzTimesInWords(f *testing.F) {
	for _, words := range []string{"in 2 hours", "fri 9am", "tomorrow", "next week 14:00", "2026-10-25 02:30", "in 0 d", "9999-12-31"} {
		f.Add(words)
	}
	zone := berlin(f)
	now := time.Date(2026, 10, 24, 23, 30, 0, 0, zone)
	f.Fuzz(func(t *testing.T, words string) {
		if got, err := when(words, now, zone); err == nil && !got.After(now) {
			t.Errorf("%q is %v, which does not lie ahead", words, got)
		}
	})
}
