package rank

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"sluice/backend/work"
)

// A term looks at one thing and gives a reason, with its weight, where it applies.
type term func(Facts) (work.Reason, bool)

// TermBrokeThrough is the name of the term that stands for a break-through whose way is not known.
const TermBrokeThrough = "brokeThrough"

// terms are all that count. The first always applies, so that there is always a reason.
var terms = []term{
	origin, pinned, blocked, due, waited, asksAgain, priority, urgency, asks, deadline, again, marked, ownProject,
}

func reason(name string, weight float64, format string, args ...any) (work.Reason, bool) {
	return work.Reason{Term: name, Text: fmt.Sprintf(format, args...), Weight: weight}, true
}

func nothing() (work.Reason, bool) { return work.Reason{}, false }

// origin is how it reached the user, and from whom.
func origin(f Facts) (work.Reason, bool) {
	who := f.Item.From
	if who == "" {
		who = "Somebody"
	}
	switch f.Item.Reach {
	case work.ReachDirect:
		return reason("direct", weightDirect, "%s wrote to you directly", who)
	case work.ReachMention:
		return reason("mention", weightMention, "%s mentions you", who)
	case work.ReachAssigned:
		return reason("assigned", weightAssigned, "Assigned to you")
	case work.ReachReview:
		return reason("review", weightReview, "%s asks for your review", who)
	case work.ReachCopy:
		return reason("copy", weightCopy, "You are in copy")
	case work.ReachList:
		return reason("list", weightList, "Sent to a list")
	}
	return plainOrigin(f)
}

func plainOrigin(f Facts) (work.Reason, bool) {
	switch {
	case f.BrokeThrough:
		return reason(TermBrokeThrough, weightBrokeThrough, "Broke through")
	case f.Item.Kind == work.KindTask && f.Item.From == "":
		return reason("captured", weightByUser, "You captured it")
	case f.Item.From != "":
		return reason("person", weightPerson, "%s wrote to you", f.Item.From)
	case f.Item.App != "":
		return reason("app", weightApp, "%s notified you", f.Item.App)
	}
	return reason("app", weightApp, "A program notified you")
}

func pinned(f Facts) (work.Reason, bool) {
	if !f.Item.Pinned {
		return nothing()
	}
	return reason("pinned", weightPinned, "You pinned it")
}

func blocked(f Facts) (work.Reason, bool) {
	if f.Item.Blocked == "" {
		return nothing()
	}
	weight := weightBlocked + weightBlockedLong*math.Log2(1+f.BlockedFor.Hours())
	stuck, applies := reason("blocked", weight, "%s is stuck on you", f.Item.Blocked)
	if since := f.BlockedSince.UTC(); !since.IsZero() && since.Year() < 10000 { // JSON has no form for more
		stuck.Since = &since
	}
	return stuck, applies
}

func due(f Facts) (work.Reason, bool) {
	if f.Item.DueAt.IsZero() {
		return nothing()
	}
	today, day := work.DateOf(f.Now, f.Zone), work.DateOf(f.Item.DueAt, f.Zone)
	switch {
	case f.Item.DueAt.Before(f.Now):
		return reason("due", weightOverdue, "overdue")
	case day == today:
		return reason("due", weightDueToday, "due today at %s", f.Item.DueAt.In(f.Zone).Format("15:04"))
	case day == today.Add(1):
		return reason("due", weightDueSoon, "due tomorrow")
	}
	return nothing()
}

// waited is the age against the client's longest wait, from half of it on.
func waited(f Facts) (work.Reason, bool) {
	if f.Client.LongestWait <= 0 {
		return nothing()
	}
	share := f.Waited.Hours() / f.Client.LongestWait.Hours()
	if share < halfOfTheWaitMatters {
		return nothing()
	}
	weight := weightWaitedLong * min(share, 2)
	if share > 1 { // said so that it stays true as it goes on waiting
		return reason("waited", weight, "has waited longer than %s’s %s", f.Client.Name, hours(f.Client.LongestWait))
	}
	return reason("waited", weight, "has waited %s of %s’s %s", hours(f.Waited), f.Client.Name, hours(f.Client.LongestWait))
}

func asksAgain(f Facts) (work.Reason, bool) {
	if !f.AskAgain {
		return nothing()
	}
	return reason("askAgain", weightAskAgain, "you wanted to ask %s again", f.Item.WaitingOn)
}

func priority(f Facts) (work.Reason, bool) {
	switch {
	case f.Item.Priority >= 2:
		return reason("priority", weightUrgent, "urgent at the source")
	case f.Item.Priority == 1:
		return reason("priority", weightHigh, "high at the source")
	case f.Item.Priority < 0:
		return reason("priority", weightLow, "low at the source")
	}
	return nothing()
}

func urgency(f Facts) (work.Reason, bool) {
	switch f.Item.Urgency {
	case work.UrgencyCritical:
		return reason("urgency", weightCritical, "marked critical by its sender")
	case work.UrgencyLow:
		return reason("urgency", weightLow, "marked unimportant by its sender")
	}
	return nothing()
}

func asks(f Facts) (work.Reason, bool) {
	if !strings.ContainsAny(f.Item.Title+f.Item.Body, "?？؟") {
		return nothing()
	}
	return reason("asks", weightAsks, "asks you something")
}

// deadlineWords are looked for as whole words, in lower case.
var deadlineWords = []string{"asap", "urgent", "deadline", "eod", "today", "dringend", "heute", "frist"}

func deadline(f Facts) (work.Reason, bool) {
	words := strings.FieldsFunc(strings.ToLower(f.Item.Title+" "+f.Item.Body), func(r rune) bool {
		return r < 128 && (r < 'a' || r > 'z')
	})
	for _, word := range deadlineWords {
		if slices.Contains(words, word) {
			return reason("deadline", weightDeadline, "says “%s”", word)
		}
	}
	return nothing()
}

func again(f Facts) (work.Reason, bool) {
	if f.Item.Arrivals < 2 {
		return nothing()
	}
	said := "came several times"
	if f.Item.Arrivals == 2 {
		said = "came twice"
	}
	return reason("again", weightAgain*math.Log2(float64(f.Item.Arrivals)), "%s", said)
}

func marked(f Facts) (work.Reason, bool) {
	switch {
	case f.Shift > 0:
		return reason("marked", f.Shift, "you marked %s as more important", SenderName(f.Item))
	case f.Shift < 0:
		return reason("marked", f.Shift, "you marked %s as less important", SenderName(f.Item))
	}
	return nothing()
}

func ownProject(f Facts) (work.Reason, bool) {
	if !f.Client.Own {
		return nothing()
	}
	return reason("own", weightOwnProject, "your own project")
}

// Sender is by which the marks of an item's sender are kept: the person where one is known, else the
// program.
func Sender(item work.Item) string {
	if item.From != "" {
		return "person:" + strings.ToLower(item.From)
	}
	return "app:" + strings.ToLower(item.App)
}

// SenderName is the same for people to read.
func SenderName(item work.Item) string {
	if item.From != "" {
		return item.From
	}
	if item.App != "" {
		return item.App
	}
	return "this program"
}

// hours gives "4 h 8 min", "35 min", "3 days".
func hours(d time.Duration) string {
	minutes := int(d.Round(time.Minute) / time.Minute)
	switch {
	case minutes >= 48*60:
		return fmt.Sprintf("%d days", minutes/(24*60))
	case minutes < 60:
		return fmt.Sprintf("%d min", minutes)
	case minutes%60 == 0:
		return fmt.Sprintf("%d h", minutes/60)
	}
	return fmt.Sprintf("%d h %d min", minutes/60, minutes%60)
}
