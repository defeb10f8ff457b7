package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"
	"unicode"

	"sluice/backend/api/remote"
	"sluice/backend/api/wire"
	"sluice/backend/desktop/wake"
	"sluice/backend/fault"
	"sluice/backend/profile"
)

// call is what a command works with.
type call struct {
	ctx     context.Context //nolint:containedctx // a call is one command, and lives as long
	profile profile.Profile
	named   string // the profile's folder, as it was asked for; empty: it was not
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

func (c *call) delete(path string, into any) error {
	return c.client.Ask(c.ctx, http.MethodDelete, path, nil, into)
}

// clientID finds a client by name or number.
func (c *call) clientID(named string) (int64, error) {
	var clients wire.Clients
	if err := c.get("/clients?client="+url.QueryEscape(named), &clients); err != nil {
		return 0, err
	}
	if len(clients.Clients) != 1 {
		return 0, fault.New(fault.NotFound, "There is no client %q.", named)
	}
	return clients.Clients[0].ID, nil
}

// say prints an answer: as JSON for programs, else as say_ says it for people.
func (c *call) say(answer any, people func()) error {
	if !c.json {
		people()
		return nil
	}
	return encode(c.out, answer, "  ")
}

// encode writes JSON that is harmless for a terminal too: what the encoder leaves as it is and a terminal
// would obey is escaped. Such characters stand in strings only, so that it means the same.
func encode(out io.Writer, value any, indent string) error {
	var text, harmless strings.Builder
	encoder := json.NewEncoder(&text)
	encoder.SetIndent("", indent)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		return err
	}
	for _, r := range text.String() {
		if r != '\n' && obeyed(r) {
			fmt.Fprintf(&harmless, `\u%04x`, r)
		} else {
			harmless.WriteRune(r)
		}
	}
	_, err := io.WriteString(out, harmless.String())
	return err
}

func (c *call) printf(format string, args ...any) { fmt.Fprintf(c.out, format, args...) }

// zone is the user's time zone, in which people are told of times.
func (c *call) zone() *time.Location { return wake.NewZone().Now() }

// when tells people of an instant.
func (c *call) when(at time.Time) string { return clockOf(at, time.Now(), c.zone()) }

// clockOf gives the time of day of an instant, with the day where it is not today.
func clockOf(at, now time.Time, zone *time.Location) string {
	local, now := at.In(zone), now.In(zone)
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
		case obeyed(r):
			return -1
		}
		return r
	}, text)
}

// obeyed says whether a terminal does something with a character other than showing it.
func obeyed(r rune) bool { return unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) }

// plainLines is plain for text of ours that has lines and may quote what others wrote.
func plainLines(text string) string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		lines[i] = plain(line)
	}
	return strings.Join(lines, "\n")
}

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
