package store

import (
	"context"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"time"

	"gorm.io/gorm"

	"sluice/backend/fault"
	"sluice/backend/work"
)

// Contents are what a database file holds, in numbers.
type Contents struct {
	Size     int64     // in bytes
	MadeAt   time.Time // when, by the name of a backup; else when the file was last written to; UTC
	Version  int64     // of the schema
	Items    int
	Clients  int // those that are not removed
	Arrivals int
	Newest   time.Time // when the newest arrival was received; zero: there is none
}

// How a file is opened to be looked at: one that nobody writes to any more without a trace, one that
// may have unfinished changes beside it with them.
const (
	finished = "mode=ro&immutable=1"
	present  = "mode=ro"
)

// ItemsIn counts the items in the file of a backup; behind a wall those of a client.
func (b Backup) ItemsIn(ctx context.Context, ofClient bool, client work.ClientID) (n int, err error) {
	err = looking(ctx, b.Path, finished, func(db *gorm.DB) error {
		return db.Raw(`SELECT COUNT(*) FROM items WHERE NOT ? OR client_id = ?`, ofClient, client).Scan(&n).Error
	})
	return n, explain(err, b.Path)
}

// looking opens a file to look at it.
func looking(ctx context.Context, path, how string, do func(db *gorm.DB) error) error {
	db, err := dial(path, 1, how+"&_pragma=trusted_schema(0)&_pragma=cache_size(-2048)&_pragma=busy_timeout(10000)")
	if err != nil {
		return err
	}
	defer func() { _ = closeDB(db) }() // it was only read, or what was wrong is said already
	return do(db.WithContext(ctx))
}

// inspect checks that a file is a sound database of Sluice, of this version or an older one, and
// counts what it holds. Errors are faults: Damaged, Newer, Invalid for another program's database.
func inspect(ctx context.Context, path, how string) (c Contents, err error) {
	info, err := os.Stat(path)
	if err != nil {
		return c, err
	}
	c.Size, c.MadeAt = info.Size(), madeAt(path)
	return c, looking(ctx, path, how, func(db *gorm.DB) error {
		if err := sound(db, path); err != nil {
			return err
		}
		if c.Version, err = schemaOf(db, path); err != nil {
			return err
		}
		return c.count(db)
	})
}

// madeAt is when a file was made: a backup's name says it, of others the file system does.
func madeAt(path string) time.Time {
	if at, _, is := readName(filepath.Base(path)); is {
		return at
	}
	info, err := os.Stat(path)
	if err != nil {
		return time.Time{}
	}
	return info.ModTime().UTC()
}

func sound(db *gorm.DB, path string) error {
	var findings []string
	if err := db.Raw("PRAGMA quick_check(1)").Scan(&findings).Error; err != nil {
		return err
	}
	if len(findings) != 1 || findings[0] != "ok" {
		return fault.New(fault.Damaged, "The file %s is damaged: %s.", path, strings.Join(findings, "; "))
	}
	return nil
}

// schemaOf gives the version of a database's schema, and refuses what is not ours or is newer.
func schemaOf(db *gorm.DB, path string) (version int64, err error) {
	var tables int
	err = db.Raw(`SELECT COUNT(*) FROM sqlite_schema WHERE type = 'table' AND name IN
		('goose_db_version', 'items', 'arrivals', 'clients', 'door')`).Scan(&tables).Error
	if err != nil {
		return 0, err
	}
	if tables < 5 {
		return 0, fault.New(fault.Invalid, "The file %s is no database of Sluice.", path)
	}
	err = db.Raw(`SELECT COALESCE(MAX(version_id), 0) FROM goose_db_version WHERE is_applied`).Scan(&version).Error
	if err == nil && version > newestSchema() {
		return 0, fault.New(fault.Newer, "The file %s was written by a newer version of Sluice. Install that version first.", path)
	}
	return version, err
}

func (c *Contents) count(db *gorm.DB) error {
	var row struct{ Items, Clients, Arrivals, Newest int64 }
	err := db.Raw(`SELECT (SELECT COUNT(*) FROM items) AS items, (SELECT COUNT(*) FROM arrivals) AS arrivals,
		(SELECT COALESCE(MAX(received_at), 0) FROM arrivals) AS newest`).Scan(&row).Error
	if err != nil {
		return err
	}
	living := "1" // the first schema removed nothing
	if c.Version > 1 {
		living = "removed_at = 0"
	}
	if err := db.Raw(`SELECT COUNT(*) FROM clients WHERE ` + living).Scan(&row.Clients).Error; err != nil {
		return err
	}
	c.Items, c.Clients, c.Arrivals = int(row.Items), int(row.Clients), int(row.Arrivals)
	c.Newest = instant(row.Newest)
	return nil
}

var migrationNumber = regexp.MustCompile(`^\d+`)

// newestSchema is the version that this program brings a database to.
func newestSchema() (newest int64) {
	files, _ := migrations.ReadDir("migrations") // embedded: it is there
	for _, file := range files {
		number, _ := strconv.ParseInt(migrationNumber.FindString(file.Name()), 10, 64)
		newest = max(newest, number)
	}
	return newest
}
