package queue

import (
	"cmp"
	"context"
	"maps"
	"reflect"
	"slices"
	"time"

	"sluice/backend/schedule"
	"sluice/backend/store"
	"sluice/backend/work"
)

// Planned is a change of the plan that is thought of: a check-in that moves, is left out or goes, new
// ones, a shield that moves or is new, one that repeats. What has no number is not in it.
type Planned struct {
	CheckIn work.CheckInID
	Remove  bool      // it goes
	Switch  bool      // it is switched
	On      bool      // on, else off
	Skip    work.Date // it is left out on that date; zero: it is not
	At      work.Clock
	Only    work.Date // zero: on all its days

	Add []work.CheckIn

	Hours *work.Hours // the user's, as they would be; nil: as they are

	Shield work.Shield       // an empty span: none; without a number: a new one
	Repeat work.ShieldRule   // no length: none; without a number: a new one
	Resume work.ShieldRuleID // what repeats and is off would be on again; 0: none
}

// A change is looked at week by week, with the days off beside each, for a year at most.
const (
	foreseeAhead = 8 * 24 * time.Hour
	foreseeMost  = 53
)

// Foresee says which clients' longest waits a change would break that the plan keeps as it stands, or
// breaks by less, with the widest time without a check-in then. Behind a wall only the client's own is
// told. Nothing is stored.
func (q *Queue) Foresee(ctx context.Context, now time.Time, change Planned, wall Wall) (breaches map[work.ClientID]Breach, clients map[work.ClientID]work.Client, err error) {
	now = stamp(now)
	breaches = map[work.ClientID]Breach{}
	err = q.store.Read(ctx, func(tx *store.Tx) error {
		s, err := q.Situation(tx, now)
		if err != nil {
			return err
		}
		clients, s.Plan.Meetings = s.Clients, nil // meetings come and go; the plan is what is judged
		if change, err = resumed(tx, change); err != nil {
			return err
		}
		if change.Hours != nil && reflect.DeepEqual(*change.Hours, s.Settings.Hours) {
			change.Hours = nil
		}
		if reflect.ValueOf(change).IsZero() {
			return nil
		}
		after, err := q.foreseen(tx, s.Plan, now, change)
		for id, client := range clients {
			if wall.HidesOf(id) || client.LongestWait <= 0 {
				continue
			}
			if breach, worse := worsened(s.Plan, after, client, now); worse {
				breaches[id] = breach
			}
		}
		return err
	})
	return breaches, clients, err
}

// resumed gives a change in which a repeating shield that would be on again is a new one, and one that is
// off and stays so is none.
func resumed(tx *store.Tx, change Planned) (Planned, error) {
	id := cmp.Or(change.Resume, change.Repeat.ID)
	if id == 0 {
		return change, nil
	}
	rule, err := tx.ShieldRule(id)
	switch isOff := !rule.OffAt.IsZero(); {
	case err != nil:
	case change.Resume != 0 && isOff:
		rule.ID, rule.OffAt = 0, time.Time{}
		change.Repeat = rule
	case change.Resume == 0 && isOff:
		change.Repeat = work.ShieldRule{}
	}
	return change, err
}

// worsened gives the widest time in which a plan breaks a client's longest wait that another kept, or
// broke by less, and what would mend that and the others like it; false: there is none.
func worsened(before, after schedule.Plan, client work.Client, now time.Time) (widest Breach, worse bool) {
	w := waitOf(before.Zones, client, now, foreseeAhead)
	w.single = ofSingleDays(before, after)
	var added []work.CheckIn
	found, mended := 0, true
	for _, i := range weeksAhead(now, before, after) {
		w.from, w.until = now.Add(time.Duration(i)*week), now.Add(time.Duration(i)*week+foreseeAhead)
		breach := w.breach(after)
		was := before.Widest(client.ID, w.hours, w.zone, w.from, w.until)
		if breach == nil || breach.Inside <= was.Inside {
			continue
		}
		breach = w.mended(after, breach)
		found, mended = found+1, mended && len(breach.Added) > 0
		added = append(added, breach.Added...)
		after.CheckIns = append(slices.Clone(after.CheckIns), breach.Added...) // what is added counts from then on
		if breach.Inside > widest.Inside {
			widest = *breach
		}
	}
	if widest.Added = added; !mended || len(added) > maxMends {
		widest.Added = nil
	}
	if found > 1 { // what ends a shield earlier in one week does not mend another
		widest.Trimmed = nil
	}
	return widest, found > 0
}

// ofSingleDays says whether two plans differ on single days alone: what repeats is the same.
func ofSingleDays(before, after schedule.Plan) bool {
	if !reflect.DeepEqual(before.Hours.Week, after.Hours.Week) || !reflect.DeepEqual(repeating(before), repeating(after)) {
		return false
	}
	was, is := spansOf(before.Shields), spansOf(after.Shields)
	return len(only(was, is)) <= 1 && len(only(is, was)) <= 1 // one that moved, came or went
}

// repeating gives the check-ins that repeat, as they are planned.
func repeating(plan schedule.Plan) map[work.CheckIn]bool {
	rules := map[work.CheckIn]bool{}
	for _, c := range plan.CheckIns {
		if c.Once.IsZero() {
			rules[work.CheckIn{Client: c.Client, Days: c.Days, At: c.At, Zone: c.Zone}] = true
		}
	}
	return rules
}

func spansOf(shields []work.Shield) map[[2]int64]bool {
	spans := map[[2]int64]bool{}
	for _, s := range shields {
		spans[[2]int64{s.From.UnixMilli(), s.End().UnixMilli()}] = true
	}
	return spans
}

// only gives what is in one set and not in another.
func only[K comparable](in, notIn map[K]bool) map[K]bool {
	some := maps.Clone(in)
	maps.DeleteFunc(some, func(one K, _ bool) bool { return notIn[one] })
	return some
}

// changed gives what is in one of two sets alone.
func changed[K comparable](a, b map[K]bool) map[K]bool {
	some := only(a, b)
	maps.Copy(some, only(b, a))
	return some
}

func setOf[K comparable](all []K) map[K]bool {
	set := make(map[K]bool, len(all))
	for _, one := range all {
		set[one] = true
	}
	return set
}

const week = 7 * 24 * time.Hour

// weeksAhead gives the weeks from now on in which a change is looked at, by their number: those in which
// single days of what repeats can be changed, and those around a day off or a shield that is new or no more.
func weeksAhead(now time.Time, before, after schedule.Plan) []int {
	weeks := map[int]bool{}
	for i := range planAhead / 7 {
		weeks[i] = true
	}
	around := func(at time.Time) {
		const beside = 48 * time.Hour
		for _, at := range []time.Time{at.Add(-beside), at, at.Add(beside)} {
			if i := int(at.Sub(now) / week); i >= 0 && i < foreseeMost {
				weeks[i] = true
			}
		}
	}
	for off := range changed(setOf(before.Hours.Off), setOf(after.Hours.Off)) {
		around(schedule.Instant(off, 0, time.UTC))
	}
	for span := range changed(spansOf(before.Shields), spansOf(after.Shields)) {
		around(time.UnixMilli(span[0]))
	}
	return slices.Sorted(maps.Keys(weeks))
}

// foreseen gives the plan as it would be.
func (q *Queue) foreseen(tx *store.Tx, plan schedule.Plan, now time.Time, change Planned) (schedule.Plan, error) {
	parts, err := q.foreseenParts(tx, now, change)
	if err != nil {
		return plan, err
	}
	plan.CheckIns = slices.DeleteFunc(slices.Clone(plan.CheckIns), func(c work.CheckIn) bool {
		return change.CheckIn != 0 && c.ID == change.CheckIn
	})
	for _, c := range change.Add {
		parts = append(parts, begun(c, now))
	}
	for i := range parts { // numbers of their own, or they would be one occurrence
		parts[i].ID = -work.CheckInID(i + 1)
	}
	plan.CheckIns = append(plan.CheckIns, parts...)
	plan.Shields = q.foreseenShields(plan.Shields, now, change)
	if change.Hours != nil {
		plan.Hours = schedule.Hours(*change.Hours)
	}
	slices.SortFunc(plan.CheckIns, func(a, b work.CheckIn) int { return cmp.Compare(a.At, b.At) })
	return plan, nil
}

// foreseenParts gives what takes the place of the check-in that changes.
func (q *Queue) foreseenParts(tx *store.Tx, now time.Time, change Planned) ([]work.CheckIn, error) {
	if change.CheckIn == 0 {
		return nil, nil
	}
	rule, err := checkInOf(tx, change.CheckIn)
	switch {
	case err == nil && change.Switch && change.On:
		if !rule.OffAt.IsZero() {
			rule.From = work.Later(rule.From, now)
		}
		rule.OffAt = time.Time{}
		return []work.CheckIn{rule}, nil
	case err != nil || change.Remove || change.Switch || !rule.OffAt.IsZero():
		return nil, err // what is off is no part of the plan, before or after
	case !change.Skip.IsZero():
		return q.without(rule, now, change.Skip)
	}
	return q.moved(rule, now, change.At, change.Only)
}

// foreseenShields gives the shields as they would be, as far ahead as a change is looked at.
func (q *Queue) foreseenShields(shields []work.Shield, now time.Time, change Planned) []work.Shield {
	single, repeat := change.Shield, change.Repeat
	shields = slices.DeleteFunc(slices.Clone(shields), func(s work.Shield) bool {
		return single.ID != 0 && s.ID == single.ID || repeat.ID != 0 && s.Rule == repeat.ID && s.From.After(now)
	})
	if single.Until.After(single.From) {
		shields = append(shields, single)
	}
	if repeat.Length <= 0 {
		return shields
	}
	zone, _ := schedule.Zones{User: q.zone()}.Named(repeat.Zone) // an unknown zone is read as the user's
	end := work.DateOf(now.Add(foreseeAhead), zone)
	for date := work.DateOf(now, zone); date.Before(end); date = date.Add(1) {
		if shield := shieldOn(repeat, date, zone); repeat.Days.Has(date.Weekday()) && !shield.From.Before(now) {
			shields = append(shields, shield)
		}
	}
	return shields
}
