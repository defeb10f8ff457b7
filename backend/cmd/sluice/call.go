package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"
	"unicode"

	"sluice/backend/api/remote"
	"sluice/backend/desktop/wake"
	"sluice/backend/profile"
)

// call is what a command works with.
type call struct {
	ctx     context.Context
	profile profile.Profile
	client  *remote.Client
	json    bool
	out     io.Writer
	err     io.Writer
}

// errSaid is an error that has been said already, in the command's own output.
var errSaid = errors.New("said already")

func (c *call) get(path string, into any) error {
	return c.client.Ask(c.ctx, http.MethodGet, path, nil, into)
}

func (c *call) post(path string, body, into any) error {
	if body == nil {
		body = struct{}{}
	}
	return c.client.Ask(c.ctx, http.MethodPost, path, body, into)
}

// say prints an answer: as JSON for programs, else as say_ says it for people.
func (c *call) say(answer any, people func()) error {
	if !c.json {
		people()
		return nil
	}
	encoder := json.NewEncoder(c.out)
	encoder.SetIndent("", "  ")
	encoder.SetEscapeHTML(false)
	return encoder.Encode(answer)
}

func (c *call) printf(format string, args ...any) { fmt.Fprintf(c.out, format, args...) }

// zone is the user's time zone, in which people are told of times.
func (c *call) zone() *time.Location { return wake.NewZone().Now() }

// when tells people of an instant: the time of day, with the day where it is not today.
func (c *call) when(at time.Time) string {
	local, now := at.In(c.zone()), time.Now().In(c.zone())
	switch {
	case local.Format(time.DateOnly) == now.Format(time.DateOnly):
		return local.Format("15:04")
	case local.Sub(now).Abs() < 6*24*time.Hour:
		return local.Format("Mon 15:04")
	}
	return local.Format("2 Jan 2006 15:04")
}

// plain makes text from outside harmless for a terminal: one line without control characters, which
// could move the cursor, colour, or worse.
func plain(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n', r == '\t', r == '\r':
			return ' '
		case unicode.IsControl(r), unicode.Is(unicode.Bidi_Control, r):
			return -1
		}
		return r
	}, text)
}

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
