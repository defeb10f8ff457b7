package schedule_test

import (
	"maps"
	"testing"
	"time"

	"sluice/backend/schedule"
	"sluice/backend/work"
)

// diary is what was delivered so far in a test, and when.
type diary map[schedule.Key]schedule.Record

func (d diary) write(r schedule.Release, now time.Time) {
	for _, o := range r.Occurrences {
		d[o.Key()] = schedule.Record{Planned: o.At, At: now}
	}
}

// forget forgets what is void, as the queue does at each look.
func (d diary) forget(now time.Time) {
	maps.DeleteFunc(d, func(_ schedule.Key, record schedule.Record) bool { return record.Void(now) })
}

// recorded is a diary in which daily rules have been delivered on 2026-06-10, and everything before.
func recorded(t *testing.T, plan schedule.Plan, upTo string) diary {
	t.Helper()
	d := diary{}
	for _, o := range schedule.Occurrences(plan.CheckIns, plan.Zones, on(t, "00:00").AddDate(0, -2, 0), on(t, upTo)) {
		d[o.Key()] = schedule.Record{Planned: o.At, At: o.At}
	}
	return d
}

func TestDue(t *testing.T) {
	for _, test := range []struct{ name, now, awake, shield, done, want string }{
		{"before its time", "08:59:59", "", "", "08:00", "nothing"},
		{"at its time", "09:00", "", "", "08:00", "09:00=09:00"},
		{"a moment later", "09:00:07", "", "", "08:00", "09:00=09:00"},
		{"already delivered", "09:00:07", "", "", "09:00:01", "nothing"},
		{"the last of a group decides", "12:02", "", "", "09:01", "nothing"},
		{"the group", "12:03", "", "", "09:01", "12:03=12:00,12:03"},
		{"a late tick while awake", "09:40", "", "", "08:00", "09:00=09:00 late"},
		{"during a shield", "09:30", "", "08:50-10:00", "08:00", "nothing"},
		{"at a shield's end", "10:00", "", "08:50-10:00", "08:00", ">10:00=09:00 late"},
		{"after a shield that began between", "10:00", "", "09:00:30-10:00", "08:00", "09:00=09:00 late"},
		{"the end swallows", "11:50", "", "08:50-11:50", "08:00", ">11:50=09:00,12:00,12:03 late"},
		{"what was delivered swallows nothing", "11:50", "", "08:50-11:50", "09:01", "nothing"},
		// "After sleep missed check-ins collapse into one, at once inside working hours, otherwise at
		// the next planned one." The hours are 09:00 to 18:00.
		{"slept a minute", "09:01", "09:01", "", "08:00", "09:00=09:00"},
		{"slept until inside the hours", "13:30", "13:30", "", "08:00", "12:03=09:00,12:00,12:03 late"},
		{"slept until outside", "18:30", "18:30", "", "08:00", "nothing, 3 carried"},
		{"the hours begin afterwards", "09:30+1", "08:30+1", "", "18:00", "09:00=09:00 late"},
		{"slept through the night", "08:30+1", "08:30+1", "", "12:02", "nothing, 1 carried"},
		{"carried to the next planned one", "09:00+1", "08:30+1", "", "12:02", "09:00=12:03,09:00 late"},
		{"still carried as the hours begin", "08:59+1", "08:30+1", "", "12:02", "nothing, 1 carried"},
		{"woke in a shield that ends inside", "09:30", "08:30", "08:00-09:30", "06:00", ">09:30=09:00 late"},
		{"woke in a shield that ends outside", "19:00", "17:30", "17:00-19:00", "09:01", "nothing, 2 carried"},
		{"awake ahead of a clock set back", "12:03", "17:30", "", "09:01", "12:03=12:00,12:03"},
	} {
		t.Run(test.name, func(t *testing.T) {
			plan := daily(t, "09:00", "12:00", "12:03")
			plan.Hours = schedule.DailyHours(work.EveryDay, clock(t, "09:00"), clock(t, "18:00"))
			seen := schedule.Seen{Recorded: recorded(t, plan, test.done)}
			if test.awake != "" {
				seen.Awake = tomorrow(t, test.awake)
			}
			if test.shield != "" {
				from, until := cut(test.shield)
				plan.Shields = []work.Shield{shield(t, from, until)}
			}
			if got := tell(plan.Due(tomorrow(t, test.now), seen)); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}

func TestMissedCheckInsWaitOnlyForAPlannedOne(t *testing.T) {
	plan := daily(t, "09:00", "12:00")
	plan.Hours = schedule.DailyHours(work.EveryDay, clock(t, "09:00"), clock(t, "18:00"))
	plan.CheckIns[0].Once = date(t, "2026-06-10")
	seen := schedule.Seen{Awake: on(t, "20:00")}
	for _, test := range []struct{ next, want string }{
		{"2026-06-16", "nothing, 1 carried"},
		{"2026-06-18", "09:00=09:00 late"},
		{"2026-06-09", "09:00=12:00,09:00 late"},
	} {
		plan.CheckIns[1].Once = date(t, test.next)
		if got := tell(plan.Due(on(t, "20:01"), seen)); got != test.want {
			t.Errorf("the next on %s: got %s, want %s", test.next, got, test.want)
		}
	}
}

func TestTheMissedSwallowedOneIsStillAPlannedOne(t *testing.T) {
	plan := daily(t, "19:30", "20:12")
	plan.Hours = schedule.DailyHours(work.EveryDay, clock(t, "09:00"), clock(t, "18:00"))
	plan.Shields = []work.Shield{shield(t, "19:00", "20:00")}
	seen := schedule.Seen{Awake: on(t, "20:10"), Since: on(t, "00:00")}
	if got, want := tell(plan.Due(on(t, "20:10"), seen)), "nothing, 1 carried"; got != want {
		t.Errorf("on waking: got %s, want %s", got, want)
	}
	if got, want := tell(plan.Due(on(t, "20:12"), seen)), ">20:00=19:30,20:12 late"; got != want {
		t.Errorf("at the planned one: got %s, want %s", got, want)
	}
}

// "A restart or a clock set back never delivers one twice."
func TestAClockSetBackDeliversNothingTwice(t *testing.T) {
	plan := daily(t, "09:00")
	once := diary{{Rule: 1, Date: date(t, "2026-06-10")}: {Planned: on(t, "09:00"), At: on(t, "09:00:20")}}
	seen := schedule.Seen{Recorded: once, Since: on(t, "00:00")}
	for _, now := range []string{"07:31", "08:00", "08:59:59", "09:00", "09:00:19", "09:00:20", "10:00"} {
		once.forget(on(t, now))
		if got := tell(plan.Due(on(t, now), seen)); got != "nothing" {
			t.Errorf("at %s: got %s", now, got)
		}
	}
}

// A missed check-in that came late does not come again when the clock is set back to after its time.
func TestALateOneDoesNotComeAgain(t *testing.T) {
	plan := daily(t, "09:00")
	plan.CheckIns[0].Once = date(t, "2026-06-10")
	seen := schedule.Seen{Awake: on(t, "14:00"), Since: on(t, "00:00"), Recorded: diary{}}
	release, due := plan.Due(on(t, "14:00"), seen)
	if got, want := tell(release, due), "09:00=09:00 late"; got != want {
		t.Fatalf("on waking: got %s, want %s", got, want)
	}
	diary(seen.Recorded).write(release, on(t, "14:00"))
	for _, now := range []string{"13:58", "10:00", "09:00"} {
		diary(seen.Recorded).forget(on(t, now))
		if got := tell(plan.Due(on(t, now), seen)); got != "nothing" {
			t.Errorf("set back to %s: got %s", now, got)
		}
	}
}

// A clock that is an hour ahead after starting, as where two systems share it, loses no check-in when it
// is set right: its time had not come.
func TestAClockThatIsAheadAtTheStartLosesNone(t *testing.T) {
	plan := daily(t, "09:30")
	seen := schedule.Seen{Awake: on(t, "09:55"), Since: on(t, "00:00"), Recorded: diary{}}
	release, due := plan.Due(on(t, "09:55"), seen)
	if got, want := tell(release, due), "09:30=09:30 late"; got != want {
		t.Fatalf("an hour ahead: got %s, want %s", got, want)
	}
	diary(seen.Recorded).write(release, on(t, "09:55"))
	diary(seen.Recorded).forget(on(t, "08:56"))
	if got, want := tell(plan.Due(on(t, "09:30"), seen)), "09:30=09:30"; got != want {
		t.Errorf("set right: got %s, want %s", got, want)
	}
}

// "An occurrence recorded as delivered later than now (the clock was wrong) is void."
func TestARecordOfAWrongClockIsVoid(t *testing.T) {
	plan := daily(t, "09:00")
	wrong := on(t, "08:00").AddDate(0, 0, 3)
	seen := schedule.Seen{Awake: on(t, "07:00"), Since: on(t, "00:00"), Recorded: diary{}}
	release, due := plan.Due(wrong, seen)
	if got, want := tell(release, due), "09:00=09:00,09:00,09:00 late"; got != want {
		t.Fatalf("under the wrong clock: got %s, want %s", got, want)
	}
	diary(seen.Recorded).write(release, wrong)
	diary(seen.Recorded).forget(on(t, "08:59"))
	if got, want := tell(plan.Due(on(t, "08:59"), seen)), "nothing"; got != want {
		t.Errorf("set right: got %s, want %s", got, want)
	}
	if got, want := tell(plan.Due(on(t, "09:00"), seen)), "09:00=09:00"; got != want {
		t.Errorf("at its time: got %s, want %s", got, want)
	}
}

// An occurrence is a rule and a date: moving to another zone after it brings no second one.
func TestAnotherZoneBringsNoSecondOneOnTheSameDate(t *testing.T) {
	plan := daily(t, "09:00")
	plan.Zones.User = zone(t, "Europe/Berlin")
	plan.CheckIns[0].From = on(t, "00:00")
	seen := schedule.Seen{Recorded: diary{}}
	release, _ := plan.Due(on(t, "07:00"), seen)
	diary(seen.Recorded).write(release, on(t, "07:00"))
	plan.Zones.User = zone(t, "America/New_York")
	for _, now := range []string{"07:01", "13:00", "23:00"} {
		if got := tell(plan.Due(on(t, now), seen)); got != "nothing" {
			t.Errorf("at %s: got %s", now, got)
		}
	}
	if got, want := tell(plan.Due(on(t, "13:00").AddDate(0, 0, 1), seen)), "13:00=13:00"; got != want {
		t.Errorf("the day after: got %s, want %s", got, want)
	}
}

func TestWhatIsLongPastIsForgotten(t *testing.T) {
	plan := daily(t, "09:00")
	plan.CheckIns[0].Once = date(t, "2026-06-10")
	for _, test := range []struct {
		awake, now time.Duration // after it
		want       string
	}{
		{0, schedule.Lookback, "09:00=09:00 late"},
		{schedule.Lookback, schedule.Lookback, "09:00=09:00 late"},
		{schedule.Lookback + 1, schedule.Lookback + 1, "nothing"},
		{schedule.Lookback, 2 * schedule.Lookback, "09:00=09:00 late"},
		{schedule.Lookback, 2*schedule.Lookback + 1, "nothing"},
	} {
		seen := schedule.Seen{Awake: on(t, "09:00").Add(test.awake)}
		if got := tell(plan.Due(on(t, "09:00").Add(test.now), seen)); got != test.want {
			t.Errorf("awake %s after, asked %s after: got %s, want %s", test.awake, test.now, got, test.want)
		}
	}
	if got := tell(plan.Due(on(t, "10:00"), schedule.Seen{Since: on(t, "09:30")})); got != "nothing" {
		t.Errorf("before the beginning: got %s", got)
	}
}
