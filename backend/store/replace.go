package store

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"sluice/backend/fault"
)

// Restore keeps a copy of the present database among the backups, at is when by the caller's clock,
// and puts the other in its place. It gives where the copy of the present one is; empty where there
// was none. After an error the present database is as it was.
func (r *Restoring) Restore(ctx context.Context, at time.Time) (aside string, err error) {
	if !r.Absent {
		if aside, err = r.setAside(ctx, at); err != nil {
			return "", explainBackup(err, BackupFolder(r.database))
		}
	}
	if err := r.keepRequest(ctx); err != nil {
		return aside, explain(err, r.database)
	}
	if err := r.put(); err != nil {
		return aside, explain(err, r.database)
	}
	return aside, r.Cancel()
}

// setAside copies the present database to the backups. One that is too broken to be made one file
// goes there with what lies beside it.
func (r *Restoring) setAside(ctx context.Context, at time.Time) (string, error) {
	folder := BackupFolder(r.database)
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return "", err
	}
	if !r.Broken {
		if err := fold(ctx, r.database); err != nil {
			return "", err
		}
	}
	name, _ := freeName(folder, at, ReasonRestore)
	for _, behind := range slices.Concat(besides, []string{""}) { // the database last: without it there is no backup of that name
		err := copyWhole(r.database+behind, name+behind)
		if err != nil && (behind == "" || !errors.Is(err, fs.ErrNotExist)) {
			return "", err
		}
	}
	return name, syncFolder(folder)
}

// keepRequest keeps the key of the request that asks for the restore in what is put in place: the same
// request once more must not put aside what came since.
func (r *Restoring) keepRequest(ctx context.Context) error {
	db, err := dial(r.staged(), 1, "mode=rw&_pragma=synchronous(FULL)&_pragma=trusted_schema(0)")
	if err != nil {
		return err
	}
	return errors.Join((&Tx{db: db.WithContext(ctx)}).keepRequest(ctx), closeDB(db))
}

// put puts the new database in the place of the present one. What lies beside that must go first: the
// new one would take it for its own.
func (r *Restoring) put() error {
	for _, behind := range slices.Concat(besides, []string{"-shm"}) {
		if err := os.Remove(r.database + behind); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	if err := syncFile(r.staged()); err != nil {
		return err
	}
	if err := os.Rename(r.staged(), r.database); err != nil {
		return err
	}
	return syncFolder(filepath.Dir(r.database))
}

// besides are what SQLite puts behind a database's name for the files with changes that are not whole
// yet. https://www.sqlite.org/tempfiles.html
var besides = []string{"-wal", "-journal"}

// fold brings the changes beside a database into it, so that it is one file.
func fold(ctx context.Context, path string) error {
	db, err := dial(path, 1, "mode=rw&_pragma=busy_timeout(2000)&_pragma=synchronous(FULL)&_pragma=trusted_schema(0)")
	if err != nil {
		return err
	}
	defer func() { _ = closeDB(db) }() // it was only read, or what was wrong is said already
	var mode string
	if err := db.WithContext(ctx).Raw("PRAGMA journal_mode = DELETE").Scan(&mode).Error; err != nil {
		return err
	}
	if mode != "delete" {
		return fault.New(fault.Conflict, "Another program has the database %s open. End it and try again.", path)
	}
	return nil
}

// copyWhole copies a file so that the copy appears whole or not at all.
func copyWhole(from, to string) error {
	err := copyFile(from, to+unfinished)
	if err == nil {
		err = os.Rename(to+unfinished, to)
	}
	if err != nil {
		_ = os.Remove(to + unfinished)
	}
	return err
}

// copyFile copies a file for the user alone, down to the disk.
func copyFile(from, to string) error {
	source, err := os.Open(from)
	if err != nil {
		return err
	}
	defer func() { _ = source.Close() }()
	copied, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(copied, source)
	return errors.Join(err, copied.Sync(), copied.Close())
}
