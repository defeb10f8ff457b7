package dnd

import (
	"strings"
	"sync/atomic"
	"testing"

	"github.com/godbus/dbus/v5"

	"sluice/backend/desktop/dnd/dndtest"
)

// dispatcher is Budgie's switch as its source has it.
type dispatcher struct{ on atomic.Bool }

func (b *dispatcher) GetDoNotDisturb() (bool, *dbus.Error) { return b.on.Load(), nil }

func (b *dispatcher) ToggleDoNotDisturb() *dbus.Error {
	b.on.Store(!b.on.Load())
	return nil
}

func budgieDesktop(t *testing.T) (*dndtest.Desktop, *dbus.Conn, *dispatcher, *Guard) {
	t.Helper()
	d, b := dndtest.Start(t), &dispatcher{}
	conn := serve(t, d, is("Budgie Notification Server", "Budgie Desktop Developers"), object{b, budgiePath, budgieIface})
	return d, conn, b, realGuard(t, d, nil)
}

func TestBudgieGivesBackWhatItFound(t *testing.T) {
	d, _, b, g := budgieDesktop(t)
	for _, before := range []bool{false, true} {
		b.on.Store(before)
		if s := g.Engage(d.Context(), forever); s.Verdict != Confirmed || s.Backend != "budgie" || s.ByUser != before || !b.on.Load() {
			t.Fatalf("engaged: %+v", s)
		}
		if s := g.Release(d.Context()); s.ByUser != before || b.on.Load() != before {
			t.Fatalf("released: %+v, on %v", s, b.on.Load())
		}
	}
}

func TestBudgieSwitchedByTheUserMeanwhile(t *testing.T) {
	d, conn, b, g := budgieDesktop(t)
	g.Engage(d.Context(), forever)
	b.on.Store(false)
	if err := conn.Emit(budgiePath, budgieIface+".DoNotDisturbChanged", false); err != nil {
		t.Fatal(err)
	}
	d.Until("the guard sees the user's hand", func() bool { d.DaemonID(); return g.State().ByUser })
}

func TestBudgieWithoutASwitch(t *testing.T) {
	d := dndtest.Start(t)
	serve(t, d, is("Budgie Notification Server", "Budgie Desktop Developers"))
	g := realGuard(t, d, nil)
	if s := g.Engage(d.Context(), forever); s.Verdict != Impossible || !strings.HasPrefix(s.Sentence, "This Budgie has no switch") || journalled(g) {
		t.Fatalf("engaged: %+v", s)
	}
}

func TestKilledWithBudgie(t *testing.T) {
	d, _, b, _ := budgieDesktop(t)
	for _, point := range points {
		t.Run(point, func(t *testing.T) {
			dieAt(t, d, point)
			g := realGuard(t, d, nil)
			if err := g.Recover(d.Context()); err != nil || b.on.Load() || journalled(g) {
				t.Fatalf("err %v, on %v, journal %v", err, b.on.Load(), journalled(g))
			}
		})
	}
}
