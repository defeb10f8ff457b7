package feed

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/mmcdole/gofeed"

	"sluice/backend/source"
	"sluice/backend/work"
)

// KindPost is the kind of a feed's events.
const KindPost work.Kind = "post"

// seen is a post that stands in a feed.
type seen struct {
	ID   string `json:"id"`   // under which it was handed over
	Mark string `json:"mark"` // of its link and title: feeds change their guids at times
	Form string `json:"form"` // of its text
}

// maxSeen is how many posts of a feed are looked at.
const maxSeen = 1000

// eventsOf gives the posts that were not seen, oldest first, and all that stand in the feed now. from
// is where the feed came from.
func eventsOf(f *gofeed.Feed, from string, before []seen, a source.Account) (source.Batch, []seen) {
	known := map[string]seen{}
	for _, post := range before {
		known[post.ID], known[post.Mark] = post, post
	}
	var batch source.Batch
	var now []seen
	for _, item := range f.Items[:min(len(f.Items), maxSeen)] {
		post, event, says := eventOf(f, item, from, a)
		if !says {
			batch.Skipped++
			continue
		}
		was, wasThere := known[post.ID]
		if !wasThere && post.Mark != "" {
			if was, wasThere = known[post.Mark]; wasThere {
				post.ID, event.RemoteID, event.Thread = was.ID, was.ID, was.ID
			}
		}
		now = append(now, post)
		if edited := wasThere && was.Form != post.Form && a.Settings.On("edits"); !wasThere || edited {
			batch.Events = append(batch.Events, event)
		}
	}
	slices.Reverse(batch.Events)
	slices.SortStableFunc(batch.Events, func(a, b source.Event) int { return a.SentAt.Compare(b.SentAt) })
	return batch, now
}

// eventOf gives a post; one that says nothing at all is none.
func eventOf(f *gofeed.Feed, item *gofeed.Item, from string, a source.Account) (seen, source.Event, bool) {
	link := absolute(item.Link, from)
	body := source.FromHTML(cmp.Or(item.Content, item.Description))
	title := source.FromHTML(item.Title)
	if title == "" {
		title, _, _ = strings.Cut(body, "\n")
	}
	post := seen{ID: cmp.Or(item.GUID, link, digest(title, body)), Form: digest(title, body)}
	if link != "" {
		post.Mark = digest(link, title)
	}
	event := source.Event{
		RemoteID: post.ID, Thread: post.ID, App: titleOf(f, a), From: authorOf(f, item, a), Kind: KindPost,
		Title: source.Clip(title, source.MaxLine), Body: source.Clip(body, source.MaxBody), URL: link,
		Reach: work.ReachList, Priority: -1, Same: []string{source.SameAddress(link)}, Service: "feed",
	}
	event.SentAt = instant(cmp.Or(item.PublishedParsed, item.UpdatedParsed))
	if a.Settings.On("edits") {
		event.UpdatedAt, event.Revision = instant(item.UpdatedParsed), post.Form
	}
	return post, event, title != "" || link != ""
}

func instant(at *time.Time) time.Time {
	if at == nil {
		return time.Time{}
	}
	return at.UTC()
}

// newest is how many posts without a date a first import takes.
const newest = 10

// dated leaves of the posts without a date only the newest, and says how many it left out: a feed
// without dates would come whole.
func dated(events []source.Event) (kept []source.Event, older int) {
	without := 0
	for _, event := range slices.Backward(events) {
		if event.SentAt.IsZero() {
			if without++; without > newest {
				older++
				continue
			}
		}
		kept = append(kept, event)
	}
	slices.Reverse(kept)
	return kept, older
}

func titleOf(f *gofeed.Feed, a source.Account) string {
	return cmp.Or(source.Line(source.FromHTML(f.Title), source.MaxLine), a.Name)
}

func authorOf(f *gofeed.Feed, item *gofeed.Item, a source.Account) string {
	for _, author := range item.Authors {
		if name := cmp.Or(author.Name, author.Email); name != "" {
			return name
		}
	}
	return titleOf(f, a)
}

// absolute gives a link's whole address; empty where it has none of http or https.
func absolute(link, from string) string {
	base, err := url.Parse(from)
	if err != nil || link == "" {
		return ""
	}
	whole, err := base.Parse(strings.TrimSpace(link))
	if err != nil || whole.Scheme != "https" && whole.Scheme != "http" {
		return ""
	}
	return whole.String()
}

func digest(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return hex.EncodeToString(sum[:12])
}
