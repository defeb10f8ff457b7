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
		for _, date := range datesOf(rule, from, until, zone) {
			at := Instant(date, rule.At, zone)
			if at.Before(later(from, rule.From)) || !at.Before(until) {
				continue
			}
			found = append(found, Occurrence{Rule: rule.ID, Client: rule.Client, Date: date, At: at})
		}
	}
	slices.SortFunc(found, byTime)
	return found
}

// datesOf lists the dates of a rule that may fall between two instants, and a few beside them: a
// date can begin after a gap of a day, and a fold can bring a date back.
func datesOf(rule work.CheckIn, from, until time.Time, zone *time.Location) []work.Date {
	if !rule.Once.IsZero() {
		return []work.Date{rule.Once}
	}
	begin := later(from, rule.From)
	if !begin.Before(until) {
		return nil
	}
	var dates []work.Date
	last := work.DateOf(until, zone).Add(2)
	for date := work.DateOf(begin, zone).Add(-2); date.Before(last); date = date.Add(1) {
		if rule.Days.Has(date.Weekday()) {
			dates = append(dates, date)
		}
	}
	return dates
}

func byTime(a, b Occurrence) int {
	return cmp.Or(
		a.At.Compare(b.At),
		cmp.Compare(a.Rule, b.Rule),
		midnight(a.Date).Compare(midnight(b.Date)),
	)
}
