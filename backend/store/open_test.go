package store_test

import (
	"bytes"
	"context"
	"database/sql"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	_ "github.com/glebarez/go-sqlite"

	"sluice/backend/fault"
	"sluice/backend/store"
	"sluice/backend/work"
)

// open opens a database that is closed at the end of the test; it may be closed before.
func open(t testing.TB, path string) *store.Store {
	t.Helper()
	opened, err := store.Open(t.Context(), path)
	if err != nil {
		t.Fatalf("open store: %v", err)
	}
	t.Cleanup(func() { _ = opened.Close() })
	return opened
}

func fresh(t testing.TB) *store.Store {
	t.Helper()
	return open(t, filepath.Join(t.TempDir(), "sluice.db"))
}

func write(t testing.TB, s *store.Store, do func(tx *store.Tx) error) {
	t.Helper()
	if err := s.Write(context.Background(), do); err != nil {
		t.Fatal(err)
	}
}

func read(t testing.TB, s *store.Store, do func(tx *store.Tx) error) {
	t.Helper()
	if err := s.Read(context.Background(), do); err != nil {
		t.Fatal(err)
	}
}

// other is a second program with the same file open, which knows nothing of us.
func other(t testing.TB, path string) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+(&url.URL{Path: path}).EscapedPath())
	if err != nil {
		t.Fatal(err)
	}
	db.SetMaxOpenConns(1)
	t.Cleanup(func() { _ = db.Close() })
	return db
}

func content(t testing.TB, path string) []byte {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// refused opens a database that cannot be, and checks the fault and that the file stays as it was.
func refused(t *testing.T, path string, want fault.Code) {
	t.Helper()
	before := content(t, path)
	opened, err := store.Open(t.Context(), path)
	if err == nil {
		_ = opened.Close()
	}
	if got := fault.CodeOf(err); got != want {
		t.Errorf("open gave %q (%v), want %q", got, err, want)
	}
	if !bytes.Equal(before, content(t, path)) {
		t.Error("the file was changed")
	}
	if _, err := os.Stat(path + "-wal"); err == nil && len(content(t, path+"-wal")) > 0 {
		t.Error("something was written beside the file")
	}
}

func setting(t testing.TB, s *store.Store, name string) (value string) {
	t.Helper()
	read(t, s, func(tx *store.Tx) error { return tx.Setting(name, &value) })
	return value
}

func TestReopenKeepsWhatWasWritten(t *testing.T) {
	for _, name := range []string{"sluice.db", "with space.db", "what?.db", "a#b.db", "100%.db", "%41.db", "ü&=;.db"} {
		t.Run(name, func(t *testing.T) {
			if runtime.GOOS == "windows" && strings.Contains(name, "?") {
				t.Skip("Windows allows no such name")
			}
			dir := filepath.Join(t.TempDir(), name+" d")
			if err := os.Mkdir(dir, 0o700); err != nil {
				t.Fatal(err)
			}
			path := filepath.Join(dir, name)
			first := open(t, path)
			write(t, first, func(tx *store.Tx) error { return tx.SetSetting("colour", "blue") })
			if err := first.Close(); err != nil {
				t.Fatal(err)
			}
			if got := setting(t, open(t, path), "colour"); got != "blue" {
				t.Errorf("after reopening the setting is %q", got)
			}
			if _, err := os.Stat(path); err != nil {
				t.Errorf("the database is not where it was asked for: %v", err)
			}
		})
	}
}

func TestNewDatabaseIsSoundAndProposesAPlan(t *testing.T) {
	s := fresh(t)
	if findings, err := s.Check(t.Context()); err != nil || len(findings) > 0 {
		t.Errorf("check found %v, %v", findings, err)
	}
	read(t, s, func(tx *store.Tx) error {
		rules, err := tx.CheckIns()
		if len(rules) != 3 || rules[0].Days != work.Weekdays || rules[0].From.IsZero() {
			t.Errorf("the proposed plan is %+v", rules)
		}
		return err
	})
}

func TestCloseTwice(t *testing.T) {
	s := fresh(t)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
}

func TestNewerDatabaseIsLeftAlone(t *testing.T) {
	path := filepath.Join(t.TempDir(), "sluice.db")
	if err := open(t, path).Close(); err != nil {
		t.Fatal(err)
	}
	later := other(t, path)
	if _, err := later.Exec(`INSERT INTO goose_db_version (version_id, is_applied) VALUES (9999, 1)`); err != nil {
		t.Fatal(err)
	}
	if err := later.Close(); err != nil {
		t.Fatal(err)
	}
	refused(t, path, fault.Newer)
}

func TestDamagedDatabaseIsLeftAlone(t *testing.T) {
	damages := map[string]func(text []byte) []byte{
		"header overwritten": func(text []byte) []byte { copy(text, "this was a database once, alas!!"); return text },
		"cut in the middle":  func(text []byte) []byte { return text[:len(text)/2] },
		"no database at all": func([]byte) []byte { return []byte("Dear diary, today I was no database file.\n") },
	}
	for name, damage := range damages {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "sluice.db")
			if err := open(t, path).Close(); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, damage(content(t, path)), 0o600); err != nil {
				t.Fatal(err)
			}
			refused(t, path, fault.Damaged)
		})
	}
}

func TestDamageInsideIsFound(t *testing.T) {
	path := filepath.Join(t.TempDir(), "sluice.db")
	if err := open(t, path).Close(); err != nil {
		t.Fatal(err)
	}
	text := content(t, path)
	for i := len(text) / 2; i < len(text); i++ { // the second half holds indexes and tables; the schema stays
		text[i] = 0xff
	}
	if err := os.WriteFile(path, text, 0o600); err != nil {
		t.Fatal(err)
	}
	s, err := store.Open(t.Context(), path)
	if err != nil {
		if fault.CodeOf(err) != fault.Damaged {
			t.Errorf("open gave %v", err)
		}
		return
	}
	defer s.Close()
	if findings, err := s.Check(t.Context()); len(findings) == 0 && fault.CodeOf(err) != fault.Damaged {
		t.Errorf("check found nothing (%v)", err)
	}
}

// TestASoundDatabaseStaysSound checks again and again while texts that are searched change.
func TestASoundDatabaseStaysSound(t *testing.T) {
	s := fresh(t)
	record := work.Record{Kind: work.RecordNote, CreatedAt: noon}
	for _, text := range []string{"one", "two", "one", "three words more"} {
		record.Text = text
		write(t, s, func(tx *store.Tx) (err error) { record.ID, err = tx.SaveRecord(record); return err })
		if findings, err := s.Check(t.Context()); err != nil || len(findings) > 0 {
			t.Errorf("after %q it finds %v (%v)", text, findings, err)
		}
	}
}
