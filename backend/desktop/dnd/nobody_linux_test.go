package dnd

import (
	"strings"
	"testing"

	"github.com/godbus/dbus/v5"

	"sluice/backend/desktop/dnd/dndtest"
)

func TestWithoutABusNothingIsDialled(t *testing.T) {
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
	g := New(Options{Journal: t.TempDir() + "/dnd.json"})
	if err := g.Recover(t.Context()); err != nil {
		t.Fatalf("without a journal: %v", err)
	}
	s := g.Engage(t.Context(), forever)
	if s.Verdict != Impossible || !strings.HasPrefix(s.Sentence, "There is no session bus") {
		t.Fatalf("state %+v", s)
	}
	if s := g.Release(t.Context()); s.Verdict != Off {
		t.Fatalf("released: %+v", s)
	}
	if err := g.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestABusThatIsGone(t *testing.T) {
	g := New(Options{Address: "unix:path=/nonexistent", Journal: t.TempDir() + "/dnd.json"})
	if s := g.Engage(t.Context(), forever); s.Verdict != Impossible || s.Sentence == "" {
		t.Fatalf("state %+v", s)
	}
}

func TestNobodyAndStrangers(t *testing.T) {
	d := dndtest.Start(t)
	g := realGuard(t, d, nil)
	if s := g.Engage(d.Context(), forever); s.Verdict != Impossible || !strings.HasPrefix(s.Sentence, "No notification daemon") {
		t.Fatalf("nobody: %+v", s)
	}
	if err := d.Conn.Export(stranger{}, daemonPath, daemonIface); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Conn.RequestName(daemonName, dbus.NameFlagDoNotQueue); err != nil {
		t.Fatal(err)
	}
	if s := g.Check(d.Context()); s.Verdict != Impossible || !strings.Contains(s.Sentence, "no switch for Hermit") {
		t.Fatalf("a stranger: %+v", s)
	}
	if journalled(g) {
		t.Fatal("there is nothing to restore")
	}
}

// stranger is a daemon that nobody has heard of.
type stranger struct{}

func (stranger) GetServerInformation() (string, string, string, string, *dbus.Error) {
	return "Hermit", "nobody", "1", "1.2", nil
}
