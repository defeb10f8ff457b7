package queue

import (
	"context"
	"fmt"
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

// popups is the source whose arrivals are pop-ups for certain.
const popups work.SourceID = "desktop"

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
		n, err := tx.CountKeptAway(popups, of, span.From, span.Until)
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
		from, until := laterOf(span.From, last), earlierOf(span.End(), in.Until)
		if until.After(from) {
			apart = append(apart, work.Shield{From: from, Until: until})
			last = until
		}
	}
	return apart
}

func earlierOf(a, b time.Time) time.Time {
	if a.Before(b) {
		return a
	}
	return b
}

func laterOf(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
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

// Proposed is a change of the rules that the last weeks speak for.
type Proposed struct {
	Key      string // stable: what it proposes
	Sentence string
	Evidence string
	N        int         // cases that it rests on
	Mute     *work.Rule  // the rule that accepting adds
	Drop     work.RuleID // or the one that it takes away
}

// What it takes for a proposal: so many cases, so great a share.
const (
	proposalDays   = 28
	muteCases      = 20
	muteShare      = 0.9
	droppedAnswers = 5
	droppedShare   = 0.8
)

// Proposals gives what the last four weeks speak for and the user has not answered yet.
func (q *Queue) Proposals(ctx context.Context, now time.Time, wall Wall) (all []Proposed, err error) {
	in, err := q.Insights(ctx, now, wall, proposalDays)
	if err != nil {
		return nil, err
	}
	err = q.store.Read(ctx, func(tx *store.Tx) error {
		s, err := q.Situation(tx, now)
		if err != nil {
			return err
		}
		for _, p := range append(s.mutesFor(in), dropsFor(in)...) {
			answer, err := tx.ProposalAnswer(p.Key)
			if err != nil {
				return err
			}
			if answer == "" {
				all = append(all, p)
			}
		}
		return nil
	})
	return all, err
}

// mutesFor proposes to mute what is dropped unread nearly always, by program and client. What has no
// client speaks for no rule: one without a client would mute the program for everybody.
func (s *Situation) mutesFor(in Insights) (all []Proposed) {
	type key struct {
		client work.ClientID
		app    string
	}
	sums := map[key]store.Noise{}
	var order []key
	for _, n := range in.Noise {
		k := key{n.Client, n.App}
		sum, known := sums[k]
		if !known {
			order = append(order, k)
		}
		sum.N, sum.Dropped, sum.Muted = sum.N+n.N, sum.Dropped+n.Dropped, sum.Muted+n.Muted
		sums[k] = sum
	}
	for _, k := range order {
		sum := sums[k]
		if k.app == "" || k.client == work.Unassigned || sum.N < muteCases || float64(sum.Dropped) < muteShare*float64(sum.N) || sum.Muted == sum.N {
			continue
		}
		rule := work.Rule{Kind: work.RuleMute, Client: k.client, Match: work.Match{App: k.app}}
		all = append(all, Proposed{
			Key: fmt.Sprintf("mute/%d/%s", k.client, k.app), N: sum.N, Mute: &rule,
			Sentence: gate.Sentence(rule, s.Clients[k.client].Name),
			Evidence: fmt.Sprintf("Of %d in four weeks, you muted %d or were done with them within a minute.", sum.N, sum.Dropped),
		})
	}
	return all
}

// dropsFor proposes to take away break-throughs that were hardly ever worth it.
func dropsFor(in Insights) (all []Proposed) {
	for _, r := range in.ByRule {
		answered := r.Worth + r.Not
		if r.Rule == 0 || r.Sentence == "" || answered < droppedAnswers || float64(r.Not) < droppedShare*float64(answered) {
			continue
		}
		all = append(all, Proposed{
			Key: fmt.Sprintf("drop/%d", r.Rule), N: answered, Drop: r.Rule,
			Sentence: "No longer: " + r.Sentence,
			Evidence: fmt.Sprintf("Of %d that you judged in four weeks, %d were not worth it.", answered, r.Not),
		})
	}
	return all
}

// AnswerProposal accepts a proposal, which makes its change, or declines it, which keeps it away. Both
// can be undone. One that is not proposed is not found.
func (q *Queue) AnswerProposal(ctx context.Context, now time.Time, wall Wall, key string, accept bool) (work.Act, error) {
	now = stamp(now)
	all, err := q.Proposals(ctx, now, wall)
	if err != nil {
		return work.Act{}, err
	}
	i := slices.IndexFunc(all, func(p Proposed) bool { return p.Key == key })
	if i < 0 {
		return work.Act{}, fault.New(fault.NotFound, "There is no such proposal, or not any more.")
	}
	return q.act(ctx, now, "proposal", func(tx *store.Tx) (string, []store.Change, error) {
		answer, said := "declined", "Declined: "
		var changes []store.Change
		if accept {
			answer, said = "accepted", "Accepted: "
			change, err := all[i].accept(tx, now)
			if err != nil {
				return "", nil, err
			}
			changes = append(changes, change)
		}
		changes = append(changes, store.Change{Thing: thingProposal, Name: key, After: answer})
		return said + all[i].Sentence, changes, tx.SetProposalAnswer(key, answer, now)
	})
}

func (p Proposed) accept(tx *store.Tx, now time.Time) (store.Change, error) {
	if p.Mute == nil {
		change := store.Change{Thing: thingRuleRemoved, ID: int64(p.Drop), After: formatInstant(now)}
		return change, tx.SetRuleRemoved(p.Drop, now)
	}
	rule := *p.Mute
	rule.CreatedAt = now
	id, err := tx.AddRule(rule)
	return store.Change{Thing: thingRuleRemoved, ID: int64(id), Before: atUndo}, err
}
