package schedule

import (
	"time"

	"sluice/backend/work"
)

// Latest is the instant, in UTC, at which a wait that counts only inside a client's hours has been
// used up: what arrived at the given instant is to be seen by then. A wait of nothing is used up on
// arrival. Zero: never, since the hours do not open for long enough within two years.
func Latest(arrived time.Time, wait time.Duration, hours Hours, zone *time.Location) time.Time {
	if wait <= 0 || hours.always() {
		return arrived.Add(max(wait, 0)).UTC()
	}
	for s := range hours.open(span{from: arrived, until: arrived.Add(horizon)}, zone) {
		if wait <= s.length() {
			return s.from.Add(wait)
		}
		wait -= s.length()
	}
	return time.Time{}
}

// Gap is a time without a check-in for a client.
type Gap struct {
	From, Until time.Time     // UTC
	Inside      time.Duration // how much of it is inside the client's hours
}

// Widest is the longest that a client's items can wait between two instants, counted inside the
// client's hours: the first of the widest gaps between the moments that concern the client. The two
// instants bound the first and the last gap. A plan keeps a longest wait if the gap over a few weeks
// is not wider than it.
func (p Plan) Widest(client work.ClientID, hours Hours, zone *time.Location, from, until time.Time) Gap {
	var widest Gap
	last := from.UTC()
	look := func(next time.Time) {
		if inside := hours.Within(last, next, zone); inside > widest.Inside {
			widest = Gap{From: last, Until: next, Inside: inside}
		}
		last = next
	}
	for _, m := range p.Moments(from, until) {
		if p.Concerns(m, client) {
			look(m.At)
		}
	}
	look(until.UTC())
	return widest
}
