package schedule

import (
	"cmp"
	"slices"
	"time"

	"sluice/backend/work"
)

// Key is the identity of an occurrence. It does not hold the instant: the same date in another zone,
// or after the rule's time was changed, is the same occurrence.
type Key struct {
	Rule work.CheckInID
	Date work.Date // local, in the rule's zone
}

// Occurrence is one due time of one check-in rule.
type Occurrence struct {
	Rule   work.CheckInID
	Client work.ClientID // the rule's; work.Unassigned for a common check-in
	Date   work.Date     // local, in the rule's zone
	At     time.Time     // when it is planned, UTC
}

// Key is what the occurrence is recorded by.
func (o Occurrence) Key() Key { return Key{Rule: o.Rule, Date: o.Date} }

// Occurrences lists what the rules plan from one instant up to, not including, another, sorted by
// time, then by rule and date. Nothing before a rule's From belongs to it. A rule with a Once date
// has that date only, whatever its days. A rule whose zone is not known is read in the user's zone;
// Zones.For says so.
func Occurrences(rules []work.CheckIn, zones Zones, from, until time.Time) []Occurrence {
	from, until = from.UTC(), until.UTC()
	var found []Occurrence
	for _, rule := range rules {
		zone, _ := zones.For(rule)
		dial := dial{zone: zone}
		begin := work.Later(from, rule.From)
		for _, midnight := range midnightsOf(rule, begin, until, zone) {
			at := dial.instant(midnight.Add(minutes(rule.At)))
			if at.Before(begin) || !at.Before(until) {
				continue
			}
			date := work.DateOf(midnight, time.UTC)
			found = append(found, Occurrence{Rule: rule.ID, Client: rule.Client, Date: date, At: at})
		}
	}
	slices.SortFunc(found, byTime)
	return found
}

// midnightsOf lists the dates of a rule that may fall between two instants, written as if their
// midnights were UTC, and a few beside them: a date can begin after a gap of a day, and a fold can
// bring a date back.
func midnightsOf(rule work.CheckIn, from, until time.Time, zone *time.Location) []time.Time {
	if !from.Before(until) {
		return nil
	}
	if !rule.Once.IsZero() {
		return []time.Time{midnight(rule.Once)}
	}
	var midnights []time.Time
	last := midnight(work.DateOf(until, zone)).Add(2 * day)
	for at := midnight(work.DateOf(from, zone)).Add(-2 * day); at.Before(last); at = at.Add(day) {
		if rule.Days.Has(at.Weekday()) {
			midnights = append(midnights, at)
		}
	}
	return midnights
}

func byTime(a, b Occurrence) int {
	if order := a.At.Compare(b.At); order != 0 {
		return order
	}
	return cmp.Or(cmp.Compare(a.Rule, b.Rule), midnight(a.Date).Compare(midnight(b.Date)))
}
