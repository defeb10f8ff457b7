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
	urgent int  // priority: 1 high, -1 low
}

// The actions of GitLab 19.5. Those that are not listed are newer: they come as a message that reached the
// user somehow.
var meanings = map[string]meaning{
	"assigned":                {kind: work.KindTask, reach: work.ReachAssigned},
	"mentioned":               {kind: work.KindMessage, reach: work.ReachMention},
	"directly_addressed":      {kind: work.KindMessage, reach: work.ReachDirect},
	"review_requested":        {kind: KindReview, reach: work.ReachReview, waits: true},
	"approval_required":       {kind: KindReview, reach: work.ReachReview, waits: true},
	"added_approver":          {kind: KindReview, reach: work.ReachReview, waits: true},
	"review_submitted":        {kind: work.KindMessage, reach: work.ReachDirect},
	"okr_checkin_requested":   {kind: work.KindTask, reach: work.ReachAssigned, waits: true},
	"build_failed":            {kind: KindFailed, reach: work.ReachAssigned, urgent: 1},
	"unmergeable":             {kind: KindFailed, reach: work.ReachAssigned, urgent: 1},
	"merge_train_removed":     {kind: KindFailed, reach: work.ReachAssigned, urgent: 1},
	"marked":                  {kind: work.KindTask, reach: work.ReachAssigned}, // by the user himself
	"member_access_requested": {kind: work.KindMessage, reach: work.ReachDirect, waits: true},
	"transfer_failed":         {kind: KindFailed, reach: work.ReachAssigned},
	// What a machine of GitLab's wants of the user.
	"duo_workflow_input_required":   {kind: work.KindTask, reach: work.ReachAssigned},
	"ssh_key_expiring_soon":         {kind: work.KindTask, reach: work.ReachAssigned},
	"ssh_key_expired":               {kind: work.KindTask, reach: work.ReachAssigned},
	"duo_pro_access_granted":        {kind: work.KindMessage, reach: work.ReachList, urgent: -1},
	"duo_enterprise_access_granted": {kind: work.KindMessage, reach: work.ReachList, urgent: -1},
	"duo_core_access_granted":       {kind: work.KindMessage, reach: work.ReachList, urgent: -1},
}

// eventOf gives what a to-do tells; one without a number is none.
func eventOf(t todo) (source.Event, bool) {
	means := meanings[t.Action]
	event := source.Event{
		RemoteID: strconv.FormatInt(t.ID, 10), Thread: threadOf(t), ThreadWas: threadWas(t), App: "GitLab", Service: "gitlab",
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

// gathered are the targets of which all to-dos belong together, with their names in addresses. Comments are
// taken at those that are notable.
var (
	gathered = map[string]string{"Issue": "issues", "MergeRequest": "merge_requests", workItem: "work_items"}
	notable  = map[string]bool{"issues": true, "merge_requests": true}
)

// workItem is what GitLab calls what is more than an issue, and issues too by and by.
const workItem = "WorkItem"

// threadOf gives what belongs together: all to-dos of an issue, merge request or work item, else each alone.
func threadOf(t todo) string {
	kind, is := gathered[t.TargetType]
	project := t.Target.ProjectID
	if project == 0 && t.Project != nil {
		project = t.Project.ID
	}
	if !is || project == 0 || t.Target.IID == 0 {
		return alone(t)
	}
	return fmt.Sprintf("%d/%s/%d", project, kind, t.Target.IID)
}

func alone(t todo) string { return fmt.Sprintf("todo/%d", t.ID) }

// threadWas gives the thread that those of work items had before they were gathered; empty: the same.
func threadWas(t todo) string {
	if t.TargetType != workItem || threadOf(t) == alone(t) {
		return ""
	}
	return alone(t)
}

// notesOf gives the path at which a thread takes comments.
func notesOf(thread string) (path string, found bool) {
	parts := strings.Split(thread, "/")
	if len(parts) != 3 || !notable[parts[1]] {
		return "", false
	}
	return "/projects/" + parts[0] + "/" + parts[1] + "/" + parts[2] + "/notes", true
}
