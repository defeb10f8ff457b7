//go:build linux

package dndtest

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"
)

// Notifications is the name that a notification daemon owns on the bus.
const Notifications = "org.freedesktop.Notifications"

// Desktop is a session bus with what was started on it.
type Desktop struct {
	Address string     // of the bus
	Conn    *dbus.Conn // the test's own connection
	Dir     string     // the home folder

	t       testing.TB
	ctx     context.Context
	display string
}

// Start gives a desktop with a bus and nothing on it. It starts no services by itself.
func Start(t testing.TB) *Desktop {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	t.Cleanup(cancel)
	// A socket's path has to be short, which t.TempDir does not promise.
	dir, err := os.MkdirTemp("", "dnd")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	d := &Desktop{Dir: dir, t: t, ctx: ctx}
	d.startBus()
	d.Conn, err = dbus.Connect(d.Address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = d.Conn.Close() })
	return d
}

// Context ends with the test, or after 30 seconds.
func (d *Desktop) Context() context.Context { return d.ctx }

// Screen starts a virtual screen for the daemons that are started afterwards.
func (d *Desktop) Screen() {
	d.t.Helper()
	read, write, err := os.Pipe()
	if err != nil {
		d.t.Fatal(err)
	}
	defer read.Close()
	cmd := d.command("xvfb", "Xvfb", "-displayfd", "3", "-screen", "0", "800x600x24", "-nolisten", "tcp")
	cmd.ExtraFiles = []*os.File{write}
	d.start(cmd)
	_ = write.Close()
	d.display = ":" + d.line(read)
}

// Dunst starts dunst and returns when it is ready.
func (d *Desktop) Dunst() *Process {
	d.t.Helper()
	config := filepath.Join(d.Dir, "dunstrc")
	// Like the usual one, it names markup: without that dunst reads markup but does not say so.
	if err := os.WriteFile(config, []byte("[global]\nmarkup = full\n"), 0o600); err != nil {
		d.t.Fatal(err)
	}
	return d.service(Notifications, d.command("dunst", "dunst", "-config", config))
}

// Xfce starts xfconfd and xfce4-notifyd and returns the latter when it is ready.
func (d *Desktop) Xfce() *Process {
	d.t.Helper()
	d.service("org.xfce.Xfconf", d.command("xfconf", d.library("xfconf", "/usr/lib/*/xfce4/xfconf/xfconfd")))
	return d.service(Notifications, d.command("xfce4-notifyd", d.library("xfce4-notifyd", "/usr/lib/*/xfce4/notifyd/xfce4-notifyd")))
}

// Run runs a program on the desktop to its end and gives what it wrote.
func (d *Desktop) Run(pkg, program string, args ...string) string {
	d.t.Helper()
	out, err := d.command(pkg, program, args...).CombinedOutput()
	if err != nil {
		d.t.Fatalf("%s %v: %v: %s", program, args, err, out)
	}
	return strings.TrimSpace(string(out))
}

// NotifySend shows a notification as another program would and gives its number.
func (d *Desktop) NotifySend(args ...string) uint32 {
	d.t.Helper()
	out := d.Run("libnotify-bin", "notify-send", append([]string{"--print-id"}, args...)...)
	id, err := strconv.ParseUint(out, 10, 32)
	if err != nil {
		d.t.Fatal(err)
	}
	return uint32(id)
}

// Env is the environment of the desktop's programs.
func (d *Desktop) Env() []string {
	return []string{
		"PATH=" + os.Getenv("PATH"), "LANG=C.UTF-8", "NO_AT_BRIDGE=1", "HOME=" + d.Dir,
		"XDG_RUNTIME_DIR=" + filepath.Join(d.Dir, "run"), "XDG_CONFIG_HOME=" + filepath.Join(d.Dir, "config"),
		"XDG_CACHE_HOME=" + filepath.Join(d.Dir, "cache"), "XDG_DATA_HOME=" + filepath.Join(d.Dir, "data"),
		"DISPLAY=" + d.display, "DBUS_SESSION_BUS_ADDRESS=" + d.Address,
	}
}

func (d *Desktop) startBus() {
	d.t.Helper()
	run := filepath.Join(d.Dir, "run")
	if err := os.Mkdir(run, 0o700); err != nil {
		d.t.Fatal(err)
	}
	config := filepath.Join(d.Dir, "bus.conf")
	text := fmt.Sprintf(busConfig, filepath.Join(run, "bus"))
	if err := os.WriteFile(config, []byte(text), 0o600); err != nil {
		d.t.Fatal(err)
	}
	cmd := d.command("dbus-daemon", "dbus-daemon", "--nofork", "--print-address", "--config-file="+config)
	out, err := cmd.StdoutPipe()
	if err != nil {
		d.t.Fatal(err)
	}
	d.start(cmd)
	d.Address = d.line(out)
}

// busConfig has no service folders, so that nothing of the machine's own is started.
const busConfig = `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:path=%s</listen>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy>
</busconfig>
`

// line reads the one line with which a program says that it is ready.
func (d *Desktop) line(r io.Reader) string {
	d.t.Helper()
	text, err := bufio.NewReader(r).ReadString('\n')
	if err != nil {
		d.t.Fatalf("wait for a program to be ready: %v", err)
	}
	return strings.TrimSpace(text)
}

func (d *Desktop) command(pkg, program string, args ...string) *exec.Cmd {
	d.t.Helper()
	path, err := exec.LookPath(program)
	if err != nil {
		d.t.Skipf("this test needs %s, from the Debian package %s", program, pkg)
	}
	cmd := exec.CommandContext(d.ctx, path, args...)
	cmd.Env, cmd.Dir = d.Env(), d.Dir
	return cmd
}

// library finds a program that is not on the path.
func (d *Desktop) library(pkg, pattern string) string {
	d.t.Helper()
	found, err := filepath.Glob(pattern)
	if err != nil || len(found) == 0 {
		d.t.Skipf("this test needs %s, from the Debian package %s", filepath.Base(pattern), pkg)
	}
	return found[0]
}
