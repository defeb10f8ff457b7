// Package rank says how important an item is: a sum of terms in log-odds, each of which is a reason
// in words. It is deterministic: the same facts give the same score and the same reasons.
package rank

import (
	"cmp"
	"math"
	"slices"
	"time"

	"sluice/backend/work"
)

// Facts is what an item's importance is judged by.
type Facts struct {
	Now          time.Time
	Zone         *time.Location // in which a due date is spoken of
	Item         work.Item
	Client       work.Client   // whose it is; zero: nobody's
	Waited       time.Duration // since the first arrival, inside the client's hours
	BlockedSince time.Time     // from when somebody cannot go on; zero: not known
	BlockedFor   time.Duration // of that, inside the client's hours
	Shift        float64       // how much more or less the sender counts, by the user's marks
	BrokeThrough bool          // it came through the gate by a rule
	AskAgain     bool          // the user wanted to ask about it again at about this time
}

// The weights that each term begins with, in log-odds. A term of +0.7 doubles the odds that an item
// matters, one of −0.7 halves them. Learning will start from these.
const (
	weightPinned         = 3.0
	weightBlocked        = 2.2
	weightBlockedLong    = 0.4 // more for each doubling of the hours that somebody is stuck
	weightOverdue        = 2.0
	weightByUser         = 1.6
	weightBrokeThrough   = 1.5
	weightDueToday       = 1.4
	weightAskAgain       = 1.4
	weightUrgent         = 1.4
	weightCritical       = 1.2
	weightWaitedLong     = 1.2 // when all of the client's longest wait has been waited
	weightDirect         = 1.0
	weightReview         = 1.0
	weightAsks           = 0.9
	weightAssigned       = 0.9
	weightMention        = 0.8
	weightDueSoon        = 0.7
	weightHigh           = 0.7
	weightDeadline       = 0.6
	weightPerson         = 0.4
	weightAgain          = 0.3 // for each doubling of the number of messages
	weightApp            = 0.1
	weightCopy           = -0.4
	weightLow            = -0.6
	weightList           = -1.0
	weightOwnProject     = -0.3
	halfOfTheWaitMatters = 0.5
)

// Score gives the sum of the terms and the terms, the weightiest first. There is always one at least.
func Score(f Facts) (float64, []work.Reason) {
	var reasons []work.Reason
	for _, term := range terms {
		if reason, applies := term(f); applies {
			reason.Weight = math.Round(reason.Weight*100) / 100
			reasons = append(reasons, reason)
		}
	}
	slices.SortStableFunc(reasons, func(a, b work.Reason) int {
		return cmp.Compare(math.Abs(b.Weight), math.Abs(a.Weight))
	})
	score := 0.0
	for _, reason := range reasons {
		score += reason.Weight
	}
	return score, reasons
}
