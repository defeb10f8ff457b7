package queue

import (
	"cmp"
	"slices"
	"time"

	"sluice/backend/fault"
	"sluice/backend/schedule"
	"sluice/backend/store"
	"sluice/backend/work"
)

// Mend says how the plan shall be changed so that it keeps a client's longest wait.
type Mend string

// The ways to change it. Left as it is, an extra check-in keeps the wait just in time.
const (
	MendNot     Mend = ""
	MendCheckIn Mend = "check-ins" // check-ins are added
	MendShield  Mend = "shields"   // shields that hold a check-in for too long end earlier
)

// Trim is a shield that would end earlier.
type Trim struct {
	Shield work.Shield // as it is
	Until  time.Time   // when it would end
	Rule   bool        // what repeats ends earlier on all its days to come, not this one alone
}

// maxMends is how many changes of the plan are proposed at once: a client that needs more of them
// needs another plan, or other hours.
const maxMends = 4

// wait is a client's longest wait, and how it is counted.
type wait struct {
	client work.Client
	hours  schedule.Hours
	zone   *time.Location
	now    time.Time
}

// breach finds the widest time in which a plan breaks it; nil: the plan keeps it.
func (w wait) breach(plan schedule.Plan) *Breach {
	gap := plan.Widest(w.client.ID, w.hours, w.zone, w.now, w.now.Add(breachAhead))
	if gap.Inside <= w.client.LongestWait {
		return nil
	}
	return &Breach{
		From: gap.From, Until: gap.Until, Inside: gap.Inside, Wait: w.client.LongestWait,
		AddAt: schedule.Latest(gap.From, w.client.LongestWait, w.hours, w.zone),
	}
}

// added gives the check-ins that make a plan keep the wait: of the client's own where it has some, else
// common ones. None: a few do not.
func (w wait) added(plan schedule.Plan, breach *Breach) []work.CheckIn {
	owner, days := w.days(plan)
	mended := plan
	var added []work.CheckIn
	for ; breach != nil; breach = w.breach(mended) {
		at := breach.AddAt.In(plan.Zones.User)
		c := work.CheckIn{
			ID: -1 - work.CheckInID(len(added)), Client: owner, Days: days, From: w.now,
			At: work.Clock(at.Hour()*60 + at.Minute()),
		}
		if !days.Has(at.Weekday()) {
			c.Days = work.DaysOf(at.Weekday())
		}
		if len(added) == maxMends || slices.ContainsFunc(added, func(a work.CheckIn) bool { return a.At == c.At && a.Days == c.Days }) {
			return nil
		}
		added = append(added, c)
		mended.CheckIns = append(slices.Clone(plan.CheckIns), added...)
	}
	slices.SortFunc(added, func(a, b work.CheckIn) int { return cmp.Compare(a.At, b.At) })
	return added
}

// days gives whose the check-ins are that a client follows, and on which days they happen.
func (w wait) days(plan schedule.Plan) (owner work.ClientID, days work.Days) {
	of := func(client work.ClientID) (days work.Days) {
		for _, c := range plan.CheckIns {
			if c.Client == client && c.Once.IsZero() {
				days |= c.Days
			}
		}
		return days
	}
	if days = of(w.client.ID); days != 0 && w.client.ID != work.Unassigned {
		return w.client.ID, days
	}
	if days = of(work.Unassigned); days != 0 {
		return work.Unassigned, days
	}
	for day, ranges := range w.hours.Week {
		if len(ranges) > 0 {
			days |= work.DaysOf(time.Weekday(day))
		}
	}
	if days == 0 {
		days = work.EveryDay
	}
	return work.Unassigned, days
}

// trimmed gives the shields whose earlier end makes a plan keep the wait. None: no shield is at fault,
// or not alone.
func (w wait) trimmed(plan schedule.Plan, breach *Breach) []Trim {
	mended := plan
	var trims []Trim
	for ; breach != nil; breach = w.breach(mended) {
		end := breach.AddAt.Truncate(time.Minute)
		at := slices.IndexFunc(mended.Shields, func(s work.Shield) bool {
			return s.ID != 0 && s.EndedAt.IsZero() && s.Until.Equal(breach.Until) && s.From.Before(end) && end.After(w.now)
		})
		if at < 0 || len(trims) == maxMends {
			return nil
		}
		shield := mended.Shields[at]
		trim := Trim{Shield: shield, Until: end, Rule: shield.Rule != 0 && !shield.Covers(w.now)}
		trims = append(trims, trim)
		mended.Shields = trim.in(mended.Shields)
	}
	return trims
}

// in gives the shields as they would be: of a rule all that are still to begin end earlier by as much.
func (t Trim) in(shields []work.Shield) []work.Shield {
	by := t.Shield.Until.Sub(t.Until)
	shields = slices.Clone(shields)
	for i, s := range shields {
		if s.ID == t.Shield.ID || t.Rule && s.Rule == t.Shield.Rule && !s.From.Before(t.Shield.From) {
			shields[i].Until = s.Until.Add(-by)
		}
	}
	return shields
}

// mend changes the plan so that it keeps the wait, and gives what to undo.
func (q *Queue) mend(tx *store.Tx, now time.Time, how Mend, breach *Breach) ([]store.Change, error) {
	switch {
	case how == MendNot || breach == nil:
		return nil, nil
	case how == MendCheckIn && len(breach.Added) > 0:
		return addCheckIns(tx, now, breach.Added)
	case how == MendShield && len(breach.Trimmed) > 0:
		return q.trim(tx, now, breach.Trimmed)
	}
	return nil, fault.New(fault.Invalid, "The plan has changed, and this does not mend it any more. Look at what it leaves now.")
}

func addCheckIns(tx *store.Tx, now time.Time, added []work.CheckIn) (changes []store.Change, err error) {
	for _, c := range added {
		c.ID, c.From, c.CreatedAt = 0, now, now
		id, err := tx.AddCheckIn(c)
		if err != nil {
			return nil, err
		}
		changes = append(changes, store.Change{Thing: thingCheckInRemoved, ID: int64(id), Before: atUndo})
	}
	return changes, nil
}

// trim lets shields end earlier.
func (q *Queue) trim(tx *store.Tx, now time.Time, trims []Trim) (changes []store.Change, err error) {
	list, err := tx.ShieldRules()
	if err != nil {
		return nil, err
	}
	rules := map[work.ShieldRuleID]work.ShieldRule{} // as they are by now, by the number they had
	for _, rule := range list {
		rules[rule.ID] = rule
	}
	for _, t := range trims {
		rule, repeats := rules[t.Shield.Rule]
		var some []store.Change
		if t.Rule && repeats {
			rule.Length -= t.Shield.Until.Sub(t.Until)
			rules[t.Shield.Rule], some, err = q.replaceShieldRule(tx, now, rule)
		} else {
			after := t.Shield
			after.Until = t.Until
			some, err = respan(tx, t.Shield, after)
		}
		if err != nil {
			return nil, err
		}
		changes = append(changes, some...)
	}
	return changes, nil
}
