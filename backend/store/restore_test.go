package store_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"sluice/backend/fault"
	"sluice/backend/store"
	"sluice/backend/work"
)

// copyOf makes a copy of a database with one client, and gives its path.
func copyOf(t *testing.T, name string) string {
	t.Helper()
	s := named(t, filepath.Join(t.TempDir(), "sluice.db"), name)
	file := filepath.Join(t.TempDir(), "copy.db")
	if _, err := s.BackupTo(t.Context(), noon, file); err != nil {
		t.Fatal(err)
	}
	return file
}

func restore(t *testing.T, path, file string) (r *store.Restoring, aside string) {
	t.Helper()
	r, err := store.PrepareRestore(t.Context(), path, file)
	if err != nil {
		t.Fatal(err)
	}
	if aside, err = r.Restore(t.Context(), noon); err != nil {
		t.Fatal(err)
	}
	return r, aside
}

func TestRestorePutsTheCopyInPlaceAndKeepsThePresentOne(t *testing.T) {
	path := filepath.Join(t.TempDir(), "sluice.db")
	s := named(t, path, "Now")
	write(t, s, func(tx *store.Tx) error {
		_, err := keep(tx, work.Item{State: work.StateQueued}, work.Arrival{RemoteID: "1", OutcomeAt: noon, Outcome: work.OutcomeDelivered})
		return err
	})
	_ = s.Close()
	file := copyOf(t, "Then")
	r, aside := restore(t, path, file)
	if r.Now.Clients != 1 || r.Now.Items != 1 || r.Now.Arrivals != 1 || !r.Now.Newest.Equal(noon) || r.File.Items != 0 || r.Absent || r.Broken {
		t.Errorf("the preview is %+v", r)
	}
	if r.File.Version != r.Now.Version || r.File.Version < 2 {
		t.Errorf("the versions are %d and %d", r.File.Version, r.Now.Version)
	}
	if got := clientsOf(t, path); got != "Then" {
		t.Errorf("the database is that of %s", got)
	}
	if got := clientsOf(t, aside); got != "Now" || filepath.Base(aside) != "sluice-20260304-120000-before-restore.db" {
		t.Errorf("moved aside to %s is that of %s", aside, got)
	}
	if got := clientsOf(t, file); got != "Then" {
		t.Errorf("the copy is that of %s", got)
	}
	onlyKnown(t, filepath.Dir(path))
}

// onlyKnown checks that no stage is left.
func onlyKnown(t *testing.T, dir string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		if name := entry.Name(); !strings.HasPrefix(name, "sluice.db") && name != "backups" {
			t.Errorf("%s was left", name)
		}
	}
}

func TestAPreviewChangesNothing(t *testing.T) {
	path := filepath.Join(t.TempDir(), "sluice.db")
	_ = named(t, path, "Now").Close()
	before := content(t, path)
	r, err := store.PrepareRestore(t.Context(), path, copyOf(t, "Then"))
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if err := r.Cancel(); err != nil {
			t.Error(err)
		}
	}
	if !bytes.Equal(before, content(t, path)) {
		t.Error("the database was changed")
	}
	alone(t, filepath.Join(filepath.Dir(path), "backups"), 0)
	onlyKnown(t, filepath.Dir(path))
}

func TestRestoreWhereThereIsNoDatabase(t *testing.T) {
	path := filepath.Join(t.TempDir(), "sluice.db")
	r, aside := restore(t, path, copyOf(t, "Then"))
	if !r.Absent || aside != "" || clientsOf(t, path) != "Then" {
		t.Errorf("aside is %q, the preview %+v", aside, r)
	}
}

func TestRestoreInThePlaceOfADamagedOne(t *testing.T) {
	path := filepath.Join(t.TempDir(), "sluice.db")
	for name, text := range map[string]string{path: "Dear diary", path + "-wal": "and more"} {
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	r, aside := restore(t, path, copyOf(t, "Then"))
	if !r.Broken || string(content(t, aside)) != "Dear diary" || string(content(t, aside+"-wal")) != "and more" {
		t.Errorf("it was not kept as it was: %+v", r)
	}
	if got := clientsOf(t, path); got != "Then" {
		t.Errorf("the database is that of %s", got)
	}
}

// TestRestoreOfWhatWasInUse restores the files of a database whose last changes lie beside it, over
// one of which the same is true: none of them may end up with those of the other.
func TestRestoreOfWhatWasInUse(t *testing.T) {
	path, file := left(t, "Now"), left(t, "Then")
	_, aside := restore(t, path, file)
	if got := clientsOf(t, path); got != "Then" {
		t.Errorf("the database is that of %s", got)
	}
	if got := clientsOf(t, aside); got != "Now" {
		t.Errorf("what was moved aside is that of %s", got)
	}
}

// left gives a database as a killed process leaves it.
func left(t *testing.T, name string) string {
	t.Helper()
	live := filepath.Join(t.TempDir(), "sluice.db")
	named(t, live, name)
	path := filepath.Join(t.TempDir(), "sluice.db")
	for _, behind := range []string{"", "-wal"} {
		if err := os.WriteFile(path+behind, content(t, live+behind), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if len(content(t, path+"-wal")) == 0 {
		t.Fatal("there is nothing beside it")
	}
	return path
}

func TestWhatCannotBeRestoredIsRefused(t *testing.T) {
	newer := copyOf(t, "Then")
	db := other(t, newer)
	if _, err := db.Exec(`INSERT INTO goose_db_version (version_id, is_applied) VALUES (9999, 1)`); err != nil {
		t.Fatal(err)
	}
	_ = db.Close()
	strange := filepath.Join(t.TempDir(), "strange.db")
	if _, err := other(t, strange).Exec(`CREATE TABLE items (id INTEGER)`); err != nil {
		t.Fatal(err)
	}
	whole := content(t, copyOf(t, "Then"))
	path := filepath.Join(t.TempDir(), "sluice.db")
	_ = named(t, path, "Now").Close()
	before := content(t, path)
	for name, is := range map[string]struct {
		file string
		want fault.Code
	}{
		"not there":     {filepath.Join(t.TempDir(), "none.db"), fault.NotFound},
		"a folder":      {t.TempDir(), fault.Invalid},
		"empty":         {written(t, nil), fault.Invalid},
		"text":          {written(t, []byte("Dear diary, today I was no database file.\n")), fault.Damaged},
		"cut":           {written(t, whole[:len(whole)/2]), fault.Damaged},
		"overwritten":   {written(t, append(bytes.Clone(whole[:8192]), bytes.Repeat([]byte{0xff}, len(whole)-8192)...)), fault.Damaged},
		"newer":         {newer, fault.Newer},
		"of others":     {strange, fault.Invalid},
		"the same file": {path, fault.Invalid},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := store.PrepareRestore(t.Context(), path, is.file)
			if fault.CodeOf(err) != is.want || !strings.Contains(fault.SentenceOf(err), is.file) {
				t.Errorf("it gave %v, want %s", err, is.want)
			}
			if !bytes.Equal(before, content(t, path)) {
				t.Error("the present database was changed")
			}
			onlyKnown(t, filepath.Dir(path))
		})
	}
}

func written(t *testing.T, text []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "file.db")
	if err := os.WriteFile(path, text, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestAnOlderCopyIsRestoredAndMigrated(t *testing.T) {
	file := filepath.Join(t.TempDir(), "old.db")
	older(t, file, 1)
	path := filepath.Join(t.TempDir(), "sluice.db")
	r, _ := restore(t, path, file)
	if r.File.Version != 1 || clientsOf(t, path) != "" {
		t.Errorf("the preview is %+v", r)
	}
}
