package queue_test

import (
	"maps"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"sluice/backend/fault"
	"sluice/backend/queue"
	"sluice/backend/schedule"
	"sluice/backend/store"
	"sluice/backend/work"
)

// moments are the check-ins of the next days, as "Mon 15:04".
func (d *desk) moments(ahead time.Duration) (texts []string) {
	d.Helper()
	_, moments, err := d.queue.CheckIns(ctx, queue.Wall{}, d.now, ahead)
	d.must(err)
	for _, m := range moments {
		texts = append(texts, m.At.Format("Mon 15:04"))
	}
	return texts
}

func (d *desk) wantMoments(want ...string) {
	d.Helper()
	if got := d.moments(30 * time.Hour); !slices.Equal(got, want) {
		d.Errorf("check-ins at %v, want %v", got, want)
	}
}

// checkInAt is the number of the check-in at a time of day.
func (d *desk) checkInAt(clock work.Clock) work.CheckInID {
	d.Helper()
	rules, _, err := d.queue.CheckIns(ctx, queue.Wall{}, d.now, 0)
	d.must(err)
	at := slices.IndexFunc(rules, func(c work.CheckIn) bool { return c.At == clock })
	if at < 0 {
		d.Fatalf("no check-in at %s", clock)
	}
	return rules[at].ID
}

var today = work.Date{Year: 2026, Month: 3, Day: 4}

func TestACheckInMovesTodayOnlyOrEveryDay(t *testing.T) {
	d := newDesk(t)
	d.wantMoments("Wed 13:00", "Wed 16:30", "Thu 09:30", "Thu 13:00", "Thu 16:30")
	_, err := d.queue.MoveCheckIn(ctx, d.now, d.checkInAt(13*60), 14*60, today)
	d.must(err)
	d.wantMoments("Wed 14:00", "Wed 16:30", "Thu 09:30", "Thu 13:00", "Thu 16:30")
	_, err = d.queue.MoveCheckIn(ctx, d.now, d.checkInAt(16*60+30), 17*60, work.Date{})
	d.must(err)
	d.wantMoments("Wed 14:00", "Wed 17:00", "Thu 09:30", "Thu 13:00", "Thu 17:00")
	for range 2 {
		_, err = d.queue.Undo(ctx, d.now)
		d.must(err)
	}
	d.wantMoments("Wed 13:00", "Wed 16:30", "Thu 09:30", "Thu 13:00", "Thu 16:30")
}

func TestAMovedCheckInDeliversOnce(t *testing.T) {
	d := newDesk(t)
	d.release() // what was planned before now, with nothing in it
	d.arrive(message("one"))
	_, err := d.queue.MoveCheckIn(ctx, d.now, d.checkInAt(13*60), 14*60, today)
	d.must(err)
	if _, due := d.at("13:00").release(); due {
		t.Error("it came at the time from which it was moved")
	}
	if _, due := d.at("14:00").release(); !due {
		t.Error("it did not come at the time to which it was moved")
	}
	d.wantTitles("one")
}

func TestACheckInIsLeftOutOnOneDay(t *testing.T) {
	d := newDesk(t)
	_, err := d.queue.SkipCheckIn(ctx, d.now, d.checkInAt(13*60), today.Add(1))
	d.must(err)
	d.wantMoments("Wed 13:00", "Wed 16:30", "Thu 09:30", "Thu 16:30")
	_, err = d.queue.SkipCheckIn(ctx, d.now, d.checkInAt(16*60+30), today.Add(3))
	d.wantCode(err, fault.Conflict) // a Saturday is none of its days
	_, err = d.queue.SkipCheckIn(ctx, d.now, d.checkInAt(16*60+30), today.Add(-1))
	d.wantCode(err, fault.Invalid)
	_, err = d.queue.MoveCheckIn(ctx, d.now, 999, 60, today)
	d.wantCode(err, fault.NotFound)
}

func TestAPlannedShieldMovesAndIsCalledOff(t *testing.T) {
	d := newDesk(t)
	planned, err := d.queue.PlanShield(ctx, d.now, d.now.Add(2*time.Hour), d.now.Add(3*time.Hour), "Draft one")
	d.must(err)
	_, err = d.queue.MoveShield(ctx, d.now, planned.ID, d.now.Add(4*time.Hour), d.now.Add(5*time.Hour), "Draft two")
	d.must(err)
	d.wantShields("16:00–17:00 Draft two")
	d.wantMoments("Wed 13:00", "Wed 17:00", "Thu 09:30", "Thu 13:00", "Thu 16:30")
	_, err = d.queue.CancelShield(ctx, d.now, planned.ID)
	d.must(err)
	d.wantShields()
	d.wantMoments("Wed 13:00", "Wed 16:30", "Thu 09:30", "Thu 13:00", "Thu 16:30")
	for range 2 {
		_, err = d.queue.Undo(ctx, d.now)
		d.must(err)
	}
	d.wantShields("14:00–15:00 Draft one")
	_, err = d.queue.MoveShield(ctx, d.now, planned.ID, d.now.Add(-time.Hour), d.now.Add(time.Hour), "")
	d.wantCode(err, fault.Invalid)
}

func TestTheShieldThatIsUpKeepsItsStart(t *testing.T) {
	d := newDesk(t)
	shield, _, err := d.queue.StartShield(ctx, d.now, d.now.Add(time.Hour), "")
	d.must(err)
	d.after(10 * time.Minute)
	_, err = d.queue.MoveShield(ctx, d.now, shield.ID, d.now.Add(time.Hour), d.now.Add(2*time.Hour), "Longer")
	d.must(err)
	d.wantShields("12:00–14:10 Longer")
	d.at("15:00")
	_, err = d.queue.MoveShield(ctx, d.now, shield.ID, d.now, d.now.Add(time.Hour), "")
	d.wantCode(err, fault.Conflict)
}

func TestARepeatingShieldMovesOnOneDayOrOnAll(t *testing.T) {
	d := newDesk(t)
	rule, err := d.queue.AddShieldRule(ctx, d.now, work.ShieldRule{Days: work.EveryDay, At: 14 * 60, Length: time.Hour})
	d.must(err)
	shields, err := d.queue.Shields(ctx, d.now, d.now.Add(12*time.Hour))
	d.must(err)
	_, err = d.queue.MoveShield(ctx, d.now, shields[0].ID, d.now.Add(3*time.Hour), d.now.Add(4*time.Hour), "")
	d.must(err)
	d.must(d.queue.MakeShields(ctx, d.now)) // makes no second one of the day
	d.wantShields("15:00–16:00 ")
	rule.At = 17 * 60
	_, err = d.queue.ChangeShieldRule(ctx, d.now, rule.ID, rule)
	d.must(err)
	d.wantShields("17:00–18:00 ")
	_, err = d.queue.Undo(ctx, d.now)
	d.must(err)
	d.must(d.queue.MakeShields(ctx, d.now))
	d.wantShields("15:00–16:00 ")
}

// What the user did to single days is still so when the rule has another note or length, and when it is
// taken away and put back.
func TestSingleDaysOfARepeatingShieldStayAsTheUserMadeThem(t *testing.T) {
	d := newDesk(t)
	rule, err := d.queue.AddShieldRule(ctx, d.now, work.ShieldRule{Days: work.EveryDay, At: 14 * 60, Length: time.Hour})
	d.must(err)
	shields, err := d.queue.Shields(ctx, d.now, d.now.AddDate(0, 0, 4))
	d.must(err)
	moved, off := shields[1], shields[2]
	_, err = d.queue.MoveShield(ctx, d.now, moved.ID, moved.From.Add(time.Hour), moved.Until.Add(time.Hour), "offsite")
	d.must(err)
	d.act(d.queue.CancelShield(ctx, d.now, off.ID))
	wantDays := func(want ...string) {
		t.Helper()
		d.must(d.queue.MakeShields(ctx, d.now))
		today := d.now
		for i, day := range want {
			d.now = today.AddDate(0, 0, i)
			if day == "" {
				d.wantShields()
			} else {
				d.wantShields(day)
			}
		}
		d.now = today
	}
	wantDays("14:00–15:00 ", "15:00–16:00 offsite", "", "14:00–15:00 ")

	rule.Note = "writing"
	rule, err = d.queue.ChangeShieldRule(ctx, d.now, rule.ID, rule)
	d.must(err)
	wantDays("14:00–15:00 writing", "15:00–16:00 offsite", "", "14:00–15:00 writing")
	rule.Length = 30 * time.Minute
	rule, err = d.queue.ChangeShieldRule(ctx, d.now, rule.ID, rule)
	d.must(err)
	wantDays("14:00–14:30 writing", "15:00–15:30 offsite", "", "14:00–14:30 writing")
	d.act(d.queue.RemoveShieldRule(ctx, d.now, rule.ID))
	wantDays("", "", "", "")
	for range 3 { // the removal and both changes
		d.act(d.queue.Undo(ctx, d.now))
	}
	wantDays("14:00–15:00 ", "15:00–16:00 offsite", "", "14:00–15:00 ")
	d.act(d.queue.Undo(ctx, d.now)) // called off
	wantDays("14:00–15:00 ", "15:00–16:00 offsite", "14:00–15:00 ")
	d.act(d.queue.Undo(ctx, d.now)) // moved
	wantDays("14:00–15:00 ", "14:00–15:00 ", "14:00–15:00 ")
}

// A day that had its shield, earlier than planned, has no second one because the rule is changed.
func TestAShieldThatWasMovedToEarlierDoesNotComeAgain(t *testing.T) {
	d := newDesk(t)
	rule, err := d.queue.AddShieldRule(ctx, d.now, work.ShieldRule{Days: work.EveryDay, At: 14 * 60, Length: time.Hour})
	d.must(err)
	shields, err := d.queue.Shields(ctx, d.now, d.now.Add(12*time.Hour))
	d.must(err)
	_, err = d.queue.MoveShield(ctx, d.now, shields[0].ID, d.now.Add(time.Minute), d.now.Add(31*time.Minute), "")
	d.must(err)
	rule.Note = "writing"
	_, err = d.queue.ChangeShieldRule(ctx, d.after(time.Hour).now, rule.ID, rule)
	d.must(err)
	d.wantShields("12:01–12:31 ")
}

// Skipping or moving single days of a check-in changes nothing but those days, for the client that has
// it of its own and for everybody else.
func TestSingleDaysOfAnOwnCheckInChangeThoseDaysAlone(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		d := newDesk(t)
		d.TB = t
		acme := d.client("Acme", 1, 0)
		clock := rapid.SampledFrom([]work.Clock{8 * 60, 11 * 60, 18 * 60}).Draw(rt, "at")
		_, err := d.queue.AddCheckIn(ctx, d.now, work.CheckIn{
			At: clock, Client: acme.ID, Days: work.Days(rapid.IntRange(1, 127).Draw(rt, "days")),
		})
		d.must(err)
		d.now = d.now.Add(time.Duration(rapid.IntRange(0, 47).Draw(rt, "later by hours")) * time.Hour)
		want := d.momentsOf(acme)
		others := d.momentsOf(work.Client{})
		today := work.DateOf(d.now, time.UTC)
		for range rapid.IntRange(1, 3).Draw(rt, "changes") {
			date := today.Add(rapid.IntRange(0, 14).Draw(rt, "day"))
			from := schedule.Instant(date, clock, time.UTC)
			planned := want[from]
			to := clock + 60
			id, found := d.ownOn(acme, date, clock)
			if !planned || !found {
				continue
			}
			delete(want, from)
			if rapid.Bool().Draw(rt, "moves") {
				_, err = d.queue.MoveCheckIn(ctx, d.now, id, to, date)
				want[schedule.Instant(date, to, time.UTC)] = true
			} else {
				_, err = d.queue.SkipCheckIn(ctx, d.now, id, date)
			}
			d.must(err)
			if got := d.momentsOf(acme); !maps.Equal(got, want) {
				rt.Fatalf("after %s: %v, want %v", date, got, want)
			}
			if got := d.momentsOf(work.Client{}); !maps.Equal(got, others) {
				rt.Fatalf("others have %v, want %v", got, others)
			}
		}
	})
}

// momentsOf gives when something is delivered for a client in the next three weeks; for none: for what
// is unassigned.
func (d *desk) momentsOf(client work.Client) map[time.Time]bool {
	d.Helper()
	at := map[time.Time]bool{}
	d.write(func(tx *store.Tx) error {
		s, err := d.queue.Situation(tx, d.now)
		for _, m := range s.Plan.Moments(d.now.Add(1), d.now.AddDate(0, 0, 21)) {
			if s.Plan.Concerns(m, client.ID) {
				at[m.At] = true
			}
		}
		return err
	})
	return at
}

// ownOn finds the check-in of a client's own that happens at a time of day on a date.
func (d *desk) ownOn(client work.Client, date work.Date, at work.Clock) (id work.CheckInID, found bool) {
	d.Helper()
	rules, _, err := d.queue.CheckIns(ctx, behind(client), d.now, time.Hour)
	d.must(err)
	for _, rule := range rules {
		if rule.Client != client.ID || rule.At != at {
			continue
		}
		if rule.Once == date {
			return rule.ID, true
		}
		if rule.Once.IsZero() && rule.Days.Has(date.Weekday()) {
			id, found = rule.ID, true
		}
	}
	return id, found
}

// wantShields looks at the shields of the day.
func (d *desk) wantShields(want ...string) {
	d.Helper()
	midnight := d.now.Truncate(24 * time.Hour)
	shields, err := d.queue.Shields(ctx, midnight, midnight.Add(24*time.Hour))
	d.must(err)
	var got []string
	for _, s := range shields {
		got = append(got, s.From.Format("15:04")+"–"+s.End().Format("15:04")+" "+s.Note)
	}
	if !slices.Equal(got, want) {
		d.Errorf("the shields are %q, want %q", got, want)
	}
}

func TestAChangeIsForeseenAndStoresNothing(t *testing.T) {
	d := newDesk(t)
	hours := work.Hours{}
	for day := time.Monday; day <= time.Friday; day++ {
		hours.Week[day] = []work.Range{{Start: 9 * 60, End: 17 * 60}}
	}
	acme, _, err := d.queue.SaveClient(ctx, d.now, work.Client{Name: "Acme", Colour: 1, LongestWait: 4 * time.Hour, Hours: hours})
	d.must(err)
	dune := d.client("Dune", 2, 0)
	move := queue.Planned{CheckIn: d.checkInAt(13 * 60), At: 15 * 60, Only: today.Add(1)}
	breaches, _, err := d.queue.Foresee(ctx, d.now, move, queue.Wall{})
	d.must(err)
	breach, broken := breaches[acme.ID]
	if !broken || len(breaches) != 1 || breach.From.Format("Mon 15:04") != "Thu 09:30" || breach.Until.Format("15:04") != "15:00" {
		t.Errorf("moving it breaks %+v", breaches)
	}
	harmless := queue.Planned{CheckIn: d.checkInAt(13 * 60), At: 12*60 + 30, Only: today}
	if breaches, _, err = d.queue.Foresee(ctx, d.now, harmless, queue.Wall{}); err != nil || len(breaches) != 0 {
		t.Errorf("a harmless move breaks %+v (%v)", breaches, err)
	}
	thursday := time.Date(2026, 3, 5, 10, 0, 0, 0, time.UTC)
	shield := queue.Planned{Shield: work.Shield{From: thursday, Until: thursday.Add(5 * time.Hour)}}
	if breaches, _, err = d.queue.Foresee(ctx, d.now, shield, queue.Wall{}); err != nil || len(breaches) != 1 {
		t.Errorf("a shield over a check-in breaks %+v (%v)", breaches, err)
	}
	if breaches, _, err = d.queue.Foresee(ctx, d.now, shield, queue.Wall{Up: true, Client: dune.ID}); err != nil || len(breaches) != 0 {
		t.Errorf("behind Dune's wall it tells %+v (%v)", breaches, err)
	}
	d.wantMoments("Wed 13:00", "Wed 16:30", "Thu 09:30", "Thu 13:00", "Thu 16:30")
}

// "The gap is named before saving", whichever way the plan is changed.
func TestWhatEveryChangeOfThePlanBreaksIsForeseen(t *testing.T) {
	d := newDesk(t)
	acme := work.Client{Name: "Acme", Number: 1, Colour: 1, LongestWait: 4 * time.Hour}
	for weekday := time.Monday; weekday <= time.Friday; weekday++ {
		acme.Hours.Week[weekday] = []work.Range{{Start: 9 * 60, End: 17 * 60}}
	}
	acme, breach, err := d.queue.SaveClient(ctx, d.now, acme)
	d.must(err)
	if breach != nil {
		t.Fatalf("the plan breaks the wait already: %+v", breach)
	}
	thursday := work.DateOf(d.now, time.UTC).Add(1)
	noon := d.checkInAt(13 * 60)
	for name, row := range map[string]struct {
		change queue.Planned
		want   bool
	}{
		"a first check-in of its own":        {queue.Planned{Add: []work.CheckIn{{At: 10 * 60, Client: acme.ID}}}, true},
		"enough of its own":                  {queue.Planned{Add: []work.CheckIn{{At: 9 * 60, Client: acme.ID}, {At: 12 * 60, Client: acme.ID}, {At: 16 * 60, Client: acme.ID}}}, false},
		"one more for all":                   {queue.Planned{Add: []work.CheckIn{{At: 15 * 60}}}, false},
		"one that goes":                      {queue.Planned{CheckIn: noon, Remove: true}, true},
		"one that goes, with another for it": {queue.Planned{CheckIn: noon, Remove: true, Add: []work.CheckIn{{At: 12*60 + 45}}}, false},
		"one that is left out":               {queue.Planned{CheckIn: noon, Skip: thursday}, true},
		"a shield each day":                  {queue.Planned{Repeat: work.ShieldRule{At: 12*60 + 30, Length: 4 * time.Hour, Days: work.Weekdays}}, true},
		"a shield between two check-ins":     {queue.Planned{Repeat: work.ShieldRule{At: 14 * 60, Length: time.Hour, Days: work.Weekdays}}, false},
	} {
		breaches, _, err := d.queue.Foresee(ctx, d.now, row.change, queue.Wall{})
		if err != nil || (len(breaches) == 1) != row.want {
			t.Errorf("%s: got %+v, %v", name, breaches, err)
		}
	}
	if plan, _, err := d.queue.CheckIns(ctx, queue.Wall{}, d.now, time.Hour); len(plan) != 3 || err != nil {
		t.Errorf("the plan is %+v, %v", plan, err)
	}
	_, _, err = d.queue.Foresee(ctx, d.now, queue.Planned{CheckIn: 99, Remove: true}, queue.Wall{})
	d.wantCode(err, fault.NotFound)
}

// A change of a repeating shield is judged without the shields that it makes now.
func TestAChangedRepeatingShieldIsForeseenInThePlaceOfItself(t *testing.T) {
	d := newDesk(t)
	acme := d.client("Acme", 1, 20*time.Hour)
	rule, err := d.queue.AddShieldRule(ctx, d.now, work.ShieldRule{At: 9 * 60, Length: 7 * time.Hour, Days: work.Weekdays})
	d.must(err)
	rule.Length = time.Hour
	if breaches, _, err := d.queue.Foresee(ctx, d.now, queue.Planned{Repeat: rule}, queue.Wall{}); err != nil || len(breaches) != 0 {
		t.Errorf("a shorter one breaks %+v of %s (%v)", breaches, acme.Name, err)
	}
}

// A shield that is planned breaks what is still held at its start or arrives then, not what comes before.
func TestAPlannedShieldIsJudgedFromItsStart(t *testing.T) {
	d := newDesk(t)
	d.client("Acme", 1, time.Hour)
	d.tick()
	d.arrive(of(work.Client{ID: 1}, message("held since noon")))
	for _, row := range []struct {
		from, until string
		want        string // by when something would have to come; empty: it breaks nothing
	}{
		{"12:00", "12:59", ""},
		{"12:00", "13:30", "13:00"},
		{"12:30", "13:10", "13:00"}, // still held then
		{"14:00", "14:59", ""},      // it came at 13:00
		{"14:00", "15:30", "15:00"},
	} {
		broken, err := d.queue.BrokenBy(ctx, d.now, d.instant(row.from), d.instant(row.until), queue.Wall{})
		var got string
		if len(broken) > 0 {
			got = broken[0].At.Format("15:04")
		}
		if err != nil || got != row.want {
			t.Errorf("from %s to %s: broken at %q (%v), want %q", row.from, row.until, got, err, row.want)
		}
	}
}

// instant is a time of day on the desk's date.
func (d *desk) instant(clock string) time.Time {
	d.Helper()
	at, err := work.ParseClock(clock)
	d.must(err)
	return schedule.Instant(work.DateOf(d.now, time.UTC), at, time.UTC)
}
