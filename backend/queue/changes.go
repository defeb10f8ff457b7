package queue

import (
	"cmp"
	"slices"
	"time"

	"sluice/backend/fault"
	"sluice/backend/replay"
	"sluice/backend/schedule"
	"sluice/backend/store"
	"sluice/backend/work"
)

// Changes are what of plan and rules would be otherwise. What is added has no number yet; what is
// removed is named by its own.
type Changes struct {
	AddCheckIns    []work.CheckIn
	RemoveCheckIns []work.CheckInID
	AddShields     []work.ShieldRule
	RemoveShields  []work.ShieldRuleID
	// AddDayShields are shields of a single day. One that is still to come is tried on the same weekdays
	// of the days that are looked at, at the same local time of the user's.
	AddDayShields []work.Shield
	// RemoveDayShields are shields by their own numbers. One that is still to come changes nothing.
	RemoveDayShields []work.ShieldID
	AddRules         []work.Rule
	RemoveRules      []work.RuleID
	SwitchRules      []RuleSwitch
}

// RuleSwitch is a rule that would be on or off: one of the user's by its number, also one that he took
// away before, or a proposed one by its name.
type RuleSwitch struct {
	Rule    work.RuleID // 0: Builtin says which
	Builtin string
	On      bool
}

// resolved says what the switched rules come to as rules that are added and removed, and refuses what
// names something that is not there.
func (s *Situation) resolved(tx *store.Tx, c Changes) (Changes, error) {
	c.AddRules, c.RemoveRules = slices.Clone(c.AddRules), slices.Clone(c.RemoveRules)
	if err := s.known(tx, c); err != nil {
		return c, err
	}
	for _, change := range c.SwitchRules {
		rules, err := s.switched(tx, change)
		if err != nil {
			return c, err
		}
		for _, rule := range rules {
			c.RemoveRules = append(c.RemoveRules, rule.ID) // what is on already is put back in its place
			if change.On {
				c.AddRules = append(c.AddRules, rule)
			}
		}
	}
	for _, rule := range c.AddRules {
		if err := soundRule(rule); err != nil {
			return c, err
		}
		if _, known := s.Clients[rule.Client]; !known && rule.Client != work.Unassigned {
			return c, noClient(rule.Client)
		}
	}
	return c, nil
}

// switched gives the rules that a switch speaks of.
func (s *Situation) switched(tx *store.Tx, change RuleSwitch) ([]work.Rule, error) {
	if change.Rule != 0 {
		rule, err := tx.Rule(change.Rule)
		return []work.Rule{rule}, err
	}
	proposed := work.Rule{Kind: work.RuleBreakThrough, Builtin: change.Builtin}
	if err := soundRule(proposed); err != nil {
		return nil, err
	}
	var on []work.Rule
	for _, rule := range s.Rules {
		if rule.Builtin == change.Builtin {
			on = append(on, rule)
		}
	}
	if change.On && len(on) == 0 {
		on = append(on, proposed)
	}
	return on, nil
}

// known refuses changes that remove what is not there.
func (s *Situation) known(tx *store.Tx, c Changes) error {
	for _, id := range c.RemoveCheckIns {
		if !slices.ContainsFunc(s.Plan.CheckIns, func(rule work.CheckIn) bool { return rule.ID == id }) {
			return fault.New(fault.NotFound, "There is no check-in %d.", id)
		}
	}
	rules, err := tx.ShieldRules()
	if err != nil {
		return err
	}
	for _, id := range c.RemoveShields {
		if !slices.ContainsFunc(rules, func(rule work.ShieldRule) bool { return rule.ID == id }) {
			return fault.New(fault.NotFound, "There is no repeating shield %d.", id)
		}
	}
	for _, id := range c.RemoveDayShields {
		if _, err := tx.Shield(id); err != nil {
			return err
		}
	}
	for _, id := range c.RemoveRules {
		if _, err := tx.Rule(id); err != nil {
			return err
		}
	}
	return nil
}

// changed gives the same past under other plans and rules, and whose each arrival was before.
func (s *Situation) changed(w replay.World, c Changes, from time.Time) (replay.World, []work.ClientID, error) {
	w.Plan.CheckIns = s.otherCheckIns(w.Plan.CheckIns, c)
	shields, err := s.otherShields(w.Plan.Shields, c, from.Add(-warmUp))
	w.Plan.Shields = shields
	w.Through = otherRules(w.Through, work.RuleBreakThrough, c)
	w.Mutes = otherRules(w.Mutes, work.RuleMute, c)
	routes := otherRules(s.routes, work.RuleRoute, c)
	before := make([]work.ClientID, len(w.Arrivals))
	w.Arrivals = slices.Clone(w.Arrivals)
	for i := range w.Arrivals {
		a := &w.Arrivals[i]
		before[i] = a.Client
		if s.routedBy(s.routes, a.Arrival) == a.Client { // a rule gave it to its client, or none did
			a.Client = s.routedBy(routes, a.Arrival)
		}
	}
	return w, before, err
}

func (s *Situation) routedBy(routes []work.Rule, a work.Arrival) work.ClientID {
	for _, rule := range routes {
		if _, known := s.Clients[rule.Client]; known && rule.Match.Matches(a) {
			return rule.Client
		}
	}
	return work.Unassigned
}

func (s *Situation) otherCheckIns(rules []work.CheckIn, c Changes) []work.CheckIn {
	rules = slices.DeleteFunc(slices.Clone(rules), func(rule work.CheckIn) bool { return slices.Contains(c.RemoveCheckIns, rule.ID) })
	for i, added := range c.AddCheckIns {
		added.ID = -work.CheckInID(i + 1) // no other has it
		if added.Days == 0 {
			added.Days = work.EveryDay
		}
		rules = append(rules, added)
	}
	return rules
}

// otherShields gives the shields since an instant as they would have been.
func (s *Situation) otherShields(shields []work.Shield, c Changes, since time.Time) ([]work.Shield, error) {
	shields = slices.DeleteFunc(slices.Clone(shields), func(shield work.Shield) bool {
		return shield.Rule != 0 && slices.Contains(c.RemoveShields, shield.Rule) || slices.Contains(c.RemoveDayShields, shield.ID)
	})
	for _, rule := range c.AddShields {
		if err := checkRule(rule); err != nil {
			return nil, err
		}
		zone, _ := s.Plan.Zones.Named(rule.Zone)
		shields = append(shields, s.shieldsOn(rule, zone, since)...)
	}
	for _, shield := range c.AddDayShields {
		length := shield.Until.Sub(shield.From)
		if length < time.Minute || length > maxShield {
			return nil, fault.New(fault.Invalid, "A shield lasts between a minute and a day.")
		}
		if !shield.From.After(s.Now) {
			shields = append(shields, shield)
			continue
		}
		local := shield.From.In(s.Zone)
		at := work.Clock(local.Hour()*60 + local.Minute())
		weekly := work.ShieldRule{Days: work.DaysOf(local.Weekday()), At: at, Length: length}
		shields = append(shields, s.shieldsOn(weekly, s.Zone, since)...)
	}
	return shields, nil
}

// shieldsOn gives the shields that a rule would have made since an instant.
func (s *Situation) shieldsOn(rule work.ShieldRule, zone *time.Location, since time.Time) (shields []work.Shield) {
	last := work.DateOf(s.Now, zone)
	for date := work.DateOf(since, zone); !last.Before(date); date = date.Add(1) {
		if rule.Days.Has(date.Weekday()) {
			begin := schedule.Instant(date, rule.At, zone)
			shields = append(shields, work.Shield{From: begin, Until: begin.Add(rule.Length)})
		}
	}
	return shields
}

// otherRules gives the rules of a kind as they would have been. They keep their order, as the first
// that matches counts; new ones stand behind.
func otherRules(rules []work.Rule, kind work.RuleKind, c Changes) []work.Rule {
	rules = slices.DeleteFunc(slices.Clone(rules), func(rule work.Rule) bool { return slices.Contains(c.RemoveRules, rule.ID) })
	for _, added := range c.AddRules {
		if added.Kind == kind {
			rules = append(rules, added)
		}
	}
	slices.SortStableFunc(rules, func(a, b work.Rule) int {
		if a.ID == 0 || b.ID == 0 {
			return cmp.Compare(b.ID, a.ID)
		}
		return cmp.Compare(a.ID, b.ID)
	})
	return rules
}
