package dnd

import (
	"context"
	"testing"
	"time"

	"sluice/backend/desktop/dnd/dndtest"
)

func realXfce(t *testing.T) (*dndtest.Desktop, *dndtest.Process, *Guard) {
	t.Helper()
	d := dndtest.Start(t)
	d.Screen()
	p := d.Xfce()
	return d, p, realGuard(t, d, nil)
}

// TestXfceGivesBackWhatItFound goes from a switch that was never set over one that is off to one that
// is on.
func TestXfceGivesBackWhatItFound(t *testing.T) {
	d, _, g := realXfce(t)
	around := func(want string, byUser bool) {
		t.Helper()
		s := g.Engage(d.Context(), forever)
		if s.Verdict != Confirmed || s.Backend != "xfce" || s.ByUser != byUser || d.XfceSwitch() != "true" {
			t.Fatalf("engaged: %+v, switch %s", s, d.XfceSwitch())
		}
		if s := g.Release(d.Context()); s.ByUser != byUser || d.XfceSwitch() != want {
			t.Fatalf("released: %+v, switch %s, want %s", s, d.XfceSwitch(), want)
		}
	}
	around("absent", false)
	d.XfceSet(false)
	around("false", false)
	d.XfceSet(true)
	around("true", true)
}

func TestXfceSwitchedByTheUserMeanwhile(t *testing.T) {
	d, _, g := realXfce(t)
	g.Engage(d.Context(), forever)
	d.XfceSet(false)
	d.Until("the guard sees the user's hand", func() bool { d.XfceSwitch(); return g.State().ByUser })
	if s := g.Engage(d.Context(), forever); s.Verdict != Off || !s.ByUser {
		t.Fatalf("the same gate: %+v", s)
	}
	if s := g.Engage(d.Context(), time.Now().Add(time.Hour)); s.Verdict != Confirmed {
		t.Fatalf("another gate: %+v", s)
	}
	if g.Release(d.Context()); d.XfceSwitch() != "false" {
		t.Fatalf("switch %s", d.XfceSwitch())
	}
}

func TestXfceOutlivesItsDaemon(t *testing.T) {
	d, p, g := realXfce(t)
	g.Engage(d.Context(), forever)
	wait := d.Owned(dndtest.Notifications)
	p.Kill()
	wait(false)
	if g.Release(d.Context()); d.XfceSwitch() != "absent" {
		t.Fatalf("switch %s", d.XfceSwitch())
	}
}

func TestXfceShowsUrgentOnesByItself(t *testing.T) {
	d, _, g := realXfce(t)
	g.Engage(d.Context(), forever)
	err := g.Through(d.Context(), func(context.Context) error {
		if d.XfceSwitch() != "true" {
			t.Error("lifted without need")
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
