//go:build linux

package proof

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"sluice/proof/desk"
)

// smallDisk puts the desk's profile on a disk of its own of eight megabytes.
func smallDisk(t *testing.T, d *desk.Desk) (profile string) {
	t.Helper()
	profile, err := memoryDisk(t, d, "8m")
	if err != nil {
		t.Skipf("a small disk cannot be mounted (%v): run this as root on a machine that lets root mount", err)
	}
	return profile
}

// memoryDisk puts the desk's profile on a disk of its own, in memory.
func memoryDisk(t *testing.T, d *desk.Desk, size string) (profile string, err error) {
	t.Helper()
	profile = filepath.Join(d.Dir, "profile")
	if err := os.Mkdir(profile, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mount("tmpfs", profile, "tmpfs", 0, "size="+size+",mode=0700"); err != nil {
		return profile, err
	}
	t.Cleanup(func() { _ = syscall.Unmount(profile, syscall.MNT_DETACH) })
	return profile, nil
}

// fill writes a file until nothing more fits, and gives the way to free the space.
func fill(t *testing.T, dir string) (free func()) {
	t.Helper()
	path := filepath.Join(dir, "ballast")
	file, err := os.Create(path) //nolint:gosec // a file of the test's own
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = file.Close() }()
	for size := 64 << 10; size > 0; {
		if _, err := file.Write(make([]byte, size)); errors.Is(err, syscall.ENOSPC) {
			size /= 2 // down to the last byte
		} else if err != nil {
			t.Fatal(err)
		}
	}
	return func() {
		if err := os.Remove(path); err != nil {
			t.Fatal(err)
		}
	}
}

// TestAFullDiskLosesNothing fills the disk while notifications arrive: the status says so, and when
// there is space again everything is there.
//
// DESIGN: "Nothing is lost"; "Trouble is a state (ok, degraded, needs you, with a sentence and a next
// step), never a crash".
func TestAFullDiskLosesNothing(t *testing.T) {
	t.Parallel()
	d := desk.New(t)
	profile := smallDisk(t, d)
	c := d.Core()
	d.Notify("before", "")
	d.Eventually("it is held", func() bool { return status(c).Held == 1 })
	free := fill(t, profile)
	for i := range 5 {
		d.Notify("while full "+strconv.Itoa(i), strings.Repeat("x", 8<<10))
	}
	d.Eventually("the status names the full disk", func() bool { return strings.Contains(troubleCodes(c), "disk_full") })
	if out := c.Do("status"); !strings.Contains(out, "Free some space") {
		t.Errorf("people are told:\n%s", out)
	}
	free()
	d.Eventually("everything is held", func() bool { return status(c).Held == 6 })
	d.Eventually("the trouble is over", func() bool { return status(c).Trouble == nil || len(status(c).Trouble) == 0 })
	if gaps := receipt(c).Gaps; len(gaps) != 0 {
		t.Errorf("nothing was missed, and there are gaps: %+v", gaps)
	}
	well(t, c)
}

// TestAKillOnAFullDiskIsAGap kills the core while what arrived waits in memory for space. It is gone,
// and the receipt says so.
//
// DESIGN: "gaps in capture (bus gone, core off or killed …) are listed as spans".
func TestAKillOnAFullDiskIsAGap(t *testing.T) {
	t.Parallel()
	d := desk.New(t)
	profile := smallDisk(t, d)
	c := d.Core()
	free := fill(t, profile)
	begun := time.Now()
	d.Notify("never written down", strings.Repeat("x", 60<<10))
	done := time.Now()
	d.Eventually("the status names the full disk", func() bool { return strings.Contains(troubleCodes(c), "disk_full") })
	// The core looks at the clock every five seconds, and leaves its sign of life when all is kept.
	d.Eventually("the core lives on", func() bool { return status(c).Now.After(done.Add(6 * time.Second)) })
	c.Kill()
	free()
	c.Start()
	if r := receipt(c); r.Arrived != 0 || r.Lost != 0 || !inGap(r.Gaps, begun, done) {
		t.Errorf("%d arrived, %d lost, and no gap of %+v holds %s", r.Arrived, r.Lost, r.Gaps, span(begun, done))
	}
	well(t, c)
}

// TestTheCoreEndsOnAFullDisk asks the core to end while it cannot write: it does, within a bound.
//
// DESIGN: "Trouble is a state …, never a crash".
func TestTheCoreEndsOnAFullDisk(t *testing.T) {
	t.Parallel()
	d := desk.New(t)
	profile := smallDisk(t, d)
	c := d.Core()
	c.Do("shield", "start", "--for", "1h")
	free := fill(t, profile)
	begun := time.Now()
	d.Notify("never written down", strings.Repeat("x", 60<<10))
	done := time.Now()
	d.Eventually("the status names the full disk", func() bool { return strings.Contains(troubleCodes(c), "disk_full") })
	c.Stop()
	if now := d.Dunst(); now.Paused {
		t.Errorf("the core ended and left dunst with %+v", now)
	}
	free()
	c.Start()
	if r := receipt(c); r.Lost != 0 || r.Arrived == 0 && !inGap(r.Gaps, begun, done) {
		t.Errorf("%d arrived, %d lost, and no gap of %+v holds %s", r.Arrived, r.Lost, r.Gaps, span(begun, done))
	}
	well(t, c)
}

// TestAReadOnlyProfileIsRefused starts a core on a disk that cannot be written to.
//
// STYLE: "An error has a code for programs and a sentence for people".
func TestAReadOnlyProfileIsRefused(t *testing.T) {
	t.Parallel()
	d := desk.Bare(t)
	profile := smallDisk(t, d)
	made := madeProfile(t, d)
	if err := syscall.Mount("", profile, "", syscall.MS_REMOUNT|syscall.MS_RDONLY, ""); err != nil {
		t.Fatal(err)
	}
	refused(t, d, 1, `may not write to \S+`, `--profile`)
	if !bytes.Equal(made, database(t, d)) {
		t.Error("the database is not as it was")
	}
}
