package store_test

import (
	"context"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"sluice/backend/fault"
	"sluice/backend/store"
)

// disk mounts a small disk of its own for a test.
func disk(t *testing.T, size string) (dir string) {
	t.Helper()
	dir = t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size="+size); err != nil {
		t.Skipf("a disk of our own cannot be mounted (%v): run this test as root", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(dir, syscall.MNT_DETACH); err != nil {
			t.Errorf("unmount: %v", err)
		}
	})
	return dir
}

func TestReadOnlyDisk(t *testing.T) {
	dir := disk(t, "4m")
	path := filepath.Join(dir, "sluice.db")
	if err := open(t, path).Close(); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mount("", dir, "", syscall.MS_REMOUNT|syscall.MS_RDONLY, ""); err != nil {
		t.Fatal(err)
	}
	refused(t, path, fault.ReadOnly)
	if _, err := store.Open(t.Context(), filepath.Join(dir, "new.db")); fault.CodeOf(err) != fault.ReadOnly {
		t.Errorf("a new database on a read-only disk gave %v", err)
	}
}

func TestReadOnlyFolder(t *testing.T) {
	if os.Getuid() == 0 {
		t.Skip("root may write everywhere: run this test as another user")
	}
	dir := t.TempDir()
	path := filepath.Join(dir, "sluice.db")
	if err := open(t, path).Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(dir, 0o500); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.Chmod(dir, 0o700) })
	refused(t, path, fault.ReadOnly)
}

func TestFullDiskLosesNothing(t *testing.T) {
	dir := disk(t, "2m")
	s := open(t, filepath.Join(dir, "sluice.db"))
	ballast := filepath.Join(dir, "ballast")
	if err := os.WriteFile(ballast, make([]byte, 512<<10), 0o600); err != nil {
		t.Fatal(err)
	}
	kept := fill(t, s)
	if kept == 0 {
		t.Fatal("the disk was full from the start")
	}
	if err := os.Remove(ballast); err != nil {
		t.Fatal(err)
	}
	write(t, s, func(tx *store.Tx) error { return put(tx, "after") })
	if got, want := arrived(t, s), kept+1; got != want {
		t.Errorf("%d are at the door, want %d", got, want)
	}
	if findings, err := s.Check(t.Context()); err != nil || len(findings) > 0 {
		t.Errorf("check found %v, %v", findings, err)
	}
}

// fill writes until the disk is full, and gives how many events were kept.
func fill(t *testing.T, s *store.Store) (kept int) {
	t.Helper()
	for ; kept < 10_000; kept++ {
		err := s.Write(context.Background(), func(tx *store.Tx) error { return put(tx, strconv.Itoa(kept)) })
		if err == nil {
			continue
		}
		if fault.CodeOf(err) != fault.DiskFull {
			t.Fatalf("a full disk gave %v", err)
		}
		return kept
	}
	t.Fatal("the disk never got full")
	return kept
}

func put(tx *store.Tx, remoteID string) error {
	_, err := tx.PutAtDoor(store.Handed{
		Source: "memory", RemoteID: remoteID, ReceivedAt: time.UnixMilli(1), Event: []byte(strings.Repeat("x", 8<<10)),
	})
	return err
}
