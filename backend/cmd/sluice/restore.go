package main

import (
	"context"
	"fmt"
	"log/slog"
	"path/filepath"
	"time"

	"sluice/backend/api/wire"
	"sluice/backend/core"
	"sluice/backend/fault"
	"sluice/backend/profile"
	"sluice/backend/store"
)

type restoreCommand struct {
	File string `arg:"" help:"The backup that is to become the database."`
	Yes  bool   `help:"Do it, rather than show what it would do."`
}

// restored is what a restore does or did, for programs.
type restored struct {
	File     contents  `json:"file"`
	Present  *contents `json:"present"`  // null: there is no database, or it cannot be read
	Damaged  bool      `json:"damaged"`  // the present database cannot be read
	Restored bool      `json:"restored"` // false: this is a preview, and nothing was done
	Aside    string    `json:"aside"`    // where the one that was there is now; empty: nowhere
}

// contents are what a database file holds, for programs.
type contents struct {
	Path          string       `json:"path"`
	MadeAt        time.Time    `json:"madeAt"`
	Version       int64        `json:"version"`
	Size          int64        `json:"size"`
	Items         int          `json:"items"`
	Clients       int          `json:"clients"`
	Arrivals      int          `json:"arrivals"`
	NewestArrival wire.Instant `json:"newestArrival"` // null: there is none
}

func contentsOf(path string, c store.Contents) contents {
	return contents{
		Path: path, MadeAt: c.MadeAt, Version: c.Version, Size: c.Size, Items: c.Items, Clients: c.Clients,
		Arrivals: c.Arrivals, NewestArrival: wire.At(c.Newest),
	}
}

// Run works on the files themselves. To restore, no core may run: the lock keeps it so until the end. To
// show what it would do, one may: it is only read.
func (r restoreCommand) Run(c *call) error {
	file, err := filepath.Abs(r.File)
	if err != nil {
		return fault.Wrap(err, fault.Invalid, "The file %s cannot be found: name it by its whole path.", r.File)
	}
	if err := c.profile.Prepare(); err != nil {
		return err
	}
	unlock, err := c.profile.Lock()
	switch {
	case err == nil:
		defer unlock()
	case fault.CodeOf(err) != fault.Running:
		return err
	case r.Yes:
		return fault.Wrap(err, fault.Running, "Sluice is running on this profile. Quit it first, with sluice quit, and then restore.")
	}
	restoring, err := store.PrepareRestore(c.ctx, c.profile.Database(), file)
	if err != nil {
		return err
	}
	defer func() { _ = restoring.Cancel() }() // what is left is swept by the next restore
	return r.restore(c, restoring, file)
}

func (r restoreCommand) restore(c *call, restoring *store.Restoring, file string) error {
	answer := restored{File: contentsOf(file, restoring.File), Damaged: restoring.Broken}
	if !restoring.Absent && !restoring.Broken {
		present := contentsOf(c.profile.Database(), restoring.Now)
		answer.Present = &present
	}
	if r.Yes {
		// Once it is begun it is carried through: a key pressed in between is too late.
		aside, err := restoring.Restore(context.WithoutCancel(c.ctx), time.Now())
		if err != nil {
			return err
		}
		answer.Restored, answer.Aside = true, aside
	}
	return c.say(answer, func() { c.tellRestore(answer) })
}

func (c *call) tellRestore(r restored) {
	c.printf("%-16s %-24s %s\n", "", "the backup", "the present one")
	for _, row := range []struct {
		name string
		of   func(contents) string
	}{
		{"made", func(of contents) string { return of.MadeAt.In(c.zone()).Format("Mon 2 Jan 2006 15:04") }},
		{"version", func(of contents) string { return fmt.Sprintf("schema %d", of.Version) }},
		{"items", func(of contents) string { return fmt.Sprint(of.Items) }},
		{"clients", func(of contents) string { return fmt.Sprint(of.Clients) }},
		{"arrivals", func(of contents) string { return fmt.Sprint(of.Arrivals) }},
		{"newest arrival", func(of contents) string { return c.newest(of) }},
	} {
		c.printf("%-16s %-24s %s\n", row.name, row.of(r.File), r.present(row.of))
	}
	switch {
	case !r.Restored:
		c.printf("Nothing was done. To restore: sluice restore --yes %s\n", plain(r.File.Path))
	case r.Aside == "":
		c.printf("Restored. There was no database before.\n")
	default:
		c.printf("Restored. What was there before is now %s\n", plain(r.Aside))
	}
}

// present says something of the present database.
func (r restored) present(of func(contents) string) string {
	switch {
	case r.Damaged:
		return "(damaged)"
	case r.Present == nil:
		return "(none)"
	}
	return of(*r.Present)
}

func (c *call) newest(of contents) string {
	if of.NewestArrival == nil {
		return "none"
	}
	return of.NewestArrival.In(c.zone()).Format("Mon 2 Jan 2006 15:04")
}

// putInPlace restores a backup after the core has ended and while its lock is still held. What goes
// wrong is in the log, and the database stays as it was.
func putInPlace(p profile.Profile, wanted core.Restoring, log *slog.Logger) {
	ctx, file := wanted.Request.With(context.Background()), wanted.Path
	restoring, err := store.PrepareRestore(ctx, p.Database(), file)
	if err != nil {
		log.Error("prepare the restore of a backup", "file", file, "err", err)
		return
	}
	defer func() { _ = restoring.Cancel() }()
	aside, err := restoring.Restore(ctx, time.Now())
	if err != nil {
		log.Error("restore a backup", "file", file, "err", err)
		return
	}
	log.Info("restored a backup; start anew", "file", file, "aside", aside)
}
