package gitlab

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"
	"time"

	"sluice/backend/source"
	"sluice/backend/work"
)

// The kinds of its own, beside those of every source.
const (
	KindReview work.Kind = "review"
	KindFailed work.Kind = "failed" // a pipeline, or a merge that cannot be
)

// meaning is what an action of GitLab's means here.
type meaning struct {
	kind   work.Kind
	reach  work.Reach
	waits  bool // its author cannot go on without the user
	urgent int  // priority: 1 high
}

// Actions that are not listed are new ones: they come as a message that reached the user somehow.
var meanings = map[string]meaning{
	"assigned":                {kind: work.KindTask, reach: work.ReachAssigned},
	"mentioned":               {kind: work.KindMessage, reach: work.ReachMention},
	"directly_addressed":      {kind: work.KindMessage, reach: work.ReachDirect},
	"review_requested":        {kind: KindReview, reach: work.ReachReview, waits: true},
	"approval_required":       {kind: KindReview, reach: work.ReachReview, waits: true},
	"review_submitted":        {kind: work.KindMessage, reach: work.ReachDirect},
	"build_failed":            {kind: KindFailed, reach: work.ReachAssigned, urgent: 1},
	"unmergeable":             {kind: KindFailed, reach: work.ReachAssigned, urgent: 1},
	"merge_train_removed":     {kind: KindFailed, reach: work.ReachAssigned, urgent: 1},
	"marked":                  {kind: work.KindTask, reach: work.ReachAssigned}, // by the user himself
	"member_access_requested": {kind: work.KindMessage, reach: work.ReachDirect, waits: true},
}

// eventOf gives what a to-do tells; one without a number is none.
func eventOf(t todo) (source.Event, bool) {
	means := meanings[t.Action]
	event := source.Event{
		RemoteID: strconv.FormatInt(t.ID, 10), Thread: threadOf(t), App: "GitLab", Service: "gitlab",
		Kind: cmp.Or(means.kind, work.KindMessage), Reach: means.reach, Priority: means.urgent,
		Title: source.Clip(titleOf(t), source.MaxLine), Body: source.Clip(bodyOf(t), source.MaxBody),
		SentAt: t.CreatedAt.UTC(), URL: t.TargetURL, DueAt: dueOf(t.Target.DueDate),
		Same: []string{source.SameAddress(t.TargetURL)},
	}
	if t.Project != nil {
		event.App = "GitLab, " + t.Project.Path
	}
	if t.Author != nil {
		event.From = cmp.Or(t.Author.Name, t.Author.Username)
	}
	if means.waits {
		event.Blocked, event.BlockedAt = event.From, event.SentAt
	}
	return event, t.ID != 0
}

func titleOf(t todo) string {
	title := cmp.Or(t.Target.Title, t.Target.FileName, firstLine(t.Body), t.TargetType)
	if t.Action == "build_failed" {
		return "The pipeline failed: " + title
	}
	return title
}

// bodyOf gives what was said. GitLab repeats the title as the body where nobody said anything; then it
// is the text of the issue itself.
func bodyOf(t todo) string {
	if t.Body == "" || t.Body == t.Target.Title {
		return t.Target.Description
	}
	return t.Body
}

func firstLine(text string) string {
	line, _, _ := strings.Cut(strings.TrimSpace(text), "\n")
	return line
}

// dueOf gives a date its noon, which is on that date in nearly every zone.
func dueOf(date string) time.Time {
	day, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return time.Time{}
	}
	return day.Add(12 * time.Hour)
}

// notable are the targets that can be commented on, with their names in addresses.
var notable = map[string]string{"Issue": "issues", "MergeRequest": "merge_requests"}

// threadOf gives what belongs together: all to-dos of an issue or merge request, else each alone.
func threadOf(t todo) string {
	kind, is := notable[t.TargetType]
	project := t.Target.ProjectID
	if project == 0 && t.Project != nil {
		project = t.Project.ID
	}
	if !is || project == 0 || t.Target.IID == 0 {
		return fmt.Sprintf("todo/%d", t.ID)
	}
	return fmt.Sprintf("%d/%s/%d", project, kind, t.Target.IID)
}

// notesOf gives the path at which a thread takes comments.
func notesOf(thread string) (path string, found bool) {
	parts := strings.Split(thread, "/")
	if len(parts) != 3 {
		return "", false
	}
	return "/projects/" + parts[0] + "/" + parts[1] + "/" + parts[2] + "/notes", true
}
