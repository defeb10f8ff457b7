package queue

import (
	"time"

	"sluice/backend/schedule"
	"sluice/backend/store"
	"sluice/backend/work"
)

// Situation is how things stand at the gate at one moment.
type Situation struct {
	Now      time.Time
	Zone     *time.Location
	Plan     schedule.Plan // its shields include a pause
	Settings Settings
	Clients  map[work.ClientID]work.Client
	Rules    []work.Rule // those that let something through
	mutes    []work.Rule
	routes   []work.Rule
	nexts    map[work.ClientID]time.Time // what nextFor found

	lookAgain time.Time // for a pause that a check-in waits for, where due found that it does

	ShieldFrom  time.Time // of the shield that is up; zero: none is
	ShieldUntil time.Time
	ShieldNote  string    // what it is for
	PausedUntil time.Time // zero: no pause
	CallUntil   time.Time // of a call, during which content is withheld; zero: none is on
	OffUntil    time.Time // outside the user's hours or in a pause: until when; zero: inside
	OffFrom     time.Time // inside the user's hours: when they are over; zero: outside, or they never are
	Run         work.Run  // the check-in that is open
	RunOpen     bool
	Next        time.Time // the next check-in, whomever it concerns; zero: none is planned
}

// Situation gives how things stand at the gate, in a transaction.
func (q *Queue) Situation(tx *store.Tx, now time.Time) (s Situation, err error) {
	s.Now, s.Zone, s.nexts = now, q.zone(), map[work.ClientID]time.Time{}
	if s.Settings, err = settings(tx); err != nil {
		return s, err
	}
	if s.Clients, err = clientsByID(tx); err != nil {
		return s, err
	}
	rules, err := tx.AllRules()
	if err != nil {
		return s, err
	}
	s.Rules, s.mutes, s.routes = rules[work.RuleBreakThrough], rules[work.RuleMute], rules[work.RuleRoute]
	if s.Plan, err = q.plan(tx, now, s.Settings); err != nil {
		return s, err
	}
	if s.Run, s.RunOpen, err = tx.OpenRun(); err != nil {
		return s, err
	}
	s.look()
	return s, nil
}

// plan gives the plan as it stands in a transaction. A pause is in it as a shield: check-ins inside
// move to its end.
func (q *Queue) plan(tx *store.Tx, now time.Time, settings Settings) (schedule.Plan, error) {
	checkIns, err := tx.CheckIns()
	if err != nil {
		return schedule.Plan{}, err
	}
	shields, err := tx.Shields(now.Add(-2 * schedule.Lookback))
	if pause, paused := settings.pause(); paused {
		shields = append(shields, pause)
	}
	if err != nil {
		return schedule.Plan{}, err
	}
	meetings, err := tx.Meetings(now.Add(-2*schedule.Lookback), now.Add(ahead), store.Of{})
	return schedule.Plan{
		CheckIns: checkIns, Shields: shields, Meetings: meetings,
		Zones: schedule.Zones{User: q.zone()}, Hours: schedule.Hours(settings.Hours),
	}, err
}

func (s *Situation) look() {
	s.CallUntil = s.Settings.callEnd(s.Now)
	if pause, paused := s.Settings.pause(); paused && pause.Covers(s.Now) {
		s.PausedUntil = pause.Until
	}
	if from, until, up := s.shields().Shield(s.Now); up {
		s.ShieldFrom, s.ShieldUntil = from, until
		s.ShieldNote = s.note()
	}
	if next, found := s.Plan.NextAny(s.Now); found {
		s.Next = next.At
	}
	s.OffUntil = s.PausedUntil
	switch in := s.Plan.Hours.In(s.Now, s.Zone); {
	case in:
		s.OffFrom = s.Plan.Hours.NextShut(s.Now, s.Zone)
	case s.OffUntil.IsZero():
		s.OffUntil = s.Plan.Hours.NextOpen(s.Now, s.Zone)
	}
}

// QuietUntil is until when nothing comes by itself while the gate is off, as people are told: a check-in
// that is planned outside the hours comes before they begin. Zero: the gate is not off.
func (s Situation) QuietUntil() time.Time {
	if !s.OffUntil.IsZero() && !s.Next.IsZero() && s.Next.Before(s.OffUntil) {
		return s.Next
	}
	return s.OffUntil
}

// shields is the plan with the shields alone, without a pause.
func (s *Situation) shields() schedule.Plan {
	plan := s.Plan
	if _, paused := s.Settings.pause(); paused {
		plan.Shields = plan.Shields[:len(plan.Shields)-1] // the pause is the last
	}
	return plan
}

// note is what the shield that is up is for: of several that overlap, the one that began last.
func (s *Situation) note() string {
	var last work.Shield
	for _, shield := range s.Plan.Shields {
		if shield.Covers(s.Now) && shield.Note != "" && !shield.From.Before(last.From) {
			last = shield
		}
	}
	return last.Note
}

// owner is whose schedule something follows that belongs to a client: what is left of one that was
// removed follows the common plan, as what is unassigned does.
func (s *Situation) owner(client work.ClientID) work.ClientID {
	if _, known := s.Clients[client]; known {
		return client
	}
	return work.Unassigned
}

// delivers says whether a run delivers what is held for a client.
func (s *Situation) delivers(run work.Run, client work.ClientID) bool {
	return run.Concerns(s.owner(client))
}

// slotsIn says whether what arrives for a client joins the check-in that is open. One whose time is over
// takes nothing in, also before the clock has looked, as right after sleep.
func (s *Situation) slotsIn(client work.ClientID) bool {
	return s.RunOpen && !isOver(s.Run, s.Now) && s.delivers(s.Run, client)
}

// shut is until when nothing comes through: the end of a shield or a pause; zero: neither.
func (s *Situation) shut() time.Time {
	_, until, up := s.Plan.Shield(s.Now)
	if !up {
		return time.Time{}
	}
	return until
}

// nextFor is the next check-in that delivers for a client, or the instant at which its longest wait
// is used up by what arrives now, whichever comes first; zero: there is none.
func (s *Situation) nextFor(client work.ClientID) time.Time {
	next, known := s.nexts[client]
	if !known {
		next = s.reckonNext(client)
		s.nexts[client] = next
	}
	return next
}

func (s *Situation) reckonNext(client work.ClientID) time.Time {
	var next time.Time
	if moment, found := s.Plan.Next(s.Now, client); found {
		next = moment.At
	}
	latest := s.latest(client, s.Now)
	if latest.IsZero() || !next.IsZero() && !latest.Before(next) {
		return next
	}
	if _, until, up := s.Plan.Shield(latest); up {
		return until
	}
	return latest
}

// latest is the instant by which something that arrived for a client must be delivered; zero: the
// client has no longest wait.
func (s *Situation) latest(client work.ClientID, arrived time.Time) time.Time {
	c := s.Clients[client]
	if c.LongestWait <= 0 {
		return time.Time{}
	}
	zone, _ := s.Plan.Zones.Named(c.Zone) // an unknown zone is read as the user's
	return schedule.Latest(arrived, c.LongestWait, schedule.Hours(c.Hours), zone)
}
