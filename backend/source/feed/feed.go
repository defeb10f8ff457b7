// Package feed is the source of RSS, Atom and JSON feeds. It asks a feed at most once an hour, and only
// for what has changed.
package feed

import (
	"context"
	"time"

	"sluice/backend/source"
	"sluice/backend/source/httpx"
)

// Source reads feeds.
type Source struct{}

// maxFeed is how long a feed may be, in bytes.
const maxFeed = 5 << 20

// Describe says what the source is.
func (Source) Describe() source.Descriptor {
	return source.Descriptor{
		ID: "feed", Name: "RSS and Atom feeds", Service: "feed",
		Sentence: "New posts of a blog, a forum, a release page, or a private feed of a tool that you work with.",
		Form: []source.Field{
			{
				Key: "address", Type: source.FieldAddress, Label: "Address", Required: true,
				Example: "https://example.org/feed.xml", Help: "The address of the feed itself, RSS, Atom or JSON Feed.",
			},
			{Key: "user", Type: source.FieldText, Label: "User", Help: "Only where the feed asks for one."},
			{Key: "password", Type: source.FieldSecret, Label: "Password", Help: "Only where the feed asks for one."},
			{Key: "edits", Type: source.FieldToggle, Label: "Tell of edits", Help: "A post that is edited comes once more."},
		},
		Help: source.Help{
			Where: "Most feeds need no password. Private ones carry it in their address, or name user and password on their page.",
			May:   "A feed can only be read.",
			Note:  "A feed is asked once an hour at most.",
		},
		Hosts:    []string{"{address}"},
		Can:      source.Can{Edits: true},
		Interval: source.Interval{Least: time.Hour, Usual: time.Hour},
	}
}

const cursorVersion = 1

// cursor is what is known of a feed.
type cursor struct {
	Known httpx.Validators `json:"known"`
	Seen  []seen           `json:"seen"` // what stands in it at present
}

// Check reads the feed and says what it is.
func (Source) Check(ctx context.Context, a source.Account) (source.Identity, error) {
	_, parsed, err := read(ctx, a, httpx.Validators{})
	if err != nil {
		return source.Identity{}, err
	}
	return source.Identity{Who: titleOf(parsed, a), Finds: []source.Find{source.Found(len(parsed.Items), "%d post", "%d posts")}}, nil
}

// Pull reads the feed where it changed, and gives the posts that are new.
func (Source) Pull(ctx context.Context, a source.Account, at source.Cursor, b source.Budget) (source.Batch, error) {
	var known cursor
	if err := at.Read(cursorVersion, &known); err != nil {
		return source.Batch{}, err
	}
	response, parsed, err := read(ctx, a, known.Known)
	if err != nil || response.Unchanged {
		return source.Batch{Hint: response.Hint}, err
	}
	batch, now := eventsOf(parsed, response.URL, known.Seen, a)
	if at == "" && !b.Since.IsZero() {
		batch.Events, batch.Older = dated(batch.Events)
	}
	batch.Hint = response.Hint.Later(source.Hint{Interval: timeToLive(parsed)})
	batch.Next, err = source.NewCursor(cursorVersion, cursor{Known: response.Validators, Seen: now})
	return batch, err
}
