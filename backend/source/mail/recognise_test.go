package mail

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"sluice/backend/source"
)

var me = settings{address: "ana@exam.test", zone: time.UTC}

// eventFrom gives the event of a raw mail.
func eventFrom(raw string) source.Event {
	raw = strings.ReplaceAll(raw, "\n", "\r\n")
	return eventOf(message{raw: []byte(raw), size: int64(len(raw)), at: time.Date(2026, 11, 2, 9, 0, 0, 0, time.UTC)}, me)
}

// told is what the tests look at.
type told struct{ App, Kind, Reach, From, Title, Thread, URL, Blocked string }

func toldOf(e source.Event) told {
	return told{e.App, string(e.Kind), string(e.Reach), e.From, e.Title, e.Thread, e.URL, e.Blocked}
}

func TestGenuineMailsOfTools(t *testing.T) {
	want := map[string]told{
		"github-subscribed.eml": {
			"GitHub, angular/angular", "message", "list", "TheReporter", "build with aot - provideLocationStrategy error",
			"github:github:angular/angular/15281", "https://github.com/angular/angular/issues/15281", "",
		},
		"github-author.eml": {
			"GitHub, UbuntuBudgie/budgie-desktop", "message", "direct", "Some User", "Apply hints suggested by the multi-arch hinter",
			"github:github:ubuntubudgie/budgie-desktop/78", "https://github.com/UbuntuBudgie/budgie-desktop/pull/78#event-7740657652", "",
		},
		"gitlab-merged.eml": {
			"GitLab at salsa.debian.org, debian/pkg-lojban-common", "message", "direct", "Ana Ruiz", "Fix some issues reported by lintian",
			"gitlab:salsa.debian.org:debian/pkg-lojban-common/merge_requests/2", "https://salsa.debian.org/debian/pkg-lojban-common/-/merge_requests/2", "",
		},
		"gitlab-note.eml": {
			"GitLab at gitlab.freedesktop.org, drm/amd", "message", "list", "ana", "ASUS ROG Strix G513QY fails to resume from suspend [regression]",
			"gitlab:gitlab.freedesktop.org:drm/amd/issues/2008", "https://gitlab.freedesktop.org/drm/amd/-/issues/2008#note_1375796", "",
		},
		"jira-desk.eml": {
			"Jira", "message", "direct", "Ana Ruiz", "SEC-1732 DWF/CVE - Acceptance of MITRE Terms of Use for CVE for security@atlassian.com",
			"jira:jira:sec-1732", "https://securitysd.atlassian.net/servicedesk/customer/portal/2/SEC-1732", "",
		},
		"jira-cloud.eml": {
			"Jira", "task", "assigned", "Ana RUIZ", "(FQA-123) [Breadcrumb] effet hover univers Web & Domaines pas présent", "jira:jira:fqa-123",
			"message://%3C54e47ead-ef11-4cc8-b660-a6ed47c7ffd7@infomaniak.atlassian.net%3E", "",
		},
		"drive-shared.eml": {
			"Google Docs", "message", "direct", "Ana Ruiz", `Spreadsheet shared with you: "1st Principles Coding Mentorship program (Responses)"`,
			"drive:drive:1icycsnrokbvxpyxgcipwzkuuc9bwlxlkn_q9r01cwom", "https://docs.google.com/spreadsheets/d/1icYCsnRoKBvxpYXGCIPwzkUuc9BWlXLkN_Q9R01CwOM/edit", "",
		},
		"drive-sent.eml": { // a file by mail, of whoever it is: Google's own words name no document
			"Mail", "message", "direct", "Ana Ruiz (via Documentos Google)", "The Last Hurdle is Cleared! Your Coin is Now on Its Way to You! 📨",
			"re:b49e71b3-807f-4aa2-975d-3ebe897c69b9@docs-share.google.com", "message://%3Cautogen-java-d90d82ee-fe61-4212-a008-5196584c15e2@google.com%3E", "",
		},
		"zoom-joined.eml": {
			"Zoom", "message", "direct", "Ana Ruiz", "Ana Ruiz has joined your Personal Meeting Room",
			"zoom:zoom:7719754254", "https://us02web.zoom.us/s/7719754254", "Ana Ruiz",
		},
		"jira-server.eml": {
			"Jira at sakaiproject.org", "message", "direct", "Ana Ruiz",
			"(KERN-631) Expose Sakai 2 tools in a Sakai 3 environment detached from a Sakai 2 rendered site", "jira:sakaiproject.org:kern-631",
			"message://%3C2056926400.1265894315267.JavaMail.sakai@sjc-app-1.wush.net%3E", "",
		},
	}
	for name, want := range want {
		raw, err := os.ReadFile(filepath.Join("testdata", "tools", name))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, toldOf(eventFrom(string(raw)))); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func made(from, subject, text string, fields ...string) string {
	return "From: " + from + "\nTo: ana@exam.test\nSubject: " + subject + "\nMessage-ID: <1@tool.test>\n" +
		strings.Join(append(fields, ""), "\n") + "\n" + text + "\n"
}

func TestMadeMailsOfTools(t *testing.T) {
	for name, c := range map[string]struct {
		raw, app, kind, reach, from, url string
	}{
		"github review": {
			made("Bo Lind <notifications@github.com>", "[acme/shop] Faster checkout (PR #7)", "@bo requested your review\nhttps://github.com/acme/shop/pull/7", "X-GitHub-Reason: review_requested"),
			"GitHub", "review", "review", "Bo Lind", "https://github.com/acme/shop/pull/7",
		},
		"clickup comment": {
			made("Oliv <notifications@tasks.clickup.com>", "Fix deal views", "Akshay Jyothis commented\nNothing to be done here\nView comment https://app.clickup.com/t/86abc?comment=9&token=x"),
			"ClickUp", "message", "direct", "Akshay Jyothis", "https://app.clickup.com/t/86abc?comment=9",
		},
		"clickup assigned": {
			made("ClickUp <notifications@tasks.clickup.com>", "Save view issues", "dvd assigned you a comment: please make sure this is fixed\nhttps://app.clickup.com/t/900/ABC-12"),
			"ClickUp", "task", "assigned", "dvd", "https://app.clickup.com/t/900/ABC-12",
		},
		"linear": {
			made("Linear <notifications@linear.app>", "ENG-432 Dark mode", "Sara mentioned you in ENG-432\nhttps://linear.app/acme/issue/ENG-432/dark-mode?utm=1#comment-7f"),
			"Linear", "message", "mention", "Sara", "https://linear.app/acme/issue/ENG-432/dark-mode#comment-7f",
		},
		"asana": {
			made("Bo Lind via Asana <no-reply@asana.com>", "Bo Lind assigned a task to you: Approve hero", "https://app.asana.com/0/1200000000/1200000001/f"),
			"Asana", "task", "assigned", "Bo Lind", "https://app.asana.com/0/1200000000/1200000001/f",
		},
		"notion": {
			made("Notion <notify@mail.notion.so>", "Noah commented in SongPush", "https://www.notion.so/acme/Spec-0123456789abcdef0123456789abcdef?pvs=4"),
			"Notion", "message", "direct", "Noah", "https://www.notion.so/acme/Spec-0123456789abcdef0123456789abcdef",
		},
		"trello": {
			made("Trello <do-not-reply@trello.com>", "Bo mentioned you on the card Launch", "https://trello.com/c/AbCd1234/5-launch"),
			"Trello", "message", "mention", "Bo", "https://trello.com/c/AbCd1234/5-launch",
		},
		"basecamp": {
			made("Kes Moss (Basecamp) <notifications@3.basecamp.com>", "(Acme) Re: Checklist", "Kes Moss commented\nhttps://3.basecamp.com/1/buckets/9/todos/555"),
			"Basecamp", "message", "direct", "Kes Moss", "https://3.basecamp.com/1/buckets/9/todos/555",
		},
		"shortcut": {
			made("Shortcut <noreply@shortcut.com>", "Bo assigned a story to you", "https://app.shortcut.com/acme/story/42/checkout"),
			"Shortcut", "task", "assigned", "Bo", "https://app.shortcut.com/acme/story/42/checkout",
		},
		"todoist": {
			made("Todoist <no-reply@todoist.com>", "Bo assigned a task to you", "https://app.todoist.com/app/task/pay-6XGgm6PHrGgMpCFX"),
			"Todoist", "task", "assigned", "Bo", "https://app.todoist.com/app/task/pay-6XGgm6PHrGgMpCFX",
		},
		"google docs": {
			made(`"Priya (Google Docs)" <comments-noreply@docs.google.com>`, "Q3 plan - a comment", "Priya assigned you an action item in the following document\nhttps://docs.google.com/document/d/18QlPQjxUCMK3k3n1/edit?disco=AAA&usp=comment_email"),
			"Google Docs", "task", "assigned", "Priya", "https://docs.google.com/document/d/18QlPQjxUCMK3k3n1/edit?disco=AAA",
		},
		"google docs in another language": {
			made(`"Ana Ruiz (via Documentos Google)" <drive-shares-dm-noreply@google.com>`, "Documento compartilhado com você", "https://docs.google.com/document/d/18QlPQjxUCMK3k3n1/edit?usp=sharing"),
			"Google Docs", "message", "", "Ana Ruiz", "https://docs.google.com/document/d/18QlPQjxUCMK3k3n1/edit",
		},
		"google slides in another language": {
			made(`=?UTF-8?Q?Bo_Lind_=28via_Apresenta=C3=A7=C3=B5es_Google=29?= <drive-shares-noreply@google.com>`, "x", "https://docs.google.com/presentation/d/18QlPQjxUCMK3k3n1/edit"),
			"Google Docs", "message", "", "Bo Lind", "https://docs.google.com/presentation/d/18QlPQjxUCMK3k3n1/edit",
		},
		"google drive": {
			made(`"Jeff (via Google Docs)" <drive-shares-dm-noreply@google.com>`, "Document shared with you: \"share test\"", "I've shared an item with you:\nhttps://docs.google.com/document/d/18QlPQjxUCMK3k3n1/edit?usp=sharing&ts=69a"),
			"Google Docs", "message", "direct", "Jeff", "https://docs.google.com/document/d/18QlPQjxUCMK3k3n1/edit",
		},
		"sharepoint": {
			made("SharePoint Online <no-reply@sharepointonline.com>", `David Chen shared "Notes.docx" with you`, "https://acme.sharepoint.com/:w:/s/team/EabcDEF?e=x"),
			"SharePoint", "message", "direct", "David Chen", "https://acme.sharepoint.com/:w:/s/team/EabcDEF",
		},
		"teams": {
			made("Microsoft Teams <noreply@email.teams.microsoft.com>", "Jordan Lee mentioned you in Study Group", "https://teams.microsoft.com/l/message/19:abc@thread.v2/170?context=x"),
			"Teams", "message", "mention", "Jordan Lee", "https://teams.microsoft.com/l/message/19:abc@thread.v2/170",
		},
		"zoom": {
			made("Zoom <no-reply@zoom.us>", "Meeting assets for Weekly are ready!", "The recording is ready https://acme.zoom.us/rec/share/AbC.d-e?pwd=1"),
			"Zoom", "message", "list", "Zoom", "https://acme.zoom.us/rec/share/AbC.d-e",
		},
		"slack": {
			made("Slack <notification@slack.com>", "[Acme] New message from Bo Lind in Acme", "https://acme.slack.com/archives/D024BE91L/p1700000000000100?x=1"),
			"Slack", "message", "direct", "Bo Lind", "https://acme.slack.com/archives/D024BE91L/p1700000000000100",
		},
		"yac": {
			made("Yac <no-reply@yac.com>", "Bo sent you a message", "https://yac.com/message/7"),
			"Yac", "message", "direct", "Yac", "https://yac.com/message/7",
		},
	} {
		e := eventFrom(c.raw)
		got := []string{e.App, string(e.Kind), string(e.Reach), e.From, e.URL}
		if diff := cmp.Diff([]string{c.app, c.kind, c.reach, c.from, c.url}, got); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func TestWhoOnlyClaimsToBeATool(t *testing.T) {
	link := "https://github.com/acme/shop/pull/7"
	for name, raw := range map[string]string{
		"another domain":            made("GitHub <notifications@github.com.evil.test>", "[acme/shop] Pay (PR #7)", link, "X-GitHub-Reason: review_requested"),
		"a name that looks so":      made(`"notifications@github.com" <mal@evil.test>`, "[acme/shop] Pay (PR #7)", link, "X-GitHub-Reason: review_requested"),
		"another sort of mail":      made("Google <no-reply@google.com>", "Bo mentioned you", "https://docs.google.com/document/d/18QlPQjxUCMK3k3n1/edit"),
		"found to be forged":        made("GitHub <notifications@github.com>", "[acme/shop] Pay (PR #7)", link, "X-GitHub-Reason: mention", "Authentication-Results: mx.exam.test; dkim=fail; dmarc=fail header.from=github.com"),
		"with a finding of its own": "Authentication-Results: mx.exam.test; dmarc=fail\nAuthentication-Results: mx.evil.test; dmarc=pass; dkim=pass\n" + made("GitHub <notifications@github.com>", "[acme/shop] Pay (PR #7)", link, "X-GitHub-Reason: mention"),
	} {
		if e := eventFrom(raw); e.Service != "mail" || strings.HasPrefix(e.URL, "https") || e.Kind != "message" || e.Blocked != "" {
			t.Errorf("%s passes for a tool: %+v", name, e)
		}
	}
}

func TestNoLinkLeadsElsewhere(t *testing.T) {
	for _, link := range []string{
		"https://github.com.evil.test/acme/shop/pull/7", "https://evil.test/github.com/acme/shop/pull/7", "http://github.com/acme/shop/pull/7",
		"https://github.com@evil.test/acme/shop/pull/7", "https://github.com:8443/acme/shop/pull/7", "https://notgithub.com/acme/shop/pull/7",
		`https://evil.test\@github.com/acme/shop/pull/7`, "javascript:https://github.com/acme/shop/pull/7#", "https://gıthub.com/acme/shop/pull/7",
	} {
		e := eventFrom(made("Bo <notifications@github.com>", "[acme/shop] Pay (PR #7)", link, "X-GitHub-Reason: mention"))
		if strings.HasPrefix(e.URL, "http") && !strings.HasPrefix(e.URL, "https://github.com/") {
			t.Errorf("%s became %s", link, e.URL)
		}
	}
	own := eventFrom(made("Bo (@bo) <gitlab@git.evil.test>", "shop | Pay (!7)", "https://gitlab.com/acme/shop/-/merge_requests/7", "X-GitLab-Project-Path: acme/shop", "X-GitLab-NotificationReason: mentioned"))
	if own.App != "GitLab at git.evil.test, acme/shop" || strings.HasPrefix(own.URL, "https") {
		t.Errorf("somebody's own server passes for another: %+v", own)
	}
}

func TestThreadsOfAToolAreOne(t *testing.T) {
	one := eventFrom(made("Bo <notifications@github.com>", "[acme/shop] Pay (PR #7)", "https://github.com/acme/shop/pull/7", "X-GitHub-Reason: mention"))
	other := eventFrom(made("Cy <notifications@github.com>", "Re: [acme/shop] Pay (PR #7)", "https://github.com/acme/shop/pull/7#issuecomment-9", "X-GitHub-Reason: author"))
	if one.Thread != other.Thread {
		t.Errorf("%q and %q are two", one.Thread, other.Thread)
	}
	if diff := cmp.Diff([]string{"mid:1@tool.test", "url:github.com/acme/shop/pull/7"}, one.Same); diff != "" {
		t.Error(diff)
	}
}
