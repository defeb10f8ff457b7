package queue

import (
	"cmp"
	"context"
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
	MendLonger  Mend = "longer"    // the plan stays, and the client is promised the wait that it keeps
)

// Mending is what is done about a client's longest wait that a change of the plan breaks.
type Mending struct {
	Client work.ClientID
	How    Mend
}

// Trim is a shield that would end earlier.
type Trim struct {
	Shield work.Shield // as it is
	Until  time.Time   // when it would end
	Rule   bool        // what repeats ends earlier on all its days to come, not this one alone
}

// maxMends is how many changes of the plan are proposed at once: a client that needs more of them
// needs another plan, or other hours.
const maxMends = 4

// wait is a client's longest wait, how it is counted, and the span in which it is looked at.
type wait struct {
	client      work.Client
	hours       schedule.Hours
	zone        *time.Location
	now         time.Time
	from, until time.Time
	single      bool // what is added is for its one date, as what breaks it is
}

// waitOf is a client's longest wait, looked at from now on for so long.
func waitOf(zones schedule.Zones, c work.Client, now time.Time, ahead time.Duration) wait {
	zone, _ := zones.Named(c.Zone) // an unknown zone is read as the user's
	return wait{client: c, hours: schedule.Hours(c.Hours), zone: zone, now: now, from: now, until: now.Add(ahead)}
}

// breach finds the widest time in which a plan breaks it; nil: the plan keeps it.
func (w wait) breach(plan schedule.Plan) *Breach {
	gap := plan.Widest(w.client.ID, w.hours, w.zone, w.from, w.until)
	if gap.Inside <= w.client.LongestWait {
		return nil
	}
	return &Breach{
		From: gap.From, Until: gap.Until, Inside: gap.Inside, Wait: w.client.LongestWait,
		AddAt: schedule.Latest(gap.From, w.client.LongestWait, w.hours, w.zone),
	}
}

// mended says, of a breach, how the plan could be changed so that it keeps the wait.
func (w wait) mended(plan schedule.Plan, breach *Breach) *Breach {
	if breach != nil {
		breach.Added, breach.Trimmed = w.added(plan, breach), w.trimmed(plan, breach)
	}
	return breach
}

// added gives the check-ins that make a plan keep the wait: of the client's own where it has some, else
// common ones. None: a few do not.
func (w wait) added(plan schedule.Plan, breach *Breach) []work.CheckIn {
	owner, days := w.days(plan)
	mended, unused := plan, unusedID(plan.CheckIns)
	var added []work.CheckIn
	for ; breach != nil; breach = w.breach(mended) {
		c := w.checkInOn(plan, days, breach.AddAt.In(plan.Zones.User))
		c.ID, c.Client, c.From = unused-work.CheckInID(len(added)), owner, w.now
		if len(added) == maxMends || slices.ContainsFunc(added, func(a work.CheckIn) bool {
			return a.At == c.At && a.Days == c.Days && a.Once == c.Once
		}) {
			return nil
		}
		added = append(added, c)
		mended.CheckIns = append(slices.Clone(plan.CheckIns), added...)
	}
	slices.SortFunc(added, func(a, b work.CheckIn) int { return cmp.Compare(a.At, b.At) })
	return added
}

// unusedID is a number that no check-in of a plan has, and no smaller one.
func unusedID(plan []work.CheckIn) work.CheckInID {
	unused := work.CheckInID(-1)
	for _, c := range plan {
		unused = min(unused, c.ID-1)
	}
	return unused
}

// checkInOn is a check-in that opens at a moment of the user's: on the days on which check-ins do, unless
// the user rests on that one, when what repeats does not open.
func (w wait) checkInOn(plan schedule.Plan, days work.Days, at time.Time) work.CheckIn {
	c := work.CheckIn{At: work.Clock(at.Hour()*60 + at.Minute()), Days: days}
	switch date := work.DateOf(at, at.Location()); {
	case w.single, slices.Contains(plan.Hours.Off, date):
		c.Once, c.Days = date, 0
	case !days.Has(at.Weekday()), !plan.Hours.Days().Has(at.Weekday()):
		c.Days = work.DaysOf(at.Weekday())
	}
	return c
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

// replan changes the plan, and in the same act what keeps the longest waits that the change would break.
func (q *Queue) replan(
	ctx context.Context, now time.Time, verb string, mends []Mending, do func(tx *store.Tx) (string, []store.Change, error),
) (work.Act, error) {
	if len(mends) == 0 {
		return q.act(ctx, now, verb, do)
	}
	return q.act(ctx, now, verb, func(tx *store.Tx) (string, []store.Change, error) {
		before, err := q.Situation(tx, now)
		if err != nil {
			return "", nil, err
		}
		said, changes, err := do(tx)
		for i := 0; err == nil && i < len(mends); i++ {
			var more []store.Change
			more, err = q.keepWait(tx, now, before.Plan, mends[i])
			changes = append(more, changes...) // undo goes forwards: what was done last is first
		}
		return said, changes, err
	})
}

// keepWait keeps a client's longest wait that the plan kept before, and gives what to undo.
func (q *Queue) keepWait(tx *store.Tx, now time.Time, before schedule.Plan, m Mending) ([]store.Change, error) {
	after, err := q.Situation(tx, now)
	if err != nil {
		return nil, err
	}
	client, known := after.Clients[m.Client]
	if !known {
		return nil, noClient(m.Client)
	}
	before.Meetings, after.Plan.Meetings = nil, nil
	breach, broken := worsened(before, after.Plan, client, now)
	switch {
	case !broken: // what keeps another's wait may keep this one's as well
		return nil, nil
	case m.How == MendLonger:
		return lengthen(tx, client, breach)
	}
	return q.mend(tx, now, m.How, &breach)
}

// lengthen promises a client the wait that the plan keeps, in whole minutes.
func lengthen(tx *store.Tx, before work.Client, breach Breach) ([]store.Change, error) {
	after := before
	after.LongestWait = (breach.Inside + time.Minute - 1).Truncate(time.Minute)
	change, err := clientChange(before, true, after)
	if err == nil {
		_, err = tx.SaveClient(after)
	}
	return []store.Change{change}, err
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
		changes = append(some, changes...) // undo goes forwards: of two to one rule the first was there before
	}
	return changes, nil
}
