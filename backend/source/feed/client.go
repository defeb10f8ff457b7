package feed

import (
	"bytes"
	"context"
	"net/http"
	"strconv"
	"time"

	"github.com/mmcdole/gofeed"

	"sluice/backend/source"
	"sluice/backend/source/httpx"
)

// accepted is what a feed may be; some servers choose by it.
const accepted = "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5"

// read asks for the feed. Where it is as it was known there is none.
func read(ctx context.Context, a source.Account, known httpx.Validators) (httpx.Response, *gofeed.Feed, error) {
	client := httpx.New(a)
	if user := a.Settings["user"]; user != "" {
		client.Basic(user, a.Secrets["password"])
	}
	response, err := client.Send(ctx, httpx.Request{
		URL: a.Settings["address"], Known: known, Limit: maxFeed, Header: http.Header{"Accept": {accepted}},
	})
	if err != nil || response.Unchanged {
		return response, nil, err
	}
	parsed, err := parse(response.Body)
	return response, parsed, err
}

// parse reads a feed of any of the three kinds.
func parse(text []byte) (*gofeed.Feed, error) {
	parsed, err := gofeed.NewParser().Parse(bytes.NewReader(text))
	if err != nil {
		return nil, source.WrapTrouble(err, source.Malformed, "What lies there is no feed.")
	}
	return parsed, nil
}

// timeToLive is how long an RSS feed says that it stays as it is; 0: it says nothing.
func timeToLive(f *gofeed.Feed) time.Duration {
	minutes, err := strconv.Atoi(f.Custom["ttl"])
	if err != nil || minutes < 0 {
		return 0
	}
	return min(24*time.Hour, time.Duration(minutes)*time.Minute)
}
