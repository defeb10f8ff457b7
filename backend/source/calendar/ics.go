// Package calendar is the sources of calendars: a file or address with a whole calendar, and CalDAV.
// Meetings are shown on the day and put check-ins off; an invitation that waits for an answer is an item.
package calendar

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"
	"time"

	"sluice/backend/source"
	"sluice/backend/source/httpx"
)

// ICS reads a whole calendar from an address or a file.
type ICS struct{}

// maxCalendar is how long a calendar may be, in bytes: years of a busy person's.
const maxCalendar = 20 << 20

// mine is the field for the user's own addresses, by which his answers are found.
var mine = source.Field{
	Key: "mine", Type: source.FieldText, Label: "Your address there", Example: "ana@acme.example",
	Help: "As you are invited by; several with commas. Without it invitations cannot be told from other meetings.",
}

// Describe says what the source is.
func (ICS) Describe() source.Descriptor {
	return source.Descriptor{
		ID: "ics", Name: "Calendar address or file", Service: "calendar",
		Sentence: "Your meetings on the day, from the secret address of a calendar or from a file.",
		Form: []source.Field{
			{
				Key: "address", Type: source.FieldAddress, Label: "Address", Example: "https://calendar.example.org/private/basic.ics",
				Help: "The secret address in iCal format. Whoever has it can read the calendar.",
			},
			{Key: "file", Type: source.FieldFile, Label: "Or a file", Example: "/home/ana/calendar.ics"},
			{Key: "user", Type: source.FieldText, Label: "User", Help: "Only where the address asks for one."},
			{Key: "password", Type: source.FieldSecret, Label: "Password", Help: "Only where the address asks for one."},
			mine,
		},
		Help: source.Help{
			Where: "In Google Calendar: Settings, your calendar, Secret address in iCal format. In Outlook: Shared calendars, Publish, ICS.",
			May:   "A calendar can only be read so; answers to invitations are given at the source.",
			Note:  "Google and Microsoft renew what lies at such an address only every few hours.",
		},
		Hosts:    []string{"{address}"},
		Can:      source.Can{Meetings: true, Vanish: true, Edits: true},
		Interval: source.Interval{Least: 5 * time.Minute, Usual: 15 * time.Minute},
	}
}

const icsVersion = 1

// icsCursor is what is known of a calendar. The day belongs to it: with each the span moves on.
type icsCursor struct {
	Known httpx.Validators `json:"known"`
	Day   string           `json:"day"`
}

// Check reads the calendar and says how much lies ahead.
func (ICS) Check(ctx context.Context, a source.Account) (source.Identity, error) {
	text, _, err := fetch(ctx, a, httpx.Validators{})
	if err != nil {
		return source.Identity{}, err
	}
	s := spanAt(a.Now())
	entries, _, err := read(text.Body, s, a.Now().Location(), mineOf(a))
	return source.Identity{Who: a.Name, Finds: []source.Find{found(entries, s)}}, err
}

// found says how many meetings lie in a span.
func found(entries []entry, s span) source.Find {
	return source.Found(len(entries), "%d meeting until %s", "%d meetings until %s", s.until.Format("2 January"))
}

// Pull reads the calendar where it changed, and once a day in any case.
func (ICS) Pull(ctx context.Context, a source.Account, at source.Cursor, _ source.Budget) (source.Batch, error) {
	var known icsCursor
	if err := at.Read(icsVersion, &known); err != nil {
		return source.Batch{}, err
	}
	s := spanAt(a.Now())
	today := s.from.Format(time.DateOnly)
	if today != known.Day {
		known.Known = httpx.Validators{}
	}
	answer, unchanged, err := fetch(ctx, a, known.Known)
	if err != nil || unchanged {
		return source.Batch{Hint: answer.Hint}, err
	}
	entries, skipped, err := read(answer.Body, s, a.Now().Location(), mineOf(a))
	if err != nil {
		return source.Batch{}, err
	}
	batch := batchOf(entries, s, a)
	batch.Skipped, batch.Hint = skipped, answer.Hint
	batch.Next, err = source.NewCursor(icsVersion, icsCursor{Known: answer.Validators, Day: today})
	return batch, err
}

// fetch reads the calendar's text, from where the settings say. It may be as it was known.
func fetch(ctx context.Context, a source.Account, known httpx.Validators) (answer httpx.Response, unchanged bool, err error) {
	if file := a.Settings["file"]; file != "" {
		return fromFile(file, known)
	}
	if a.Settings["address"] == "" {
		return answer, false, source.NewTrouble(source.Setting, "It needs an address or a file.")
	}
	client := httpx.New(a)
	if user := a.Settings["user"]; user != "" {
		client.Basic(user, a.Secrets["password"])
	}
	answer, err = client.Send(ctx, httpx.Request{
		URL: webOf(a.Settings["address"]), Known: known, Limit: maxCalendar, Header: http.Header{"Accept": {"text/calendar, */*;q=0.5"}},
	})
	return answer, answer.Unchanged, err
}

// webOf gives an address of the web for what calendars hand out as webcal.
func webOf(address string) string {
	if rest, is := strings.CutPrefix(address, "webcal://"); is {
		return "https://" + rest
	}
	return address
}

// fromFile reads a file; its size and time tell whether it changed.
func fromFile(path string, known httpx.Validators) (answer httpx.Response, unchanged bool, err error) {
	file, err := os.Open(path) //nolint:gosec // the user names it
	if err != nil {
		class := source.NotThere
		if errors.Is(err, os.ErrPermission) {
			class = source.Scope
		}
		return answer, false, source.WrapTrouble(err, class, "The file cannot be opened.")
	}
	defer func() { _ = file.Close() }()
	info, err := file.Stat()
	if err != nil {
		return answer, false, source.WrapTrouble(err, source.NotThere, "The file cannot be read.")
	}
	answer.Validators.ETag = fmt.Sprintf("%d %d", info.Size(), info.ModTime().UnixNano())
	if answer.Validators == known {
		return answer, true, nil
	}
	answer.Body, err = io.ReadAll(io.LimitReader(file, maxCalendar))
	if err != nil {
		return answer, false, source.WrapTrouble(err, source.Malformed, "The file cannot be read.")
	}
	return answer, false, nil
}

// mineOf gives the user's own addresses.
func mineOf(a source.Account) (all []string) {
	for address := range strings.SplitSeq(a.Settings["mine"], ",") {
		if address = strings.ToLower(strings.TrimSpace(address)); address != "" {
			all = append(all, address)
		}
	}
	return all
}
