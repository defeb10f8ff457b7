package mail

import (
	"regexp"
	"sync"

	"sluice/backend/work"
)

// The kinds that tools tell of beside messages and tasks; the tools' own sources use the same.
const (
	kindReview work.Kind = "review"
	kindFailed work.Kind = "failed"
)

// What mails of many tools mean.
var (
	assigned  = meaning{kind: work.KindTask, reach: work.ReachAssigned}
	mentioned = meaning{reach: work.ReachMention}
	direct    = meaning{reach: work.ReachDirect}
	review    = meaning{kind: kindReview, reach: work.ReachReview, waits: true}
	followed  = meaning{reach: work.ReachList, priority: -1}
	broken    = meaning{kind: kindFailed, reach: work.ReachAssigned}
)

// in makes a pattern that does not care for case.
func in(pattern string) *regexp.Regexp { return regexp.MustCompile(`(?i)` + pattern) }

// bySubject and byText are rules of one pattern each.
func bySubject(pattern string, means meaning) toolRule {
	return toolRule{subject: in(pattern), means: means}
}

func byText(pattern string, means meaning) toolRule { return toolRule{text: in(pattern), means: means} }

// either makes the rules that look in the subject first, then in the text.
func either(pattern string, means meaning) []toolRule {
	return []toolRule{bySubject(pattern, means), byText(pattern, means)}
}

// joined makes one list of rules.
func joined(groups ...[]toolRule) (all []toolRule) {
	for _, group := range groups {
		all = append(all, group...)
	}
	return all
}

// person0 is somebody's name at the beginning of a line.
const person0 = `(?m)^\W*(?P<who>\p{L}[\p{L}\p{N}.'’ -]{0,60}?)\s+(?:has\s+)?`

// common are what tools of tasks say, in this order: who was asked for most wins.
var common = sync.OnceValue(func() []toolRule {
	return joined(
		either(person0+`mentioned you\b`, mentioned),
		either(person0+`(?:re)?assigned (?:[^\n]{0,80} )?to you\b`, assigned),
		either(person0+`assigned you\b`, assigned),
		either(`\bmentioned you\b|\byou (?:were|have been) mentioned\b`, mentioned),
		either(`\bassigned to you\b|\bassigned you\b|\byou (?:were|have been) assigned\b`, assigned),
		either(person0+`(?:requested|asked for) your (?:review|approval)\b`, review),
		either(`\breview requested\b|\bapproval request\b|\bwaiting for your (?:review|approval)\b`, review),
		either(person0+`(?:commented|replied|left a comment|added a comment)\b`, direct),
		either(`\bnew comments?\b|\bcommented\b|\breplied\b`, direct),
		either(`\bdue (?:today|tomorrow|soon)\b|\boverdue\b`, meaning{kind: work.KindTask, reach: work.ReachAssigned, priority: 1}),
		either(person0+`(?:invited you|shared [^\n]{0,120} with you)\b`, direct),
		either(`\binvited you\b|\bshared with you\b|\bshared [^\n]{0,120} with you\b`, direct),
		either(`\bdigest\b|\bweekly (?:summary|update)\b`, followed),
	)
})

// tools are those whose mails are recognised. What each line rests on is told in testdata/README.md. They
// are made when the first mail comes: who has no account need not keep them.
var tools = sync.OnceValue(func() []tool {
	return []tool{
		{
			name: "GitHub", service: "github", from: []string{"github.com", "*.ghe.com"}, hosts: []string{"github.com", "*.ghe.com"},
			links: regexp.MustCompile(`^/([^/]+/[^/]+)/(?:issues|pull|discussions|actions/runs|security/advisories|commit)/([\w-]+)`),
			where: "list-id", foot: true,
			title:  regexp.MustCompile(`^(?:Re: )?\[[^\]]+\]\s+(.*?)(?:\s+\((?:PR |Issue |Discussion )?#\d+\))?$`),
			person: regexp.MustCompile(`^(.+?)(?:\[bot\])?$`),
			reason: "x-github-reason",
			why: map[string]meaning{
				"approval_requested": review, "assign": assigned, "author": direct, "ci_activity": broken, "comment": direct,
				"invitation": direct, "manual": {reach: work.ReachList}, "mention": mentioned, "push": followed,
				"review_requested": review, "security_alert": {kind: work.KindAlert, reach: work.ReachAssigned, priority: 1},
				"state_change": {reach: work.ReachDirect, priority: -1}, "subscribed": followed,
				"team_mention": {reach: work.ReachList}, "your_activity": {reach: work.ReachDirect, priority: -1},
			},
			rules: []toolRule{bySubject(`^\[[^\]]+\] run failed`, broken)},
		},
		{
			name: "GitLab", service: "gitlab", from: []string{"gitlab.com", "*.gitlab.com"}, hosts: []string{"gitlab.com"},
			proof: []string{"x-gitlab-project-path", "x-gitlab-project-id"},
			links: regexp.MustCompile(`^/(.+?)/-/(issues|merge_requests|pipelines|jobs|commit|work_items|epics)/(\w+)`),
			where: "x-gitlab-project-path", foot: true,
			title: regexp.MustCompile(`^(?:Re: )?[^|]+ \| (.*?)(?: \([!#&]\d+\))?$`), person: regexp.MustCompile(`^(.+?) \(@[\w.-]+\)$`),
			reason: "x-gitlab-notificationreason",
			why: map[string]meaning{
				"assigned": assigned, "review_requested": review, "mentioned": mentioned, "subscribed": followed,
				"own_activity": {reach: work.ReachDirect, priority: -1},
			},
			rules: []toolRule{
				bySubject(`failed pipeline|pipeline #\d+ (?:has )?failed`, broken),
				byText(`(?m)^merge request .* was (?:merged|closed)`, meaning{reach: work.ReachDirect, priority: -1}),
				byText(`(?m)\bcommented\b|\bstarted a new discussion\b`, direct),
			},
		},
		{
			name: "Jira", service: "jira", from: []string{"atlassian.net", "*.atlassian.net", "atlassian.com"}, locals: []string{"jira*", "notifications*"},
			hosts: []string{"*.atlassian.net"}, proof: []string{"x-jira-fingerprint"}, keep: []string{"focusedCommentId"},
			links:  regexp.MustCompile(`(?:/browse|/portal/\d+|/issues)/([A-Z][A-Z0-9_]+-\d+)$`),
			key:    regexp.MustCompile(`\b([A-Z][A-Z0-9_]+-\d+)\b`),
			title:  regexp.MustCompile(`^(?:Re: )?(?:\[[^\]]*(?i:jira)[^\]]*\]\s*)?(?i:(?:assigned|commented|created|updated|resolved|closed):\s*)?(\(?[A-Z][A-Z0-9_]+-\d+\)?\s.*)$`),
			person: regexp.MustCompile(`^(.+?)(?: \((?i:jira)\))?$`),
			rules: joined([]toolRule{
				bySubject(`\] assigned:`, assigned), bySubject(`\] (?:commented|created):`, direct), bySubject(`\] (?:updated|resolved|closed|work logged):`, followed),
			}, common(), []toolRule{byText(`\b(?:updated|resolved|closed|created|changed)\b`, followed)}),
		},
		{
			name: "ClickUp", service: "clickup", from: []string{"tasks.clickup.com", "clickup.com"}, locals: []string{"notifications*", "noreply*"},
			hosts: []string{"app.clickup.com"}, links: regexp.MustCompile(`^/t/(?:\d+/)?([\w-]+)$`), keep: []string{"comment"},
			rules: common(),
		},
		{
			name: "Linear", service: "linear", from: []string{"linear.app", "*.linear.app"}, locals: []string{"notifications*"},
			hosts: []string{"linear.app"}, links: regexp.MustCompile(`^/[^/]+/(?:issue|project|document)/([\w-]+)`),
			key: regexp.MustCompile(`\b([A-Z][A-Z0-9]{0,6}-\d+)\b`), rules: common(),
		},
		{
			name: "Asana", service: "asana", from: []string{"asana.com", "mail.asana.com"}, hosts: []string{"app.asana.com"},
			links: regexp.MustCompile(`^/(?:0|1)/(?:.*/)?(\d{6,})(?:/f)?$`), person: regexp.MustCompile(`^(.+?) (?:via|\(via) Asana\)?$`), rules: common(),
		},
		{
			name: "Notion", service: "notion", from: []string{"mail.notion.so", "notion.so", "mail.notion.com", "updates.notion.so"}, locals: []string{"notify*"},
			hosts: []string{"notion.so", "www.notion.so", "app.notion.com"}, links: regexp.MustCompile(`(?:^|[/-])([0-9a-f]{32})$`), rules: common(),
		},
		{
			name: "Trello", service: "trello", from: []string{"trello.com"}, locals: []string{"do-not-reply*", "noreply*", "no-reply*"},
			hosts: []string{"trello.com"}, links: regexp.MustCompile(`^/[cb]/(\w{8,})(?:/|$)`),
			rules: joined(
				either(person0+`mentioned you\b`, mentioned), either(person0+`added you to the (?:card|board)\b`, assigned), common(),
			),
		},
		{
			name: "Basecamp", service: "basecamp", from: []string{"basecamp.com", "*.basecamp.com"}, locals: []string{"notifications*", "no-reply*", "noreply*", "reply*", "save-*"},
			hosts: []string{"3.basecamp.com", "app.basecamp.com"}, links: regexp.MustCompile(`^/\d+/(?:buckets|projects)/\d+/[a-z_]+/(\d+)`),
			person: regexp.MustCompile(`^(.+?) \((?:via )?Basecamp\)$`), rules: common(),
		},
		{
			name: "Shortcut", service: "shortcut", from: []string{"shortcut.com", "*.shortcut.com", "clubhouse.io"}, locals: []string{"noreply*", "no-reply*", "notifications*", "reply*"},
			hosts: []string{"app.shortcut.com"}, links: regexp.MustCompile(`^/[^/]+/(story|epic|iteration)/(\d+)`), rules: common(),
		},
		{
			name: "Todoist", service: "todoist", from: []string{"todoist.com", "*.todoist.com"}, locals: []string{"no-reply*", "noreply*", "notifications*"},
			hosts: []string{"todoist.com", "app.todoist.com"}, links: regexp.MustCompile(`/(?:task|project|showTask)/([\w-]+)$`),
			rules: joined([]toolRule{bySubject(`^reminder\b`, assigned)}, common()),
		},
		{
			name: "Google Docs", service: "drive", from: []string{"docs.google.com", "google.com"},
			locals: []string{"comments-noreply", "drive-shares-dm-noreply", "drive-shares-noreply"},
			hosts:  []string{"docs.google.com", "drive.google.com"}, keep: []string{"disco"},
			links:  regexp.MustCompile(`^/(?:document|spreadsheets|presentation|drawings|file|forms|drive/folders)/(?:u/\d+/)?(?:d/)?([\w-]{10,})`),
			person: regexp.MustCompile(`^(.+?) \([^()]*\bGoogle\b[^()]*\)$`), // "(via Documentos Google)" in Portuguese
			title:  regexp.MustCompile(`^(.+?) - (?:a |new )?comments?$`),
			rules: joined(
				either(`\bassigned you an? (?:action item|task|comment)\b`, assigned), either(`\bmentioned you\b`, mentioned),
				either(`\brequest(?:s|ed)? access\b|\bshare request\b`, review), common(),
				[]toolRule{bySubject(` - (?:a |new )?comments?$`, direct), byText(`I've shared an item with you`, direct)},
			),
		},
		{
			name: "SharePoint", service: "sharepoint", from: []string{"sharepointonline.com", "onedrive.com"}, locals: []string{"no-reply*", "noreply*"},
			hosts: []string{"*.sharepoint.com", "onedrive.live.com", "1drv.ms"}, links: regexp.MustCompile(`^/(.{6,})$`),
			rules: joined(either(person0+`shared\b`, direct), common()),
		},
		{
			name: "Teams", service: "teams", from: []string{"email.teams.microsoft.com", "*.teams.microsoft.com"}, hosts: []string{"teams.microsoft.com", "*.teams.microsoft.com"},
			links: regexp.MustCompile(`^/l/(?:message|chat|meetup-join|task)/([^/]+)`),
			rules: joined(common(), either(`\bsent (?:you )?(?:a |\d+ )?(?:new )?messages?\b|\bmissed (?:a |\d+ )?(?:messages?|calls?|activity)\b|\btrying to reach you\b`, direct)),
		},
		{
			name: "Zoom", service: "zoom", from: []string{"zoom.us", "*.zoom.us"}, locals: []string{"no-reply*", "noreply*", "meetings*"}, hosts: []string{"zoom.us", "*.zoom.us"},
			links: regexp.MustCompile(`^/(?:j|s|w|rec/share|rec/play|launch/doc)/([\w.-]+)`),
			rules: joined(
				either(person0+`(?:is waiting for you|joined your)\b`, meaning{reach: work.ReachDirect, waits: true, priority: 1}),
				either(`\bis waiting for you\b|\bhas joined your\b|\bwaiting room\b`, meaning{reach: work.ReachDirect, waits: true, priority: 1}),
				either(`\binvit(?:ed|ation|ing)\b|\bscheduled\b`, direct), either(`\brecording\b|\bsummary\b|\bmeeting assets\b`, followed),
			),
		},
		{
			name: "Slack", service: "slack", from: []string{"slack.com", "*.slack.com"}, locals: []string{"notification*", "no-reply*", "noreply*"},
			hosts: []string{"*.slack.com"}, links: regexp.MustCompile(`^/archives/([A-Z0-9]+)(?:/p(\d+))?$`), keep: []string{"thread_ts"},
			rules: joined(
				[]toolRule{bySubject(`new (?:direct )?messages? from (?P<who>[^\n]{1,60}?)(?: in | on |$)`, direct)}, common(),
				either(`\bunread (?:messages|notifications)\b|\bnotifications? (?:from|in)\b|\bdirect message`, direct),
			),
		},
		{
			name: "Yac", service: "yac", from: []string{"yac.com", "*.yac.com"}, locals: []string{"no-reply*", "noreply*", "notifications*"},
			hosts: []string{"yac.com", "*.yac.com"}, links: regexp.MustCompile(`^/(?:app/)?(?:message|conversation|c|m)/([\w-]+)`),
			rules: joined(either(`\b(?:sent|left) you a (?:new )?(?:voice )?(?:message|yac)\b|\bnew (?:voice )?message\b`, direct), common()),
		},
	}
})
