package queue

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"sluice/backend/fault"
	"sluice/backend/gate"
	"sluice/backend/store"
	"sluice/backend/work"
)

// Proposed is a change of rules or plan that the last weeks speak for.
type Proposed struct {
	Key      string // stable: what it proposes
	Sentence string
	Evidence string
	N        int         // cases that it rests on
	Drop     work.RuleID // the rule that accepting takes away; 0: none
	Add      *work.Rule  // the rule that it adds; nil: none
	Move     CheckInMove // the check-in that it moves; zero: none

	topic string // what an answer is about, so that a declined one does not come back in another form; empty: the key
}

// CheckInMove is a check-in at another time of day.
type CheckInMove struct {
	CheckIn work.CheckInID
	To      work.Clock
}

// What it takes for a proposal: so many cases, so great a share.
const (
	proposalDays   = 28
	muteCases      = 20
	muteShare      = 0.9
	droppedAnswers = 5
	droppedShare   = 0.8
	worthAnswers   = 3
	narrowShare    = 0.5
)

// Proposals gives what the last weeks speak for and the user has not answered yet.
func (q *Queue) Proposals(ctx context.Context, now time.Time, wall Wall) (all []Proposed, err error) {
	now = stamp(now)
	in, err := q.Insights(ctx, now, wall, proposalDays)
	if err != nil {
		return nil, err
	}
	err = q.store.Read(ctx, func(tx *store.Tx) error {
		s, err := q.Situation(tx, now)
		if err != nil {
			return err
		}
		moves, err := q.movesFor(tx, &s, wall)
		if err != nil {
			return err
		}
		narrower := s.narrower(in, wall)
		drops := slices.DeleteFunc(dropsFor(in), func(p Proposed) bool { // less is proposed, not nothing
			return slices.ContainsFunc(narrower, func(less Proposed) bool { return less.Drop == p.Drop })
		})
		for _, p := range slices.Concat(s.mutesFor(in), narrower, drops, moves) {
			answer, err := tx.ProposalAnswer(p.about())
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

func (p *Proposed) about() string {
	if p.topic == "" {
		return p.Key
	}
	return p.topic
}

// voice is who sends something to a client: a whole source, a program, or a sender in a program.
type voice struct {
	client work.ClientID
	source work.SourceID
	app    string
	from   string
}

func sourceOf(n store.Noise) voice { return voice{client: n.Client, source: n.Source} }
func appOf(n store.Noise) voice    { return voice{client: n.Client, app: n.App} }
func senderOf(n store.Noise) voice { return voice{client: n.Client, app: n.App, from: n.From} }

// mutesFor proposes to mute what is dropped unread nearly always: a source, else a program, else a sender
// in it, always of one client. What has no client speaks for no rule: one without a client would mute
// it for everybody.
func (s *Situation) mutesFor(in Insights) (all []Proposed) {
	quiet := map[voice]bool{} // proposed already, with all that is in it
	for _, level := range []struct {
		of  func(store.Noise) voice
		fit func(voice) bool
	}{
		{sourceOf, func(v voice) bool { return in.severalApps(v) }}, // the only program of a source stands for it
		{appOf, func(v voice) bool { return v.app != "" }},
		{senderOf, func(v voice) bool { return v.app != "" && v.from != "" && in.alone(v) }},
	} {
		sums, order := sumsOf(in.Noise, level.of, quiet)
		for _, v := range order {
			sum := sums[v]
			dropped := sum.N >= muteCases && float64(sum.Dropped) >= muteShare*float64(sum.N)
			if v.client == work.Unassigned || !dropped || sum.Muted == sum.N || !level.fit(v) {
				continue
			}
			quiet[v] = true
			all = append(all, s.muteFor(v, sum))
		}
	}
	return all
}

// sumsOf sums up what comes of each voice, but for what is in one that is quiet.
func sumsOf(noise []store.Noise, of func(store.Noise) voice, quiet map[voice]bool) (sums map[voice]store.Noise, order []voice) {
	sums = map[voice]store.Noise{}
	for _, n := range noise {
		if quiet[sourceOf(n)] || quiet[appOf(n)] {
			continue
		}
		v := of(n)
		sum, known := sums[v]
		if !known {
			order = append(order, v)
		}
		sum.N, sum.Dropped, sum.Muted = sum.N+n.N, sum.Dropped+n.Dropped, sum.Muted+n.Muted
		sums[v] = sum
	}
	return sums, order
}

// severalApps says whether a source tells of several programs, or of none by name.
func (in *Insights) severalApps(v voice) bool {
	apps := map[string]bool{}
	for _, n := range in.Noise {
		if sourceOf(n) == v {
			apps[n.App] = true
		}
	}
	return len(apps) > 1 || apps[""]
}

// alone says whether a rule for a sender fits nobody else: rules look for a part of the name.
func (in *Insights) alone(v voice) bool {
	return !slices.ContainsFunc(in.Noise, func(n store.Noise) bool {
		return appOf(n) == voice{client: v.client, app: v.app} && n.From != v.from && strings.Contains(strings.ToLower(n.From), strings.ToLower(v.from))
	})
}

func (s *Situation) muteFor(v voice, sum store.Noise) Proposed {
	rule := work.Rule{
		Kind: work.RuleMute, Client: v.client, Match: work.Match{Source: string(v.source), App: v.app, From: v.from},
	}
	key := fmt.Sprintf("mute/%d/%s", v.client, v.app)
	switch {
	case v.source != "":
		key = fmt.Sprintf("mute/%d/source/%s", v.client, v.source)
	case v.from != "":
		key += "/" + v.from
	}
	return Proposed{
		Key: key, N: sum.N, Add: &rule, Sentence: gate.Sentence(rule, s.Clients[v.client].Name),
		Evidence: fmt.Sprintf("Of %d in four weeks, you muted %d or were done with them within a minute.", sum.N, sum.Dropped),
	}
}

// answers are what the user said of break-throughs.
type answers struct{ worth, not int }

func (a *answers) add(worth bool) {
	if worth {
		a.worth++
	} else {
		a.not++
	}
}

// narrower proposes to let through less by a rule of which one sender alone was worth it.
func (s *Situation) narrower(in Insights, wall Wall) (all []Proposed) {
	for _, rule := range s.Rules {
		if rule.Builtin != "" || rule.Match.From != "" || wall.Up && rule.Client != wall.Client {
			continue // a rule for all, changed behind a client's wall, would change for the others
		}
		bySender := map[string]*answers{}
		var whole answers
		for _, p := range in.Pierced {
			if p.Rule != rule.ID || p.Worth == nil {
				continue
			}
			if bySender[p.From] == nil {
				bySender[p.From] = &answers{}
			}
			bySender[p.From].add(*p.Worth)
			whole.add(*p.Worth)
		}
		if p, found := s.narrowed(rule, bySender, whole); found {
			all = append(all, p)
		}
	}
	return all
}

// narrowed is the proposal for a rule: where half of its answers say no, and whatever was worth it came
// from one sender, of whom hardly anything was not.
func (s *Situation) narrowed(rule work.Rule, bySender map[string]*answers, whole answers) (Proposed, bool) {
	answered := whole.worth + whole.not
	if answered < droppedAnswers || float64(whole.not) < narrowShare*float64(answered) || whole.worth < worthAnswers {
		return Proposed{}, false
	}
	for from, said := range bySender {
		if from == "" || said.worth < whole.worth || float64(said.not) > (1-droppedShare)*float64(said.worth+said.not) {
			continue
		}
		narrow := rule
		narrow.ID, narrow.Match.From = 0, from
		return Proposed{
			Key: fmt.Sprintf("narrow/%d/%s", rule.ID, from), topic: fmt.Sprintf("narrow/%d", rule.ID), N: answered, Drop: rule.ID, Add: &narrow,
			Sentence: "Less than now: " + gate.Sentence(narrow, s.Clients[rule.Client].Name),
			Evidence: fmt.Sprintf("Of %d that you judged in four weeks, %d were not worth it; all that were came from there.", answered, whole.not),
		}, true
	}
	return Proposed{}, false
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
			if changes, err = q.accept(tx, now, all[i]); err != nil {
				return "", nil, err
			}
		}
		changes = append(changes, store.Change{Thing: thingProposal, Name: all[i].about(), After: answer})
		return said + all[i].Sentence, changes, tx.SetProposalAnswer(all[i].about(), answer, now)
	})
}

func (q *Queue) accept(tx *store.Tx, now time.Time, p Proposed) (changes []store.Change, err error) {
	if p.Move != (CheckInMove{}) {
		rule, err := checkInOf(tx, p.Move.CheckIn)
		if err != nil {
			return nil, err
		}
		moved, err := q.moved(rule, now, p.Move.To, work.Date{})
		if err != nil {
			return nil, err
		}
		return replaceCheckIn(tx, now, rule, moved)
	}
	if p.Drop != 0 {
		if err := tx.SetRuleRemoved(p.Drop, now); err != nil {
			return nil, err
		}
		changes = append(changes, store.Change{Thing: thingRuleRemoved, ID: int64(p.Drop), After: formatInstant(now)})
	}
	if p.Add != nil {
		rule := *p.Add
		rule.CreatedAt = now
		id, err := tx.AddRule(rule)
		if err != nil {
			return nil, err
		}
		changes = append(changes, store.Change{Thing: thingRuleRemoved, ID: int64(id), Before: atUndo})
	}
	return changes, nil
}
