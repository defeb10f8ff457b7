package queue

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"sluice/backend/fault"
	"sluice/backend/schedule"
	"sluice/backend/store"
	"sluice/backend/work"
)

// planAhead is how many days ahead a single day of a repeating check-in can be changed: each day
// before it becomes a check-in of its own.
const planAhead = 14

// MoveCheckIn moves a check-in of the plan to another time of day. With a date only that day's
// occurrence moves and the others stay; the zero date moves all of them. It is a Conflict fault
// where the day is not one of its days. The moved check-in has a number of its own.
func (q *Queue) MoveCheckIn(ctx context.Context, now time.Time, id work.CheckInID, to work.Clock, only work.Date, mends ...Mending) (work.Act, error) {
	now = stamp(now)
	return q.replan(ctx, now, "checkin.move", mends, func(tx *store.Tx) (string, []store.Change, error) {
		rule, err := checkInOf(tx, id)
		if err != nil {
			return "", nil, err
		}
		parts, err := q.moved(rule, now, to, only)
		if err != nil {
			return "", nil, err
		}
		changes, err := replaceCheckIn(tx, now, rule, parts)
		return fmt.Sprintf("Check-in moved from %s to %s", rule.At, to), changes, err
	})
}

// SkipCheckIn leaves a check-in out on one date, today or later; the others stay.
func (q *Queue) SkipCheckIn(ctx context.Context, now time.Time, id work.CheckInID, date work.Date, mends ...Mending) (work.Act, error) {
	now = stamp(now)
	return q.replan(ctx, now, "checkin.skip", mends, func(tx *store.Tx) (string, []store.Change, error) {
		rule, err := checkInOf(tx, id)
		if err != nil {
			return "", nil, err
		}
		parts, err := q.without(rule, now, date)
		if err != nil {
			return "", nil, err
		}
		changes, err := replaceCheckIn(tx, now, rule, parts)
		return fmt.Sprintf("Check-in at %s left out on %s", rule.At, date), changes, err
	})
}

func checkInOf(tx *store.Tx, id work.CheckInID) (work.CheckIn, error) {
	rules, err := tx.KeptCheckIns()
	if err != nil {
		return work.CheckIn{}, err
	}
	at := slices.IndexFunc(rules, func(c work.CheckIn) bool { return c.ID == id })
	if at < 0 {
		return work.CheckIn{}, fault.New(fault.NotFound, "There is no check-in %d.", id)
	}
	return rules[at], nil
}

// moved gives what takes a check-in's place when it moves: the same at another time, or what is left
// of it beside the one day on which it moves.
func (q *Queue) moved(rule work.CheckIn, now time.Time, to work.Clock, only work.Date) ([]work.CheckIn, error) {
	if only.IsZero() {
		rule.At, rule.From = to, now
		if !rule.Once.IsZero() {
			rule.Days = 0 // it is planned for its date now, whatever it was a day of
		}
		return []work.CheckIn{rule}, nil
	}
	once := rule
	once.At, once.From, once.Once, once.Days = to, now, only, 0
	if rule.Once == only {
		return []work.CheckIn{once}, nil
	}
	parts, err := q.without(rule, now, only)
	if err != nil {
		return nil, err
	}
	return append(parts, once), nil
}

// without gives a check-in as it goes on without one date: up to it and after it.
func (q *Queue) without(rule work.CheckIn, now time.Time, date work.Date) ([]work.CheckIn, error) {
	zone, _ := schedule.Zones{User: q.zone()}.Named(rule.Zone) // an unknown zone is read as the user's
	today := work.DateOf(now, zone)
	switch {
	case !rule.Once.IsZero() && rule.Once == date:
		return nil, nil
	case !rule.Once.IsZero() || !rule.Days.Has(date.Weekday()):
		return nil, fault.New(fault.Conflict, "This check-in does not happen on %s.", date)
	case date.Before(today), today.Add(planAhead).Before(date):
		return nil, fault.New(fault.Invalid, "A single day is between today and a fortnight from now.")
	}
	started := func(day work.Date) bool { return !schedule.Instant(day, rule.At, zone).Before(rule.From) }
	if !started(date) { // it was left out before
		return nil, fault.New(fault.Conflict, "This check-in does not happen on %s.", date)
	}
	var parts []work.CheckIn
	for day := today; day.Before(date); day = day.Add(1) {
		if !rule.Days.Has(day.Weekday()) || !started(day) {
			continue
		}
		single := rule
		single.Once, single.From = day, now
		parts = append(parts, single)
	}
	rule.From = schedule.Instant(date.Add(1), 0, zone)
	return append(parts, rule), nil
}

// replaceCheckIn takes a check-in out of the plan and puts others in its place, for one undo.
func replaceCheckIn(tx *store.Tx, now time.Time, rule work.CheckIn, parts []work.CheckIn) ([]store.Change, error) {
	if err := tx.SetCheckInRemoved(rule.ID, now); err != nil {
		return nil, err
	}
	changes := []store.Change{{Thing: thingCheckInRemoved, ID: int64(rule.ID), After: formatInstant(now)}}
	for _, part := range parts {
		part.CreatedAt = now
		id, err := tx.AddCheckIn(part)
		if err != nil {
			return nil, err
		}
		changes = append(changes, store.Change{Thing: thingCheckInRemoved, ID: int64(id), Before: atUndo})
	}
	return changes, nil
}

// Shields gives the shields of which something lies in [from, until), by their start: what was up and
// what is planned, also what repeats, as far ahead as it is made. One that was called off is not told.
func (q *Queue) Shields(ctx context.Context, from, until time.Time) (found []work.Shield, err error) {
	err = q.store.Read(ctx, func(tx *store.Tx) error {
		all, err := tx.Shields(from)
		for _, shield := range all {
			if shield.From.Before(until) && shield.End().After(from) && shield.From.Before(shield.End()) {
				found = append(found, shield)
			}
		}
		return err
	})
	return found, err
}

// MoveShield gives a shield that is planned or up another span; what repeats moves on its day alone.
// One that is up keeps its start. A span that is over, empty or longer than a day is an Invalid
// fault, a shield that is over a Conflict.
func (q *Queue) MoveShield(ctx context.Context, now time.Time, id work.ShieldID, from, until time.Time, note string, mends ...Mending) (shield work.Shield, err error) {
	now = stamp(now)
	_, err = q.replan(ctx, now, "shield.move", mends, func(tx *store.Tx) (string, []store.Change, error) {
		before, err := shieldOf(tx, now, id)
		if err != nil {
			return "", nil, err
		}
		shield = before
		shield.From, shield.Until, shield.Note = stamp(from), stamp(until), note
		if before.Covers(now) {
			shield.From = before.From
		}
		if err := checkSpan(now, before, shield); err != nil {
			return "", nil, err
		}
		sentence := fmt.Sprintf("Shield moved to %s–%s", shield.From.In(q.zone()).Format("15:04"), shield.Until.In(q.zone()).Format("15:04"))
		changes, err := respan(tx, before, shield)
		return sentence, changes, err
	})
	return shield, err
}

// respan gives a shield another span and note.
func respan(tx *store.Tx, before, after work.Shield) ([]store.Change, error) {
	change := store.Change{Thing: thingShieldSpan, ID: int64(before.ID), Before: spanText(before), After: spanText(after)}
	return []store.Change{change}, tx.SetShieldSpan(after)
}

func checkSpan(now time.Time, before, after work.Shield) error {
	begun := before.Covers(now)
	if (!begun && after.From.Before(now)) || !after.Until.After(now) || !after.Until.After(after.From) || after.Until.Sub(after.From) > maxShield {
		return fault.New(fault.Invalid, "A shield ends after it begins, later than now, and lasts a day at most.")
	}
	return nil
}

// CancelShield calls a planned shield off; what repeats is left out on its day alone. One that is up
// is ended instead, one that is over is a Conflict fault.
func (q *Queue) CancelShield(ctx context.Context, now time.Time, id work.ShieldID) (work.Act, error) {
	now = stamp(now)
	return q.act(ctx, now, "shield.cancel", func(tx *store.Tx) (string, []store.Change, error) {
		shield, err := shieldOf(tx, now, id)
		if err != nil {
			return "", nil, err
		}
		end := work.Later(shield.From, now)
		change := store.Change{Thing: thingShieldEnded, ID: int64(id), After: formatInstant(end)}
		return "Shield called off", []store.Change{change}, tx.SetShieldEnded(id, end)
	})
}

func shieldOf(tx *store.Tx, now time.Time, id work.ShieldID) (work.Shield, error) {
	shield, err := tx.Shield(id)
	if err == nil && !shield.End().After(now) {
		err = fault.New(fault.Conflict, "This shield is over.")
	}
	return shield, err
}

// ChangeShieldRule gives a repeating shield another time, length, days, zone and note, on all its days
// to come; the one that is up goes on as it is. It has a new number then.
func (q *Queue) ChangeShieldRule(ctx context.Context, now time.Time, id work.ShieldRuleID, rule work.ShieldRule, mends ...Mending) (work.ShieldRule, error) {
	now = stamp(now)
	rule.ID = id
	if err := checkRule(rule); err != nil {
		return rule, err
	}
	_, err := q.replan(ctx, now, "shield.change", mends, func(tx *store.Tx) (sentence string, changes []store.Change, err error) {
		rule, changes, err = q.replaceShieldRule(tx, now, rule)
		return "Repeating shield moved to " + rule.At.String(), changes, err
	})
	return rule, err
}

// replaceShieldRule puts a changed rule in the place of the one with its number, from now on. What is
// up goes on. Single days that the user called off stay so, and those that he moved where the rule keeps
// its time of day.
func (q *Queue) replaceShieldRule(tx *store.Tx, now time.Time, rule work.ShieldRule) (work.ShieldRule, []store.Change, error) {
	before, err := tx.ShieldRule(rule.ID)
	if err != nil {
		return rule, nil, err
	}
	if err := tx.SetShieldRuleRemoved(before.ID, now); err != nil {
		return rule, nil, err
	}
	rule.From, rule.OffAt = now, before.OffAt
	if rule.ID, err = tx.AddShieldRule(rule); err != nil {
		return rule, nil, err
	}
	if err := q.keepDays(tx, now, before, rule); err != nil {
		return rule, nil, err
	}
	_, err = q.makeShields(tx, now, rule)
	return rule, []store.Change{
		{Thing: thingShieldRuleRemoved, ID: int64(before.ID), After: formatInstant(now)},
		{Thing: thingShieldRuleRemoved, ID: int64(rule.ID), Before: atUndo},
	}, err
}

// keepDays makes the single shields of a rule that the user changed anew for the one that takes its
// place.
func (q *Queue) keepDays(tx *store.Tx, now time.Time, before, after work.ShieldRule) error {
	zones := schedule.Zones{User: q.zone()}
	was, _ := zones.Named(before.Zone) // an unknown zone is read as the user's
	is, _ := zones.Named(after.Zone)
	days, err := tx.ShieldsOf(before.ID, work.DateOf(now, was))
	for date, day := range days {
		planned, fresh := shieldOn(before, date, was), shieldOn(after, date, is)
		if before.At != after.At || before.Zone != after.Zone {
			planned.From, planned.Until = day.From, day.Until // the new time is for all its days
		}
		kept, changed := keptDay(now, day, planned, fresh)
		if !changed || !after.Days.Has(date.Weekday()) || err != nil {
			continue
		}
		_, err = tx.AddShieldOf(after.ID, date, kept)
	}
	return err
}

// keptDay gives what the user made of a rule's shield of one day, as it is under a changed rule, and
// whether he changed it at all. planned is what the rule had made of the day, fresh what the changed one
// makes.
func keptDay(now time.Time, day, planned, fresh work.Shield) (kept work.Shield, changed bool) {
	moved := !day.From.Equal(planned.From) || !day.Until.Equal(planned.Until)
	if day.Note != planned.Note {
		fresh.Note = day.Note
	}
	switch {
	case !day.From.Before(day.End()), moved && !day.From.After(now): // called off, or the day had its shield
		fresh.EndedAt = fresh.From
	case moved:
		if day.Until.Sub(day.From) == planned.Until.Sub(planned.From) {
			day.Until = day.From.Add(fresh.Until.Sub(fresh.From)) // its own start, the rule's length
		}
		fresh.From, fresh.Until = day.From, day.Until
	default:
		return fresh, day.Note != planned.Note
	}
	return fresh, true
}

// spanText is a shield's span and note as an act keeps them.
func spanText(s work.Shield) string {
	return formatInstant(s.From) + " " + formatInstant(s.Until) + " " + s.Note
}

func restoreSpan(tx *store.Tx, c store.Change) error {
	parts := strings.SplitN(c.Before, " ", 3)
	if len(parts) != 3 {
		return fmt.Errorf("read the span of a shield: %q", c.Before)
	}
	shield := work.Shield{ID: work.ShieldID(c.ID), Note: parts[2]}
	for i, at := range []*time.Time{&shield.From, &shield.Until} {
		milli, err := strconv.ParseInt(parts[i], 10, 64)
		if err != nil {
			return fmt.Errorf("read the span of a shield: %w", err)
		}
		*at = time.UnixMilli(milli).UTC()
	}
	return tx.SetShieldSpan(shield)
}
