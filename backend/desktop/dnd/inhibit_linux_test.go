package dnd

import (
	"maps"
	"sync"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"

	"sluice/backend/desktop/dnd/dndtest"
)

// plasma behaves as libnotificationmanager does: it counts requests, forgets those of a connection that
// ended, and drops all of them when the user switches silence off.
type plasma struct {
	conn *dbus.Conn

	mu    sync.Mutex
	last  uint32
	asked map[uint32]string // whose a number is
	user  bool              // the user's own switch
	deaf  bool              // grants requests and stays loud
}

func (*plasma) GetServerInformation() (string, string, string, string, *dbus.Error) {
	return "Plasma", "KDE", "5.27.5", "1.2", nil
}

func (*plasma) GetCapabilities() ([]string, *dbus.Error) {
	return []string{"body", "actions", "inhibitions"}, nil
}

func (p *plasma) Inhibit(from dbus.Sender, entry, _ string, _ map[string]dbus.Variant) (uint32, *dbus.Error) {
	if entry == "" {
		return 0, dbus.NewError("org.freedesktop.DBus.Error.InvalidArgs", nil)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.last++
	p.asked[p.last] = string(from)
	return p.last, nil
}

func (p *plasma) UnInhibit(cookie uint32) *dbus.Error {
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.asked, cookie)
	return nil
}

// Get answers for the properties.
func (p *plasma) Get(iface, name string) (dbus.Variant, *dbus.Error) {
	if iface != daemonIface || name != "Inhibited" {
		return dbus.Variant{}, dbus.NewError("org.freedesktop.DBus.Error.InvalidArgs", nil)
	}
	return dbus.MakeVariant(p.silent()), nil
}

func (p *plasma) silent() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return !p.deaf && (p.user || len(p.asked) > 0)
}

// granted counts all requests that there ever were.
func (p *plasma) granted() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return int(p.last)
}

// requests counts those that still stand.
func (p *plasma) requests() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return len(p.asked)
}

// turn is the user's hand in the panel.
func (p *plasma) turn(on bool) {
	p.mu.Lock()
	if p.user = on; !on {
		clear(p.asked)
	}
	p.mu.Unlock()
	_ = p.conn.Emit(daemonPath, "org.freedesktop.DBus.Properties.PropertiesChanged",
		daemonIface, map[string]dbus.Variant{"Inhibited": dbus.MakeVariant(on)}, []string{})
}

// watch forgets what a connection asked for when it ends.
func (p *plasma) watch(t *testing.T) {
	t.Helper()
	signals := make(chan *dbus.Signal, 64)
	p.conn.Signal(signals)
	if err := p.conn.AddMatchSignal(dbus.WithMatchMember("NameOwnerChanged")); err != nil {
		t.Fatal(err)
	}
	go func() {
		for s := range signals {
			if s.Name == "org.freedesktop.DBus.NameOwnerChanged" && s.Body[2] == "" {
				p.mu.Lock()
				maps.DeleteFunc(p.asked, func(_ uint32, whose string) bool { return whose == s.Body[0] })
				p.mu.Unlock()
			}
		}
	}()
}

func newPlasma(t *testing.T, d *dndtest.Desktop) *plasma {
	t.Helper()
	p := &plasma{asked: map[uint32]string{}}
	p.conn = serve(t, d, object{p, daemonPath, daemonIface}, object{p, daemonPath, "org.freedesktop.DBus.Properties"})
	p.watch(t)
	return p
}

func TestPlasmaIsSilentWhileWeAsk(t *testing.T) {
	d := dndtest.Start(t)
	p := newPlasma(t, d)
	g := realGuard(t, d, nil)
	s := g.Engage(d.Context(), forever)
	if s.Verdict != Confirmed || s.Sentence != "Do Not Disturb is on: Plasma withholds pop-ups." || !p.silent() {
		t.Fatalf("engaged: %+v", s)
	}
	g.Engage(d.Context(), time.Now().Add(time.Hour))
	if p.granted() != 1 {
		t.Fatalf("asked %d times", p.granted())
	}
	if s := g.Release(d.Context()); s != (State{Verdict: Off}) || p.silent() || journalled(g) {
		t.Fatalf("released: %+v", s)
	}
}

func TestPlasmaKeepsTheUsersOwn(t *testing.T) {
	d := dndtest.Start(t)
	p := newPlasma(t, d)
	g := realGuard(t, d, nil)
	p.turn(true)
	if s := g.Engage(d.Context(), forever); s.Verdict != Confirmed {
		t.Fatalf("engaged: %+v", s)
	}
	if g.Release(d.Context()); !p.silent() {
		t.Fatal("the user's own silence was lifted")
	}
}

func TestPlasmaSwitchedOffByTheUserMeanwhile(t *testing.T) {
	d := dndtest.Start(t)
	p := newPlasma(t, d)
	g := realGuard(t, d, nil)
	g.Engage(d.Context(), forever)
	p.turn(false)
	d.Until("the guard sees the user's hand", func() bool { d.DaemonID(); return g.State().ByUser })
	if s := g.Engage(d.Context(), forever); s.Verdict != Off || p.silent() {
		t.Fatalf("the same gate: %+v", s)
	}
	if s := g.Engage(d.Context(), time.Now().Add(time.Hour)); s.Verdict != Confirmed || !p.silent() {
		t.Fatalf("another gate: %+v", s)
	}
}

func TestPlasmaRestartedMeanwhile(t *testing.T) {
	d := dndtest.Start(t)
	p := newPlasma(t, d)
	g := realGuard(t, d, nil)
	g.Engage(d.Context(), forever)
	wait := d.Owned(dndtest.Notifications)
	if err := p.conn.Close(); err != nil {
		t.Fatal(err)
	}
	wait(false)
	again := newPlasma(t, d)
	if s := g.Check(d.Context()); s.Verdict != Confirmed || s.ByUser || !again.silent() {
		t.Fatalf("looked: %+v", s)
	}
}

// TestPlasmaIsAskedAgainOverANewConnection breaks ours: its request ended with it, which is nobody's hand.
func TestPlasmaIsAskedAgainOverANewConnection(t *testing.T) {
	d := dndtest.Start(t)
	p := newPlasma(t, d)
	g := realGuard(t, d, nil)
	g.Engage(d.Context(), forever)
	if err := g.system.(*linux).bus.conn.Close(); err != nil {
		t.Fatal(err)
	}
	if s := g.Check(d.Context()); s.Verdict != Confirmed || s.ByUser {
		t.Fatalf("looked: %+v", s)
	}
	d.Until("only the new request stands", func() bool {
		d.DaemonID()
		return p.requests() == 1 && p.granted() == 2
	})
	if g.Release(d.Context()); p.silent() {
		t.Fatal("not lifted")
	}
}

func TestPlasmaThatStaysLoudKeepsNoRequest(t *testing.T) {
	d := dndtest.Start(t)
	p := newPlasma(t, d)
	p.mu.Lock()
	p.deaf = true
	p.mu.Unlock()
	g := realGuard(t, d, nil)
	if s := g.Engage(d.Context(), forever); s.Verdict != Impossible || p.requests() != 0 || journalled(g) {
		t.Fatalf("engaged: %+v, %d requests", s, p.requests())
	}
}

func TestKilledWithPlasma(t *testing.T) {
	d := dndtest.Start(t)
	p := newPlasma(t, d)
	for _, point := range points {
		t.Run(point, func(t *testing.T) {
			dieAt(t, d, point)
			d.Until("the silence ends by itself", func() bool { d.DaemonID(); return !p.silent() })
			g := realGuard(t, d, nil)
			if err := g.Recover(d.Context()); err != nil || p.silent() || journalled(g) {
				t.Fatalf("err %v, silent %v, journal %v", err, p.silent(), journalled(g))
			}
		})
	}
}
