package queue

import (
	"context"
	"slices"
	"time"

	"sluice/backend/fault"
	"sluice/backend/gate"
	"sluice/backend/schedule"
	"sluice/backend/store"
	"sluice/backend/work"
)

// Rules gives the rules of a kind, in their order, those that are off among them.
func (q *Queue) Rules(ctx context.Context, kind work.RuleKind) (rules []work.Rule, err error) {
	err = q.store.Read(ctx, func(tx *store.Tx) error {
		rules, err = tx.KeptRules(kind)
		return err
	})
	return rules, err
}

// AddRule adds a rule behind those of its kind. Those whose place it takes go in the same act. One that
// would match everything, or a proposed one that is not known, is an Invalid fault.
func (q *Queue) AddRule(ctx context.Context, now time.Time, rule work.Rule, instead ...work.RuleID) (work.Rule, error) {
	now = stamp(now)
	rule.CreatedAt = now
	if err := soundRule(rule); err != nil {
		return rule, err
	}
	_, err := q.act(ctx, now, "rule.add", func(tx *store.Tx) (string, []store.Change, error) {
		clients, err := clientsByID(tx)
		if err != nil {
			return "", nil, err
		}
		if _, known := clients[rule.Client]; !known && rule.Client != work.Unassigned {
			return "", nil, noClient(rule.Client)
		}
		if rule.ID, err = tx.AddRule(rule); err != nil {
			return "", nil, err
		}
		changes := []store.Change{{Thing: thingRuleRemoved, ID: int64(rule.ID), Before: atUndo}}
		for _, id := range instead {
			if err := tx.SetRuleRemoved(id, now); err != nil {
				return "", nil, err
			}
			changes = append(changes, ruleRemoved(id, now))
		}
		return "Rule added", changes, nil
	})
	return rule, err
}

// ruleRemoved is what undo needs to bring a rule back.
func ruleRemoved(id work.RuleID, now time.Time) store.Change {
	return store.Change{Thing: thingRuleRemoved, ID: int64(id), After: formatInstant(now)}
}

func soundRule(rule work.Rule) error {
	if _, known := gate.Builtin(rule.Builtin); rule.Builtin != "" && !known {
		return fault.New(fault.Invalid, "There is no proposed rule %q.", rule.Builtin)
	}
	if rule.Builtin == "" && rule.Match.Empty() {
		return fault.New(fault.Invalid, "A rule needs something to look for.")
	}
	return nil
}

// RemoveRule takes a rule away.
func (q *Queue) RemoveRule(ctx context.Context, now time.Time, id work.RuleID) (work.Act, error) {
	now = stamp(now)
	return q.act(ctx, now, "rule.remove", func(tx *store.Tx) (string, []store.Change, error) {
		return "Rule removed", []store.Change{ruleRemoved(id, now)}, tx.SetRuleRemoved(id, now)
	})
}

// trialDays and trialMost bound a trial: what arrived lately is what the user remembers.
const (
	trialDays = 14
	trialMost = 5000
)

// Trial is what a rule would have matched lately. Nothing is stored by it.
type Trial struct {
	Looked  int // arrivals looked at
	Matched int
	Titles  []string // of the newest ones that matched and came through, ten at most
}

// Try says what a match would have caught in the last fortnight, behind a wall of what is the client's.
// The text of what is held does not show.
func (q *Queue) Try(ctx context.Context, now time.Time, wall Wall, match work.Match) (trial Trial, err error) {
	const titles = 10
	err = q.store.Read(ctx, func(tx *store.Tx) error {
		arrivals, err := tx.ArrivalsSince(store.Of{One: wall.Up, Client: wall.Client}, now.AddDate(0, 0, -trialDays), trialMost)
		for _, a := range arrivals {
			trial.Looked++
			if !match.Matches(a) {
				continue
			}
			trial.Matched++
			if a.Outcome.CameThrough() && len(trial.Titles) < titles {
				trial.Titles = append(trial.Titles, a.Title)
			}
		}
		return err
	})
	return trial, err
}

// CheckIns gives the check-ins of the plan, those that are off among them, and the moments in
// [now, now+ahead) at which the others happen.
func (q *Queue) CheckIns(ctx context.Context, wall Wall, now time.Time, ahead time.Duration) (rules []work.CheckIn, next []schedule.Moment, err error) {
	err = q.store.Read(ctx, func(tx *store.Tx) error {
		s, err := q.Situation(tx, now)
		if err != nil {
			return err
		}
		next = wall.moments(s.Plan, s.Plan.Moments(now, now.Add(ahead)))
		rules, err = tx.KeptCheckIns()
		rules = slices.DeleteFunc(rules, func(c work.CheckIn) bool { return wall.HidesOf(c.Client) })
		return err
	})
	return rules, next, err
}
