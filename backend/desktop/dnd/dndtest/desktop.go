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
	bus     *Process
	ctx     context.Context //nolint:containedctx // it ends with the test, as the desktop does
	display string
	wayland string
	forgets bool
}

// patience is how long a desktop lives at most.
const patience = 30 * time.Second

// Start gives a desktop with a bus and nothing on it. It starts no services by itself.
func Start(t testing.TB) *Desktop {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
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
func (d *Desktop) Screen() *Process {
	d.t.Helper()
	read, write, err := os.Pipe()
	if err != nil {
		d.t.Fatal(err)
	}
	defer read.Close()
	cmd := d.command("xvfb", "Xvfb", "-displayfd", "3", "-screen", "0", "800x600x24", "-nolisten", "tcp", "-noreset")
	cmd.ExtraFiles = []*os.File{write}
	p := d.start(cmd)
	_ = write.Close()
	d.display = ":" + d.line(read)
	return p
}

// Display is the virtual screen's name, such as ":1"; empty before Screen.
func (d *Desktop) Display() string { return d.display }

// Env is the environment of the desktop's programs.
func (d *Desktop) Env() []string {
	env := []string{
		"PATH=" + os.Getenv("PATH"), "LANG=C.UTF-8", "NO_AT_BRIDGE=1", "HOME=" + d.Dir,
		"XDG_RUNTIME_DIR=" + filepath.Join(d.Dir, "run"), "XDG_CONFIG_HOME=" + filepath.Join(d.Dir, "config"),
		"XDG_CACHE_HOME=" + filepath.Join(d.Dir, "cache"), "XDG_DATA_HOME=" + filepath.Join(d.Dir, "data"),
		"DISPLAY=" + d.display, "DBUS_SESSION_BUS_ADDRESS=" + d.Address,
	}
	if d.wayland != "" { // to some programs an empty one is one
		env = append(env, "WAYLAND_DISPLAY="+d.wayland)
	}
	if d.forgets {
		env = append(env, "GSETTINGS_BACKEND=memory")
	}
	return env
}

// lookup gives one variable of the environment.
func (d *Desktop) lookup(name string) string {
	for _, v := range d.Env() {
		if value, found := strings.CutPrefix(v, name+"="); found {
			return value
		}
	}
	return ""
}

// write puts a file into the home folder and gives its path.
func (d *Desktop) write(name, text string) string {
	d.t.Helper()
	path := filepath.Join(d.Dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		d.t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		d.t.Fatal(err)
	}
	return path
}

func (d *Desktop) startBus() {
	d.t.Helper()
	run := filepath.Join(d.Dir, "run")
	if err := os.Mkdir(run, 0o700); err != nil {
		d.t.Fatal(err)
	}
	config := d.write("bus.conf", fmt.Sprintf(busConfig, filepath.Join(run, "bus")))
	cmd := d.command("dbus-daemon", "dbus-daemon", "--nofork", "--print-address", "--config-file="+config)
	out, err := cmd.StdoutPipe()
	if err != nil {
		d.t.Fatal(err)
	}
	d.bus = d.start(cmd)
	d.Address = d.line(out)
}

// EndBus ends the bus as a crash would.
func (d *Desktop) EndBus() { d.bus.Kill() }

// busConfig has no service folders, so that nothing of the machine's own is started.
//
//nolint:dupword // it is XML
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
