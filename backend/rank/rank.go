// Package rank says how important an item is: a sum of terms in log-odds, each of which is a reason
// in words. It is deterministic: the same facts give the same score and the same reasons.
package rank

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"time"

	"sluice/backend/work"
)

// Facts is what an item's importance is judged by.
type Facts struct {
	Now          time.Time
	Zone         *time.Location // in which a due date is spoken of
	Kind         work.Kind
	App          string
	From         string
	Title        string
	Body         string
	Urgency      work.Urgency
	DueAt        time.Time // zero: none
	Arrivals     int       // how many came through
	ByUser       bool      // the user put it in himself
	BrokeThrough bool      // it came through the gate by a rule
}

// The weights that each term begins with, in log-odds. A term of +0.7 doubles the odds that an item
// matters, one of −0.7 halves them.
const (
	weightByUser       = 1.6
	weightBrokeThrough = 1.5
	weightCritical     = 1.2
	weightOverdue      = 2.0
	weightDueToday     = 1.4
	weightDueSoon      = 0.7
	weightAsks         = 0.9
	weightDeadline     = 0.6
	weightAgain        = 0.3 // for each doubling of the number of messages
	weightPerson       = 0.4
	weightApp          = 0.1
	weightLow          = -0.6
)

// Score gives the sum of the terms and the terms, the weightiest first. There is always one at least.
func Score(f Facts) (float64, []work.Reason) {
	var reasons []work.Reason
	for _, term := range []func(Facts) (work.Reason, bool){
		origin, urgency, due, asks, deadline, again,
	} {
		if reason, applies := term(f); applies {
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

func origin(f Facts) (work.Reason, bool) {
	switch {
	case f.ByUser:
		return work.Reason{Term: "captured", Text: "You captured it", Weight: weightByUser}, true
	case f.BrokeThrough:
		return work.Reason{Term: "brokeThrough", Text: "It broke through", Weight: weightBrokeThrough}, true
	case f.From != "":
		return work.Reason{Term: "person", Text: f.From + " wrote to you", Weight: weightPerson}, true
	case f.App != "":
		return work.Reason{Term: "app", Text: f.App + " notified you", Weight: weightApp}, true
	}
	return work.Reason{Term: "app", Text: "A program notified you", Weight: weightApp}, true
}

func urgency(f Facts) (work.Reason, bool) {
	switch f.Urgency {
	case work.UrgencyCritical:
		return work.Reason{Term: "urgency", Text: "marked critical by its sender", Weight: weightCritical}, true
	case work.UrgencyLow:
		return work.Reason{Term: "urgency", Text: "marked unimportant by its sender", Weight: weightLow}, true
	}
	return work.Reason{}, false
}

func due(f Facts) (work.Reason, bool) {
	if f.DueAt.IsZero() {
		return work.Reason{}, false
	}
	today, day := work.DateOf(f.Now, f.Zone), work.DateOf(f.DueAt, f.Zone)
	switch {
	case f.DueAt.Before(f.Now):
		return work.Reason{Term: "due", Text: "overdue", Weight: weightOverdue}, true
	case day == today:
		return work.Reason{Term: "due", Text: "due today at " + f.DueAt.In(f.Zone).Format("15:04"), Weight: weightDueToday}, true
	case day == today.Add(1):
		return work.Reason{Term: "due", Text: "due tomorrow", Weight: weightDueSoon}, true
	}
	return work.Reason{}, false
}

func asks(f Facts) (work.Reason, bool) {
	if strings.ContainsAny(f.Title+f.Body, "?？؟") {
		return work.Reason{Term: "asks", Text: "asks you something", Weight: weightAsks}, true
	}
	return work.Reason{}, false
}

// deadlineWords are looked for as whole words, in lower case.
var deadlineWords = []string{"asap", "urgent", "deadline", "eod", "today", "dringend", "heute", "frist"}

func deadline(f Facts) (work.Reason, bool) {
	words := strings.FieldsFunc(strings.ToLower(f.Title+" "+f.Body), func(r rune) bool {
		return (r < 'a' || r > 'z') && r < 128
	})
	for _, word := range deadlineWords {
		if slices.Contains(words, word) {
			return work.Reason{Term: "deadline", Text: "says “" + word + "”", Weight: weightDeadline}, true
		}
	}
	return work.Reason{}, false
}

func again(f Facts) (work.Reason, bool) {
	if f.Arrivals < 2 {
		return work.Reason{}, false
	}
	weight := weightAgain * math.Log2(float64(f.Arrivals))
	return work.Reason{Term: "again", Text: times(f.Arrivals), Weight: math.Round(weight*100) / 100}, true
}

func times(n int) string {
	if n == 2 {
		return "came twice"
	}
	return "came several times"
}
