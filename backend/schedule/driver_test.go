package schedule_test

import (
	"maps"
	"testing"
	"time"

	"pgregory.net/rapid"

	"sluice/backend/schedule"
	"sluice/backend/work"
)

// driver is a core in small: it has a clock that may be wrong, sleeps, is ended and started, lets its
// user move shields about, asks at every tick what is due and writes down what it delivered.
type driver struct {
	plan     schedule.Plan
	now      time.Time
	awake    time.Time
	recorded diary

	delivered diary                      // as recorded, but nothing of it is forgotten
	lowest    map[schedule.Key]time.Time // the earliest that the clock said since an occurrence was delivered
}

func newDriver(t *rapid.T) *driver {
	plan, around := somePlan(t)
	for i := range plan.CheckIns {
		plan.CheckIns[i].From = work.Later(plan.CheckIns[i].From, around)
	}
	if rapid.Bool().Draw(t, "hours") {
		start := work.Clock(rapid.IntRange(0, 1439).Draw(t, "start"))
		plan.Hours = schedule.DailyHours(work.Weekdays, start, (start+540)%1440)
	}
	return &driver{plan: plan, now: around, awake: around, recorded: diary{}, delivered: diary{}, lowest: map[schedule.Key]time.Time{}}
}

func (d *driver) pass(t *rapid.T, low, high time.Duration) {
	d.now = d.now.Add(time.Duration(rapid.Int64Range(int64(low/time.Second), int64(high/time.Second)).Draw(t, "seconds")) * time.Second)
}

func (d *driver) tick(t *rapid.T) { d.pass(t, 0, 90*time.Second) }

func (d *driver) toTheNext(t *rapid.T) {
	if m, found := d.plan.NextAny(d.now); found && m.At.Sub(d.now) < 72*time.Hour {
		d.now = m.At
		d.pass(t, -5*time.Second, 10*time.Second)
	}
}

func (d *driver) sleep(t *rapid.T) {
	d.pass(t, 10*time.Second, 40*time.Hour)
	d.awake = d.now
}

func (d *driver) restart(t *rapid.T) {
	d.pass(t, 0, 10*time.Second)
	d.awake = d.now
}

func (d *driver) clockSetForward(t *rapid.T) {
	d.pass(t, time.Second, 90*time.Hour)
	if rapid.Bool().Draw(t, "noticed") {
		d.awake = d.now
	}
}

func (d *driver) clockSetBack(t *rapid.T) { d.pass(t, -60*time.Hour, 0) }

func (d *driver) shieldStarts(t *rapid.T) {
	from := d.now
	if rapid.Bool().Draw(t, "planned ahead") {
		from = minutesFrom(d.now, 0, 600).Draw(t, "from")
	}
	d.plan.Shields = append(d.plan.Shields, work.Shield{From: from, Until: minutesFrom(from, 1, 240).Draw(t, "until")})
}

func (d *driver) shieldEnds(*rapid.T) {
	for i := range d.plan.Shields {
		if s := &d.plan.Shields[i]; s.Covers(d.now) {
			s.EndedAt = d.now
		}
	}
}

func (d *driver) shieldIsExtended(t *rapid.T) {
	for i := range d.plan.Shields {
		if s := &d.plan.Shields[i]; s.Covers(d.now) && s.EndedAt.IsZero() {
			s.Until = s.Until.Add(time.Duration(rapid.IntRange(1, 90).Draw(t, "minutes")) * time.Minute)
		}
	}
}

func (d *driver) moveToAnotherZone(t *rapid.T) {
	d.plan.Zones.User = rapid.SampledFrom(changing()).Draw(t, "zone")
}

// ask is the tick itself. Every promise is checked at every tick.
func (d *driver) ask(t *rapid.T) schedule.Release {
	seen := schedule.Seen{Recorded: d.recorded, Awake: d.awake}
	d.recorded.forget(d.now)
	for key := range d.lowest {
		d.lowest[key] = work.Earlier(d.lowest[key], d.now)
	}
	release, due := d.plan.Due(d.now, seen)
	if due {
		d.neverDuringAShield(t)
		d.neverEarly(t, release)
		d.neverTwice(t, release)
		d.recorded.write(release, d.now)
		d.delivered.write(release, d.now)
		for _, o := range release.Occurrences {
			d.lowest[o.Key()] = d.now
		}
		if again, due := d.plan.Due(d.now, seen); due {
			t.Fatalf("%v is due at once after %v", again, release)
		}
	}
	d.nothingForgotten(t, release)
	d.carriedWithReason(t, release)
	return release
}

func (d *driver) neverDuringAShield(t *rapid.T) {
	if up, end := covered(d.plan, d.now); up {
		t.Fatalf("something is due at %s, in a shield until %s", d.now, end)
	}
}

func (d *driver) neverEarly(t *rapid.T, r schedule.Release) {
	for _, o := range r.Occurrences {
		if o.At.After(d.now) && !d.swallowed(o, r) {
			t.Fatalf("%v is early at %s", o, d.now)
		}
	}
}

// swallowed says whether an occurrence is due within 15 minutes after the end of a shield that held
// another one of the release.
func (d *driver) swallowed(o schedule.Occurrence, r schedule.Release) bool {
	for _, other := range r.Occurrences {
		up, end := covered(d.plan, other.At)
		if up && !end.After(d.now) && !o.At.After(end.Add(15*time.Minute)) {
			return true
		}
	}
	return false
}

// neverTwice lets an occurrence come again only where the clock was wrong when it came: since then it
// said a time before the occurrence's own. One that came at its time was delivered in any case, unless
// the clock was set back by more than somebody does by hand.
func (d *driver) neverTwice(t *rapid.T, r schedule.Release) {
	now := map[schedule.Key]bool{}
	for _, o := range r.Occurrences {
		if now[o.Key()] {
			t.Fatalf("%v is twice in what is due at %s", o, d.now)
		}
		now[o.Key()] = true
		before, came := d.delivered[o.Key()]
		if !came {
			continue
		}
		back := before.At.Sub(d.lowest[o.Key()])
		late := before.At.Sub(before.Planned) > 10*time.Minute
		if !d.lowest[o.Key()].Before(before.Planned) || back <= time.Minute || !late && back <= 90*time.Minute {
			t.Fatalf("%v is delivered at %s and was at %s; in between the clock said %s", o, d.now, before.At, d.lowest[o.Key()])
		}
	}
}

// nothingForgotten looks at all that should have come by now: it has a record, or waits for a
// shield's end or, carried, for the next planned check-in.
func (d *driver) nothingForgotten(t *rapid.T, r schedule.Release) {
	if up, _ := covered(d.plan, d.now); up {
		return
	}
	carried := map[schedule.Key]bool{}
	for _, o := range r.Carried {
		carried[o.Key()] = true
	}
	for _, o := range d.plan.Occurrences(d.now.AddDate(0, 0, -14), d.now.Add(-5*time.Minute)) {
		if _, ok := d.recorded[o.Key()]; !ok && !carried[o.Key()] {
			t.Fatalf("%v is forgotten at %s, awake since %s", o, d.now, d.awake)
		}
	}
}

func (d *driver) carriedWithReason(t *rapid.T, r schedule.Release) {
	awake := work.Earlier(d.awake, d.now)
	_, chance := covered(d.plan, awake)
	if len(r.Carried) > 0 && d.plan.Hours.In(chance, d.plan.Zones.User) {
		t.Fatalf("%v are carried, although it woke inside the hours at %s", r.Carried, chance)
	}
	for _, o := range r.Carried {
		if !o.At.Before(awake.Add(-time.Minute)) {
			t.Fatalf("%v is carried, although it was awake since %s", o, d.awake)
		}
	}
}

// settle lets time pass quietly until nothing can wait any more. Whatever the clock said before, each
// occurrence whose time is still to come comes then.
func (d *driver) settle(t *rapid.T) {
	d.ask(t)
	begin, end, known := d.now, d.now.AddDate(0, 0, 9), maps.Clone(d.recorded)
	clear(d.delivered)
	for d.now.Before(end) {
		m, found := d.plan.NextAny(d.now)
		if !found || m.At.After(end) {
			m.At = end
		}
		d.now = m.At
		if r := d.ask(t); !d.now.Before(end) && len(r.Carried) > 0 {
			t.Fatalf("%v still wait at %s", r.Carried, d.now)
		}
	}
	for _, o := range d.plan.Occurrences(begin.Add(schedule.SetBack), end.AddDate(0, 0, -1)) {
		before, came := known[o.Key()] // on the same date in another zone
		if _, comes := d.delivered[o.Key()]; !comes && (!came || before.Planned.After(begin.Add(schedule.SetBack))) {
			t.Fatalf("%v does not come; at %s it had %v", o, begin, before)
		}
	}
}

func TestWhateverHappensToTheClock(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := newDriver(t)
		t.Repeat(map[string]func(*rapid.T){
			"":                  func(t *rapid.T) { d.ask(t) },
			"tick":              d.tick,
			"to the next":       d.toTheNext,
			"sleep":             d.sleep,
			"restart":           d.restart,
			"clock set forward": d.clockSetForward,
			"clock set back":    d.clockSetBack,
			"shield starts":     d.shieldStarts,
			"shield ends":       d.shieldEnds,
			"shield extended":   d.shieldIsExtended,
			"another zone":      d.moveToAnotherZone,
		})
		d.settle(t)
	})
}

// Without sleep, and with a clock that is set back by little, nothing comes twice however often the same
// hour comes by, though what is void is forgotten.
func TestHoweverOftenAClockIsSetBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := newDriver(t)
		times := map[schedule.Key]int{}
		d.plan.Shields = nil
		farthest := d.now
		for range rapid.IntRange(20, 60).Draw(t, "ticks") {
			switch rapid.IntRange(0, 9).Draw(t, "what") {
			case 0:
				d.pass(t, farthest.Add(-schedule.SetBack).Sub(d.now), 0)
			case 1:
				d.restart(t)
			default: // the next tick, or the one after the next moment; what is due now is not slept over
				d.pass(t, 0, time.Minute)
				_, dueNow := d.plan.Due(d.now, schedule.Seen{Recorded: d.recorded, Awake: d.awake})
				if m, found := d.plan.NextAny(d.now); found && !dueNow && rapid.Bool().Draw(t, "to the next") {
					d.now = m.At
					d.pass(t, 0, time.Minute)
				}
			}
			farthest = work.Later(farthest, d.now)
			d.recorded.forget(d.now)
			release, due := d.plan.Due(d.now, schedule.Seen{Recorded: d.recorded, Awake: d.awake})
			if !due {
				continue
			}
			d.recorded.write(release, d.now)
			for _, o := range release.Occurrences {
				if times[o.Key()]++; times[o.Key()] > 1 {
					t.Fatalf("%v comes %d times", o, times[o.Key()])
				}
			}
		}
	})
}
