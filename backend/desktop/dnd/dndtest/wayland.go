//go:build linux

package dndtest

import (
	"bufio"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"github.com/godbus/dbus/v5"
)

// Wayland starts a compositor without a screen for the daemons that are started afterwards.
func (d *Desktop) Wayland() {
	d.t.Helper()
	ready := filepath.Join(d.Dir, "ready")
	if err := syscall.Mkfifo(ready, 0o600); err != nil {
		d.t.Fatal(err)
	}
	config := d.write("sway", "xwayland disable\nexec sh -c 'echo $WAYLAND_DISPLAY > "+ready+"'\n")
	cmd := d.command("sway", "sway", "--config", config)
	cmd.Env = append(cmd.Env, "WLR_BACKENDS=headless", "WLR_RENDERER=pixman", "WLR_LIBINPUT_NO_DEVICES=1")
	if os.Geteuid() == 0 { // it refuses to run as root, so root is another user to it
		cmd.SysProcAttr = &syscall.SysProcAttr{
			Cloneflags:  syscall.CLONE_NEWUSER,
			UidMappings: []syscall.SysProcIDMap{{ContainerID: 1000, HostID: 0, Size: 1}},
		}
	}
	// Opened for both, it does not wait for the other end.
	pipe, err := os.OpenFile(ready, os.O_RDWR, 0)
	if err != nil {
		d.t.Fatal(err)
	}
	defer pipe.Close()
	d.start(cmd)
	d.wayland = d.lineInTime(pipe)
}

// lineInTime reads a line from a pipe that nobody closes when its writer dies.
func (d *Desktop) lineInTime(pipe *os.File) string {
	d.t.Helper()
	if err := pipe.SetReadDeadline(time.Now().Add(patience / 3)); err != nil {
		d.t.Fatal(err)
	}
	text, err := bufio.NewReader(pipe).ReadString('\n')
	if err != nil {
		d.t.Fatalf("wait for the compositor: %v", err)
	}
	return strings.TrimSpace(text)
}

// Mako starts mako with a configuration and returns when it is ready.
func (d *Desktop) Mako(config string) *Process {
	d.t.Helper()
	d.write("config/mako/config", config)
	return d.service(Notifications, d.command("mako-notifier", "mako"))
}

// MakoModes are the modes that mako is in.
func (d *Desktop) MakoModes() []string {
	d.t.Helper()
	var modes []string
	store(d, d.Call(Notifications, "/fr/emersion/Mako", "fr.emersion.Mako.ListModes"), &modes)
	return modes
}

// MakoSet changes the modes as a user does with makoctl.
func (d *Desktop) MakoSet(modes ...string) {
	d.t.Helper()
	d.Call(Notifications, "/fr/emersion/Mako", "fr.emersion.Mako.SetModes", modes)
}

// MakoCount counts what mako shows or would show outside of its modes.
func (d *Desktop) MakoCount() int {
	d.t.Helper()
	var list []map[string]dbus.Variant
	store(d, d.Call(Notifications, "/fr/emersion/Mako", "fr.emersion.Mako.ListNotifications"), &list)
	return len(list)
}

// Swaync starts SwayNotificationCenter and returns when both of its names are taken.
func (d *Desktop) Swaync() *Process {
	d.t.Helper()
	wait := d.Owned(swayncName)
	p := d.service(Notifications, d.command("sway-notification-center", "swaync")) //nolint:misspell // so it is called
	wait(true)
	return p
}

const swayncName = "org.erikreider.swaync.cc"

// SwayncDnd asks SwayNotificationCenter for its switch.
func (d *Desktop) SwayncDnd() bool {
	d.t.Helper()
	var on bool
	store(d, d.Call(swayncName, "/org/erikreider/swaync/cc", swayncName+".GetDnd"), &on)
	return on
}

// SwayncSet switches as a user does in the control centre.
func (d *Desktop) SwayncSet(on bool) {
	d.t.Helper()
	d.Call(swayncName, "/org/erikreider/swaync/cc", swayncName+".SetDnd", on)
}
