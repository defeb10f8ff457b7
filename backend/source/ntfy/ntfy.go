// Package ntfy is the source of topics at ntfy.sh or a server of one's own: the way in for services that
// cannot reach this machine. https://docs.ntfy.sh/subscribe/api/
package ntfy

import (
	"context"
	"encoding/json"
	"errors"
	"net/url"
	"strconv"
	"strings"
	"time"

	"sluice/backend/source"
	"sluice/backend/source/httpx"
)

// Source reads topics.
type Source struct{}

// Describe says what the source is.
func (Source) Describe() source.Descriptor {
	return source.Descriptor{
		ID: "ntfy", Name: "ntfy topic", Service: "ntfy",
		Sentence: "What Zapier, Make, a server or a script publishes to a topic, here or at ntfy.sh.",
		Form: []source.Field{
			{Key: "address", Type: source.FieldAddress, Label: "Server", Required: true, Default: "https://ntfy.sh", Example: "https://ntfy.sh"},
			{Key: "topic", Type: source.FieldText, Label: "Topic", Required: true, Help: "Whoever knows the name of an open topic can read it and write to it: choose one that nobody guesses."},
			{Key: "token", Type: source.FieldSecret, Label: "Access token", Help: "Only where the topic is reserved: tk_…"},
		},
		Help: source.Help{
			Where: "A topic is there as soon as somebody publishes to it. A token is made in the web app under Account.",
			May:   "The token needs to read the topic and nothing else.",
			URL:   "https://docs.ntfy.sh/publish/",
			Note:  "A server keeps messages for some hours: what comes while this computer is off for longer is gone.",
		},
		Hosts:    []string{"{address}"},
		Can:      source.Can{Watch: true},
		Interval: source.Interval{Least: time.Minute, Usual: 5 * time.Minute},
	}
}

const cursorVersion = 1

// cursor is how far a topic was read. A server may have forgotten a message's id, never the time.
type cursor struct {
	Since int64 `json:"since"` // of the newest message, Unix seconds
}

// overlap is how many seconds are read twice, since several messages have the same one.
const overlap = 1

// Check reads the topic and says what lies there.
func (Source) Check(ctx context.Context, a source.Account) (source.Identity, error) {
	all, err := poll(ctx, a, "all")
	return source.Identity{Who: topic(a), Finds: []source.Find{
		source.Found(len(all), "%d message that the server keeps", "%d messages that the server keeps"),
	}}, err
}

// Pull reads what was published since the last time.
func (Source) Pull(ctx context.Context, a source.Account, at source.Cursor, b source.Budget) (source.Batch, error) {
	var read cursor
	if err := at.Read(cursorVersion, &read); err != nil {
		return source.Batch{}, err
	}
	since := "all"
	switch {
	case read.Since != 0:
		since = strconv.FormatInt(read.Since-overlap, 10)
	case !b.Since.IsZero():
		since = strconv.FormatInt(b.Since.Unix(), 10)
	}
	messages, err := poll(ctx, a, since)
	if err != nil {
		return source.Batch{}, err
	}
	before := read.Since
	batch := source.Batch{}
	for _, m := range messages {
		batch.Events = append(batch.Events, eventOf(m, a))
		read.Since = max(read.Since, m.Time)
	}
	if read.Since != before {
		batch.Next, err = source.NewCursor(cursorVersion, read)
	}
	return batch, err
}

// maxTopic is how much of a topic is read at once, in bytes.
const maxTopic = 8 << 20

// poll reads the messages that the server has since a time; scheduled ones come in their time.
func poll(ctx context.Context, a source.Account, since string) ([]message, error) {
	response, err := client(a).Send(ctx, httpx.Request{URL: address(a, "poll=1&since="+url.QueryEscape(since)), Limit: maxTopic})
	if err != nil {
		return nil, err
	}
	var messages []message
	for line := range strings.Lines(string(response.Body)) {
		if strings.TrimSpace(line) == "" {
			continue
		}
		var m message
		if err := json.Unmarshal([]byte(line), &m); err != nil {
			return nil, source.WrapTrouble(errors.New("a line is no JSON"), source.Malformed, "")
		}
		if m.Event == "message" && m.ID != "" {
			messages = append(messages, m)
		}
	}
	return messages, nil
}

// quiet is how long a server may say nothing: it gives a sign of life every 45 seconds, or what its owner
// set.
const quiet = 3 * time.Minute

// Watch keeps the topic open.
func (Source) Watch(ctx context.Context, a source.Account, changed func()) error {
	return client(a).Lines(ctx, httpx.Request{URL: address(a, "since=none"), Timeout: quiet}, func(line []byte) error {
		var m message
		if err := json.Unmarshal(line, &m); err != nil {
			return source.NewTrouble(source.Malformed, "")
		}
		if m.Event == "open" || m.Event == "message" {
			changed()
		}
		return nil
	})
}

func client(a source.Account) *httpx.Client {
	c := httpx.New(a)
	if token := a.Secrets["token"]; token != "" {
		c.Bearer(token)
	}
	return c
}

func topic(a source.Account) string { return strings.TrimSpace(a.Settings["topic"]) }

func address(a source.Account, query string) string {
	return strings.TrimSuffix(a.Settings["address"], "/") + "/" + url.PathEscape(topic(a)) + "/json?" + query
}
