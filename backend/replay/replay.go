// Package replay says what gate and plan would have made of arrivals that came already, under other
// check-ins, shields or rules than those of the time. It is pure: it takes what is stored and gives what
// would have happened.
//
// What cannot be known is taken as it was: arrivals come when they came, check-ins that the user opened
// by hand happen again, threads that he muted stay muted, and the machine is awake. A planned check-in
// that really happened stays open for as long as it did, any other one for the usual time.
package replay

import (
	"slices"
	"time"

	"sluice/backend/gate"
	"sluice/backend/schedule"
	"sluice/backend/work"
)

// Arrival is an arrival as it is stored.
type Arrival struct {
	work.Arrival
	Client work.ClientID  // whose its item is
	Into   work.ArrivalID // the arrival that it was merged into; 0: none
}

// World is everything that the past depended on.
type World struct {
	Until    time.Time     // up to when it goes on
	Plan     schedule.Plan // its shields with their actual ends, pauses among them
	Clients  map[work.ClientID]work.Client
	Through  []work.Rule // break-throughs
	Mutes    []work.Rule
	Arrivals []Arrival  // in the order in which they came
	Runs     []work.Run // as they happened, in order
	Budget   time.Duration
}

// Fate is what becomes of an arrival.
type Fate struct {
	Outcome work.Outcome
	At      time.Time // when; for what is held still, when it came
	Rule    work.RuleID
}

// Result is how it went.
type Result struct {
	Fates    []Fate      // of each arrival
	CheckIns []time.Time // those that delivered something, those opened by hand among them
}

// Run lets it all happen again.
func Run(w World) Result {
	r := newReplay(w)
	for i, a := range w.Arrivals {
		r.goOn(a.ReceivedAt)
		r.arrive(i, a)
	}
	r.goOn(w.Until)
	return r.result
}

// longestShield is for how long shields hold a check-in at most, one after another.
const longestShield = 48 * time.Hour

// replay is a past that is under way.
type replay struct {
	World
	result   Result
	looks    []look // what is known ahead, in order
	recorded map[schedule.Key]schedule.Record
	since    time.Time     // when it begins
	lookBack time.Time     // no check-in that was planned before is thought of
	usual    time.Duration // how long a check-in stays open
	now      time.Time

	held   map[work.ClientID][]int // what is held, by its place among the arrivals
	latest map[work.ClientID]time.Time
	open   work.Run // EndsAt is until when; zero times: none is open
	isOpen bool
	heard  map[work.ItemID]time.Time // the last arrival of a thread
	places map[work.ArrivalID]int
}

// look is an instant at which something is known to happen: a moment of the plan, an end of a shield, a
// check-in by hand.
type look struct {
	at   time.Time
	hand *work.Run
}

func newReplay(w World) *replay {
	r := &replay{
		World: w, recorded: map[schedule.Key]schedule.Record{}, held: map[work.ClientID][]int{},
		latest: map[work.ClientID]time.Time{}, heard: map[work.ItemID]time.Time{}, places: map[work.ArrivalID]int{},
		usual: usualLength(w.Runs, w.Budget),
	}
	r.result.Fates = make([]Fate, len(w.Arrivals))
	if len(w.Arrivals) == 0 {
		return r
	}
	r.since = w.Arrivals[0].ReceivedAt
	r.lookBack = r.since.Add(-longestShield)
	for _, m := range w.Plan.Moments(r.lookBack, r.since) { // what a shield moves to after it is still to come
		for _, o := range m.Occurrences {
			r.recorded[o.Key()] = schedule.Record{Planned: o.At, At: m.At}
		}
	}
	for _, m := range w.Plan.Moments(r.since, w.Until) {
		r.looks = append(r.looks, look{at: m.At})
	}
	for _, s := range w.Plan.Shields {
		r.looks = append(r.looks, look{at: s.From}, look{at: s.End()})
	}
	for _, run := range w.Runs {
		if !run.Planned {
			r.looks = append(r.looks, look{at: run.OpenedAt, hand: &run})
		}
	}
	r.looks = slices.DeleteFunc(r.looks, func(l look) bool { return l.at.Before(r.since) || l.at.After(w.Until) })
	slices.SortStableFunc(r.looks, func(a, b look) int { return a.at.Compare(b.at) })
	return r
}

// usualLength is how long half of the check-ins stayed open at most; without any, for the budget.
func usualLength(runs []work.Run, budget time.Duration) time.Duration {
	var lengths []time.Duration
	for _, run := range runs {
		if run.Delivered > 0 && !run.EndedAt.IsZero() {
			lengths = append(lengths, run.EndedAt.Sub(run.OpenedAt))
		}
	}
	if len(lengths) == 0 {
		return budget
	}
	slices.Sort(lengths)
	return min(budget, lengths[len(lengths)/2])
}

// goOn lets happen what the plan wants up to an instant.
func (r *replay) goOn(until time.Time) {
	for {
		at, known := r.next()
		if at.IsZero() || at.After(until) {
			return
		}
		r.now = at
		var hand *work.Run
		if known {
			hand, r.looks = r.looks[0].hand, r.looks[1:]
		}
		r.endRun()
		if hand != nil {
			r.byHand(*hand)
			continue
		}
		for r.release() {
		}
	}
}

// next gives the next instant at which something may happen, zero for none, and whether it is the first
// of those that are known ahead.
func (r *replay) next() (at time.Time, known bool) {
	consider := func(when time.Time) {
		if when.After(r.now) && (at.IsZero() || when.Before(at)) {
			at = when
		}
	}
	if r.isOpen {
		consider(r.open.EndsAt)
	}
	for _, latest := range r.latest {
		consider(latest)
	}
	if len(r.looks) > 0 && (at.IsZero() || !r.looks[0].at.After(at)) {
		return r.looks[0].at, true
	}
	return at, false
}

// endRun ends the check-in whose time is over, and one that a shield begins in.
func (r *replay) endRun() {
	if !r.isOpen {
		return
	}
	over := !r.open.EndsAt.IsZero() && !r.now.Before(r.open.EndsAt)
	if over || !r.shut().IsZero() {
		r.isOpen = false
	}
}

// shut is until when a shield or a pause lasts; zero: there is none.
func (r *replay) shut() time.Time {
	_, until, up := r.Plan.Shield(r.now)
	if !up {
		return time.Time{}
	}
	return until
}

// release opens the check-in that is due, planned or just in time for a longest wait, and says whether
// one was. A planned one takes along whose longest wait is used up.
func (r *replay) release() bool {
	due, planned := r.Plan.Due(r.now, schedule.Seen{Recorded: r.recorded, Since: r.lookBack})
	late := r.late()
	if !planned && len(late) == 0 {
		return false
	}
	own := r.Plan.Own(due.At)
	for _, o := range due.Occurrences {
		r.recorded[o.Key()] = schedule.Record{Planned: o.At, At: r.now}
	}
	r.deliver(func(client work.ClientID) bool {
		return late[client] || planned && due.Concerns(client, own)
	}, r.happened())
	return true
}

// late gives the clients whose longest wait is used up.
func (r *replay) late() map[work.ClientID]bool {
	late := map[work.ClientID]bool{}
	if !r.shut().IsZero() {
		return late
	}
	for client, latest := range r.latest {
		if !latest.After(r.now) {
			late[client] = true
		}
	}
	return late
}

// happened finds the planned check-in that really happened at this moment; nil: none did.
func (r *replay) happened() *work.Run {
	for i, run := range r.Runs {
		if run.Planned && run.OpenedAt.Sub(r.now).Abs() <= schedule.Punctual {
			return &r.Runs[i]
		}
	}
	return nil
}

// byHand opens a check-in that the user opened by hand, unless a shield is up that was not then.
func (r *replay) byHand(run work.Run) {
	if r.shut().IsZero() {
		r.deliver(run.Concerns, &run)
	}
}

// deliver delivers what is held for those whom a check-in concerns. as is the check-in as it really
// happened, nil where it did not: it tells how long it stays open.
func (r *replay) deliver(concerns func(work.ClientID) bool, as *work.Run) {
	delivered := 0
	var clients []work.ClientID
	for client := range r.everybody() {
		if !concerns(client) {
			continue
		}
		clients = append(clients, client)
		for _, i := range r.held[client] {
			r.result.Fates[i].Outcome, r.result.Fates[i].At = work.OutcomeDelivered, r.now
		}
		delivered += len(r.held[client])
		delete(r.held, client)
		delete(r.latest, client)
	}
	if delivered > 0 {
		r.result.CheckIns = append(r.result.CheckIns, r.now)
	}
	r.stayOpen(clients, delivered > 0, as)
}

// stayOpen has a check-in that delivered something, or really did, stay open for some clients.
func (r *replay) stayOpen(clients []work.ClientID, delivered bool, as *work.Run) {
	stays := as != nil && (as.EndedAt.IsZero() || as.EndedAt.After(as.OpenedAt))
	if !delivered && !stays {
		return
	}
	until := r.now.Add(r.usual)
	if stays || as != nil && as.Ending != work.RunNothing {
		until = as.EndedAt
	}
	if as != nil && as.Ending == work.RunNext {
		until = until.Add(1) // it is open still when the next one takes it over
	}
	if r.isOpen {
		clients = append(clients, r.open.Clients...)
	}
	r.open = work.Run{Clients: clients, EndsAt: until}
	r.isOpen = until.IsZero() || until.After(r.now)
}

func (r *replay) everybody() map[work.ClientID]bool {
	all := map[work.ClientID]bool{work.Unassigned: true}
	for id := range r.Clients {
		all[id] = true
	}
	for id := range r.held {
		all[id] = true
	}
	return all
}

// arrive puts an arrival before the gate.
func (r *replay) arrive(i int, a Arrival) {
	r.now = a.ReceivedAt
	fate := &r.result.Fates[i]
	fate.At = a.ReceivedAt
	r.places[a.ID] = i
	last := r.heard[a.Item]
	r.heard[a.Item] = a.ReceivedAt
	if a.Outcome == work.OutcomeExpired {
		fate.Outcome, fate.At = a.Outcome, a.OutcomeAt
		return
	}
	if a.Into != 0 && r.joins(a) {
		fate.Outcome = work.OutcomeMerged
		return
	}
	decision := gate.Decide(r.ask(a, last))
	fate.Outcome, fate.Rule = decision.Outcome, decision.Rule
	if decision.Outcome != work.OutcomeHeld {
		return
	}
	if len(r.held[a.Client]) == 0 {
		r.promise(a)
	}
	r.held[a.Client] = append(r.held[a.Client], i)
}

// joins says whether what was merged is merged again: a newer form of something joins it while that is
// held; what came twice is one in any case.
func (r *replay) joins(a Arrival) bool {
	root, known := r.places[a.Into]
	if !known || a.Twin != work.NoTwin {
		return true
	}
	wasHeld := r.Arrivals[root].OutcomeAt.After(a.ReceivedAt) || r.Arrivals[root].Outcome == work.OutcomeHeld
	return !wasHeld || r.result.Fates[root].Outcome == work.OutcomeHeld
}

func (r *replay) ask(a Arrival, last time.Time) gate.Question {
	question := gate.Question{
		Now: r.now, Zone: time.UTC, Arrival: a.Arrival, Client: a.Client, LastInThread: last,
		ByUser: a.Reason == gate.ReasonByUser, ShieldUntil: r.shut(),
		RunOpen: r.isOpen && slices.Contains(r.open.Clients, a.Client), Rules: r.Through,
	}
	if a.Outcome == work.OutcomeMuted && a.Reason == gate.ReasonThreadMuted {
		question.Thread = work.StateMuted
	}
	for _, rule := range r.Mutes {
		if rule.Concerns(a.Client) && rule.Match.Matches(a.Arrival) {
			question.Muted, question.MutedBy = true, rule.ID
			break
		}
	}
	return question
}

// promise notes by when the first thing that is held for a client must come through.
func (r *replay) promise(a Arrival) {
	if latest := Latest(r.Plan, r.Clients[a.Client], a.ReceivedAt); !latest.IsZero() {
		r.latest[a.Client] = latest
	}
}

// Latest is by when something that arrived for a client must be seen; zero: nothing is promised.
func Latest(plan schedule.Plan, c work.Client, arrived time.Time) time.Time {
	if c.LongestWait <= 0 {
		return time.Time{}
	}
	zone, _ := plan.Zones.Named(c.Zone) // an unknown zone is read as the user's
	return schedule.Latest(arrived, c.LongestWait, schedule.Hours(c.Hours), zone)
}
