// Package sqlite reads SQLite databases that belong to other programs, while those write to them. It
// never writes into one, and shares the driver that the store has registered: a second one would panic.
//
// A database is opened read-only and never as immutable, since what a program wrote last lies in its
// write-ahead log, which immutable would not see. Where its owner keeps it locked, a copy of database
// and log is read instead.
package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	_ "github.com/glebarez/go-sqlite" // the driver "sqlite"
)

// Follower reads one database again whenever it has changed. It is for one goroutine. Between two calls
// it costs nothing but an open file.
type Follower struct {
	path string
	open *opened
	last string // the version that was read; empty: none
}

// opened is an open database.
type opened struct {
	db   *sql.DB
	conn *sql.Conn   // one for all: its view of other writers' changes is what data_version counts
	was  os.FileInfo // of the original, to see when another file takes its place
	copy string      // the folder of a copy; empty: the original is open
}

// Follow gives a follower that has opened nothing yet.
func Follow(path string) *Follower { return &Follower{path: path} }

// Rows is one row at a time of an answer.
type Rows = *sql.Rows

// Query asks the database, and calls each for each row.
type Query func(text string, each func(Rows) error, args ...any) error

// Read calls read with the database as it is now, unless it has not changed since a call that went
// well; then it returns false. Errors say why it cannot be read: fs.ErrNotExist, fs.ErrPermission, or
// what SQLite says. It may be called again after one.
func (f *Follower) Read(ctx context.Context, read func(Query) error) (changed bool, err error) {
	if f.open != nil && f.moved() {
		f.Close()
	}
	if f.open == nil {
		if f.open, err = f.openIt(ctx); err != nil {
			return false, err
		}
		f.last = ""
	}
	version, err := f.version(ctx)
	if err == nil && version == f.last {
		return false, nil
	}
	if err == nil && f.open.copy != "" && f.last != "" { // a copy does not change: a new one is wanted
		f.Close()
		if f.open, err = f.openIt(ctx); err != nil {
			return false, err
		}
		version, err = f.version(ctx)
	}
	if err == nil {
		err = read(f.open.query(ctx))
	}
	if err != nil {
		f.Close()
		return false, fmt.Errorf("read %s: %w", filepath.Base(f.path), err)
	}
	f.last = version
	return true, nil
}

// Copied says whether a copy is read, because the owner keeps the database locked.
func (f *Follower) Copied() bool { return f.open != nil && f.open.copy != "" }

// Close lets go of the database. Read opens it again.
func (f *Follower) Close() {
	if f.open != nil {
		f.open.close()
		f.open = nil
	}
}

// moved says whether another file, or none, lies where the database was.
func (f *Follower) moved() bool {
	now, err := os.Stat(f.path)
	return err != nil || !os.SameFile(now, f.open.was)
}

// version changes whenever the database does. https://sqlite.org/pragma.html#pragma_data_version
func (f *Follower) version(ctx context.Context) (string, error) {
	if f.open.copy != "" {
		return stampOf(f.path)
	}
	var version int64
	err := f.open.conn.QueryRowContext(ctx, "PRAGMA data_version").Scan(&version)
	return strconv.FormatInt(version, 10), err
}

// openIt opens the database, or a copy where its owner has locked it.
func (f *Follower) openIt(ctx context.Context) (*opened, error) {
	was, err := readable(f.path)
	if err != nil {
		return nil, err
	}
	original, err := openFile(ctx, f.path)
	if err == nil {
		original.was = was
		return original, nil
	}
	if !isLocked(err) {
		return nil, err
	}
	folder, err := copyAside(f.path)
	if err != nil {
		return nil, err
	}
	copied, err := openFile(ctx, filepath.Join(folder, copyName))
	if err != nil {
		return nil, errors.Join(err, os.RemoveAll(folder))
	}
	copied.was, copied.copy = was, folder
	return copied, nil
}

// readable opens a file once as a program would: SQLite says no more than that it cannot.
func readable(path string) (os.FileInfo, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { _ = file.Close() }()
	info, err := file.Stat()
	if err == nil && !info.Mode().IsRegular() {
		err = fmt.Errorf("%s is no file: %w", path, fs.ErrInvalid)
	}
	return info, err
}

// pragmas keep a strange database from doing anything, and from taking memory.
const pragmas = "&_pragma=busy_timeout(200)&_pragma=query_only(1)&_pragma=trusted_schema(0)&_pragma=cache_size(-256)"

func openFile(ctx context.Context, path string) (*opened, error) {
	name := filepath.ToSlash(path)
	if !strings.HasPrefix(name, "/") {
		name = "/" + name // C:/Users
	}
	address := url.URL{Scheme: "file", Path: name}
	db, err := sql.Open("sqlite", address.String()+"?mode=ro"+pragmas)
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1)
	o := &opened{db: db}
	if o.conn, err = db.Conn(ctx); err == nil {
		var tables int
		err = o.conn.QueryRowContext(ctx, "SELECT count(*) FROM sqlite_master").Scan(&tables) // the locks show only now
	}
	if err != nil {
		o.close()
		return nil, fmt.Errorf("open %s: %w", filepath.Base(path), err)
	}
	return o, nil
}

func (o *opened) query(ctx context.Context) Query {
	return func(text string, each func(Rows) error, args ...any) error {
		rows, err := o.conn.QueryContext(ctx, text, args...)
		if err != nil {
			return err
		}
		defer func() { _ = rows.Close() }()
		for rows.Next() {
			if err := each(rows); err != nil {
				return err
			}
		}
		return rows.Err()
	}
}

func (o *opened) close() {
	if o.conn != nil {
		_ = o.conn.Close()
	}
	_ = o.db.Close() // it was only read
	if o.copy != "" {
		_ = os.RemoveAll(o.copy)
	}
}

// isLocked says whether somebody keeps the database to himself: SQLITE_BUSY, or SQLITE_LOCKED.
func isLocked(err error) bool {
	const busy, locked, primary = 5, 6, 0xff
	coded, is := errors.AsType[interface {
		error
		Code() int
	}](err)
	return is && (coded.Code()&primary == busy || coded.Code()&primary == locked)
}
