package dnd

import (
	"slices"
	"testing"

	"sluice/backend/desktop/dnd/dndtest"
)

// TestRealGnome takes GNOME's own shell through a shield: what comes meanwhile is kept and not shown, but
// for what is urgent; the daemon's restart changes nothing; and a program that is killed is made good.
func TestRealGnome(t *testing.T) {
	d := dndtest.Start(t)
	settings := d.Settings("gsettings-desktop-schemas", gnome.schema)
	daemon := d.Gnome()
	g := realGuard(t, d, nil)
	kept := func(title string) {
		t.Helper()
		d.Until("the shell keeps "+title, func() bool { return slices.Contains(d.GnomeHas(), title) })
	}

	if s := g.Engage(d.Context(), forever); s.Verdict != Confirmed || s.Backend != "gnome" {
		t.Fatalf("engaged: %+v", s)
	}
	d.NotifySend("quiet")
	kept("quiet")
	if shown := d.GnomeShows(); slices.Contains(shown, "quiet") { // it says things of its own, too
		t.Fatalf("it shows %q", shown)
	}
	d.NotifySend("--urgency=critical", "urgent")
	d.Until("what is urgent is shown", func() bool { return slices.Contains(d.GnomeShows(), "urgent") })

	daemon.Kill()
	daemon = d.GnomeNotifications()
	defer daemon.Kill()
	if s := g.Check(d.Context()); s.Verdict != Confirmed || settings.Get(gnome.key) != gnome.traits.on {
		t.Fatalf("after a restart: %+v", s)
	}
	if s := g.Release(d.Context()); s.Verdict != Off || settings.Stored(gnome.path, gnome.key) != "" {
		t.Fatalf("released: %+v", s)
	}

	dieAt(t, d, "switched")
	if settings.Get(gnome.key) != gnome.traits.on {
		t.Fatal("who was killed had not switched")
	}
	if err := realGuard(t, d, nil).Recover(d.Context()); err != nil || settings.Stored(gnome.path, gnome.key) != "" {
		t.Fatalf("recovered: %v, setting %s", err, settings.Get(gnome.key))
	}
}
