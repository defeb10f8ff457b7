package core

import (
	"context"
	"path/filepath"
	"slices"

	"sluice/backend/fault"
	"sluice/backend/queue"
	"sluice/backend/store"
)

// Backup copies the database: into the file with that whole path, which must not be there yet, or,
// where it is empty, into the profile's folder of backups. Errors are those of store.Backup.
func (c *Core) Backup(ctx context.Context, file string) (store.Backup, error) {
	if err := c.placeAll(ctx); err != nil {
		return store.Backup{}, err
	}
	c.backingUp.Lock()
	defer c.backingUp.Unlock()
	if file == "" {
		return c.store.Backup(ctx, c.o.Now(), "")
	}
	if !filepath.IsAbs(file) {
		return store.Backup{}, fault.New(fault.Invalid, "Name the file for the backup by its whole path; %s is none.", file)
	}
	return c.store.BackupTo(ctx, c.o.Now(), filepath.Clean(file))
}

// KeptBackup is a backup with how many items are in it.
type KeptBackup struct {
	store.Backup
	Items    int
	Readable bool // false: it is damaged, so that nobody knows how many
}

// Backups lists the profile's backups, the newest first, with how many items are in each; behind a
// wall, how many of the client.
func (c *Core) Backups(ctx context.Context, wall queue.Wall) ([]KeptBackup, error) {
	list, err := c.store.Backups()
	kept := make([]KeptBackup, len(list))
	for i, backup := range list {
		n, err := backup.ItemsIn(ctx, wall.Up, wall.Client)
		kept[i] = KeptBackup{Backup: backup, Items: n, Readable: err == nil}
	}
	return kept, err
}

// Restorable is what a restore would do: what the backup holds, and what would go aside for it.
type Restorable struct {
	File, Now store.Contents
}

// PreviewRestore reads and checks one of the profile's backups. It changes nothing. What is none of
// them is a NotFound fault; the other errors are those of store.PrepareRestore.
func (c *Core) PreviewRestore(ctx context.Context, path string) (r Restorable, err error) {
	list, err := c.store.Backups()
	if err != nil {
		return r, err
	}
	if !slices.ContainsFunc(list, func(b store.Backup) bool { return b.Path == path }) {
		return r, fault.New(fault.NotFound, "There is no backup %s in this profile.", path)
	}
	c.backingUp.Lock()
	defer c.backingUp.Unlock()
	looking, err := store.PrepareRestore(ctx, c.o.Profile.Database(), path)
	if err != nil {
		return r, err
	}
	r = Restorable{File: looking.File, Now: looking.Now}
	return r, looking.Cancel()
}

// Restore has the program that runs the core end it, put a backup in the place of the database, and
// start anew. The backup is checked first, with the errors of PreviewRestore.
func (c *Core) Restore(ctx context.Context, path string) error {
	if _, err := c.PreviewRestore(ctx, path); err != nil {
		return err
	}
	c.quitting.once.Do(func() {
		c.quitting.restore.Path = path
		c.quitting.restore.Request, _ = store.RequestOf(ctx)
		close(c.quitting.done)
	})
	return nil
}

// Restoring is a backup that is to be restored, and the request that asked for it, for store.Restoring.
type Restoring struct {
	Path    string // empty: none is
	Request store.Request
}

// ToRestore is what is to be restored once the core has ended.
func (c *Core) ToRestore() Restoring {
	select {
	case <-c.quitting.done:
		return c.quitting.restore
	default:
		return Restoring{}
	}
}
