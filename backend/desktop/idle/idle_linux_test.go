package idle

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"
	"go.uber.org/goleak"

	"sluice/backend/desktop/dnd/dndtest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func newProbe(t *testing.T, o Options) *Probe {
	t.Helper()
	p := New(o)
	t.Cleanup(p.Close)
	return p
}

// look asks once and expects an answer.
func look(t *testing.T, p *Probe) State {
	t.Helper()
	s, err := p.Look(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestNobodyKnows(t *testing.T) {
	for name, o := range map[string]Options{
		"no addresses":  {},
		"an empty bus":  {Address: dndtest.Start(t).Address},
		"dead adresses": {Address: "unix:path=/nonexistent/bus", SystemAddress: "unix:path=/nonexistent/bus", Display: ":4711"},
	} {
		if _, err := newProbe(t, o).Look(t.Context()); !errors.Is(err, ErrUnsupported) {
			t.Errorf("%s: the error is %v", name, err)
		}
	}
}

func TestTheXServerCountsTouches(t *testing.T) {
	d := dndtest.Start(t)
	d.Screen()
	p := newProbe(t, Options{Display: d.Display()})
	var before State
	d.Until("nobody touches anything for a while", func() bool {
		before = look(t, p)
		return before.Known && before.Idle >= 200*time.Millisecond
	})
	if before.LockKnown {
		t.Error("an X server says nothing about locks")
	}
	d.Run("xdotool", "xdotool", "mousemove_relative", "3", "3")
	if after := look(t, p); after.Idle >= before.Idle {
		t.Errorf("after the pointer moved it is %v, before it was %v", after.Idle, before.Idle)
	}
}

func TestAnXServerThatIsGone(t *testing.T) {
	d := dndtest.Start(t)
	screen := d.Screen()
	p := newProbe(t, Options{Display: d.Display()})
	look(t, p)
	screen.Kill()
	if _, err := p.Look(t.Context()); !errors.Is(err, ErrUnsupported) {
		t.Errorf("after the server has gone the error is %v", err)
	}
}

// mutter stands for GNOME's compositor, which no test can start without a graphics card.
type mutter struct{ ms uint64 }

func (m mutter) GetIdletime() (uint64, *dbus.Error) { return m.ms, nil }

type saver struct {
	seconds uint32
	active  bool
}

func (s saver) GetSessionIdleTime() (uint32, *dbus.Error) { return s.seconds, nil }
func (s saver) GetActive() (bool, *dbus.Error)            { return s.active, nil }

// serve puts an object on a connection of its own.
func serve(t *testing.T, d *dndtest.Desktop, name string, path dbus.ObjectPath, iface string, methods any) *dbus.Conn {
	t.Helper()
	conn, err := dbus.Connect(d.Address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	if methods != nil {
		if err := conn.Export(methods, path, iface); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := conn.RequestName(name, dbus.NameFlagDoNotQueue); err != nil {
		t.Fatal(err)
	}
	return conn
}

func TestMutterIsAskedFirst(t *testing.T) {
	d := dndtest.Start(t)
	const name = "org.gnome.Mutter.IdleMonitor"
	serve(t, d, "org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver", saver{seconds: 7})
	conn := serve(t, d, name, "/org/gnome/Mutter/IdleMonitor/Core", name, mutter{ms: 5735})
	p := newProbe(t, Options{Address: d.Address})
	if s := look(t, p); s.Idle != 5735*time.Millisecond || !s.Known {
		t.Errorf("it says %+v", s)
	}
	gone := d.Owned(name)
	_ = conn.Close()
	gone(false)
	if s := look(t, p); s.Idle != 7*time.Second {
		t.Errorf("without mutter it says %+v", s)
	}
}

// TestRealMutter asks GNOME's own shell, which nobody touches.
func TestRealMutter(t *testing.T) {
	d := dndtest.Start(t)
	d.Settings("gsettings-desktop-schemas", "org.gnome.desktop.notifications")
	d.Gnome()
	p := newProbe(t, Options{Address: d.Address})
	before := look(t, p)
	if !before.Known {
		t.Fatalf("it says %+v", before)
	}
	d.Until("it grows", func() bool { s := look(t, p); return s.Known && s.Idle > before.Idle })
}

func TestPlasmaCountsInMilliseconds(t *testing.T) {
	d := dndtest.Start(t)
	serve(t, d, "org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver", saver{seconds: 7000, active: true})
	serve(t, d, "org.kde.KWin", "/", "", nil)
	if s := look(t, newProbe(t, Options{Address: d.Address})); s.Idle != 7*time.Second || !s.Locked || !s.LockKnown {
		t.Errorf("it says %+v", s)
	}
}

func TestNoSecondsAreNoAnswer(t *testing.T) {
	d := dndtest.Start(t)
	serve(t, d, "org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver", saver{})
	if s := look(t, newProbe(t, Options{Address: d.Address})); s.Known || !s.LockKnown || s.Locked {
		t.Errorf("it says %+v", s)
	}
}

// session stands for logind's session object: the real one needs to be the machine's first process.
type session map[string]dbus.Variant

func (s session) GetAll(string) (map[string]dbus.Variant, *dbus.Error) { return s, nil }

func TestLogindHints(t *testing.T) {
	for name, c := range map[string]struct {
		session session
		locked  bool
		idle    time.Duration // at least
		known   bool
	}{
		"locked":   {session{"LockedHint": dbus.MakeVariant(true), "IdleHint": dbus.MakeVariant(false)}, true, 0, false},
		"unlocked": {session{"LockedHint": dbus.MakeVariant(false)}, false, 0, false},
		"idle": {session{
			"LockedHint": dbus.MakeVariant(false), "IdleHint": dbus.MakeVariant(true),
			"IdleSinceHint": dbus.MakeVariant(uint64(time.Now().Add(-time.Minute).UnixMicro())), //nolint:gosec // after 1970
		}, false, time.Minute, true},
		"idle, it does not say since when": {session{"LockedHint": dbus.MakeVariant(false), "IdleHint": dbus.MakeVariant(true)}, false, 0, false},
	} {
		t.Run(name, func(t *testing.T) {
			d := dndtest.Start(t)
			serve(t, d, "org.freedesktop.login1", "/org/freedesktop/login1/session/auto", "org.freedesktop.DBus.Properties", c.session)
			s := look(t, newProbe(t, Options{SystemAddress: d.Address}))
			if s.Locked != c.locked || !s.LockKnown || s.Known != c.known || s.Idle < c.idle {
				t.Errorf("it says %+v", s)
			}
		})
	}
}

func TestALookIsBounded(t *testing.T) {
	d := dndtest.Start(t)
	hanging := func() (uint64, *dbus.Error) { <-d.Context().Done(); return 0, nil }
	const name = "org.gnome.Mutter.IdleMonitor"
	conn := serve(t, d, name, "/", "", nil)
	if err := conn.ExportMethodTable(map[string]any{"GetIdletime": hanging}, "/org/gnome/Mutter/IdleMonitor/Core", name); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if _, err := newProbe(t, Options{Address: d.Address}).Look(ctx); !errors.Is(err, ErrUnsupported) {
		t.Errorf("the error is %v", err)
	}
	if d.Context().Err() != nil {
		t.Error("it waited for who hangs")
	}
}
