package feed_test

import (
	"encoding/xml"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"sluice/backend/source"
	"sluice/backend/source/feed"
	"sluice/backend/source/sourcetest"
)

// blog is a site with a feed, the newest post first, that knows whether it has changed.
type blog struct {
	mu    sync.Mutex
	posts []sourcetest.Message
	state int
}

func (b *blog) Put(m sourcetest.Message) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.state++
	b.posts = slices.DeleteFunc(b.posts, func(old sourcetest.Message) bool { return old.ID == m.ID })
	b.posts = slices.Insert(b.posts, 0, m)
}

func (b *blog) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	b.mu.Lock()
	defer b.mu.Unlock()
	tag := fmt.Sprintf(`W/"%d"`, b.state)
	w.Header().Set("ETag", tag)
	if r.Header.Get("If-None-Match") == tag {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	fmt.Fprint(w, `<?xml version="1.0"?><rss version="2.0"><channel><title>A blog</title><link>/</link>`)
	for _, post := range b.posts {
		fmt.Fprintf(w, `<item><guid isPermaLink="false">%s</guid><link>/posts/%s</link><title>%s</title><author>%s</author>`+
			`<pubDate>%s</pubDate><description>%s</description></item>`, post.ID, post.ID, escaped(post.Title),
			escaped(post.From), post.At.Format(time.RFC1123Z), escaped(escaped(post.Body)))
	}
	fmt.Fprint(w, `</channel></rss>`)
}

func escaped(text string) string {
	var safe strings.Builder
	_ = xml.EscapeText(&safe, []byte(text))
	return safe.String()
}

func TestExam(t *testing.T) {
	sourcetest.Run(t, sourcetest.Subject{
		Source:   feed.Source{},
		Settings: source.Values{"address": "https://blog.test/feed", "user": "ana", "edits": "true"},
		Secrets:  source.Secrets{"password": "s3cret-password"},
		Service:  func(testing.TB) sourcetest.Service { return &blog{} },
	})
}
