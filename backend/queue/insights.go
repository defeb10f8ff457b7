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

// Few is below how many cases a figure says too little: it is given, and said to.
const Few = 10

// Insights are what the last days say, behind a wall. What is held is not in them.
type Insights struct {
	From, Until     time.Time
	N               int // arrivals that are not held
	Held, Delivered int // of them: held for a check-in first, delivered
	BrokeThrough    int
	Muted           int
	KeptAway        int // pop-ups that came while a shield was up or a session ran, and waited
	Shielded        time.Duration
	Pierced         []store.Pierced // the newest first
	ByRule          []RuleWorth
	Waits           []LongestWait
	Noise           []store.Noise // the most first
	Switches        []DaySwitches // empty behind a wall
}

// RuleWorth is what a break-through rule let through and whether that was worth it.
type RuleWorth struct {
	Rule          work.RuleID // 0: not known any more
	Sentence      string
	N, Worth, Not int
}

// LongestWait is how long a client waited at most, inside its hours.
type LongestWait struct {
	Client  work.ClientID
	Promise time.Duration // 0: none
	N       int           // deliveries looked at
	Longest time.Duration
	Item    work.ItemID // that waited longest
	Broken  int         // waits longer than promised
}

// DaySwitches is how often the user went over to a client on a local date.
type DaySwitches struct {
	Date work.Date
	N    int
}

// Insights says what the last days tell, today among them.
func (q *Queue) Insights(ctx context.Context, now time.Time, wall Wall, days int) (in Insights, err error) {
	now = stamp(now)
	in.From, in.Until = schedule.Instant(work.DateOf(now, q.zone()).Add(1-days), 0, q.zone()), now
	of := store.Of{One: wall.Up, Client: wall.Client}
	err = q.store.Read(ctx, func(tx *store.Tx) error {
		s, err := q.Situation(tx, now)
		if err != nil {
			return err
		}
		for _, look := range []func(*store.Tx, Situation, store.Of) error{in.noise, in.pierced, in.waits, in.keptAway} {
			if err := look(tx, s, of); err != nil {
				return err
			}
		}
		if wall.Up { // to whom else he went is not the client's business
			return nil
		}
		return in.switches(tx, s.Zone)
	})
	return in, err
}

func (in *Insights) noise(tx *store.Tx, _ Situation, of store.Of) (err error) {
	in.Noise, err = tx.Noise(of, in.From, in.Until)
	for _, n := range in.Noise {
		in.N, in.Held, in.Delivered = in.N+n.N, in.Held+n.Held, in.Delivered+n.Delivered
		in.BrokeThrough, in.Muted = in.BrokeThrough+n.Through, in.Muted+n.Muted
	}
	return err
}

func (in *Insights) pierced(tx *store.Tx, s Situation, of store.Of) (err error) {
	if in.Pierced, err = tx.Pierced(of, in.From, in.Until); err != nil {
		return err
	}
	for _, p := range in.Pierced {
		i := slices.IndexFunc(in.ByRule, func(r RuleWorth) bool { return r.Rule == p.Rule })
		if i < 0 {
			i = len(in.ByRule)
			in.ByRule = append(in.ByRule, RuleWorth{Rule: p.Rule, Sentence: s.sentenceOf(p.Rule, of)})
		}
		in.ByRule[i].add(p.Worth)
	}
	slices.SortStableFunc(in.ByRule, func(a, b RuleWorth) int { return b.N - a.N })
	return nil
}

func (r *RuleWorth) add(worth *bool) {
	r.N++
	switch {
	case worth == nil:
	case *worth:
		r.Worth++
	default:
		r.Not++
	}
}

// sentenceOf reads a break-through rule; a rule that is gone, or another client's, has no sentence.
func (s *Situation) sentenceOf(id work.RuleID, of store.Of) string {
	for _, rule := range s.Rules {
		if rule.ID == id && (!of.One || rule.Client == work.Unassigned || rule.Client == of.Client) {
			return gate.Sentence(rule, s.Clients[rule.Client].Name)
		}
	}
	return ""
}

// waitsMost is how many of a client's longest waits by the wall are measured inside its hours.
const waitsMost = 500

// waits looks at the deliveries that noise counted.
func (in *Insights) waits(tx *store.Tx, s Situation, of store.Of) error {
	for _, id := range s.everybody() {
		client, known := s.Clients[id]
		if !known || of.One && of.Client != id {
			continue
		}
		n := 0
		for _, of := range in.Noise {
			if of.Client == id {
				n += of.Delivered
			}
		}
		if n == 0 {
			continue
		}
		waits, err := tx.Waits(id, in.From, in.Until, waitsMost)
		if err != nil {
			return err
		}
		in.Waits = append(in.Waits, longestOf(client, s, waits, n))
	}
	return nil
}

func longestOf(client work.Client, s Situation, waits []store.Waited, n int) LongestWait {
	longest := LongestWait{Client: client.ID, Promise: client.LongestWait, N: n}
	zone, _ := s.Plan.Zones.Named(client.Zone) // an unknown zone is read as the user's
	for _, w := range waits {
		wall := w.SeenAt.Sub(w.Received)
		promised := client.LongestWait > 0 && wall > client.LongestWait+schedule.Punctual
		if wall <= longest.Longest && !promised {
			break // inside the hours it is never more than by the wall
		}
		inside := schedule.Hours(client.Hours).Within(w.Received, w.SeenAt, zone)
		if inside > longest.Longest {
			longest.Longest, longest.Item = inside, w.Item
		}
		if client.LongestWait > 0 && inside > client.LongestWait+schedule.Punctual {
			longest.Broken++
		}
	}
	return longest
}

// Popups is the source whose arrivals are pop-ups for certain.
const Popups work.SourceID = "desktop"

// keptAway counts the pop-ups that waited while the user was at work: a shield was up, or a session ran.
func (in *Insights) keptAway(tx *store.Tx, _ Situation, of store.Of) error {
	shields, err := tx.Shields(in.From)
	if err != nil {
		return err
	}
	for _, up := range in.united(shields) {
		in.Shielded += up.Until.Sub(up.From)
	}
	sessions, err := tx.Sessions(in.From, in.Until, store.Of{})
	if err != nil {
		return err
	}
	spans := shields
	for _, session := range sessions {
		until := session.EndedAt
		if until.IsZero() {
			until = in.Until
		}
		spans = append(spans, work.Shield{From: session.StartedAt, Until: until})
	}
	for _, span := range in.united(spans) {
		n, err := tx.CountKeptAway(Popups, of, span.From, span.Until)
		if err != nil {
			return err
		}
		in.KeptAway += n
	}
	return nil
}

// united gives what spans cover of the days that are looked at, in order and apart: where several
// overlap, time counts once.
func (in *Insights) united(spans []work.Shield) (apart []work.Shield) {
	spans = slices.SortedFunc(slices.Values(spans), func(a, b work.Shield) int { return a.From.Compare(b.From) })
	last := in.From
	for _, span := range spans {
		from, until := work.Later(span.From, last), work.Earlier(span.End(), in.Until)
		if until.After(from) {
			apart = append(apart, work.Shield{From: from, Until: until})
			last = until
		}
	}
	return apart
}

func (in *Insights) switches(tx *store.Tx, zone *time.Location) error {
	all, err := tx.Switches(in.From, in.Until)
	for _, at := range all {
		date := work.DateOf(at, zone)
		if n := len(in.Switches); n == 0 || in.Switches[n-1].Date != date {
			in.Switches = append(in.Switches, DaySwitches{Date: date})
		}
		in.Switches[len(in.Switches)-1].N++
	}
	return err
}

// SayWorth keeps whether a break-through was worth the interruption. What did not break through, or is
// behind the wall, is not found.
func (q *Queue) SayWorth(ctx context.Context, now time.Time, wall Wall, id work.ArrivalID, worth bool) (work.Act, error) {
	return q.act(ctx, now, "worth", func(tx *store.Tx) (string, []store.Change, error) {
		arrival, client, err := tx.ArrivalOf(id)
		if err != nil || wall.Up && client != wall.Client || arrival.Outcome != work.OutcomeBrokeThrough {
			return "", nil, fault.Wrap(err, fault.NotFound, "There is no break-through %d.", id)
		}
		before, err := tx.Worth(id)
		after, said := "0", "Not worth it: "
		if worth {
			after, said = "1", "Worth it: "
		}
		if err != nil || before == after {
			return said + arrival.Title, nil, err
		}
		change := store.Change{Thing: thingWorth, ID: int64(id), Before: before, After: after}
		return said + arrival.Title, []store.Change{change}, tx.SetWorth(id, after, now)
	})
}
