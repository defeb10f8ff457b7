//go:build linux && bench

package bench

import (
	"path/filepath"
	"testing"
	"time"

	"sluice/proof/desk"
)

// TestIdle looks at a core that has taken in 10,000 items and then has nothing to do: a session bus and
// dunst are there, and somebody listens to its events.
func TestIdle(t *testing.T) {
	d := desk.New(t)
	core := d.Core()
	shielded(t, core)
	c := newClient(d)
	c.listen()
	handIn(c, newWriter(1), "idle", 10_000, 500)
	note(t, "core, just after taking in 10,000 items: memory (PSS)", "%.1f MB", memory(t, core.Pid()))
	tended(d)
	settled(t)
	before := processor(t, core.Pid())
	begun := time.Now()
	<-time.After(span())
	used := processor(t, core.Pid()) - before
	share := 100 * float64(used) / float64(time.Since(begun))
	atMost(t, "core, idle with 10,000 items: memory (PSS)", memory(t, core.Pid()), 30, "MB")
	atMost(t, "core, idle with 10,000 items: processor, of one core", share, 0.2, "%")
}

// tended waits for the day's backup, which a core makes once a minute after it began: it is work, and
// no part of being idle.
func tended(d *desk.Desk) {
	d.T.Helper()
	made := filepath.Join(d.Dir, "profile", "backups", "*")
	for range 90 { // what is not made by then is not waited for
		if found, err := filepath.Glob(made); err != nil || len(found) > 0 {
			return
		}
		select {
		case <-time.After(time.Second):
		case <-d.T.Context().Done():
			d.T.Fatal("the test ends")
		}
	}
}

// settled waits until what follows upon a burst is over.
func settled(t *testing.T) {
	t.Helper()
	select {
	case <-time.After(span() / 10):
	case <-t.Context().Done():
	}
}
