// Package foreigntest gives tests the databases that other systems write: genuine ones, and ones made
// after their schemas. It is linked into tests only.
package foreigntest

import (
	"database/sql"
	_ "embed"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	_ "github.com/glebarez/go-sqlite" // the driver "sqlite"
)

// Variable names the folder of the genuine databases. Without it they are looked for beside the
// repository.
const Variable = "SLUICE_FIXTURES"

// The genuine databases, from the test data of github.com/log2timeline/plaso (Apache-2.0).
const (
	Windows10  = "windows10-wpndatabase.db"
	HighSierra = "macos-highsierra-notificationcenter.db"
)

// Genuine gives the path of a copy of a genuine database, or skips the test.
func Genuine(t testing.TB, name string) string {
	t.Helper()
	folder := os.Getenv(Variable)
	if folder == "" {
		folder = filepath.Join(root(t), "..", "shared", "fixtures")
	}
	text, err := os.ReadFile(filepath.Join(folder, name))
	if errors.Is(err, fs.ErrNotExist) {
		t.Skipf("this test reads %s from plaso's test data, which is not part of this repository: set %s to its folder", name, Variable)
	}
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, text, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// root is the folder of go.mod.
func root(t testing.TB) string {
	t.Helper()
	folder, err := os.Getwd()
	for ; err == nil; folder = filepath.Dir(folder) {
		if _, missing := os.Stat(filepath.Join(folder, "go.mod")); missing == nil || folder == filepath.Dir(folder) {
			return folder
		}
	}
	t.Fatal(err)
	return ""
}

//go:embed schema/windows.sql
var windows string

//go:embed schema/macos.sql
var macos string

// Database is one that a test writes to as its owner would.
type Database struct {
	Path string
	*sql.DB

	t testing.TB
}

// Windows makes an empty wpndatabase.db with the schema of Windows 10.
func Windows(t testing.TB) Database { t.Helper(); return New(t, windows) }

// MacOS makes an empty notification centre with the schema of macOS 15.
func MacOS(t testing.TB) Database { t.Helper(); return New(t, macos) }

// New makes a database that keeps its log beside it, as both systems' do.
func New(t testing.TB, schema string) Database {
	t.Helper()
	d := Open(t, filepath.Join(t.TempDir(), "db"))
	d.Do(schema)
	return d
}

// Open opens one to write to it.
func Open(t testing.TB, path string) Database {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+path+"?_pragma=journal_mode(wal)&_pragma=wal_autocheckpoint(0)")
	if err != nil {
		t.Fatal(err)
	}
	db.SetMaxOpenConns(1)
	t.Cleanup(func() { _ = db.Close() })
	return Database{Path: path, DB: db, t: t}
}

// Do runs statements.
func (d Database) Do(text string, args ...any) {
	d.t.Helper()
	if _, err := d.ExecContext(d.t.Context(), text, args...); err != nil {
		d.t.Fatalf("%s: %v", text, err)
	}
}
