// Package gate decides what happens to an arrival: whether it is held, and until when, or delivered,
// and says why in one sentence. The decision is a pure function; running it is the queue's.
//
// The order of precedence: what the user did himself, what he muted, a break-through, a shield or
// pause, an open check-in, the next check-in.
package gate

import (
	"fmt"
	"time"

	"sluice/backend/work"
)

// Question is everything that a decision depends on.
type Question struct {
	Now     time.Time
	Zone    *time.Location // in which the sentence speaks of times
	Arrival work.Arrival
	Client  work.ClientID // whose it is
	ByUser  bool          // the user put it in himself

	Thread       work.State // the state of the item that it joins; empty: a new item
	LastInThread time.Time  // when the thread's last arrival was received; zero: a new item
	Muted        bool       // a mute rule matches
	MutedBy      work.RuleID

	ShieldUntil time.Time // the end of the shield that is up; zero: none is
	PausedUntil time.Time // the end of the pause; zero: there is none
	RunOpen     bool      // a check-in for the client is open
	Next        time.Time // the client's next check-in, shields reckoned with; zero: none is planned

	Rules []work.Rule // break-through rules; the first that matches counts
}

// Decision is what becomes of an arrival.
type Decision struct {
	Outcome work.Outcome // held, delivered, brokeThrough or muted
	Until   time.Time    // of what is held: when it is due; zero: when the user opens a check-in
	Reason  string       // one sentence
	Rule    work.RuleID  // the rule that let it through or muted it; 0: none did
}

// The reasons that tell, later, what the user did himself.
const (
	ReasonByUser      = "You put it into the queue yourself."
	ReasonThreadMuted = "You muted this thread."
)

// Decide answers the question. It always gives an outcome and a sentence.
func Decide(q Question) Decision {
	switch {
	case q.ByUser:
		return Decision{Outcome: work.OutcomeDelivered, Reason: ReasonByUser}
	case q.Thread == work.StateMuted:
		return Decision{Outcome: work.OutcomeMuted, Reason: ReasonThreadMuted}
	case q.Muted:
		return Decision{Outcome: work.OutcomeMuted, Reason: "One of your rules mutes it.", Rule: q.MutedBy}
	}
	if why, rule, breaks := breakThrough(q); breaks {
		return Decision{Outcome: work.OutcomeBrokeThrough, Reason: "It broke through: " + why + ".", Rule: rule}
	}
	switch {
	case !q.ShieldUntil.IsZero():
		return q.hold(fmt.Sprintf("Deep work until %s: it", q.speak(q.ShieldUntil)))
	case !q.PausedUntil.IsZero():
		return q.hold(fmt.Sprintf("Paused until %s: it", q.speak(q.PausedUntil)))
	case q.RunOpen:
		return Decision{Outcome: work.OutcomeDelivered, Reason: "A check-in was open."}
	}
	return q.hold("It")
}

// hold holds for the next check-in, which is never before the end of a shield that is up.
func (q Question) hold(subject string) Decision {
	if q.Next.IsZero() {
		return Decision{Outcome: work.OutcomeHeld, Reason: subject + " is held until you open a check-in: none is planned."}
	}
	reason := fmt.Sprintf("%s is held for the check-in %s.", subject, q.speakAt(q.Next))
	return Decision{Outcome: work.OutcomeHeld, Until: q.Next, Reason: reason}
}

// speak gives the time of day, with the day where it is not today.
func (q Question) speak(at time.Time) string {
	local := at.In(q.Zone)
	if work.DateOf(at, q.Zone) == work.DateOf(q.Now, q.Zone) {
		return local.Format("15:04")
	}
	return local.Format("Monday 15:04")
}

func (q Question) speakAt(at time.Time) string {
	if work.DateOf(at, q.Zone) == work.DateOf(q.Now, q.Zone) {
		return "at " + q.speak(at)
	}
	return "on " + q.speak(at)
}
