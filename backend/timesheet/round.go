package timesheet

import (
	"cmp"
	"slices"
	"time"

	"sluice/backend/work"
)

// Rounding is how lengths are rounded. The zero value leaves them as they are.
type Rounding struct {
	Step    time.Duration // a whole number of minutes; 0: nothing is rounded
	Nearest bool          // to the nearest step, the half up; else up to the next one
	ByDay   bool          // what was worked on a date for one client and project as one; else each session
}

// Steps are the steps that can be chosen, in minutes.
func Steps() []int { return []int{0, 5, 6, 10, 15, 30} }

// length rounds one length.
func (r Rounding) length(d time.Duration) time.Duration {
	if r.Step <= 0 {
		return d
	}
	rest := d % r.Step
	switch {
	case rest == 0:
		return d
	case r.Nearest && rest*2 < r.Step:
		return d - rest
	}
	return d - rest + r.Step
}

// group is what is rounded as one.
type group struct {
	session  work.SessionID // of each session; 0: by day
	date     work.Date
	client   work.ClientID
	project  string
	billable bool
}

func (r Rounding) groupOf(e Entry) group {
	if !r.ByDay {
		return group{session: e.Session.ID}
	}
	return group{date: e.Date, client: e.Session.Client, project: e.Session.Project, billable: e.Session.Billable}
}

// Apply gives the entries with what is counted of each. The entries must hold the whole of each
// session, or of each day, that is rounded as one. A group counts as its length rounded, and that is
// shared out by the length of its entries, in whole seconds.
func (r Rounding) Apply(entries []Entry) []Entry {
	rounded := slices.Clone(entries)
	groups := map[group][]*Entry{}
	for i := range rounded {
		rounded[i].Counted = rounded[i].Span.Length()
		if of := r.groupOf(rounded[i]); r.Step > 0 {
			groups[of] = append(groups[of], &rounded[i])
		}
	}
	for _, members := range groups {
		var whole time.Duration
		for _, member := range members {
			whole += member.Counted
		}
		share(members, whole, r.length(whole))
	}
	return rounded
}

// share makes entries that last whole together count as much as counted: each in proportion, cut to
// seconds, and the seconds that are left over go to those that lost most by the cutting.
func share(members []*Entry, whole, counted time.Duration) {
	if whole == 0 {
		return
	}
	type rest struct {
		member *Entry
		lost   int64
	}
	seconds, total := int64(counted/time.Second), int64(whole/time.Second)
	left, rests := seconds, make([]rest, len(members))
	for i, member := range members {
		product := int64(member.Counted/time.Second) * seconds // years times years: far below the limit
		member.Counted = time.Duration(product/total) * time.Second
		left -= product / total
		rests[i] = rest{member, product % total}
	}
	slices.SortStableFunc(rests, func(a, b rest) int { return cmp.Compare(b.lost, a.lost) })
	for i := range left {
		rests[i].member.Counted += time.Second
	}
}
