package store

import (
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"
)

// Why a backup was made. Those made before a migration carry the version of the schema behind theirs.
const (
	ReasonDaily   = "daily"
	ReasonRestore = "before-restore" // what a restore moved aside
	reasonSchema  = "schema-"
)

// How many are kept: a fortnight of days, and the last few changes of the schema. What was asked for,
// and what a restore moved aside, stays until the user removes it.
const (
	keepDaily  = 14
	keepSchema = 5
)

// Backup is a copy of the database.
type Backup struct {
	Path   string
	At     time.Time // when it was made, to the second, UTC
	Reason string    // empty: somebody asked for it
	Size   int64     // in bytes
}

// BackupFolder is where the backups of a database lie.
func BackupFolder(database string) string { return filepath.Join(filepath.Dir(database), "backups") }

// Backups lists the backups beside the database, the newest first.
func (s *Store) Backups() ([]Backup, error) {
	list, err := backupsIn(BackupFolder(s.path))
	return list, explain(err, BackupFolder(s.path))
}

// The name of a backup: when it was made, in UTC so that names sort by age wherever the user travels,
// and why.
const nameTime = "20060102-150405"

var backupName = regexp.MustCompile(`^sluice-(\d{8}-\d{6})(?:-([a-z0-9-]+))?\.db$`)

// freeName gives a name that no backup has yet, and the instant that it tells: in one second there is
// room for one.
func freeName(folder string, at time.Time, reason string) (string, time.Time) {
	behind := ""
	if reason != "" {
		behind = "-" + reason
	}
	for at = at.UTC().Truncate(time.Second); ; at = at.Add(time.Second) {
		name := filepath.Join(folder, "sluice-"+at.Format(nameTime)+behind+".db")
		if _, err := os.Lstat(name); err != nil {
			return name, at
		}
	}
}

// backupsIn reads the names in a folder, the newest first. A folder that is not there has none.
func backupsIn(folder string) ([]Backup, error) {
	entries, err := os.ReadDir(folder)
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	var list []Backup
	for _, entry := range entries {
		at, reason, is := readName(entry.Name())
		if !is {
			continue
		}
		one, err := backupAt(filepath.Join(folder, entry.Name()), at, reason)
		if errors.Is(err, os.ErrNotExist) {
			continue // it was removed a moment ago
		}
		if err != nil {
			return nil, err
		}
		list = append(list, one)
	}
	slices.SortStableFunc(list, func(a, b Backup) int { return b.At.Compare(a.At) })
	return list, err
}

// readName reads the name of a backup, and says whether it is one.
func readName(name string) (at time.Time, reason string, is bool) {
	parts := backupName.FindStringSubmatch(name)
	if parts == nil {
		return at, "", false
	}
	at, err := time.Parse(nameTime, parts[1])
	return at, parts[2], err == nil
}

func backupAt(path string, at time.Time, reason string) (Backup, error) {
	info, err := os.Stat(path)
	if err != nil {
		return Backup{}, err
	}
	return Backup{Path: path, At: at, Reason: reason, Size: info.Size()}, nil
}

// rotate removes the oldest of those of which only some are kept.
func rotate(folder string) error {
	all, err := backupsIn(folder)
	if err != nil {
		return err
	}
	daily := func(b Backup) bool { return b.Reason == ReasonDaily }
	schema := func(b Backup) bool { return strings.HasPrefix(b.Reason, reasonSchema) }
	return errors.Join(keepNewest(all, keepDaily, daily), keepNewest(all, keepSchema, schema))
}

// keepNewest removes all but the first so many of a list of which something is true.
func keepNewest(all []Backup, keep int, is func(Backup) bool) (err error) {
	for _, each := range all {
		if !is(each) {
			continue
		}
		if keep--; keep < 0 {
			err = errors.Join(err, os.Remove(each.Path))
		}
	}
	return err
}
