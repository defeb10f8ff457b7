// Package store keeps everything in one SQLite database. It is the only package that knows SQL and
// gorm: others hand it a function that runs in a transaction and work with the nouns of work.
//
// Writing is serial and durable when Write returns; reading sees one consistent state.
package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"github.com/glebarez/sqlite"
	"gorm.io/gorm"
	"gorm.io/gorm/logger"
)

// Store is an open database. It may be used from several goroutines.
type Store struct {
	writer *gorm.DB
	reader *gorm.DB
	path   string
}

// Tx is a transaction. It is valid inside the function that it was given to, and there only.
type Tx struct {
	db *gorm.DB
}

// readers is how many reads may run side by side. Each connection costs about two megabytes.
const readers = 2

// pragmas make a commit durable (a power cut included), let reads go on during a write, and keep the
// memory of a connection small.
var pragmas = []string{
	"journal_mode(WAL)", "synchronous(FULL)", "busy_timeout(10000)", "foreign_keys(1)",
	"cache_size(-2048)", "temp_store(MEMORY)", "journal_size_limit(4194304)", "trusted_schema(0)",
	"secure_delete(1)", // text that is emptied is gone from the file too
}

// Open opens the database file, makes it where there is none, and brings its schema up to date.
//
// Errors are faults: Damaged, Newer, ReadOnly, DiskFull, each with what to do.
func Open(ctx context.Context, path string) (*Store, error) {
	return open(ctx, path, "")
}

// OpenScratch is Open for a database that is being made and put in its place once it is whole: nothing
// waits for the disk, so that nothing of it is durable before Close.
func OpenScratch(ctx context.Context, path string) (*Store, error) {
	return open(ctx, path, "&_pragma=synchronous(OFF)")
}

func open(ctx context.Context, path, besides string) (*Store, error) {
	if err := writable(path); err != nil {
		return nil, explain(err, path)
	}
	writer, err := connect(path, 1, "_txlock=immediate"+besides)
	if err != nil {
		return nil, explain(err, path)
	}
	if err := migrate(ctx, writer, path); err != nil {
		_ = closeDB(writer) // what went wrong before is what counts
		return nil, explain(err, path)
	}
	reader, err := connect(path, readers, "_pragma=query_only(1)")
	if err != nil {
		_ = closeDB(writer) // what went wrong before is what counts
		return nil, explain(err, path)
	}
	return &Store{writer: writer, reader: reader, path: path}, nil
}

// Close closes the database. It may be called twice.
func (s *Store) Close() error {
	return errors.Join(closeDB(s.reader), closeDB(s.writer))
}

// Write runs do in a transaction and commits it when do returns nil; after that what it wrote stands
// also through a power cut. Otherwise nothing of it stands. Where ctx is for a request, its key is kept
// along.
func (s *Store) Write(ctx context.Context, do func(tx *Tx) error) error {
	return s.run(ctx, s.writer, func(tx *Tx) error {
		if err := do(tx); err != nil {
			return err
		}
		return tx.keepRequest(ctx)
	})
}

// Read runs do on one consistent state of the database. It must not write.
func (s *Store) Read(ctx context.Context, do func(tx *Tx) error) error {
	return s.run(ctx, s.reader, do)
}

func (s *Store) run(ctx context.Context, db *gorm.DB, do func(tx *Tx) error) error {
	err := db.WithContext(ctx).Transaction(func(db *gorm.DB) error { return do(&Tx{db: db}) })
	if errors.Is(err, sql.ErrTxDone) && ctx.Err() != nil {
		err = ctx.Err() // which had it rolled back right before it was to be kept
	}
	return explain(err, s.path)
}

// Check asks SQLite whether the file is sound, and gives what it found wrong. It asks over a connection
// of its own: the index of words takes what an older one remembers of it for damage.
func (s *Store) Check(ctx context.Context) ([]string, error) {
	db, err := connect(s.path, 1, "_pragma=query_only(1)")
	if err != nil {
		return nil, explain(err, s.path)
	}
	var findings []string
	err = db.WithContext(ctx).Raw("PRAGMA quick_check(20)").Scan(&findings).Error
	if len(findings) == 1 && findings[0] == "ok" {
		findings = nil
	}
	return findings, explain(errors.Join(err, closeDB(db)), s.path)
}

func connect(path string, connections int, options string) (*gorm.DB, error) {
	var parts []string
	for _, pragma := range pragmas {
		parts = append(parts, "_pragma="+url.QueryEscape(pragma))
	}
	parts = append(parts, options) // what comes last counts
	return dial(path, connections, strings.Join(parts, "&"))
}

// dial connects with nothing but what the query says.
func dial(path string, connections int, query string) (*gorm.DB, error) {
	db, err := gorm.Open(sqlite.Open("file:"+escapePath(path)+"?"+query), &gorm.Config{
		Logger:                 logger.Discard,
		SkipDefaultTransaction: true,
		// Not PrepareStmt: its cache runs a goroutine with a ticker that never ends.
	})
	if err != nil {
		return nil, err
	}
	pool, err := db.DB()
	if err != nil {
		return nil, err
	}
	pool.SetMaxOpenConns(connections)
	pool.SetMaxIdleConns(connections)
	return db, nil
}

func escapePath(path string) string {
	return (&url.URL{Path: filepath.ToSlash(path)}).EscapedPath()
}

func closeDB(db *gorm.DB) error {
	pool, err := db.DB()
	if err != nil {
		return err
	}
	return pool.Close()
}

// writable finds out by trying, since what a file's mode says is not what the system allows.
func writable(path string) error {
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return err
	}
	defer file.Close()
	beside, err := os.CreateTemp(filepath.Dir(path), ".writable-*")
	if err != nil {
		return err
	}
	beside.Close()
	return os.Remove(beside.Name())
}

// sqlDB gives the connection pool underneath, for the migrations.
func sqlDB(db *gorm.DB) (*sql.DB, error) {
	pool, err := db.DB()
	if err != nil {
		return nil, fmt.Errorf("reach the connection: %w", err)
	}
	return pool, nil
}

// quiet is the logger for libraries that insist on one.
var quiet = slog.New(slog.NewTextHandler(io.Discard, nil))
