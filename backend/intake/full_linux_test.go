package intake_test

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"testing/synctest"

	"sluice/backend/fault"
	"sluice/backend/source"
)

// TestFullDiskHoldsTheSourceUp hands over more than the disk takes; once there is space again
// everything is there.
func TestFullDiskHoldsTheSourceUp(t *testing.T) {
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=1m"); err != nil {
		t.Skipf("a disk of our own cannot be mounted (%v): run this test as root", err)
	}
	t.Cleanup(func() { _ = syscall.Unmount(dir, syscall.MNT_DETACH) })
	synctest.Test(t, func(t *testing.T) {
		h := newHallAt(t, dir)
		ballast := filepath.Join(dir, "ballast")
		file, err := os.Create(ballast)
		h.must(err)
		for err == nil { // until nothing more fits
			_, err = file.Write(make([]byte, 4<<10))
		}
		_ = file.Close()
		handed := make(chan error, 1)
		go func() { handed <- h.intake.Door(memory).Hand(t.Context(), oneEvent) }()
		if told := <-h.told; told.Condition != source.Degraded || told.Code != string(fault.DiskFull) {
			t.Errorf("it said %+v", told)
		}
		h.must(os.Remove(ballast))
		if err := <-handed; err != nil {
			t.Fatal(err)
		}
		h.wantAccount(1)
	})
}
