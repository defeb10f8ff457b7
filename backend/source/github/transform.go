package github

import (
	"cmp"
	"net/url"
	"strings"

	"sluice/backend/source"
	"sluice/backend/work"
)

// The kinds of its own, beside those of every source.
const (
	KindReview work.Kind = "review"
	KindFailed work.Kind = "failed" // checks
)

// meaning is what a reason of GitHub's means here.
type meaning struct {
	kind     work.Kind
	reach    work.Reach
	waits    bool // who wrote cannot go on without the user
	priority int
}

// Reasons that are not listed are new ones: they come as a message that reached the user somehow.
// https://docs.github.com/en/rest/activity/notifications#about-notification-reasons
var meanings = map[string]meaning{
	"approval_requested":          {kind: KindReview, reach: work.ReachReview, waits: true},
	"assign":                      {kind: work.KindTask, reach: work.ReachAssigned},
	"author":                      {reach: work.ReachDirect},
	"ci_activity":                 {kind: KindFailed, reach: work.ReachAssigned},
	"comment":                     {reach: work.ReachDirect},
	"invitation":                  {reach: work.ReachDirect},
	"manual":                      {reach: work.ReachList},
	"mention":                     {reach: work.ReachMention},
	"review_requested":            {kind: KindReview, reach: work.ReachReview, waits: true},
	"security_advisory_credit":    {reach: work.ReachDirect},
	"security_alert":              {kind: work.KindAlert, reach: work.ReachAssigned, priority: 1},
	"state_change":                {reach: work.ReachDirect, priority: -1},
	"subscribed":                  {reach: work.ReachList, priority: -1},
	"team_mention":                {reach: work.ReachList},
	"member_feature_requested":    {reach: work.ReachList, priority: -1},
	"your_activity":               {reach: work.ReachDirect, priority: -1},
	"ready_for_review":            {kind: KindReview, reach: work.ReachReview},
	"merge_queue_entry_dequeued":  {kind: KindFailed, reach: work.ReachAssigned},
	"user_access_token_reminders": {kind: work.KindAlert, reach: work.ReachDirect},
}

// eventOf gives what a thread tells, with the newest that was said in it where that is known.
func eventOf(t thread, s said) source.Event {
	means := meanings[t.Reason]
	address := cmp.Or(s.HTMLURL, pageOf(t))
	event := source.Event{
		RemoteID: t.ID, Thread: t.ID, App: "GitHub, " + t.Repository.FullName, Service: "github",
		Kind: cmp.Or(means.kind, work.KindMessage), Reach: means.reach, Priority: means.priority,
		Title: source.Clip(cmp.Or(t.Subject.Title, t.Subject.Type), source.MaxLine), Body: source.Clip(s.Body, source.MaxBody),
		SentAt: t.UpdatedAt.UTC(), UpdatedAt: t.UpdatedAt.UTC(), URL: address, Same: []string{source.SameAddress(address)},
	}
	if author := cmp.Or(s.User, s.Author); author != nil {
		event.From = cmp.Or(author.Name, author.Login)
	}
	if means.waits && event.From != "" {
		event.Blocked, event.BlockedAt = event.From, event.SentAt
	}
	return event
}

// pages are where the kinds of threads that have no address of their own are found in a repository.
var pages = map[string]string{
	"CheckSuite": "/actions", "Discussion": "/discussions", "RepositoryInvitation": "/invitations",
	"RepositoryVulnerabilityAlert": "/security/dependabot", "RepositoryDependabotAlertsThread": "/security/dependabot",
}

// pageOf gives the page of a thread on the web: that of its issue or pull request, else the nearest.
func pageOf(t thread) string {
	_, number, isIssue := strings.Cut(t.Subject.URL, "/issues/")
	if isIssue {
		return t.Repository.HTMLURL + "/issues/" + number
	}
	if _, number, isPull := strings.Cut(t.Subject.URL, "/pulls/"); isPull {
		return t.Repository.HTMLURL + "/pull/" + number
	}
	return t.Repository.HTMLURL + pages[t.Subject.Type]
}

// commentsOf gives the path at which the issue or pull request on a page takes comments.
func commentsOf(page string) (path string, found bool) {
	parsed, err := url.Parse(page)
	if err != nil {
		return "", false
	}
	parts := strings.Split(strings.Trim(parsed.Path, "/"), "/")
	if len(parts) < 4 || parts[2] != "issues" && parts[2] != "pull" {
		return "", false
	}
	return "/repos/" + url.PathEscape(parts[0]) + "/" + url.PathEscape(parts[1]) + "/issues/" + url.PathEscape(parts[3]) + "/comments", true
}
