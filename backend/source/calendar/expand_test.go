package calendar

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"sluice/backend/source/icaltime"
	"sluice/backend/work"
)

func berlin(t testing.TB) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	return zone
}

var march = span{time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC), time.Date(2026, 4, 5, 0, 0, 0, 0, time.UTC)}

// said gives the entries of events, each in a line: its beginning and end, and what it is.
func said(t testing.TB, events string) (lines []string, skipped int) {
	t.Helper()
	text := "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\n" + events + "END:VCALENDAR\n"
	entries, skipped, err := read([]byte(strings.ReplaceAll(text, "\n", "\r\n")), march, berlin(t), []string{"me@acme.test"})
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		lines = append(lines, fmt.Sprintf("%s – %s %s", e.From.In(berlin(t)).Format("02.01. 15:04"), e.Until.In(berlin(t)).Format("15:04"), e.Title))
	}
	return lines, skipped
}

func event(lines ...string) string {
	return "BEGIN:VEVENT\nUID:u\nDTSTAMP:20260101T000000Z\nSUMMARY:Stand-up\n" + strings.Join(lines, "\n") + "\nEND:VEVENT\n"
}

func TestOccurrences(t *testing.T) {
	for name, c := range map[string]struct {
		events string
		want   string
	}{
		"once":                       {event("DTSTART:20260304T090000Z", "DTEND:20260304T093000Z"), "04.03. 10:00 – 10:30 Stand-up"},
		"before the span":            {event("DTSTART:20250304T090000Z", "DTEND:20250304T093000Z"), ""},
		"begun before, not over yet": {event("DTSTART:20260228T230000Z", "DTEND:20260301T030000Z"), "01.03. 00:00 – 04:00 Stand-up"},
		"without a zone":             {event("DTSTART:20260304T090000", "DURATION:PT1H"), "04.03. 09:00 – 10:00 Stand-up"},
		"a whole day":                {event("DTSTART;VALUE=DATE:20260304"), "04.03. 00:00 – 00:00 Stand-up"},
		"weekly, through the change of clocks": {
			event("DTSTART;TZID=Europe/Berlin:20260323T090000", "DURATION:PT30M", "RRULE:FREQ=WEEKLY;COUNT=3"),
			"23.03. 09:00 – 09:30 Stand-up|30.03. 09:00 – 09:30 Stand-up",
		},
		"in a zone of Windows'": {
			event("DTSTART;TZID=W. Europe Standard Time:20260304T090000", "DURATION:PT30M"), "04.03. 09:00 – 09:30 Stand-up",
		},
		"in a zone at the end of a path": {
			event("DTSTART;TZID=/x.example/Olson/America/New_York:20260304T090000", "DURATION:PT30M"), "04.03. 15:00 – 15:30 Stand-up",
		},
		"left out": {
			event("DTSTART;TZID=Europe/Berlin:20260302T090000", "DURATION:PT30M", "RRULE:FREQ=DAILY;COUNT=4",
				"EXDATE;TZID=Europe/Berlin:20260303T090000,20260304T090000"),
			"02.03. 09:00 – 09:30 Stand-up|05.03. 09:00 – 09:30 Stand-up",
		},
		"added": {
			event("DTSTART:20260302T080000Z", "DURATION:PT30M", "RDATE:20260306T080000Z"), "02.03. 09:00 – 09:30 Stand-up|06.03. 09:00 – 09:30 Stand-up",
		},
		"moved": {
			event("DTSTART;TZID=Europe/Berlin:20260302T090000", "DURATION:PT30M", "RRULE:FREQ=DAILY;COUNT=3") +
				event("RECURRENCE-ID;TZID=Europe/Berlin:20260303T090000", "DTSTART;TZID=Europe/Berlin:20260303T140000", "DURATION:PT1H"),
			"02.03. 09:00 – 09:30 Stand-up|03.03. 14:00 – 15:00 Stand-up|04.03. 09:00 – 09:30 Stand-up",
		},
		"called off":    {event("DTSTART:20260304T090000Z", "DURATION:PT1H", "STATUS:CANCELLED"), ""},
		"without an id": {strings.Replace(event("DTSTART:20260304T090000Z", "DURATION:PT1H"), "UID:u\n", "", 1), ""},
	} {
		t.Run(name, func(t *testing.T) {
			if lines, skipped := said(t, c.events); strings.Join(lines, "|") != c.want || skipped != 0 {
				t.Errorf("it is %q (%d skipped), want %q", lines, skipped, c.want)
			}
		})
	}
}

// TestWildRulesAreLeftOut: what would be without end is counted, and holds nothing up.
func TestWildRulesAreLeftOut(t *testing.T) {
	for _, rule := range []string{
		"FREQ=SECONDLY", "FREQ=MINUTELY;INTERVAL=1", "FREQ=DAILY;BYHOUR=1,2,3,4,5;BYMINUTE=0", "FREQ=DAILY;BYSECOND=1,2,3,4,5,6", "FREQ=NONSENSE",
	} {
		wild := event("DTSTART:20260302T080000Z", "DURATION:PT1M", "RRULE:"+rule)
		lines, skipped := said(t, wild+event("DTSTART:20260304T090000Z", "DURATION:PT1H"))
		if len(lines) != 1 || skipped != 1 {
			t.Errorf("%s: %d came, %d skipped", rule, len(lines), skipped)
		}
	}
	if _, skipped := said(t, event("DTSTART:19000302T080000Z", "DURATION:PT1M", "RRULE:FREQ=DAILY")); skipped != 1 {
		t.Error("a rule of 1900 was followed")
	}
}

func TestWhatAnEventSays(t *testing.T) {
	text := "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\n" + event(
		"DTSTART:20260304T090000Z", "DURATION:PT1H", "TRANSP:TRANSPARENT", "LOCATION:Room 2\\, upstairs",
		`ORGANIZER;CN="Ruiz, Ana":mailto:ana@acme.test`, "ATTENDEE;PARTSTAT=TENTATIVE:MAILTO:Me@acme.test",
		"DESCRIPTION:Join at https://evil.test/zoom.us or https://acme.zoom.us/j/123?pwd=a\\nThanks",
	) + "END:VCALENDAR\n"
	entries, _, err := read([]byte(strings.ReplaceAll(text, "\n", "\r\n")), march, berlin(t), []string{"me@acme.test"})
	if err != nil || len(entries) != 1 {
		t.Fatal(entries, err)
	}
	e := entries[0]
	if !e.Free || e.By != "Ruiz, Ana" || e.Answer != work.AnswerTentative || e.Place != "Room 2, upstairs" || e.URL != "https://acme.zoom.us/j/123?pwd=a" {
		t.Errorf("it says %+v", e)
	}
}

// TestWeeklyMeetingsKeepTheirTime: whatever the zone, a weekly meeting is at the same time of day.
func TestWeeklyMeetingsKeepTheirTime(t *testing.T) {
	names := []string{"Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Sydney", "Pacific Standard Time"}
	rapid.Check(t, func(r *rapid.T) {
		zone := rapid.SampledFrom(names).Draw(r, "zone")
		start := time.Date(2025, 11, rapid.IntRange(1, 28).Draw(r, "day"), rapid.IntRange(4, 20).Draw(r, "hour"), 30, 0, 0, time.UTC)
		text := "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:u\r\nDTSTAMP:20260101T000000Z\r\nDTSTART;TZID=" + zone + ":" +
			start.Format(icaltime.FormLocal) + "\r\nDURATION:PT30M\r\nRRULE:FREQ=WEEKLY\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
		entries, skipped, err := read([]byte(text), march, time.UTC, nil)
		if err != nil || skipped != 0 || len(entries) < 4 {
			r.Fatalf("%d entries, %d skipped, %v", len(entries), skipped, err)
		}
		for _, e := range entries {
			if got := e.From.In(icaltime.Zones{}.Find(zone)); got.Hour() != start.Hour() || got.Minute() != 30 || got.Weekday() != start.Weekday() {
				r.Errorf("it begins at %s", got)
			}
		}
	})
}

func FuzzRead(f *testing.F) {
	for _, name := range []string{"testdata/google.ics", "testdata/outlook.ics"} {
		text, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		entries, _, err := read(text, march, time.UTC, []string{"me@acme.test"})
		if err != nil {
			return
		}
		for _, e := range entries {
			if e.UID == "" || e.Until.Before(e.From) || !e.From.Before(march.until) {
				t.Errorf("%+v", e)
			}
		}
	})
}
