package schedule

import (
	"time"

	"sluice/backend/work"
)

// Own says which clients have check-ins of their own at an instant, which then replace the common
// ones for them. Only a rule that repeats and has begun replaces anything: a single check-in comes
// on top, since a client would be left without any once it has passed. A rule begins when it was made,
// also where its first day lies ahead: then it is what goes on of one that leaves out a day before, and
// it replaces what the whole did.
func (p Plan) Own(at time.Time) map[work.ClientID]bool {
	own := map[work.ClientID]bool{}
	for _, rule := range p.CheckIns {
		repeats := rule.Once.IsZero() && rule.Days&work.EveryDay != 0
		if rule.Client != work.Unassigned && repeats && !begin(rule).After(at) {
			own[rule.Client] = true
		}
	}
	return own
}

func begin(rule work.CheckIn) time.Time {
	if rule.CreatedAt.IsZero() {
		return rule.From
	}
	return work.Earlier(rule.From, rule.CreatedAt)
}

// Concerns says whether the moment delivers for a client: by the client's own check-in, or by a
// common one if the client is not among those with their own. What is unassigned follows the common
// ones.
func (m Moment) Concerns(client work.ClientID, own map[work.ClientID]bool) bool {
	for _, o := range m.Occurrences {
		if o.Client == client || o.Client == work.Unassigned && !own[client] {
			return true
		}
	}
	return false
}

// Concerns says whether a moment of this plan delivers for a client.
func (p Plan) Concerns(m Moment, client work.ClientID) bool {
	return m.Concerns(client, p.Own(m.At))
}
