package dnd

import (
	"context"
	"strings"
	"testing"

	"sluice/backend/desktop/dnd/dndtest"
)

// desktopSetting is a desktop whose switch is a setting, with the real schema and the real database. Its
// daemon is the real one where one can be started here, else one that only has the name.
type desktopSetting struct {
	setting
	schemaPackage string
	off           string
	daemon        func(*testing.T, *dndtest.Desktop)
}

func named(name, vendor string) func(*testing.T, *dndtest.Desktop) {
	return func(t *testing.T, d *dndtest.Desktop) {
		t.Helper()
		serve(t, d, is(name, vendor))
	}
}

var desktopSettings = []desktopSetting{
	{gnome, "gsettings-desktop-schemas", "true", named("gnome-shell", "GNOME")},
	{cinnamon, "cinnamon-desktop-data", "true", named("cinnamon", "GNOME")},
	{mate, "mate-notification-daemon-common", "false", func(_ *testing.T, d *dndtest.Desktop) {
		d.Screen()
		d.Mate()
	}},
}

// on starts the desktop and tells how its switch is read.
func (s desktopSetting) on(t *testing.T) (*dndtest.Desktop, *dndtest.Settings, *Guard) {
	t.Helper()
	d := dndtest.Start(t)
	settings := d.Settings(s.schemaPackage, s.schema)
	s.daemon(t, d)
	return d, settings, realGuard(t, d, nil)
}

// TestSettingsGiveBackWhatTheyFound goes from a setting that was never touched over the user's off to the
// user's on.
func TestSettingsGiveBackWhatTheyFound(t *testing.T) {
	for _, s := range desktopSettings {
		t.Run(s.traits.title, func(t *testing.T) {
			d, settings, g := s.on(t)
			around := func(before string, byUser bool) {
				t.Helper()
				state := g.Engage(d.Context(), forever)
				if state.Verdict != Confirmed || state.Backend != s.traits.name || state.ByUser != byUser || settings.Get(s.key) != s.traits.on {
					t.Fatalf("engaged: %+v, setting %s", state, settings.Get(s.key))
				}
				if state := g.Release(d.Context()); state.ByUser != byUser || settings.Get(s.key) != before || journalled(g) {
					t.Fatalf("released: %+v, setting %s", state, settings.Get(s.key))
				}
			}
			around(s.off, false)
			if stored := settings.Stored(s.path, s.key); stored != "" {
				t.Fatalf("a setting that was never touched is %s now", stored)
			}
			settings.Set(s.key, s.traits.on)
			around(s.traits.on, true)
		})
	}
}

func TestSettingsSwitchedByTheUserMeanwhile(t *testing.T) {
	for _, s := range desktopSettings {
		t.Run(s.traits.title, func(t *testing.T) {
			d, settings, g := s.on(t)
			g.Engage(d.Context(), forever)
			settings.Set(s.key, s.off)
			d.Until("the guard sees the user's hand", func() bool { d.DaemonID(); return g.State().ByUser })
			if state := g.Release(d.Context()); state.Verdict != Off || settings.Get(s.key) != s.off {
				t.Fatalf("released: %+v, setting %s", state, settings.Get(s.key))
			}
		})
	}
}

func TestKilledWithSettings(t *testing.T) {
	for _, s := range desktopSettings {
		t.Run(s.traits.title, func(t *testing.T) {
			d, settings, _ := s.on(t)
			for _, point := range points {
				t.Run(point, func(t *testing.T) {
					dieAt(t, d, point)
					g := realGuard(t, d, nil)
					if err := g.Recover(d.Context()); err != nil || settings.Get(s.key) != s.off || journalled(g) {
						t.Fatalf("err %v, setting %s, journal %v", err, settings.Get(s.key), journalled(g))
					}
				})
			}
			t.Run("switched, and off by the user's hand since", func(t *testing.T) {
				dieAt(t, d, "switched")
				settings.Set(s.key, s.off)
				g := realGuard(t, d, nil)
				if err := g.Recover(d.Context()); err != nil || settings.Stored(s.path, s.key) != s.off {
					t.Fatalf("err %v, setting %s", err, settings.Stored(s.path, s.key))
				}
			})
		})
	}
}

// TestMateDropsUrgentOnesToo is why a break-through lifts there.
func TestMateDropsUrgentOnesToo(t *testing.T) {
	d := dndtest.Start(t)
	settings := d.Settings("mate-notification-daemon-common", mate.schema)
	d.Screen()
	d.Mate()
	g := realGuard(t, d, nil)
	g.Engage(d.Context(), forever)
	shown := func() int { return d.Windows("Critical Notification") }
	if d.NotifyUrgent("dropped"); shown() != 0 {
		t.Fatal("an urgent notification was shown")
	}
	err := g.Through(d.Context(), func(context.Context) error {
		if settings.Get(mate.key) != "false" {
			t.Error("not lifted")
		}
		d.NotifyUrgent("a code")
		d.Until("only ours is on the screen", func() bool { return shown() == 1 })
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	g.renew(g.turn)
	if s := g.State(); s.Verdict != Confirmed || settings.Get(mate.key) != "true" {
		t.Fatalf("renewed: %+v", s)
	}
}

func TestSettingsThatAreNotThere(t *testing.T) {
	d := dndtest.Start(t)
	d.Settings("gsettings-desktop-schemas", gnome.schema)
	t.Setenv("GSETTINGS_SCHEMA_DIR", "")
	t.Setenv("XDG_DATA_DIRS", d.Dir)
	serve(t, d, is("cinnamon", "GNOME"))
	g := realGuard(t, d, nil)
	if s := g.Engage(d.Context(), forever); s.Verdict != Impossible || !strings.HasPrefix(s.Sentence, "Cinnamon has no setting here") || journalled(g) {
		t.Fatalf("without a schema: %+v", s)
	}
	t.Setenv("PATH", d.Dir)
	if s := g.Check(d.Context()); s.Verdict != Impossible || !strings.HasPrefix(s.Sentence, "The program gsettings is missing") {
		t.Fatalf("without the program: %+v", s)
	}
}

// TestSettingsThatAreLocked has an administrator who keeps pop-ups on.
func TestSettingsThatAreLocked(t *testing.T) {
	d := dndtest.Start(t)
	settings := d.Settings("gsettings-desktop-schemas", gnome.schema)
	settings.Lock(gnome.path, gnome.key, "true")
	serve(t, d, is("gnome-shell", "GNOME"))
	g := realGuard(t, d, nil)
	if s := g.Engage(d.Context(), forever); s.Verdict != Impossible || !strings.Contains(s.Sentence, "has locked it") || journalled(g) {
		t.Fatalf("engaged: %+v", s)
	}
}

// TestADaemonOfTheSameNameWithoutASwitch is the old one of GNOME.
func TestADaemonOfTheSameNameWithoutASwitch(t *testing.T) {
	d := dndtest.Start(t)
	serve(t, d, is("Notification Daemon", "GNOME"))
	g := realGuard(t, d, nil)
	if s := g.Engage(d.Context(), forever); s.Verdict != Impossible || !strings.Contains(s.Sentence, "no switch for Notification Daemon") {
		t.Fatalf("engaged: %+v", s)
	}
}
