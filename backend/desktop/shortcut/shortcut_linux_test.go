package shortcut

import (
	"context"
	"errors"
	"testing"

	"github.com/godbus/dbus/v5"
	"go.uber.org/goleak"

	"sluice/backend/desktop/dnd/dndtest"
	"sluice/backend/fault"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func wish(t *testing.T, id, keys string) Wish {
	t.Helper()
	k, err := Parse(keys)
	if err != nil {
		t.Fatal(err)
	}
	return Wish{ID: id, Keys: k, Label: "for the test"}
}

// start runs and gives what was pressed, and the way to end it.
func start(t *testing.T, o Options, wishes ...Wish) (pressed <-chan string, end func() error) {
	t.Helper()
	told := make(chan string, 16)
	ready := make(chan struct{})
	o.Pressed, o.Ready = func(id, token string) { told <- id + token }, func() { close(ready) }
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- Run(ctx, o, wishes) }()
	end = func() error { cancel(); return <-ended }
	t.Cleanup(cancel)
	select {
	case <-ready:
	case err := <-ended:
		t.Fatalf("it ended at once: %v", err)
	}
	return told, end
}

func TestKeysOfAnXServer(t *testing.T) {
	d := dndtest.Start(t)
	d.Screen()
	note, shield := wish(t, "note", "Ctrl+Alt+N"), wish(t, "shield", "Shift+F9")
	pressed, end := start(t, Options{Display: d.Display()}, note, shield)
	d.Run("xdotool", "xdotool", "key", "ctrl+alt+n", "key", "ctrl+n", "key", "n", "key", "shift+F9")
	for _, want := range []string{"note", "shield"} {
		if got := <-pressed; got != want {
			t.Errorf("%q was pressed, want %q", got, want)
		}
	}
	d.Run("xdotool", "xdotool", "key", "Num_Lock", "key", "ctrl+alt+n")
	if got := <-pressed; got != "note" {
		t.Errorf("with Num Lock on %q was pressed", got)
	}
	if err := end(); err != nil || len(pressed) > 0 {
		t.Errorf("it ended with %v, and %d presses too many", err, len(pressed))
	}
}

func TestKeysThatAnotherProgramHas(t *testing.T) {
	d := dndtest.Start(t)
	d.Screen()
	note := wish(t, "note", "Ctrl+Alt+N")
	_, end := start(t, Options{Display: d.Display()}, note)
	if err := Run(t.Context(), Options{Display: d.Display()}, []Wish{wish(t, "x", "Super+X"), note}); fault.CodeOf(err) != fault.Conflict {
		t.Errorf("the error is %v", err)
	}
	if err := end(); err != nil {
		t.Error(err)
	}
}

func TestAnXServerThatGoes(t *testing.T) {
	d := dndtest.Start(t)
	screen := d.Screen()
	ready, ended := make(chan struct{}), make(chan error, 1)
	o := Options{Display: d.Display(), Ready: func() { close(ready) }, Pressed: func(string, string) {}}
	go func() { ended <- Run(t.Context(), o, []Wish{wish(t, "note", "Ctrl+Alt+N")}) }()
	<-ready
	screen.Kill()
	if err := <-ended; err == nil {
		t.Error("it ended without an error")
	}
}

func TestNowhere(t *testing.T) {
	note := wish(t, "note", "Ctrl+Alt+N")
	if err := Run(t.Context(), Options{}, []Wish{note}); !errors.Is(err, ErrUnsupported) {
		t.Errorf("without anything the error is %v", err)
	}
	if err := Run(t.Context(), Options{Address: dndtest.Start(t).Address}, []Wish{note}); !errors.Is(err, ErrUnsupported) {
		t.Errorf("without a portal the error is %v", err)
	}
}

// fakePortal stands for a desktop's portal: those that have shortcuts are too large for a test.
type fakePortal struct {
	conn    *dbus.Conn
	refuses bool
	bound   chan string
}

const fakeSession = "/org/freedesktop/portal/desktop/session/1_1/s"

func (p *fakePortal) answer(sender dbus.Sender, options map[string]dbus.Variant, results map[string]dbus.Variant) dbus.ObjectPath {
	handle, _ := options["handle_token"].Value().(string)
	name := []byte(sender[1:])
	for i := range name {
		if name[i] == '.' {
			name[i] = '_'
		}
	}
	path := dbus.ObjectPath("/org/freedesktop/portal/desktop/request/" + string(name) + "/" + handle)
	code := uint32(0)
	if p.refuses {
		code = 1
	}
	_ = p.conn.Emit(path, "org.freedesktop.portal.Request.Response", code, results)
	return path
}

func (p *fakePortal) CreateSession(sender dbus.Sender, options map[string]dbus.Variant) (dbus.ObjectPath, *dbus.Error) {
	return p.answer(sender, options, map[string]dbus.Variant{"session_handle": dbus.MakeVariant(fakeSession)}), nil
}

type boundShortcut struct {
	ID    string
	Words map[string]dbus.Variant
}

func (p *fakePortal) BindShortcuts(sender dbus.Sender, session dbus.ObjectPath, wanted []boundShortcut, _ string, options map[string]dbus.Variant) (dbus.ObjectPath, *dbus.Error) {
	path := p.answer(sender, options, nil)
	for _, each := range wanted {
		keys, _ := each.Words["preferred_trigger"].Value().(string)
		p.bound <- string(session) + " " + each.ID + " " + keys
	}
	return path, nil
}

func servePortal(t *testing.T, d *dndtest.Desktop, refuses bool) *fakePortal {
	t.Helper()
	conn, err := dbus.Connect(d.Address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	p := &fakePortal{conn: conn, refuses: refuses, bound: make(chan string, 4)}
	if err := conn.Export(p, portalPath, portalIface); err != nil {
		t.Fatal(err)
	}
	if _, err := conn.RequestName(portalName, dbus.NameFlagDoNotQueue); err != nil {
		t.Fatal(err)
	}
	return p
}

func TestThePortalTellsOfPresses(t *testing.T) {
	d := dndtest.Start(t)
	p := servePortal(t, d, false)
	pressed, end := start(t, Options{Address: d.Address, App: "sluice"}, wish(t, "note", "Ctrl+Alt+N"), wish(t, "shield", "Super+F9"))
	for _, want := range []string{fakeSession + " note CTRL+ALT+n", fakeSession + " shield LOGO+F9"} {
		if got := <-p.bound; got != want {
			t.Errorf("%q was bound, want %q", got, want)
		}
	}
	say := func(session, id string) {
		options := map[string]dbus.Variant{"activation_token": dbus.MakeVariant("/token")}
		if err := p.conn.Emit(portalPath, portalIface+".Activated", dbus.ObjectPath(session), id, uint64(1), options); err != nil {
			t.Fatal(err)
		}
	}
	say("/of/another", "note")
	say(fakeSession, "shield")
	if got := <-pressed; got != "shield/token" {
		t.Errorf("%q was pressed", got)
	}
	if err := end(); err != nil {
		t.Error(err)
	}
}

func TestAPortalThatRefuses(t *testing.T) {
	d := dndtest.Start(t)
	servePortal(t, d, true)
	if err := Run(t.Context(), Options{Address: d.Address}, []Wish{wish(t, "note", "Ctrl+Alt+N")}); !errors.Is(err, ErrUnsupported) {
		t.Errorf("the error is %v", err)
	}
}
