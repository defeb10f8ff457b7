package dnd

import (
	"testing"

	"sluice/backend/desktop/dnd/dndtest"
)

// realSwaync has the database behind GSettings as well, as desktops have: there the switch outlives
// the daemon.
func realSwaync(t *testing.T) (*dndtest.Desktop, *dndtest.Settings, *dndtest.Process, *Guard) {
	t.Helper()
	d := dndtest.Start(t)
	settings := d.Settings("sway-notification-center", swayncSetting.schema) //nolint:misspell // so it is called
	d.Wayland()
	p := d.Swaync()
	return d, settings, p, realGuard(t, d, nil)
}

func TestSwayncGivesBackWhatItFound(t *testing.T) {
	d, _, _, g := realSwaync(t)
	for _, before := range []bool{false, true} {
		d.SwayncSet(before)
		s := g.Engage(d.Context(), forever)
		if s.Verdict != Confirmed || s.Backend != "swaync" || s.ByUser != before || !d.SwayncDnd() {
			t.Fatalf("engaged: %+v, on %v", s, d.SwayncDnd())
		}
		if s := g.Release(d.Context()); s.ByUser != before || d.SwayncDnd() != before || journalled(g) {
			t.Fatalf("released: %+v, on %v", s, d.SwayncDnd())
		}
	}
}

func TestSwayncSwitchedByTheUserMeanwhile(t *testing.T) {
	d, _, _, g := realSwaync(t)
	g.Engage(d.Context(), forever)
	d.SwayncSet(false)
	d.Until("the guard sees the user's hand", func() bool { d.SwayncDnd(); return g.State().ByUser })
	if g.Release(d.Context()); d.SwayncDnd() {
		t.Fatal("switched on again")
	}
}

// TestSwayncThatIsGoneIsRestoredOnDisk is for the daemon that ends while it is silenced.
func TestSwayncThatIsGoneIsRestoredOnDisk(t *testing.T) {
	d, settings, p, g := realSwaync(t)
	g.Engage(d.Context(), forever)
	d.Until("swaync has written its switch", func() bool { return settings.Get("dnd-state") == "true" })
	wait := d.Owned(dndtest.Notifications)
	p.Kill()
	wait(false)
	if s := g.Release(d.Context()); s.Verdict != Off || settings.Get("dnd-state") != "false" || journalled(g) {
		t.Fatalf("released: %+v, setting %s", s, settings.Get("dnd-state"))
	}
}

// TestSwayncThatForgotIsSilencedAgain has none of the settings: the switch is in memory only.
func TestSwayncThatForgotIsSilencedAgain(t *testing.T) {
	d := dndtest.Start(t)
	d.Forgetful()
	d.Wayland()
	p := d.Swaync()
	g := realGuard(t, d, nil)
	g.Engage(d.Context(), forever)
	wait := d.Owned(dndtest.Notifications)
	p.Kill()
	wait(false)
	d.Swaync()
	d.Until("the new swaync is silenced without a Check", d.SwayncDnd)
	if s := g.Check(d.Context()); s.Verdict != Confirmed || s.ByUser {
		t.Fatalf("looked: %+v", s)
	}
	if g.Release(d.Context()); d.SwayncDnd() {
		t.Fatal("not lifted")
	}
}

func TestKilledWithSwaync(t *testing.T) {
	d, settings, p, _ := realSwaync(t)
	for _, point := range points {
		t.Run(point, func(t *testing.T) {
			dieAt(t, d, point)
			g := realGuard(t, d, nil)
			if err := g.Recover(d.Context()); err != nil || d.SwayncDnd() || journalled(g) {
				t.Fatalf("err %v, on %v, journal %v", err, d.SwayncDnd(), journalled(g))
			}
		})
	}
	t.Run("switched, and swaync started anew", func(t *testing.T) {
		dieAt(t, d, "switched")
		d.Until("swaync has written its switch", func() bool { return settings.Get("dnd-state") == "true" })
		p.Kill()
		d.Swaync()
		g := realGuard(t, d, nil)
		if err := g.Recover(d.Context()); err != nil || d.SwayncDnd() || journalled(g) {
			t.Fatalf("err %v, on %v, journal %v", err, d.SwayncDnd(), journalled(g))
		}
	})
}
