package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"sluice/backend/fault"
)

// Backup copies the whole database, as it is at one moment, into the folder of backups beside it, and
// checks the copy. at is when that is by the caller's clock, and becomes part of the name; reason says
// why, empty: because somebody asked for it. Of those made daily and before migrations the oldest go
// once there are more than are kept. Reading and writing go on meanwhile.
//
// A full disk is a DiskFull fault; then, as after any error, nothing half-written is left.
func (s *Store) Backup(ctx context.Context, at time.Time, reason string) (Backup, error) {
	return backUp(ctx, s.path, at, reason)
}

// BackupTo is Backup into a file of the caller's choice, which must not be there yet: a Conflict fault
// otherwise. Such a copy is never removed by Sluice.
func (s *Store) BackupTo(ctx context.Context, at time.Time, file string) (Backup, error) {
	if _, err := os.Lstat(file); err == nil {
		return Backup{}, fault.New(fault.Conflict, "There is a file %s already. Choose another name, or move it away.", file)
	}
	if err := copyDatabase(ctx, s.path, file); err != nil {
		return Backup{}, err
	}
	return backupAt(file, at.UTC().Truncate(time.Second), "")
}

// backUpSchema keeps a database as it is before its schema changes. Opening has no clock of its own
// yet, so the wall clock names the file.
func backUpSchema(ctx context.Context, path string, version int64) error {
	if _, err := backUp(ctx, path, time.Now(), fmt.Sprintf("%s%d", reasonSchema, version)); err != nil {
		return fmt.Errorf("back up before the migration: %w", err)
	}
	return nil
}

func backUp(ctx context.Context, path string, at time.Time, reason string) (Backup, error) {
	folder := BackupFolder(path)
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return Backup{}, explainBackup(err, folder)
	}
	if err := sweep(folder); err != nil {
		return Backup{}, explainBackup(err, folder)
	}
	name, at := freeName(folder, at, reason)
	if err := copyDatabase(ctx, path, name); err != nil {
		return Backup{}, err
	}
	if err := rotate(folder); err != nil {
		return Backup{}, explainBackup(err, folder)
	}
	return backupAt(name, at, reason)
}

// unfinished marks what is not whole yet.
const unfinished = ".part"

// sweep removes what a process left half-written that was ended in the middle.
func sweep(folder string) error {
	left, err := filepath.Glob(filepath.Join(escapeGlob(folder), "*"+unfinished))
	for _, each := range left {
		err = errors.Join(err, os.Remove(each))
	}
	return err
}

func escapeGlob(folder string) string {
	return strings.NewReplacer(`[`, `[[]`, `*`, `[*]`, `?`, `[?]`).Replace(folder)
}

// copyDatabase copies a database that may be in use to a new file. The file appears whole and checked,
// or not at all.
func copyDatabase(ctx context.Context, path, file string) error {
	half := file + unfinished
	err := copyTo(ctx, path, half)
	if err == nil {
		err = os.Rename(half, file)
	}
	if err != nil {
		_ = os.Remove(half) // what went wrong before is what counts
		return explainBackup(err, file)
	}
	return explainBackup(syncFolder(filepath.Dir(file)), file)
}

func copyTo(ctx context.Context, path, half string) error {
	if err := emptyFile(half); err != nil {
		return err
	}
	// A connection of its own: the writer stays free, and what the copying needs is given back.
	db, err := connect(path, 1, "mode=rw")
	if err != nil {
		return err
	}
	defer func() { _ = closeDB(db) }() // it was only read, or what was wrong is said already
	if err := db.WithContext(ctx).Exec("VACUUM INTO ?", half).Error; err != nil {
		return err
	}
	if err := syncFile(half); err != nil {
		return err
	}
	_, err = inspect(ctx, half, finished)
	return err
}

// emptyFile makes a file that only the user may read, since SQLite would let others read it too.
func emptyFile(path string) error {
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	return file.Close()
}

func syncFile(path string) error {
	file, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(file.Sync(), file.Close())
}

// explainBackup is explain for copies: where one cannot be made, the database itself is as well as ever.
func explainBackup(err error, file string) error {
	switch fault.CodeOf(explain(err, file)) {
	case fault.DiskFull:
		return fault.Wrap(err, fault.DiskFull, "The disk has no room for the copy %s. Free some space and try again; "+
			"the database itself is as it was.", file)
	case fault.ReadOnly:
		return fault.Wrap(err, fault.ReadOnly, "Sluice may not write the copy %s. Give yourself permission to write there, "+
			"or choose another place; the database itself is as it was.", file)
	}
	if errors.Is(err, fs.ErrNotExist) {
		return fault.Wrap(err, fault.NotFound, "There is no folder for the copy %s. Make it first, or choose another place.", file)
	}
	return explain(err, file)
}
