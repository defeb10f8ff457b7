package dnd

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"go.uber.org/goleak"

	"sluice/backend/desktop/dnd/dndtest"
)

// realDunst gives a guard at a private desktop with dunst.
func realDunst(t *testing.T, held func(context.Context) []Held) (*dndtest.Desktop, *dndtest.Process, *Guard) {
	t.Helper()
	d := dndtest.Start(t)
	d.Screen()
	p := d.Dunst()
	return d, p, realGuard(t, d, held)
}

func realGuard(t *testing.T, d *dndtest.Desktop, held func(context.Context) []Held) *Guard {
	t.Helper()
	g := New(Options{Address: d.Address, Journal: filepath.Join(d.Dir, "profile", "dnd.json"), Held: held})
	t.Cleanup(func() { _ = g.Close() })
	return g
}

func TestDunstShield(t *testing.T) {
	var held []Held
	d, _, g := realDunst(t, func(context.Context) []Held { return held })
	if s := g.Engage(d.Context(), forever); s.Verdict != Confirmed || s.Backend != "dunst" {
		t.Fatalf("engaged: %+v", s)
	}
	held = append(held, Held{Daemon: "another/:1.0", DaemonID: 999})
	for i := range 5 {
		id := d.NotifySend(fmt.Sprint("message ", i))
		held = append(held, Held{Daemon: d.DaemonID(), DaemonID: id})
	}
	if shown, waits := d.DunstCount("displayed"), d.DunstCount("waiting"); shown != 0 || waits != 5 {
		t.Fatalf("during the shield: %d displayed, %d waiting", shown, waits)
	}
	if s := g.Release(d.Context()); s.Verdict != Off || s.ByUser || d.DunstPaused() {
		t.Fatalf("released: %+v, paused %v", s, d.DunstPaused())
	}
	// Nothing is left that could still come up.
	if shown, waits := d.DunstCount("displayed"), d.DunstCount("waiting"); shown != 0 || waits != 0 {
		t.Fatalf("a flood: %d displayed, %d waiting", shown, waits)
	}
	if journalled(g) {
		t.Fatal("the journal is still there")
	}
}

func TestDunstPausedByTheUserBefore(t *testing.T) {
	d, _, g := realDunst(t, nil)
	d.DunstPause(true)
	if s := g.Engage(d.Context(), forever); s.Verdict != Confirmed || !s.ByUser {
		t.Fatalf("engaged: %+v", s)
	}
	if g.Release(d.Context()); !d.DunstPaused() {
		t.Fatal("the user's own pause was lifted")
	}
}

func TestDunstSwitchedByTheUserMeanwhile(t *testing.T) {
	d, _, g := realDunst(t, nil)
	g.Engage(d.Context(), forever)
	d.Run("dunst", "dunstctl", "set-paused", "false")
	// The signal tells the guard, without a Check.
	d.Until("the guard sees the user's hand", func() bool { d.DunstPaused(); return g.State().ByUser })
	if s := g.Check(d.Context()); s.Verdict != Off || !s.ByUser || d.DunstPaused() {
		t.Fatalf("looked: %+v", s)
	}
	d.DunstPause(true)
	if g.Release(d.Context()); !d.DunstPaused() {
		t.Fatal("the user's own pause was lifted")
	}
}

func TestDunstRestartedMeanwhile(t *testing.T) {
	d, p, g := realDunst(t, nil)
	g.Engage(d.Context(), forever)
	wait := d.Owned(dndtest.Notifications)
	p.Kill()
	wait(false)
	if s := g.Check(d.Context()); s.Verdict != Impossible {
		t.Fatalf("without a daemon: %+v", s)
	}
	d.Dunst()
	d.Until("the new dunst is silenced without a Check", d.DunstPaused)
	if s := g.Check(d.Context()); s.Verdict != Confirmed || s.ByUser {
		t.Fatalf("looked: %+v", s)
	}
	if g.Release(d.Context()); d.DunstPaused() {
		t.Fatal("not lifted")
	}
}

func TestDunstBreakThrough(t *testing.T) {
	var held []Held
	d, _, g := realDunst(t, func(context.Context) []Held { return held })
	g.Engage(d.Context(), forever)
	held = []Held{{Daemon: d.DaemonID(), DaemonID: d.Notify("held")}}
	err := g.Through(d.Context(), func(context.Context) error {
		d.Notify("a code")
		d.Until("only ours is displayed", func() bool { return d.DunstCount("displayed") == 1 })
		return nil
	})
	if err != nil || d.DunstCount("waiting") != 0 {
		t.Fatalf("err %v, %d waiting", err, d.DunstCount("waiting"))
	}
	g.renew(g.turn)
	if s := g.State(); s.Verdict != Confirmed || !d.DunstPaused() {
		t.Fatalf("renewed: %+v", s)
	}
}

func TestCloseRestoresAndLeavesNothingRunning(t *testing.T) {
	d := dndtest.Start(t)
	d.Screen()
	d.Dunst()
	before := goleak.IgnoreCurrent()
	g := realGuard(t, d, nil)
	g.Engage(d.Context(), time.Now().Add(time.Hour))
	for range 2 {
		if err := g.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if d.DunstPaused() {
		t.Fatal("not lifted")
	}
	goleak.VerifyNone(t, before)
}
