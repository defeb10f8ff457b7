// Package demo makes a profile with sample data: two weeks of four clients and a project of the user's
// own, told relative to the present moment. It knows the story; what becomes of every message is the
// business of door, gate and queue, as in life.
package demo

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"sluice/backend/fault"
	"sluice/backend/profile"
	"sluice/backend/store"
)

// mark is the file that makes a profile one of the demo's.
const mark = "demo.txt"

const markText = "This profile holds the sample data of `sluice demo`. It may be deleted at any time.\n"

// Is says whether a profile is one of the demo's.
func Is(p profile.Profile) bool {
	_, err := os.Stat(filepath.Join(p.Dir(), mark))
	return err == nil
}

// Check refuses, with a Conflict fault, a folder that holds anything and is not the demo's: nobody's
// own data are ever touched.
func Check(p profile.Profile) error {
	if Is(p) {
		return nil
	}
	entries, err := os.ReadDir(p.Dir())
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fault.Wrap(err, fault.ReadOnly, "The folder %s cannot be read: choose another with --profile.", p.Dir())
	}
	for _, entry := range entries {
		if entry.Name() != "lock" { // of a demo that was ended before it was marked
			return fault.New(fault.Conflict,
				"The folder %s is not one of the demo's, and is left as it is. Choose an empty one with --profile.", p.Dir())
		}
	}
	return nil
}

// Make makes the demo in a profile, as seen at an instant in a zone, and says whether it did: one that
// is there stays as it is, unless fresh asks for a new one. The profile must be prepared, and locked
// for the caller. The same instant and zone give the same demo. Ended in the middle it leaves the old
// one or none.
func Make(ctx context.Context, p profile.Profile, now time.Time, zone *time.Location, fresh bool) (made bool, err error) {
	if err := Check(p); err != nil {
		return false, err
	}
	if _, err := os.Stat(p.Database()); err == nil && !fresh {
		return false, nil
	}
	if err := os.WriteFile(filepath.Join(p.Dir(), mark), []byte(markText), 0o600); err != nil {
		return false, fault.Wrap(err, fault.ReadOnly, "Nothing can be written to the folder %s: choose another with --profile.", p.Dir())
	}
	stage := filepath.Join(p.Dir(), "making")
	if err := os.RemoveAll(stage); err != nil {
		return false, fmt.Errorf("make the demo: %w", err)
	}
	defer func() { _ = os.RemoveAll(stage) }() // what is left is removed by the next one
	if err := build(ctx, stage, frameOf(now, zone)); err != nil {
		return false, err
	}
	return true, put(stage, p.Database())
}

const database = "sluice.db"

func build(ctx context.Context, stage string, f frame) error {
	if err := os.Mkdir(stage, 0o700); err != nil {
		return fmt.Errorf("make the demo: %w", err)
	}
	s, err := store.OpenScratch(ctx, filepath.Join(stage, database))
	if err != nil {
		return err
	}
	err = tell(ctx, s, f)
	return errors.Join(err, s.Close())
}

// put puts the new database in the place of an old one, of which nothing may stay beside it.
func put(stage, to string) error {
	for _, behind := range []string{"-wal", "-shm"} {
		if err := os.Remove(to + behind); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("remove the old demo: %w", err)
		}
	}
	if err := os.Rename(filepath.Join(stage, database), to); err != nil {
		return fmt.Errorf("put the demo in its place: %w", err)
	}
	return nil
}
