package dnd

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"sluice/backend/desktop/dnd/dndtest"
)

// TestMain is also the program that is killed: with a point in its environment it lives through a
// shield and dies there, as kill -9 would have it.
func TestMain(m *testing.M) {
	if point := os.Getenv("DND_DIE_AT"); point != "" {
		os.Exit(shieldUntilDeath(point))
	}
	os.Exit(m.Run())
}

func shieldUntilDeath(point string) int {
	g := New(Options{Address: os.Getenv("DBUS_SESSION_BUS_ADDRESS"), Journal: os.Getenv("DND_JOURNAL")})
	g.at = func(p string) {
		if p == point {
			_ = syscall.Kill(os.Getpid(), syscall.SIGKILL)
		}
	}
	g.Engage(context.Background(), forever)
	g.Release(context.Background())
	return 0
}

// dieAt runs the program until it is killed.
func dieAt(t *testing.T, d *dndtest.Desktop, point string) {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(d.Context(), exe)
	cmd.Env = append(d.Env(), "DND_DIE_AT="+point, "DND_JOURNAL="+filepath.Join(d.Dir, "profile", "dnd.json"))
	err = cmd.Run()
	if status, ok := cmd.ProcessState.Sys().(syscall.WaitStatus); !ok || status.Signal() != syscall.SIGKILL {
		t.Fatalf("the program was not killed at %q: %v", point, err)
	}
}

func TestKilledWithDunst(t *testing.T) {
	d := dndtest.Start(t)
	d.Screen()
	d.Dunst()
	for _, point := range points {
		t.Run(point, func(t *testing.T) {
			dieAt(t, d, point)
			if muted := point == "switched" || point == "closed"; d.DunstPaused() != muted {
				t.Fatalf("dead, and paused is %v", d.DunstPaused())
			}
			var late []Held
			if d.DunstPaused() {
				late = []Held{{Daemon: d.DaemonID(), DaemonID: d.Notify("came while we were dead")}}
			}
			g := realGuard(t, d, func(context.Context) []Held { return late })
			if err := g.Recover(d.Context()); err != nil {
				t.Fatal(err)
			}
			if shown, waits := d.DunstCount("displayed"), d.DunstCount("waiting"); d.DunstPaused() || shown+waits != 0 || journalled(g) {
				t.Fatalf("recovered: paused %v, %d displayed, %d waiting, journal %v", d.DunstPaused(), shown, waits, journalled(g))
			}
		})
	}
}

func TestKilledWithDunstWhichForgets(t *testing.T) {
	d := dndtest.Start(t)
	d.Screen()
	p := d.Dunst()
	dieAt(t, d, "switched")
	p.Kill()
	d.Dunst()
	d.DunstPause(true) // by the user, at the new one
	g := realGuard(t, d, nil)
	if err := g.Recover(d.Context()); err != nil || !d.DunstPaused() || journalled(g) {
		t.Fatalf("err %v, paused %v, journal %v", err, d.DunstPaused(), journalled(g))
	}
}

func TestKilledWithXfce(t *testing.T) {
	d, _, _ := realXfce(t)
	for _, point := range points {
		t.Run(point, func(t *testing.T) {
			dieAt(t, d, point)
			g := realGuard(t, d, nil)
			if err := g.Recover(d.Context()); err != nil || d.XfceSwitch() != "absent" || journalled(g) {
				t.Fatalf("err %v, switch %s, journal %v", err, d.XfceSwitch(), journalled(g))
			}
		})
	}
	t.Run("switched, and off by the user's hand since", func(t *testing.T) {
		dieAt(t, d, "switched")
		d.XfceSet(false)
		g := realGuard(t, d, nil)
		if err := g.Recover(d.Context()); err != nil || d.XfceSwitch() != "false" {
			t.Fatalf("err %v, switch %s", err, d.XfceSwitch())
		}
	})
}

func TestOwnerIsRecognised(t *testing.T) {
	l := &linux{}
	me := l.self()
	if !l.alive(me) {
		t.Fatalf("%+v is alive", me)
	}
	for _, other := range []owner{{}, {me.Boot, me.PID, "1"}, {"another", me.PID, me.Start}, {me.Boot, 1 << 30, me.Start}} {
		if l.alive(other) {
			t.Errorf("%+v is not alive", other)
		}
	}
}

func FuzzParseStart(f *testing.F) {
	f.Add("7 (a) b) c) S 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 99 20")
	f.Add("7 (gone) Z 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 99 20")
	f.Add(")")
	f.Fuzz(func(t *testing.T, stat string) {
		if start := parseStart(stat); start != "" && !strings.Contains(stat, start) {
			t.Fatalf("%q holds no %q", stat, start)
		}
	})
}
