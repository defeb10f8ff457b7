package schedule_test

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"
	_ "time/tzdata" // so that the zones are known on every system

	"pgregory.net/rapid"

	"sluice/backend/schedule"
	"sluice/backend/work"
)

// zoneNames are all names of the IANA time zone database as Go carries it.
//
//go:embed testdata/zones.txt
var zoneNames string

// zones loads them all once.
var zones = sync.OnceValue(func() []*time.Location {
	var all []*time.Location
	for name := range strings.FieldsSeq(zoneNames) {
		zone, err := time.LoadLocation(name)
		if err != nil {
			panic(err)
		}
		all = append(all, zone)
	}
	return all
})

// changing are those whose clocks are moved in the years that the tests look at.
var changing = sync.OnceValue(func() []*time.Location {
	var found []*time.Location
	for _, zone := range zones() {
		if len(changes(zone, 2026, 2027)) > 0 {
			found = append(found, zone)
		}
	}
	return found
})

// change is an instant at which a zone's clock is moved.
type change struct {
	at            time.Time
	before, after time.Duration // ahead of UTC
}

// changes finds them by looking at the clock every third day and halving, from the beginning of one
// year to the beginning of another.
func changes(zone *time.Location, from, until int) []change {
	var found []change
	last := time.Date(until, 1, 1, 0, 0, 0, 0, time.UTC)
	for a := time.Date(from, 1, 1, 0, 0, 0, 0, time.UTC); a.Before(last); a = a.Add(72 * time.Hour) {
		low, high := a.Unix(), a.Add(72*time.Hour).Unix()
		if ahead(low, zone) == ahead(high, zone) {
			continue
		}
		for before := ahead(low, zone); high-low > 1; {
			if middle := (low + high) / 2; ahead(middle, zone) == before {
				low = middle
			} else {
				high = middle
			}
		}
		found = append(found, change{at: time.Unix(high, 0).UTC(), before: ahead(low, zone), after: ahead(high, zone)})
	}
	return found
}

func ahead(unix int64, zone *time.Location) time.Duration {
	_, seconds := time.Unix(unix, 0).In(zone).Zone()
	return time.Duration(seconds) * time.Second
}

func zone(t testing.TB, name string) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return zone
}

func utc(t testing.TB, text string) time.Time {
	t.Helper()
	for _, layout := range []string{time.RFC3339, "2006-01-02 15:04", "2006-01-02 15:04:05"} {
		if at, err := time.Parse(layout, text); err == nil {
			return at.UTC()
		}
	}
	t.Fatalf("%q is no instant", text)
	return time.Time{}
}

func date(t testing.TB, text string) work.Date {
	t.Helper()
	d, err := work.ParseDate(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func clock(t testing.TB, text string) work.Clock {
	t.Helper()
	if text == "24:00" {
		return schedule.Midnight
	}
	c, err := work.ParseClock(text)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// daily is a plan in UTC of common daily check-ins, numbered from 1.
func daily(t testing.TB, times ...string) schedule.Plan {
	t.Helper()
	plan := schedule.Plan{Zones: schedule.Zones{User: time.UTC}}
	for i, text := range times {
		plan.CheckIns = append(plan.CheckIns, work.CheckIn{
			ID: work.CheckInID(i + 1), Days: work.EveryDay, At: clock(t, text),
		})
	}
	return plan
}

// shield is one from a time of day to another, in UTC on 2026-06-10, a Wednesday.
func shield(t testing.TB, from, until string) work.Shield {
	t.Helper()
	return work.Shield{From: on(t, from), Until: on(t, until)}
}

// on is a time of day, in UTC on 2026-06-10.
func on(t testing.TB, text string) time.Time {
	t.Helper()
	layout := "2006-01-02 15:04:05"[:11+len(text)]
	at, err := time.Parse(layout, "2026-06-10 "+text)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

// someDay draws a zone and a day worth a look: around a move of the clocks, a leap day, a year's end
// or any other.
func someDay(t *rapid.T) (*time.Location, time.Time) {
	zone := rapid.SampledFrom(changing()).Draw(t, "zone")
	days := []time.Time{
		time.Date(2028, 2, 29, 0, 0, 0, 0, time.UTC),
		time.Date(2028, 12, 31, 0, 0, 0, 0, time.UTC),
		time.Date(2026, 12, 31, 0, 0, 0, 0, time.UTC),
		time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, rapid.IntRange(0, 1500).Draw(t, "day")),
	}
	for _, c := range changes(zone, 2026, 2027) {
		days = append(days, c.at.Truncate(24*time.Hour))
	}
	return zone, rapid.SampledFrom(days).Draw(t, "around")
}

func minutesFrom(begin time.Time, low, high int) *rapid.Generator[time.Time] {
	return rapid.Map(rapid.IntRange(low, high), func(n int) time.Time {
		return begin.Add(time.Duration(n) * time.Minute)
	})
}

// tomorrow is a time of day on 2026-06-10, or with "+1" behind it on the day after.
func tomorrow(t testing.TB, text string) time.Time {
	t.Helper()
	text, next := strings.CutSuffix(text, "+1")
	if next {
		return on(t, text).AddDate(0, 0, 1)
	}
	return on(t, text)
}

func cut(text string) (from, until string) {
	from, until, _ = strings.Cut(text, "-")
	return from, until
}

// tell writes an answer of Due in a line.
func tell(r schedule.Release, due bool) string {
	if !due && len(r.Occurrences) > 0 {
		return "nothing, but with occurrences"
	}
	if !due && len(r.Carried) > 0 {
		return fmt.Sprintf("nothing, %d carried", len(r.Carried))
	}
	if !due {
		return "nothing"
	}
	text := told([]schedule.Moment{r.Moment})
	if r.Late {
		text += " late"
	}
	return text
}
