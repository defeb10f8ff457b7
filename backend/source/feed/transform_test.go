package feed

import (
	"strings"
	"testing"
	"time"

	"sluice/backend/source"
)

var account = source.Account{ID: "feed-1", Name: "Blog", Settings: source.Values{"address": "https://blog.test/feed"}}

// posts gives what a feed's text gives, after what was seen before.
func posts(t *testing.T, text string, before []seen) ([]source.Event, []seen) {
	t.Helper()
	parsed, err := parse([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	batch, now := eventsOf(parsed, "https://blog.test/a/feed", before, account)
	return batch.Events, now
}

const rss = `<rss version="2.0"><channel><title>A &amp; B</title><link>https://blog.test</link>
<item><guid>2</guid><link>../two</link><title>Two &lt;b&gt;bold&lt;/b&gt;</title><pubDate>Wed, 02 Sep 2026 10:00:00 +0200</pubDate>
<description>&lt;p&gt;One&lt;/p&gt;&lt;p&gt;&lt;a href="https://x.test/y"&gt;two&lt;/a&gt;&lt;script&gt;no()&lt;/script&gt;</description></item>
<item><guid>1</guid><link>javascript:alert(1)</link><title>One</title><pubDate>Tue, 01 Sep 2026 10:00:00 GMT</pubDate></item>
<item></item></channel></rss>`

func TestEventsOfRSS(t *testing.T) {
	events, now := posts(t, rss, nil)
	if len(events) != 2 || len(now) != 2 {
		t.Fatalf("of two posts came %+v", events)
	}
	one, two := events[0], events[1]
	if one.RemoteID != "1" || one.URL != "" || one.App != "A & B" || one.From != "A & B" {
		t.Errorf("the older one is %+v", one)
	}
	if two.Title != "Two bold" || two.URL != "https://blog.test/two" || two.Body != "One\n\ntwo (https://x.test/y)" ||
		!two.SentAt.Equal(time.Date(2026, 9, 2, 8, 0, 0, 0, time.UTC)) || two.Same[0] != "url:blog.test/two" {
		t.Errorf("the newer one is %+v", two)
	}
}

func TestAFeedThatChangesItsGuidsKeepsItsPosts(t *testing.T) {
	_, now := posts(t, rss, nil)
	events, after := posts(t, strings.ReplaceAll(rss, "<guid>2</guid>", "<guid>two-anew</guid>"), now)
	if len(events) != 0 || after[0].ID != "2" {
		t.Errorf("after its guid changed came %+v (%+v)", events, after)
	}
}

func TestAtomAndJSON(t *testing.T) {
	atom := `<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><entry><id>tag:x</id><title>Hi</title>
		<link href="/p"/><updated>2026-09-01T10:00:00Z</updated><author><name>Zoë</name></author><content>c</content></entry></feed>`
	json := `{"version":"https://jsonfeed.org/version/1.1","title":"T","items":[{"id":"7","url":"https://blog.test/p","title":"Hi",
		"content_html":"c","date_published":"2026-09-01T10:00:00Z","authors":[{"name":"Zoë"}]}]}`
	for name, text := range map[string]string{"atom": atom, "json": json} {
		events, _ := posts(t, text, nil)
		if len(events) != 1 || events[0].Title != "Hi" || events[0].URL != "https://blog.test/p" || events[0].From != "Zoë" ||
			events[0].SentAt.IsZero() || events[0].Body != "c" {
			t.Errorf("%s gave %+v", name, events)
		}
	}
}

func TestAFirstImportLeavesOldPostsWithoutDates(t *testing.T) {
	text := `<rss version="2.0"><channel><title>T</title>` + strings.Repeat(`<item><title>x</title></item>`, 1) + `</channel></rss>`
	events, _ := posts(t, text, nil)
	for range 24 {
		events = append(events, source.Event{RemoteID: "more"})
	}
	kept, older := dated(events)
	if len(kept) != newest || older != 15 || kept[9].RemoteID != "more" {
		t.Errorf("of 25 posts without dates %d are kept and %d left", len(kept), older)
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(rss))
	f.Add([]byte(`{"version":"https://jsonfeed.org/version/1","items":[{"id":1}]}`))
	f.Add([]byte(`<feed xmlns="http://www.w3.org/2005/Atom"><entry><link/></entry></feed>`))
	f.Fuzz(func(t *testing.T, text []byte) {
		parsed, err := parse(text)
		if err != nil {
			return
		}
		batch, now := eventsOf(parsed, "https://blog.test/feed", nil, account)
		for _, event := range batch.Events {
			if event.RemoteID == "" || event.URL != "" && !strings.HasPrefix(event.URL, "http") {
				t.Errorf("an event without identity, or with a strange address: %+v", event)
			}
		}
		again, _ := eventsOf(parsed, "https://blog.test/feed", now, account)
		if len(again.Events) > 0 {
			t.Errorf("the same feed again gives %+v", again.Events)
		}
	})
}
