package schedule_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"sluice/backend/schedule"
	"sluice/backend/work"
)

// "Days belong to the local date in that zone."
func TestDaysBelongToTheLocalDate(t *testing.T) {
	zones := schedule.Zones{User: zone(t, "Europe/Berlin")}
	friday := work.CheckIn{
		ID: 1, Days: work.DaysOf(time.Friday), At: clock(t, "09:00"), Zone: "Pacific/Auckland",
	}
	got := schedule.Occurrences([]work.CheckIn{friday}, zones, on(t, "00:00"), on(t, "00:00").AddDate(0, 0, 7))
	want := []schedule.Occurrence{{Rule: 1, Date: date(t, "2026-06-12"), At: utc(t, "2026-06-11 21:00")}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestOccurrencesAreHalfOpen(t *testing.T) {
	plan := daily(t, "09:00")
	for _, test := range []struct {
		from, until string
		want        int
	}{
		{"09:00", "09:00:01", 1},
		{"08:00", "09:00", 0},
		{"09:00:01", "10:00", 0},
		{"09:00", "09:00", 0},
		{"10:00", "08:00", 0},
	} {
		got := schedule.Occurrences(plan.CheckIns, plan.Zones, on(t, test.from), on(t, test.until))
		if len(got) != test.want {
			t.Errorf("from %s until %s: got %d, want %d", test.from, test.until, len(got), test.want)
		}
	}
}

func TestNothingBeforeARulesBeginningBelongsToIt(t *testing.T) {
	plan := daily(t, "09:00", "12:00")
	plan.CheckIns[0].From = on(t, "09:00:01")
	plan.CheckIns[1].From = on(t, "12:00")
	got := schedule.Occurrences(plan.CheckIns, plan.Zones, on(t, "00:00"), on(t, "00:00").AddDate(0, 0, 1))
	if len(got) != 1 || got[0].Rule != 2 {
		t.Errorf("got %v, want the one at noon", got)
	}
}

func TestASingleCheckIn(t *testing.T) {
	plan := daily(t, "09:00")
	plan.CheckIns[0].Once = date(t, "2026-06-10")
	plan.CheckIns[0].Days = 0
	got := schedule.Occurrences(plan.CheckIns, plan.Zones, utc(t, "2026-01-01 00:00"), utc(t, "2027-01-01 00:00"))
	if len(got) != 1 || !got[0].At.Equal(on(t, "09:00")) {
		t.Errorf("got %v, want one at nine", got)
	}
}

// Samoa had no 30 December 2011: both dates begin together, as two occurrences.
func TestADateThatAZoneLeftOut(t *testing.T) {
	zones := schedule.Zones{User: zone(t, "Pacific/Apia")}
	rules := []work.CheckIn{{ID: 1, Days: work.EveryDay}}
	got := schedule.Occurrences(rules, zones, utc(t, "2011-12-29 10:00"), utc(t, "2012-01-01 10:00"))
	want := []schedule.Occurrence{
		{Rule: 1, Date: date(t, "2011-12-29"), At: utc(t, "2011-12-29 10:00")},
		{Rule: 1, Date: date(t, "2011-12-30"), At: utc(t, "2011-12-30 10:00")},
		{Rule: 1, Date: date(t, "2011-12-31"), At: utc(t, "2011-12-30 10:00")},
		{Rule: 1, Date: date(t, "2012-01-01"), At: utc(t, "2011-12-31 10:00")},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	got = schedule.Occurrences(rules, zones, want[1].At, want[3].At)
	if diff := cmp.Diff(want[1:3], got); diff != "" {
		t.Error(diff)
	}
}

func TestEveryDateHasOneOccurrence(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		user, around := someDay(t)
		rule := work.CheckIn{ID: 1, Days: work.EveryDay, At: work.Clock(rapid.IntRange(0, 1439).Draw(t, "at"))}
		found := schedule.Occurrences([]work.CheckIn{rule}, schedule.Zones{User: user},
			around.AddDate(0, 0, -9), around.AddDate(0, 0, 9))
		if len(found) < 17 || len(found) > 19 {
			t.Fatalf("got %d in 18 days", len(found))
		}
		for i, o := range found {
			if i > 0 && o.Date != found[i-1].Date.Add(1) {
				t.Fatalf("%s follows %s", o.Date, found[i-1].Date)
			}
		}
	})
}
