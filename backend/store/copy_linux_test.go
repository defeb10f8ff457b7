package store_test

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"sluice/backend/fault"
	"sluice/backend/store"
	"sluice/backend/work"
)

func TestABackupOnAFullDiskLeavesNothing(t *testing.T) {
	s := named(t, filepath.Join(t.TempDir(), "sluice.db"), strings.Repeat("A", 300<<10))
	dir := disk(t, "256k")
	_, err := s.BackupTo(t.Context(), noon, filepath.Join(dir, "copy.db"))
	if fault.CodeOf(err) != fault.DiskFull || !strings.Contains(fault.SentenceOf(err), "no room for the copy") {
		t.Errorf("it gave %v", err)
	}
	alone(t, dir, 0)
}

func TestARestoreOnAFullDiskLeavesThePresentOne(t *testing.T) {
	file := copyOf(t, strings.Repeat("A", 1<<20))
	dir := disk(t, "1m")
	path := filepath.Join(dir, "sluice.db")
	_ = named(t, path, "Now").Close()
	if _, err := store.PrepareRestore(t.Context(), path, file); fault.CodeOf(err) != fault.DiskFull {
		t.Errorf("it gave %v", err)
	}
	if got := clientsOf(t, path); got != "Now" {
		t.Errorf("the database is that of %s", got)
	}
}

// The environment by which a test's program becomes one that restores two copies in turn.
const restorer = "SLUICE_TEST_RESTORER"

// TestAKilledRestoreLeavesTheOldOrTheNew kills a process that does nothing but restore, again and
// again, wherever it happens to be.
func TestAKilledRestoreLeavesTheOldOrTheNew(t *testing.T) {
	if path := os.Getenv(restorer); path != "" {
		restoreForEver(path)
	}
	dir := t.TempDir()
	path := filepath.Join(dir, "sluice.db")
	_ = named(t, path, "one").Close()
	for _, name := range []string{"one", "two"} {
		if err := os.Rename(copyOf(t, name), filepath.Join(dir, name+".copy")); err != nil {
			t.Fatal(err)
		}
	}
	for kill := range 8 {
		killAfter(t, path, 1+kill%3)
		if got := clientsOf(t, path); got != "one" && got != "two" {
			t.Fatalf("after kill %d the database is that of %q", kill, got)
		}
	}
}

// restoreForEver restores the two copies beside a database in turn, each time with a change that lies
// beside the database, and says a word after each.
func restoreForEver(path string) {
	ctx := context.Background()
	for i := 0; ; i++ {
		name := []string{"one", "two"}[i%2]
		s, err := store.Open(ctx, path)
		if err == nil {
			err = s.Write(ctx, func(tx *store.Tx) error { return tx.SetSetting("turn", i) })
			err = firstOf(err, s.Close())
		}
		r, errPrepare := store.PrepareRestore(ctx, path, filepath.Join(filepath.Dir(path), name+".copy"))
		if err = firstOf(err, errPrepare); err == nil {
			_, err = r.Restore(ctx, noon)
		}
		if err != nil {
			fmt.Println("error:", err)
			os.Exit(1)
		}
		fmt.Println("restored")
	}
}

func firstOf(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// killAfter starts the restorer, and kills it after so many words: somewhere in the next restore.
func killAfter(t *testing.T, path string, words int) {
	t.Helper()
	command := exec.Command(os.Args[0], "-test.run=^TestAKilledRestoreLeavesTheOldOrTheNew$")
	command.Env = append(os.Environ(), restorer+"="+path)
	said, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(said)
	for range words {
		if !lines.Scan() || lines.Text() != "restored" {
			t.Errorf("it said %q", lines.Text())
		}
	}
	_ = command.Process.Kill()
	_ = command.Wait() // that it was killed is no news
}

func TestTheFolderOfBackupsIsSweptOfHalves(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a[b]*")
	folder := filepath.Join(dir, "backups")
	if err := os.MkdirAll(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, "sluice-20260101-000000.db.part"), []byte("half"), 0o600); err != nil {
		t.Fatal(err)
	}
	s := open(t, filepath.Join(dir, "sluice.db"))
	write(t, s, func(tx *store.Tx) error {
		_, err := tx.SaveClient(work.Client{Name: "Acme", Colour: 1})
		return err
	})
	if _, err := s.Backup(t.Context(), noon, ""); err != nil {
		t.Fatal(err)
	}
	alone(t, folder, 1)
}
