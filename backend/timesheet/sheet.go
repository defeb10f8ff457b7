package timesheet

import (
	"math/big"
	"slices"
	"time"

	"sluice/backend/schedule"
	"sluice/backend/work"
)

// Facts are what a sheet is made of. Sessions and runs must reach back to the beginning of the week
// and of the sessions that lie at the edges.
type Facts struct {
	Sessions []work.Session
	Runs     []Span // in which a check-in was open
	Clients  map[work.ClientID]work.Client
	Hours    work.Hours // the user's; none: he has none
	Now      time.Time
	Rounding Rounding
	NoGaps   bool // behind a wall: a gap may be somebody else's time
}

// Sheet is what was worked on some days.
type Sheet struct {
	Days     []Day
	Clients  []Total // in the order of their names
	All      Total
	WeekFrom work.Date // the week, beginning with Monday, of the last day; hours promised count by it
	Entries  []Entry
}

// Day is one local date.
type Day struct {
	Date    work.Date
	Clients []Sum // in the order of their first session
	Gaps    []Span
}

// Sum is what was worked for a client.
type Sum struct {
	Client           work.ClientID
	Worked, Billable time.Duration
}

// Total is what was worked for a client on all days, or for all clients.
type Total struct {
	Sum
	Coordination time.Duration // of what was worked, what went into agreeing with others
	Amount       work.Money    // what the billable time brings; zero: no rate
	Effective    work.Money    // what an hour worked brings, billable or not; zero: no rate, or nothing was worked
	Promised     time.Duration // for a week
	Done         time.Duration // worked in the week, not rounded
}

// minGap is the shortest gap that is worth a look: below it nobody starts anything else.
const minGap = 5 * time.Minute

// Reckon makes the sheet of some days.
func (f Facts) Reckon(days Days) Sheet {
	all := Entries(f.Sessions, days.Zone, f.Now)
	sheet := Sheet{Entries: in(days, f.Rounding.Apply(all)), WeekFrom: monday(days.Last)}
	for date := days.First; !days.Last.Before(date); date = date.Add(1) {
		sheet.Days = append(sheet.Days, f.day(date, sheet.Entries, days.Zone))
	}
	week := in(Days{First: sheet.WeekFrom, Last: sheet.WeekFrom.Add(6), Zone: days.Zone}, all)
	for _, sum := range f.sums(sheet.Entries, week) {
		sheet.Clients = append(sheet.Clients, f.total(sum, sheet.Entries, week))
	}
	for _, total := range sheet.Clients {
		sheet.All.add(total)
	}
	return sheet
}

// monday is the first day of the week of a date.
func monday(date work.Date) work.Date { return date.Add(-(int(date.Weekday()) + 6) % 7) }

func (f Facts) day(date work.Date, entries []Entry, zone *time.Location) Day {
	day := Day{Date: date}
	var busy []Span
	for _, entry := range entries {
		if entry.Date == date {
			day.Clients = addTo(day.Clients, entry)
			busy = append(busy, entry.Span)
		}
	}
	if !f.NoGaps {
		day.Gaps = gaps(busy, schedule.Hours(f.Hours), zone)
	}
	return day
}

// addTo adds an entry to the sum of its client.
func addTo(sums []Sum, e Entry) []Sum {
	i := slices.IndexFunc(sums, func(s Sum) bool { return s.Client == e.Session.Client })
	if i < 0 {
		i, sums = len(sums), append(sums, Sum{Client: e.Session.Client})
	}
	sums[i].Worked += e.Counted
	if e.Session.Billable {
		sums[i].Billable += e.Counted
	}
	return sums
}

// gaps are the times between the sessions of a date, in their order and apart, that lie inside the
// hours.
func gaps(busy []Span, hours schedule.Hours, zone *time.Location) []Span {
	var found []Span
	for i := 1; i < len(busy); i++ {
		for _, open := range hours.Open(busy[i-1].Until, busy[i].From, zone) {
			if gap := (Span{From: open.From, Until: open.Until}); gap.Length() >= minGap {
				found = append(found, gap)
			}
		}
	}
	return found
}

// sums gives a sum for each client for whom something was worked on the days, or to whom hours were
// promised, in the order of their names.
func (f Facts) sums(entries, week []Entry) []Sum {
	var sums []Sum
	for _, entry := range entries {
		sums = addTo(sums, entry)
	}
	known := func(id work.ClientID) bool {
		return slices.ContainsFunc(sums, func(s Sum) bool { return s.Client == id })
	}
	for id, client := range f.Clients {
		worked := slices.ContainsFunc(week, func(e Entry) bool { return e.Session.Client == id })
		if (client.Promised > 0 || worked) && !known(id) {
			sums = append(sums, Sum{Client: id})
		}
	}
	slices.SortFunc(sums, func(a, b Sum) int { return compareNames(f.Clients[a.Client], f.Clients[b.Client]) })
	return sums
}

func (f Facts) total(sum Sum, entries, week []Entry) Total {
	client := f.Clients[sum.Client]
	total := Total{Sum: sum, Promised: client.Promised}
	for _, entry := range entries {
		if entry.Session.Client == sum.Client {
			total.Coordination += f.coordination(entry)
			total.Amount = plus(total.Amount, Amount(entry, client))
		}
	}
	for _, entry := range week {
		if entry.Session.Client == sum.Client {
			total.Done += entry.Span.Length()
		}
	}
	if total.Amount.Currency != "" && total.Worked > 0 {
		total.Effective = work.Money{Currency: total.Amount.Currency, Minor: perHour(total.Amount.Minor, total.Worked)}
	}
	return total
}

// coordination is how much of an entry went into agreeing with others: all of it where its session
// says so, else what of it lies in check-ins, as a part of what is counted.
func (f Facts) coordination(e Entry) time.Duration {
	if e.Session.Coordination {
		return e.Counted
	}
	var inside time.Duration
	for _, run := range f.Runs {
		from, until := work.Later(run.From, e.Span.From), work.Earlier(run.Until, e.Span.Until)
		inside += max(0, until.Sub(from))
	}
	if length := e.Span.Length(); length > 0 {
		share := int64(min(inside, length)/time.Second) * int64(e.Counted/time.Second) / int64(length/time.Second)
		return time.Duration(share) * time.Second
	}
	return 0
}

// Amount is what an entry brings: what is counted of it at the client's rate, to the nearest smallest
// unit, the half up. Nothing where it is not billable or there is no rate.
func Amount(e Entry, client work.Client) work.Money {
	if !e.Session.Billable || client.Rate.Minor == 0 {
		return work.Money{Currency: client.Rate.Currency}
	}
	return work.Money{Currency: client.Rate.Currency, Minor: times(client.Rate.Minor, e.Counted)}
}

// times is a rate for an hour over a time, to the nearest unit, the half up.
func times(rate int64, d time.Duration) int64 {
	return rounded(new(big.Int).Mul(big.NewInt(rate), big.NewInt(int64(d/time.Second))), int64(time.Hour/time.Second))
}

// perHour is what an amount comes to for an hour, to the nearest unit, the half up.
func perHour(amount int64, d time.Duration) int64 {
	seconds := int64(d / time.Second)
	if seconds == 0 {
		return 0
	}
	return rounded(new(big.Int).Mul(big.NewInt(amount), big.NewInt(int64(time.Hour/time.Second))), seconds)
}

// rounded divides what is not negative, to the nearest, the half up.
func rounded(n *big.Int, by int64) int64 {
	n.Add(n.Lsh(n, 1), big.NewInt(by))
	return n.Div(n, big.NewInt(2*by)).Int64()
}

// plus adds money of one currency.
func plus(a, b work.Money) work.Money {
	if a.Currency == "" {
		return b
	}
	a.Minor += b.Minor
	return a
}

// add adds a client's total to that of all. Money of several currencies has no sum, and none is given.
func (t *Total) add(other Total) {
	t.Worked += other.Worked
	t.Billable += other.Billable
	t.Coordination += other.Coordination
	t.Promised += other.Promised
	t.Done += other.Done
}
