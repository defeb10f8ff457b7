package capture

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"strings"

	"sluice/backend/foreign/sqlite"
	"sluice/backend/foreign/usernoted"
	"sluice/backend/foreign/wpn"
)

// The bounds of what is kept of a notification, as on the bus.
const (
	maxCentreTitle = 1 << 10
	maxCentreBody  = 64 << 10
)

// database is a notification centre in a SQLite file.
type database struct {
	file *sqlite.Follower
	read func(sqlite.Query) ([]entry, error)
}

func (d *database) list(ctx context.Context) (entries []entry, changed bool, err error) {
	changed, err = d.file.Read(ctx, func(ask sqlite.Query) (err error) {
		entries, err = d.read(ask)
		return err
	})
	return entries, changed, err
}

func (d *database) close() { d.file.Close() }

// openWindows gives the centre of Windows, as its database has it.
func openWindows(ctx context.Context, path string) (centre, error) {
	return openDatabase(ctx, path, readWindows, RefusalError{
		Code:     "no_centre",
		Sentence: "Windows keeps no notification database for this user, so other programs' notifications cannot be seen. Connect accounts instead.",
		NeedsYou: true,
	}, RefusalError{
		Code:     "centre_denied",
		Sentence: "Windows does not let Sluice read the notification database. Allow it notification access in Settings, Privacy & security, Notifications.",
		NeedsYou: true,
	})
}

// openMac gives the centre of macOS. The first place that holds a database counts; one that may not be
// read counts as well, since macOS shows no more of it.
func openMac(ctx context.Context, paths ...string) (centre, error) {
	var err error
	for _, path := range paths {
		var found centre
		if found, err = openDatabase(ctx, path, readMac, errNoMacCentre, errNeedsDiskAccess); err == nil || errors.Is(err, fs.ErrPermission) {
			return found, err
		}
	}
	return nil, err
}

var (
	errNoMacCentre = RefusalError{
		Code:     "no_centre",
		Sentence: "The notification centre of this macOS is not where Sluice looks for it, so other programs' notifications cannot be seen. Connect accounts instead.",
		NeedsYou: true,
	}
	errNeedsDiskAccess = RefusalError{
		Code: "disk_access",
		Sentence: "macOS keeps other programs' notifications from Sluice. To have them collected, switch Sluice on in System Settings, " +
			"Privacy & Security, Full Disk Access. Sluice reads the notification centre's database and nothing else by it.",
		NeedsYou: true,
	}
)

func openDatabase(ctx context.Context, path string, read func(sqlite.Query) ([]entry, error), missing, denied RefusalError) (centre, error) {
	if path == "" {
		missing.Cause = fs.ErrNotExist
		return nil, missing
	}
	file := sqlite.Follow(path)
	_, err := file.Read(ctx, func(ask sqlite.Query) error { _, err := read(ask); return err })
	file.Close()
	switch {
	case err == nil:
		return &database{file: sqlite.Follow(path), read: read}, nil
	case errors.Is(err, fs.ErrNotExist):
		missing.Cause = err
		return nil, missing
	case errors.Is(err, fs.ErrPermission):
		denied.Cause = err
		return nil, denied
	}
	return nil, err
}

func readWindows(ask sqlite.Query) ([]entry, error) {
	toasts, err := wpn.Read(ask)
	entries := make([]entry, len(toasts))
	for i, t := range toasts {
		entries[i] = ofToast(t)
	}
	return entries, err
}

func ofToast(t wpn.Toast) entry {
	e := entry{
		mark: markOfToast(t.Arrived, t.ID),
		note: Notification{
			ID: fmt.Sprintf("wpn/%d/%d", t.Arrived, t.ID), At: t.At(), App: t.App, DesktopEntry: t.AppID,
			Summary: t.Title, Body: t.Body, Category: categoryOf(t.Scenario),
		},
	}
	if t.Tag != "" {
		e.group = t.AppID + "\n" + t.Group + "\n" + t.Tag
	}
	return e.tidy(t.Readable)
}

// markOfToast marks a time in 100 ns since 1601, and a number.
func markOfToast(at, id int64) point { return point{At: at, ID: id, Time: wpn.Toast{Arrived: at}.At()} }

// categoryOf gives a toast's scenario the name that it has among desktops' categories.
func categoryOf(scenario string) string {
	switch scenario {
	case "incomingCall":
		return "call.incoming"
	case "alarm":
		return "alarm"
	}
	return ""
}

func readMac(ask sqlite.Query) ([]entry, error) {
	records, err := usernoted.Read(ask)
	entries := make([]entry, len(records))
	for i, r := range records {
		entries[i] = ofRecord(r)
	}
	return entries, err
}

func ofRecord(r usernoted.Record) entry {
	at := int64(math.Float64bits(r.Delivered)) //nolint:gosec // positive, and then in the order of the numbers
	id := r.UUID
	if id == "" {
		id = fmt.Sprintf("row%d", r.Row)
	}
	e := entry{
		mark: point{At: at, ID: r.Row, Time: r.At()},
		note: Notification{
			ID: fmt.Sprintf("usernoted/%s/%d", id, at), At: r.At(), App: r.App, DesktopEntry: r.Bundle,
			Summary: r.Title, Body: strings.Trim(r.Subtitle+"\n"+r.Body, "\n"),
		},
	}
	if r.Identifier != "" {
		e.group = r.Bundle + "\n" + r.Identifier
	}
	return e.tidy(r.Readable)
}

// tidy makes the text harmless.
func (e entry) tidy(readable bool) entry {
	var cutTitle, cutBody bool
	n := &e.note
	n.Summary, cutTitle = clean(n.Summary, maxCentreTitle)
	n.Body, cutBody = clean(n.Body, maxCentreBody)
	n.App, _ = clean(n.App, maxCentreTitle)
	n.DesktopEntry, _ = clean(n.DesktopEntry, maxCentreTitle)
	n.Truncated = cutTitle || cutBody
	if !readable {
		n.Summary = Unreadable
	}
	return e
}
