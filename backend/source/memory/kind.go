package memory

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"sluice/backend/source"
	"sluice/backend/source/httpx"
	"sluice/backend/work"
)

// Kind is a source of which accounts are connected, at a Service.
type Kind struct{}

const cursorVersion = 1

// cursor is how far an account was read.
type cursor struct {
	Since int              `json:"since"`
	Known httpx.Validators `json:"known"`
}

// Describe says what the source is.
func (Kind) Describe() source.Descriptor {
	return source.Descriptor{
		ID: "memory", Name: "Sample service", Service: "memory", Sentence: "Messages and meetings of a service that keeps them in memory.",
		Form: []source.Field{
			{Key: "address", Type: source.FieldAddress, Label: "Address", Required: true, Example: "https://memory.test"},
			{Key: "token", Type: source.FieldSecret, Label: "Token", Required: true},
			{Key: "snooze", Type: source.FieldToggle, Label: "Snooze its own notifications during a shield", Help: "Others see nothing of it."},
		},
		Help:  source.Help{Where: "Any token will do.", May: "It may read and answer."},
		Hosts: []string{"{address}"}, Writes: []source.Verb{source.VerbDone, source.VerbReply}, DoneVerb: source.VerbDone, Snoozes: "snooze",
		Can:      source.Can{Watch: true, Vanish: true, Edits: true, Hydrate: true, Meetings: true},
		Interval: source.Interval{Least: time.Minute, Usual: 5 * time.Minute},
	}
}

func client(a source.Account) *httpx.Client { return httpx.New(a).Bearer(a.Secrets["token"]) }

func address(a source.Account, path string) string {
	return strings.TrimSuffix(a.Settings["address"], "/") + path
}

// Check asks who the user is.
func (Kind) Check(ctx context.Context, a source.Account) (source.Identity, error) {
	var me struct{ Name string }
	_, err := client(a).JSON(ctx, httpx.Request{URL: address(a, "/me")}, &me)
	return source.Identity{Who: me.Name}, err
}

// Pull asks for what changed.
func (Kind) Pull(ctx context.Context, a source.Account, at source.Cursor, b source.Budget) (source.Batch, error) {
	var from cursor
	if err := at.Read(cursorVersion, &from); err != nil {
		return source.Batch{}, err
	}
	var answer page
	response, err := client(a).JSON(ctx, httpx.Request{
		URL:   address(a, fmt.Sprintf("/messages?since=%d&limit=%d", from.Since, b.Events)),
		Known: from.Known, Accept: []int{http.StatusConflict},
	}, &answer)
	switch {
	case response.Status == http.StatusConflict:
		return source.Batch{}, source.NewTrouble(source.CursorExpired, "")
	case err != nil:
		return source.Batch{}, err
	case response.Unchanged:
		return source.Batch{Hint: response.Hint}, nil
	}
	batch := source.Batch{More: answer.More, Hint: response.Hint}
	for _, m := range answer.Messages {
		if m.Gone {
			batch.Gone = append(batch.Gone, m.ID)
		} else {
			batch.Events = append(batch.Events, eventOf(m))
		}
	}
	if answer.Meetings != nil {
		batch.Meetings = meetingsOf(answer.Meetings, a.Now())
	}
	next := cursor{Since: answer.Next}
	if !answer.More {
		next.Known = response.Validators
	}
	batch.Next, err = source.NewCursor(cursorVersion, next)
	return batch, err
}

func eventOf(m message) source.Event {
	return source.Event{
		RemoteID: m.ID, Thread: m.ID, SentAt: m.At, UpdatedAt: m.Edited, App: "Memory", From: m.From,
		Kind: work.KindMessage, Title: m.Title, Body: m.Body, Reach: work.ReachDirect,
	}
}

// meetingsOf gives the appointments of a span round now: all that begin in it, so that what is not among
// them is gone.
func meetingsOf(all []meeting, now time.Time) *source.Meetings {
	told := &source.Meetings{From: now.AddDate(0, 0, -1), Until: now.AddDate(0, 0, 14), All: []work.Meeting{}}
	for _, m := range all {
		if !m.From.Before(told.From) && m.From.Before(told.Until) {
			told.All = append(told.All, work.Meeting{RemoteID: m.ID, Title: m.Title, From: m.From, Until: m.Until})
		}
	}
	return told
}

// Watch asks until something is new, again and again.
func (Kind) Watch(ctx context.Context, a source.Account, changed func()) error {
	for {
		changed()
		_, err := client(a).Send(ctx, httpx.Request{URL: address(a, "/wait"), Timeout: time.Hour})
		switch {
		case ctx.Err() != nil:
			return nil //nolint:nilerr // its end is the end of watching, and no trouble
		case err != nil:
			return err
		}
	}
}

// Hydrate gives the whole of a message.
func (Kind) Hydrate(ctx context.Context, a source.Account, target source.Target) (source.Detail, error) {
	var m message
	_, err := client(a).JSON(ctx, httpx.Request{URL: address(a, "/message?id="+url.QueryEscape(target.Thread))}, &m)
	return source.Detail{Title: m.Title, Body: m.Body, From: m.From}, err
}

// Write does a verb.
func (Kind) Write(ctx context.Context, a source.Account, w source.Write) error {
	form := url.Values{"id": {w.Target.Thread}, "text": {w.Text}, "key": {w.Key}}
	_, err := client(a).Send(ctx, httpx.Request{
		Method: http.MethodPost, URL: address(a, "/"+string(w.Verb)), Body: strings.NewReader(form.Encode()),
		Header: http.Header{"Content-Type": {"application/x-www-form-urlencoded"}},
	})
	return err
}

// Snoozed asks until when the service's own notifications are snoozed.
func (Kind) Snoozed(ctx context.Context, a source.Account) (until time.Time, err error) {
	_, err = client(a).JSON(ctx, httpx.Request{URL: address(a, "/snooze")}, &until)
	return until, err
}

// Snooze has them snoozed.
func (Kind) Snooze(ctx context.Context, a source.Account, minutes int) (until time.Time, err error) {
	_, err = client(a).JSON(ctx, httpx.Request{Method: http.MethodPost, URL: address(a, "/snooze"), Body: minutes}, &until)
	return until, err
}

// EndSnooze ends that.
func (k Kind) EndSnooze(ctx context.Context, a source.Account) error {
	_, err := k.Snooze(ctx, a, 0)
	return err
}
