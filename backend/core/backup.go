package core

import (
	"context"
	"path/filepath"

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
