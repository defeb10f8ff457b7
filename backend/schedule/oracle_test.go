package schedule_test

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"sluice/backend/schedule"
	"sluice/backend/work"
)

// watcher lives through a plan minute by minute, as a patient person with a clock would, and writes
// down the moments. It shares nothing with the package but the rules.
type watcher struct {
	plan    schedule.Plan
	begin   time.Time
	waiting []schedule.Occurrence // held by the shield that is up
	moments []schedule.Moment
	anchor  time.Time // of the last moment
	swallow time.Time // until when the last shield's moment takes others in
	taker   int       // which moment that is
}

func (w *watcher) watch(until time.Time) []schedule.Moment {
	dials := w.dials(until)
	for now := w.begin; now.Before(until); now = now.Add(time.Minute) {
		up := w.shieldUp(now)
		if !up && len(w.waiting) > 0 {
			w.release(now)
		}
		for _, o := range ring(dials, now, now.Equal(w.begin)) {
			switch {
			case up:
				w.waiting = append(w.waiting, o)
			case !now.After(w.swallow):
				w.join(w.taker, o)
			default:
				w.happen(now, o)
			}
		}
	}
	return w.moments
}

func (w *watcher) shieldUp(now time.Time) bool {
	return slices.ContainsFunc(w.plan.Shields, func(s work.Shield) bool { return s.Covers(now) })
}

// release is what happens at a shield's end.
func (w *watcher) release(now time.Time) {
	for _, o := range w.waiting {
		w.happen(now, o)
	}
	w.moments[len(w.moments)-1].Moved = true
	w.waiting, w.taker, w.swallow = nil, len(w.moments)-1, now.Add(15*time.Minute)
}

// happen adds an occurrence to the last moment if that is near enough and was not closed.
func (w *watcher) happen(now time.Time, o schedule.Occurrence) {
	n := len(w.moments)
	if n == 0 || w.moments[n-1].Moved || now.After(w.anchor.Add(5*time.Minute)) {
		w.anchor = now
		w.moments = append(w.moments, schedule.Moment{Planned: o.At})
		n++
	}
	w.moments[n-1].At = now
	w.join(n-1, o)
}

func (w *watcher) join(i int, o schedule.Occurrence) {
	m := &w.moments[i]
	m.Occurrences = append(m.Occurrences, o)
	if o.At.Before(m.Planned) {
		m.Planned = o.At
	}
}

// dial is a clock on the wall, set to a zone, with the dates and times at which to ring, in order.
type dial struct {
	rule work.CheckIn
	zone *time.Location
	ring []work.Date
}

func (w *watcher) dials(until time.Time) []*dial {
	var dials []*dial
	for _, rule := range w.plan.CheckIns {
		d := &dial{rule: rule, zone: w.plan.Zones.User}
		if rule.Zone != "" {
			d.zone, _ = time.LoadLocation(rule.Zone)
		}
		for at := w.begin.AddDate(0, 0, -4); at.Before(until.AddDate(0, 0, 4)); at = at.AddDate(0, 0, 1) {
			on := work.DateOf(at, time.UTC)
			if rule.Once == on || rule.Once.IsZero() && rule.Days.Has(at.Weekday()) {
				d.ring = append(d.ring, on)
			}
		}
		dials = append(dials, d)
	}
	return dials
}

// ring gives what rings now, and takes it off the dials. At the first look nobody knows since when a
// time has been over, so that what is over then does not count.
func ring(dials []*dial, now time.Time, first bool) []schedule.Occurrence {
	var rung []schedule.Occurrence
	for _, d := range dials {
		local := now.In(d.zone)
		year, month, day := local.Date()
		shows := time.Date(year, month, day, local.Hour(), local.Minute(), 0, 0, time.UTC)
		for len(d.ring) > 0 {
			on := d.ring[0]
			if shows.Before(time.Date(on.Year, on.Month, on.Day, 0, int(d.rule.At), 0, 0, time.UTC)) {
				break
			}
			d.ring = d.ring[1:]
			if !first && !now.Before(d.rule.From) {
				rung = append(rung, schedule.Occurrence{Rule: d.rule.ID, Client: d.rule.Client, Date: on, At: now})
			}
		}
	}
	return rung
}

// somePlan draws a plan with check-ins near each other and shields that begin and end near them, all
// on whole minutes, around a time.
func somePlan(t *rapid.T) (schedule.Plan, time.Time) {
	user, around := someDay(t)
	plan := schedule.Plan{Zones: schedule.Zones{User: user}}
	hub := rapid.IntRange(0, 1439).Draw(t, "hub")
	for i := range rapid.IntRange(1, 7).Draw(t, "rules") {
		rule := work.CheckIn{
			ID:     work.CheckInID(i + 1),
			Client: work.ClientID(rapid.IntRange(0, 2).Draw(t, "client")),
			Days:   work.Days(rapid.IntRange(1, 127).Draw(t, "days")),
			At:     work.Clock((hub + rapid.IntRange(0, 30).Draw(t, "at")) % 1440),
		}
		switch rapid.IntRange(0, 5).Draw(t, "sort of rule") {
		case 0:
			rule.Zone = rapid.SampledFrom(changing()).Draw(t, "rule's zone").String()
		case 1:
			rule.From = minutesFrom(around, -1440, 2880).Draw(t, "from")
		case 2:
			rule.Once = work.DateOf(around, time.UTC).Add(rapid.IntRange(-1, 2).Draw(t, "once"))
		}
		plan.CheckIns = append(plan.CheckIns, rule)
	}
	plan.Shields = someShields(t, plan, around)
	return plan, around
}

func someShields(t *rapid.T, plan schedule.Plan, around time.Time) []work.Shield {
	var shields []work.Shield
	near := schedule.Occurrences(plan.CheckIns, plan.Zones, around.Add(-24*time.Hour), around.Add(72*time.Hour))
	for range rapid.IntRange(0, 4).Draw(t, "shields") {
		from := minutesFrom(around, 0, 2880).Draw(t, "shield")
		if len(near) > 0 && rapid.Bool().Draw(t, "near a check-in") {
			o := rapid.SampledFrom(near).Draw(t, "which")
			from = minutesFrom(o.At, -30, 20).Draw(t, "shield")
		}
		s := work.Shield{From: from, Until: minutesFrom(from, 0, 90).Draw(t, "until")}
		if rapid.IntRange(0, 3).Draw(t, "ended") == 0 {
			s.EndedAt = minutesFrom(from, -5, 60).Draw(t, "ended at")
		}
		shields = append(shields, s)
	}
	return shields
}

func TestMomentsAreThoseOfAPatientWatcher(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		plan, around := somePlan(t)
		from, until := around.Add(-6*time.Hour), around.Add(40*time.Hour)
		w := watcher{plan: plan, begin: from.Add(-12 * time.Hour)}
		want := slices.DeleteFunc(w.watch(until.Add(20*time.Minute)), func(m schedule.Moment) bool {
			return m.At.Before(from) || !m.At.Before(until)
		})
		byRule := cmpopts.SortSlices(func(a, b schedule.Occurrence) int { return int(a.Rule - b.Rule) })
		if diff := cmp.Diff(want, plan.Moments(from, until), cmpopts.EquateEmpty(), byRule); diff != "" {
			t.Fatal(diff)
		}
	})
}
