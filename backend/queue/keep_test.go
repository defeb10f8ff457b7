package queue_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"sluice/backend/fault"
	"sluice/backend/queue"
	"sluice/backend/work"
)

// promised is a desk whose plan keeps what Acme was promised: 4 hours, from nine to five on workdays.
func promised(t *testing.T) (*desk, work.Client) {
	t.Helper()
	d := newDesk(t)
	acme, breach, err := d.queue.SaveClient(ctx, d.now, work.Client{
		Name: "Acme", Number: 1, Colour: 1, LongestWait: 4 * time.Hour, Hours: workdays(),
	})
	d.must(err)
	if breach != nil {
		t.Fatalf("the plan breaks the wait already: %+v", breach)
	}
	d.hours(workdays())
	return d, acme
}

func (d *desk) hours(hours work.Hours, mends ...queue.Mending) {
	d.Helper()
	chosen, err := d.queue.Settings(ctx)
	d.must(err)
	chosen.Hours = hours
	d.act(d.queue.SetSettings(ctx, d.now, chosen, mends...))
}

func (d *desk) foresee(change queue.Planned) map[work.ClientID]queue.Breach {
	d.Helper()
	breaches, _, err := d.queue.Foresee(ctx, d.now, change, queue.Wall{})
	d.must(err)
	return breaches
}

// What a shield breaks that is planned for a day far ahead is foreseen, as of one of this week.
func TestAShieldFarAheadIsForeseen(t *testing.T) {
	d, acme := promised(t)
	for _, days := range []int{1, 13, 14, 20, 21, 22, 119, 364} { // from today, a Wednesday
		from := time.Date(2026, 3, 4+days, 10, 0, 0, 0, time.UTC)
		if hours := workdays(); hours.Week[from.Weekday()] == nil {
			continue
		}
		until := from.Add(6 * time.Hour)
		breach, broken := d.foresee(queue.Planned{Shield: work.Shield{From: from, Until: until}})[acme.ID]
		if !broken || !breach.Until.Equal(until) {
			t.Errorf("%d days ahead it breaks %+v (broken: %v)", days, breach, broken)
		}
	}
}

// off are the same hours with days off.
func off(hours work.Hours, dates ...work.Date) *work.Hours {
	hours.Off = append(hours.Off, dates...)
	return &hours
}

func weekdays(hours work.Hours, but time.Weekday) *work.Hours {
	hours.Week[but] = nil
	return &hours
}

// "The gap is named before saving", also where it comes of the user's own hours and days off.
func TestWhatOtherHoursBreakIsForeseen(t *testing.T) {
	d, acme := promised(t)
	for name, row := range map[string]struct {
		hours   *work.Hours
		from    string // the breach; empty: none
		added   string
		isDayIt bool
	}{
		"the same":                     {off(workdays()), "", "", false},
		"shorter days":                 {&work.Hours{Week: workdays().Week}, "", "", false},
		"tomorrow off":                 {off(workdays(), today.Add(1)), "Wed 16:30", "12:30", true},
		"a day off in six weeks":       {off(workdays(), today.Add(42)), "Tue 16:30", "12:30", true},
		"Fridays off":                  {weekdays(workdays(), time.Friday), "Thu 16:30", "12:30", false},
		"a Saturday off, when none is": {off(workdays(), today.Add(3)), "", "", false},
	} {
		breach, broken := d.foresee(queue.Planned{Hours: row.hours})[acme.ID]
		if broken != (row.from != "") {
			t.Errorf("%s: breaks %v: %+v", name, broken, breach)
			continue
		}
		if !broken {
			continue
		}
		if got := breach.From.Format("Mon 15:04"); got != row.from || len(breach.Added) == 0 ||
			breach.Added[0].At.String() != row.added || breach.Added[0].Once.IsZero() == row.isDayIt {
			t.Errorf("%s: from %s, to be mended by %+v", name, got, breach.Added)
		}
	}
}

// The three ways out are taken in the same act, and one undo takes back all of it.
func TestTheWaysOutOfABreachAreTakenWithTheChange(t *testing.T) {
	tomorrow := off(workdays(), today.Add(1))
	for how, want := range map[queue.Mend]struct {
		moments []string
		wait    time.Duration
	}{
		queue.MendNot:     {[]string{"Wed 13:00", "Wed 16:30"}, 4 * time.Hour},
		queue.MendCheckIn: {[]string{"Wed 13:00", "Wed 16:30", "Thu 12:30", "Thu 16:30"}, 4 * time.Hour},
		queue.MendLonger:  {[]string{"Wed 13:00", "Wed 16:30"}, 9 * time.Hour},
	} {
		t.Run(string(how), func(t *testing.T) {
			d, acme := promised(t)
			d.hours(*tomorrow, queue.Mending{Client: acme.ID, How: how})
			d.wantMoments(want.moments...)
			clients, err := d.queue.Clients(ctx)
			d.must(err)
			if got := clients[acme.ID].LongestWait; got != want.wait {
				t.Errorf("the longest wait is %s, want %s", got, want.wait)
			}
			d.act(d.queue.Undo(ctx, d.now))
			d.wantMoments("Wed 13:00", "Wed 16:30", "Thu 09:30", "Thu 13:00", "Thu 16:30")
			if clients, err = d.queue.Clients(ctx); err != nil || clients[acme.ID].LongestWait != 4*time.Hour {
				t.Errorf("after one undo the wait is %s (%v)", clients[acme.ID].LongestWait, err)
			}
		})
	}
}

func TestAWayOutThatThePlanDoesNotHaveChangesNothing(t *testing.T) {
	d, acme := promised(t)
	_, err := d.queue.RemoveCheckIn(ctx, d.now, d.checkInAt(13*60), queue.Mending{Client: acme.ID, How: queue.MendShield})
	d.wantCode(err, fault.Invalid)
	_, err = d.queue.RemoveCheckIn(ctx, d.now, d.checkInAt(13*60), queue.Mending{Client: 99, How: queue.MendCheckIn})
	d.wantCode(err, fault.NotFound)
	d.wantMoments("Wed 13:00", "Wed 16:30", "Thu 09:30", "Thu 13:00", "Thu 16:30")
	d.act(d.queue.MoveCheckIn(ctx, d.now, d.checkInAt(13*60), 12*60+45, work.Date{}, queue.Mending{Client: acme.ID, How: queue.MendShield}))
	d.wantMoments("Wed 12:45", "Wed 16:30", "Thu 09:30", "Thu 12:45", "Thu 16:30") // it broke nothing
}

// What breaks on one day is mended on that day; what breaks on all days, on all.
func TestOneDayIsMendedByOneDay(t *testing.T) {
	d, acme := promised(t)
	noon := d.checkInAt(13 * 60)
	thursday := time.Date(2026, 3, 5, 12, 30, 0, 0, time.UTC)
	for name, row := range map[string]struct {
		change queue.Planned
		once   bool
	}{
		"left out tomorrow":    {queue.Planned{CheckIn: noon, Skip: today.Add(1)}, true},
		"moved tomorrow":       {queue.Planned{CheckIn: noon, At: 15 * 60, Only: today.Add(1)}, true},
		"moved on all days":    {queue.Planned{CheckIn: noon, At: 15 * 60}, false},
		"gone":                 {queue.Planned{CheckIn: noon, Remove: true}, false},
		"switched off":         {queue.Planned{CheckIn: noon, Switch: true}, false},
		"a shield tomorrow":    {queue.Planned{Shield: work.Shield{From: thursday, Until: thursday.Add(90 * time.Minute)}}, true},
		"a shield on all days": {queue.Planned{Repeat: work.ShieldRule{At: 13*60 - 5, Length: 90 * time.Minute, Days: work.Weekdays}}, false},
	} {
		breach, broken := d.foresee(row.change)[acme.ID]
		if !broken {
			t.Errorf("%s breaks nothing", name)
			continue
		}
		for _, c := range breach.Added {
			if c.Once.IsZero() == row.once {
				t.Errorf("%s: it would be mended by %+v", name, c)
			}
		}
	}
}

// A shield that is laid over a check-in ends earlier, where that was chosen.
func TestAShieldThatIsPlannedEndsEarlierInTheSameAct(t *testing.T) {
	d, acme := promised(t)
	rule := work.ShieldRule{At: 12*60 + 30, Length: 150 * time.Minute, Days: work.Weekdays}
	breach := d.foresee(queue.Planned{Repeat: rule})[acme.ID]
	if breach.Inside <= 4*time.Hour {
		t.Fatalf("it breaks %+v", breach)
	}
	_, err := d.queue.AddShieldRule(ctx, d.now, rule, queue.Mending{Client: acme.ID, How: queue.MendShield})
	d.must(err)
	d.wantShields("12:30–13:30 ")
	d.act(d.queue.Undo(ctx, d.now))
	d.wantShields()
}

// TestWhateverIsChosenMendsWhatWasNamed draws plans and changes: what is foreseen to break is broken once
// it is done, and is broken no more where a way out was taken with it.
func TestWhateverIsChosenMendsWhatWasNamed(t *testing.T) {
	d, acme := promised(t)
	rapid.Check(t, func(rt *rapid.T) {
		change := queue.Planned{}
		var do func(mends ...queue.Mending) (work.Act, error)
		switch rapid.IntRange(0, 2).Draw(rt, "change") {
		case 0:
			change.CheckIn, change.At = d.checkInAt(13*60), work.Clock(rapid.IntRange(9*60, 17*60).Draw(rt, "to"))
			do = func(mends ...queue.Mending) (work.Act, error) {
				return d.queue.MoveCheckIn(ctx, d.now, change.CheckIn, change.At, work.Date{}, mends...)
			}
		case 1:
			change.CheckIn, change.Remove = d.checkInAt(work.Clock(rapid.SampledFrom([]int{570, 780, 990}).Draw(rt, "which"))), true
			do = func(mends ...queue.Mending) (work.Act, error) {
				return d.queue.RemoveCheckIn(ctx, d.now, change.CheckIn, mends...)
			}
		case 2:
			change.Hours = off(workdays(), today.Add(rapid.IntRange(0, 60).Draw(rt, "day off")))
			chosen, err := d.queue.Settings(ctx)
			d.must(err)
			chosen.Hours = *change.Hours
			do = func(mends ...queue.Mending) (work.Act, error) {
				return d.queue.SetSettings(ctx, d.now, chosen, mends...)
			}
		}
		breach, broken := d.foresee(change)[acme.ID]
		how := rapid.SampledFrom([]queue.Mend{queue.MendCheckIn, queue.MendLonger}).Draw(rt, "how")
		if broken && how == queue.MendCheckIn && len(breach.Added) == 0 {
			how = queue.MendLonger
		}
		act, err := do(queue.Mending{Client: acme.ID, How: how})
		d.must(err)
		left, err := d.queue.Breaches(ctx, d.now, d.clientOf(acme.ID))
		d.must(err)
		if left != nil {
			rt.Errorf("after %q, with %q, it breaks %s–%s", act.Sentence, how, left.From, left.Until)
		}
		if act.ID != 0 {
			d.act(d.queue.Undo(ctx, d.now))
		}
		if broken {
			d.act(do())
			if left, err = d.queue.Breaches(ctx, d.now, d.clientOf(acme.ID)); err != nil || left == nil && change.Hours == nil {
				rt.Errorf("it breaks nothing, though %+v was foreseen (%v)", breach, err)
			}
			d.act(d.queue.Undo(ctx, d.now))
		}
	})
}

func (d *desk) clientOf(id work.ClientID) work.Client {
	d.Helper()
	clients, err := d.queue.Clients(ctx)
	d.must(err)
	return clients[id]
}

// A day of a repeating check-in that goes on by itself rests on a day off, until the user moves it: then he
// set it for that day.
func TestASingleCheckInThatIsMovedIsPlannedForItsDate(t *testing.T) {
	d := newDesk(t)
	d.act(d.queue.SkipCheckIn(ctx, d.now, d.checkInAt(13*60), today.Add(1))) // today's goes on by itself
	d.hours(*off(workdays(), today))
	d.wantMoments("Thu 09:30", "Thu 16:30")
	d.act(d.queue.MoveCheckIn(ctx, d.now, d.checkInAt(13*60), 14*60, work.Date{}))
	d.wantMoments("Wed 14:00", "Thu 09:30", "Thu 16:30")
}

// A year of days off, for many clients and check-ins, is looked at within a blink.
func BenchmarkForeseeAYearOfDaysOff(b *testing.B) {
	d := newDesk(b)
	for i := range 6 {
		_, _, err := d.queue.SaveClient(ctx, d.now, work.Client{
			Name: string(rune('A' + i)), Number: i + 1, Colour: 1, LongestWait: 4 * time.Hour, Hours: workdays(),
		})
		d.must(err)
	}
	d.hours(workdays())
	days := make([]work.Date, 40)
	for i := range days {
		days[i] = today.Add(9 * (i + 1))
	}
	for b.Loop() {
		if len(d.foresee(queue.Planned{Hours: off(workdays(), days...)})) != 6 {
			b.Fatal("not all are broken")
		}
	}
}
