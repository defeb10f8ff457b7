package schedule_test

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"sluice/backend/schedule"
	"sluice/backend/work"
)

// 2026-06-10 is a Wednesday.
func TestOnADayOfRestNothingHappensByItself(t *testing.T) {
	plan := schedule.Plan{Hours: office(t), Zones: schedule.Zones{User: time.UTC}}
	plan.Hours.Off = []work.Date{date(t, "2026-06-11")}
	for _, rule := range []work.CheckIn{
		{At: clock(t, "12:00"), Days: work.EveryDay},
		{At: clock(t, "19:00"), Days: work.Weekdays},                                                     // outside the hours
		{At: clock(t, "10:00"), Days: work.DaysOf(time.Saturday)},                                        // for a day without hours alone
		{At: clock(t, "11:00"), Once: date(t, "2026-06-11")},                                             // for the day off itself
		{At: clock(t, "13:00"), Once: date(t, "2026-06-11"), Days: work.EveryDay},                        // a day of one that repeats
		{At: clock(t, "09:00"), Days: work.DaysOf(time.Monday, time.Thursday), Zone: "Australia/Sydney"}, // the evening before
	} {
		rule.ID = work.CheckInID(len(plan.CheckIns) + 1)
		plan.CheckIns = append(plan.CheckIns, rule)
	}
	var got []string
	for _, m := range plan.Moments(utc(t, "2026-06-10 00:00"), utc(t, "2026-06-15 00:00")) {
		got = append(got, m.At.Format("Mon 15:04"))
	}
	want := []string{"Wed 12:00", "Wed 19:00", "Wed 23:00", "Thu 11:00", "Fri 12:00", "Fri 19:00", "Sat 10:00", "Sun 23:00"}
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// What would have come on a day off is not missed: nothing is due for it later, and no sleep makes it
// come at once.
func TestWhatADayOffLeavesOutIsNotMadeUpFor(t *testing.T) {
	plan := daily(t, "12:00")
	plan.Hours = schedule.DailyHours(work.EveryDay, clock(t, "09:00"), clock(t, "17:00"))
	for i := range 12 { // longer than missed check-ins wait otherwise
		plan.Hours.Off = append(plan.Hours.Off, date(t, "2026-06-11").Add(i))
	}
	woke := utc(t, "2026-06-12 13:00")
	missed := map[schedule.Key]schedule.Record{}
	for _, o := range schedule.Occurrences(plan.CheckIns, plan.Zones, woke.AddDate(0, -2, 0), utc(t, "2026-06-10 00:00")) {
		missed[o.Key()] = schedule.Record{Planned: o.At, At: o.At}
	}
	seen := schedule.Seen{Recorded: missed, Awake: woke} // asleep since before Wednesday's
	for at := woke; at.Before(utc(t, "2026-06-23 12:00")); at = at.Add(time.Hour) {
		if r, due := plan.Due(at, seen); due || len(r.Carried) != 1 {
			t.Fatalf("at %s: due %v, carried %v, want Wednesday's alone to be carried", at, due, r.Carried)
		}
	}
	if r, due := plan.Due(utc(t, "2026-06-23 12:00"), seen); !due || len(r.Occurrences) != 2 {
		t.Errorf("after the holiday: due %v, %v", due, r.Occurrences)
	}
}

// Rest takes away what falls on the days of rest and changes nothing else.
func TestRestTakesAwayWholeDaysAlone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		plan, around := somePlan(t)
		plan.Hours = someHours(t, around)
		from, until := around.AddDate(0, 0, -2), around.AddDate(0, 0, 5)
		left := plan.Occurrences(from, until)
		user := plan.Zones.User
		for _, o := range schedule.Occurrences(plan.CheckIns, plan.Zones, from, until) {
			off := slices.Contains(plan.Hours.Off, work.DateOf(o.At, user))
			if happens := slices.Contains(left, o); happens && off && !deliberate(plan, o) {
				t.Fatalf("%v happens on a day off", o)
			} else if !happens && !off && plan.Hours.In(o.At, user) && plan.Zones.User == ruleZone(plan, o) {
				t.Fatalf("%v does not happen, inside the hours", o)
			}
		}
	})
}

func ruleOf(plan schedule.Plan, o schedule.Occurrence) work.CheckIn {
	return plan.CheckIns[slices.IndexFunc(plan.CheckIns, func(rule work.CheckIn) bool { return rule.ID == o.Rule })]
}

func deliberate(plan schedule.Plan, o schedule.Occurrence) bool {
	rule := ruleOf(plan, o)
	return !rule.Once.IsZero() && rule.Days == 0
}

func ruleZone(plan schedule.Plan, o schedule.Occurrence) *time.Location {
	zone, _ := plan.Zones.For(ruleOf(plan, o))
	return zone
}
