package sqlite_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"

	"go.uber.org/goleak"

	"sluice/backend/foreign/foreigntest"
	"sluice/backend/foreign/sqlite"
)

func TestMain(m *testing.M) {
	goleak.VerifyTestMain(m, goleak.IgnoreTopFunction("database/sql.(*DB).connectionOpener"))
}

const schema = `CREATE TABLE word (word TEXT)`

// follow gives a follower of a database of words.
func follow(t *testing.T, path string) *sqlite.Follower {
	t.Helper()
	f := sqlite.Follow(path)
	t.Cleanup(f.Close)
	return f
}

// words reads what is there, and whether it had changed.
func words(t *testing.T, f *sqlite.Follower) ([]string, bool) {
	t.Helper()
	var found []string
	changed, err := f.Read(t.Context(), all(&found))
	if err != nil {
		t.Fatal(err)
	}
	return found, changed
}

func all(into *[]string) func(sqlite.Query) error {
	return func(ask sqlite.Query) error {
		return ask("SELECT word FROM word ORDER BY word", func(row sqlite.Rows) error {
			var word string
			err := row.Scan(&word)
			*into = append(*into, word)
			return err
		})
	}
}

func expect(t *testing.T, f *sqlite.Follower, want ...string) {
	t.Helper()
	if got, changed := words(t, f); !changed || !slices.Equal(got, want) {
		t.Errorf("it reads %q (changed: %v), want %q", got, changed, want)
	}
}

func TestRowsInTheLogAreSeenAtOnce(t *testing.T) {
	d := foreigntest.New(t, schema)
	f := follow(t, d.Path)
	expect(t, f)
	d.Do("INSERT INTO word VALUES ('one')")
	expect(t, f, "one")
	if _, changed := words(t, f); changed {
		t.Error("nothing was written, and it says so")
	}
	d.Do("INSERT INTO word VALUES ('two')")
	expect(t, f, "one", "two")
	if log, err := os.Stat(d.Path + "-wal"); err != nil || log.Size() == 0 {
		t.Error("the rows were to lie in the log: the test tests nothing")
	}
	d.Do("PRAGMA wal_checkpoint(TRUNCATE)")
	d.Do("DELETE FROM word WHERE word = 'one'")
	expect(t, f, "two")
}

func TestAnOpenWriteIsNotWaitedFor(t *testing.T) {
	d := foreigntest.New(t, schema)
	d.Do("INSERT INTO word VALUES ('one')")
	d.Do("BEGIN IMMEDIATE")
	d.Do("INSERT INTO word VALUES ('two')")
	f := follow(t, d.Path)
	expect(t, f, "one")
	d.Do("COMMIT")
	expect(t, f, "one", "two")
}

func TestALockedDatabaseIsCopied(t *testing.T) {
	d := foreigntest.New(t, schema)
	d.Do("INSERT INTO word VALUES ('one')")
	_ = d.Close()
	d = foreigntest.Open(t, d.Path)
	d.Do("PRAGMA locking_mode = EXCLUSIVE")
	d.Do("INSERT INTO word VALUES ('two')")
	f := follow(t, d.Path)
	expect(t, f, "one", "two")
	if !f.Copied() {
		t.Error("the original is open: the test tests nothing")
	}
	if _, changed := words(t, f); changed {
		t.Error("nothing was written, and it says so")
	}
	d.Do("INSERT INTO word VALUES ('three')")
	expect(t, f, "one", "three", "two")
	d.Do("PRAGMA locking_mode = NORMAL")
	d.Do("DELETE FROM word WHERE word = 'one'")
	expect(t, f, "three", "two")
	if f.Copied() {
		t.Error("the lock is gone, and a copy is read still")
	}
	f.Close()
	if left, _ := filepath.Glob(filepath.Join(os.TempDir(), "sluice-read-*")); len(left) > 0 {
		t.Errorf("copies are left over: %q", left)
	}
}

func TestAnotherDatabaseInItsPlace(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows moves no file that is open")
	}
	d := foreigntest.New(t, schema)
	d.Do("INSERT INTO word VALUES ('old')")
	f := follow(t, d.Path)
	expect(t, f, "old")
	_ = d.Close()
	for _, end := range []string{"", "-wal", "-shm"} {
		if err := os.Rename(d.Path+end, d.Path+".old"+end); err != nil && !errors.Is(err, fs.ErrNotExist) {
			t.Fatal(err)
		}
	}
	if _, err := f.Read(t.Context(), all(new([]string))); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("without one the error is %v", err)
	}
	d = foreigntest.Open(t, d.Path)
	d.Do(schema)
	d.Do("INSERT INTO word VALUES ('new')")
	expect(t, f, "new")
}

func TestWhyItCannotBeRead(t *testing.T) {
	folder := t.TempDir()
	if _, err := follow(t, filepath.Join(folder, "none")).Read(t.Context(), all(new([]string))); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("without a file the error is %v", err)
	}
	if _, err := follow(t, folder).Read(t.Context(), all(new([]string))); err == nil {
		t.Error("a folder was read")
	}
	strange := filepath.Join(folder, "strange")
	if err := os.WriteFile(strange, []byte("no database at all, but long enough to have a header of one hundred bytes, which is what is read first"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := follow(t, strange).Read(t.Context(), all(new([]string))); err == nil {
		t.Error("no database was read")
	}
	d := foreigntest.New(t, schema)
	if err := os.Chmod(d.Path, 0); err != nil {
		t.Fatal(err)
	}
	if runtime.GOOS == "windows" {
		t.Skip("Windows takes reading away by access lists, not by modes")
	}
	if os.Getuid() == 0 {
		t.Skip("root may read everything: the rest of this test needs an ordinary user")
	}
	if _, err := follow(t, d.Path).Read(t.Context(), all(new([]string))); !errors.Is(err, fs.ErrPermission) {
		t.Errorf("without permission the error is %v", err)
	}
}

func TestNothingCanBeWritten(t *testing.T) {
	d := foreigntest.New(t, schema)
	f := follow(t, d.Path)
	_, err := f.Read(t.Context(), func(ask sqlite.Query) error {
		return ask("INSERT INTO word VALUES ('ours') RETURNING word", func(sqlite.Rows) error { return nil })
	})
	if err == nil {
		t.Error("it took a word of ours")
	}
	expect(t, f)
}

func TestAFailedReadIsReadAgain(t *testing.T) {
	d := foreigntest.New(t, schema)
	f := follow(t, d.Path)
	trouble := errors.New("trouble")
	if _, err := f.Read(t.Context(), func(sqlite.Query) error { return trouble }); !errors.Is(err, trouble) {
		t.Errorf("the error is %v", err)
	}
	expect(t, f)
}
