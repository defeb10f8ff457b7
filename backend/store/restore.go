package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"sluice/backend/fault"
)

// Restoring puts a copy in the place of a database. It was read, checked and copied before anything
// of the present database is touched, and is put in place by one rename at the very end: whatever ends
// the process in between, the database is the old one or the new one, whole.
type Restoring struct {
	File Contents // what the copy holds
	Now  Contents // what the present database holds; nothing where Absent or Broken
	// Absent says that there is no present database, Broken that it cannot be read.
	Absent, Broken bool

	database string
	stage    string // the folder with our own copy of the file
}

// PrepareRestore reads a copy that is to become the database at a path. Nobody may have that database
// open, and the caller sees to it that nobody opens it until the end. The copy itself is not touched.
// Cancel or Restore ends it.
//
// Errors are faults that leave everything as it is: NotFound, Damaged, Newer, and Invalid for what is
// no database of Sluice.
func PrepareRestore(ctx context.Context, database, file string) (*Restoring, error) {
	if same, err := sameFile(database, file); err != nil || same {
		return nil, refuseRestore(err, file)
	}
	r := &Restoring{database: database}
	if err := r.take(ctx, file); err != nil {
		return nil, errors.Join(refuseRestore(err, file), r.Cancel())
	}
	var err error
	r.Now, err = inspect(ctx, database, present)
	r.Absent = errors.Is(err, fs.ErrNotExist)
	r.Broken = err != nil && !r.Absent
	return r, nil
}

// sameFile refuses what is not there, and says whether both are one file.
func sameFile(database, file string) (bool, error) {
	given, err := os.Stat(file)
	if err != nil {
		return false, err
	}
	if !given.Mode().IsRegular() {
		return false, fault.New(fault.Invalid, "%s is no file, so it cannot be restored.", file)
	}
	there, err := os.Stat(database)
	return err == nil && os.SameFile(given, there), nil
}

// staging is how the folders begin in which copies are made ready.
const staging = "restoring-"

// take copies a file to a folder of ours, with the changes that lie beside it, and checks the copy.
func (r *Restoring) take(ctx context.Context, file string) (err error) {
	dir := filepath.Dir(r.database)
	if err := sweepStages(dir); err != nil {
		return err
	}
	if r.stage, err = os.MkdirTemp(dir, staging); err != nil {
		return err
	}
	if err := copyFile(file, r.staged()); err != nil {
		return err
	}
	for _, behind := range besides {
		if err := copyFile(file+behind, r.staged()+behind); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	if err := fold(ctx, r.staged()); err != nil {
		return err
	}
	r.File, err = inspect(ctx, r.staged(), finished)
	r.File.MadeAt = madeAt(file)
	return err
}

// sweepStages removes the folders of restores that were ended in the middle.
func sweepStages(dir string) error {
	left, err := filepath.Glob(filepath.Join(escapeGlob(dir), staging+"*"))
	for _, each := range left {
		err = errors.Join(err, os.RemoveAll(each))
	}
	return err
}

func (r *Restoring) staged() string { return filepath.Join(r.stage, "sluice.db") }

// Cancel leaves everything as it is. It may be called twice, and after Restore.
func (r *Restoring) Cancel() error {
	if r.stage == "" {
		return nil
	}
	return os.RemoveAll(r.stage)
}

// refuseRestore says of a file why it is not restored. Without an error it is the database itself.
func refuseRestore(err error, file string) error {
	const asItIs = "What is there now was left as it is."
	switch {
	case err == nil:
		return fault.New(fault.Invalid, "%s is the present database itself.", file)
	case errors.Is(err, fs.ErrNotExist):
		return fault.Wrap(err, fault.NotFound, "There is no file %s.", file)
	}
	switch code := fault.CodeOf(explain(err, file)); code {
	case fault.Damaged:
		return fault.Wrap(err, code, "%s is damaged, or no database at all, and cannot be restored. %s", file, asItIs)
	case fault.Newer:
		return fault.Wrap(err, code, "%s was written by a newer version of Sluice; install that version to restore it. %s", file, asItIs)
	case fault.Invalid:
		return fault.Wrap(err, code, "%s is no database of Sluice and cannot be restored. %s", file, asItIs)
	case fault.DiskFull:
		return fault.Wrap(err, code, "The disk has no room for a copy of %s. Free some space and try again. %s", file, asItIs)
	case fault.ReadOnly:
		return fault.Wrap(err, code, "Sluice may not read %s, or not write beside the database. %s", file, asItIs)
	}
	return fmt.Errorf("read %s: %w", file, explain(err, file))
}
