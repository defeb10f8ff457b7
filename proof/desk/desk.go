//go:build linux

// Package desk is a private desktop for one test: its own home, X server, session bus, window manager
// and notification daemon, with helpers to start what was built and to see what came of it. All of it
// is gone when the test ends. A test skips, with a sentence, where a program is missing.
package desk

import (
	"context"
	_ "embed"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"
)

// Patience is how long anything on the desktop may take. It is a bound, not a measure.
const Patience = 30 * time.Second

//go:embed dunstrc
var dunstrc []byte

//go:embed bus.conf
var busConfig []byte

// Desk is a running private desktop.
type Desk struct {
	T   *testing.T
	Dir string // everything lies below it: home, run (XDG_RUNTIME_DIR, 0700), profile

	ctx context.Context //nolint:containedctx // the life of the test
	env []string
	bus *dbus.Conn
}

// New starts a desktop: Xvfb with one screen of 1400x900, a session bus that starts nothing by itself,
// openbox and dunst. It returns when all of them are ready.
func New(t *testing.T) *Desk {
	t.Helper()
	d := Bare(t)
	d.startDisplay()
	d.startBus()
	d.Start("openbox", "openbox")
	d.startDunst()
	return d
}

// Bare is a desk with folders and nothing else: no display, no bus. The programs on it see a machine
// without a desktop.
func Bare(t *testing.T) *Desk {
	t.Helper()
	dir, err := os.MkdirTemp("", "desk") // short: sockets lie in it
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	d := &Desk{T: t, Dir: dir, ctx: ctx}
	t.Cleanup(func() {
		cancel()
		d.endAll()
		_ = os.RemoveAll(dir)
	})
	d.forget()
	for _, name := range []string{"home", "run", "config", "data", "cache"} {
		if err := os.Mkdir(filepath.Join(dir, name), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	d.env = []string{
		"PATH=" + os.Getenv("PATH"), "LANG=C.UTF-8", "TZ=Europe/Berlin",
		"HOME=" + d.path("home"), "XDG_RUNTIME_DIR=" + d.path("run"), "XDG_CONFIG_HOME=" + d.path("config"),
		"XDG_DATA_HOME=" + d.path("data"), "XDG_CACHE_HOME=" + d.path("cache"),
		"NO_AT_BRIDGE=1", "GTK_A11Y=none", // nothing of accessibility is tried, and its bus would outlive us
	}
	return d
}

// forget removes the pictures and logs of the test's last run.
func (d *Desk) forget() {
	old, _ := filepath.Glob(d.out("*")) // the pattern is a good one
	for _, path := range old {
		_ = os.Remove(path)
	}
}

func (d *Desk) path(name string) string { return filepath.Join(d.Dir, name) }

// Setenv adds a variable to the environment of everything started from now on.
func (d *Desk) Setenv(name, value string) { d.env = append(d.env, name+"="+value) }

// Eventually asks until it is so, and fails the test with the sentence when it never is. It is the only
// place that waits for what has no event.
func (d *Desk) Eventually(sentence string, so func() bool) {
	d.T.Helper()
	ctx, cancel := context.WithTimeout(d.ctx, Patience)
	defer cancel()
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for !so() {
		select {
		case <-tick.C:
		case <-ctx.Done():
			d.T.Fatalf("it never came true that %s", sentence)
		}
	}
}

// Run runs a program on the desk to its end and gives what it wrote on standard output; the test fails
// if the program does.
func (d *Desk) Run(name string, args ...string) string {
	d.T.Helper()
	out, errs, code := d.Try(name, args...)
	if code != 0 {
		d.T.Fatalf("%s %s: exit %d\n%s%s", name, strings.Join(args, " "), code, out, errs)
	}
	return out
}

// Try runs a program on the desk to its end and gives both outputs and the exit code, −1 if it could
// not run.
func (d *Desk) Try(name string, args ...string) (out, errs string, code int) {
	d.T.Helper()
	ctx, cancel := context.WithTimeout(d.ctx, Patience)
	defer cancel()
	var stdout, stderr strings.Builder
	command := exec.CommandContext(ctx, need(d.T, name), args...) // programs that the test names
	command.Env, command.Dir, command.Stdout, command.Stderr = d.env, d.Dir, &stdout, &stderr
	command.WaitDelay = time.Second // a grandchild may hold the output open
	if err := command.Run(); err != nil && command.ProcessState == nil {
		return "", err.Error(), -1
	}
	return stdout.String(), stderr.String(), command.ProcessState.ExitCode()
}

// startDisplay starts an X server on a display that is free and learns its number.
func (d *Desk) startDisplay() {
	_, number := d.startTelling("Xvfb", toThird, "Xvfb", "-displayfd", "3", "-screen", "0", "1400x900x24", "-nolisten", "tcp", "-dpi", "96")
	d.Setenv("DISPLAY", ":"+number)
}

// startBus starts a session bus and connects to it.
func (d *Desk) startBus() {
	config := d.path("bus.conf")
	if err := os.WriteFile(config, busConfig, 0o600); err != nil {
		d.T.Fatal(err)
	}
	_, address := d.startTelling("bus", toThird, "dbus-daemon", "--nofork", "--nosyslog", "--config-file="+config,
		"--address=unix:path="+d.path("run/bus"), "--print-address=3")
	d.Setenv("DBUS_SESSION_BUS_ADDRESS", address)
	bus, err := dbus.Connect(address)
	if err != nil {
		d.T.Fatalf("connect to the session bus: %v", err)
	}
	d.bus = bus
	d.T.Cleanup(func() { _ = bus.Close() })
}

// Bus is a connection to the session bus. Do not close it.
func (d *Desk) Bus() *dbus.Conn { return d.bus }
