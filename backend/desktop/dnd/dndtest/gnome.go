//go:build linux

package dndtest

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

const gnomeShell = "org.gnome.Shell"

// Gnome starts GNOME's shell without a screen, and what takes notifications on its behalf, and returns when
// both answer. Call Settings before: the shell reads them.
func (d *Desktop) Gnome() *Process {
	d.t.Helper()
	shell := d.gnome("gnome-shell", "gnome-shell", "--headless", "--virtual-monitor", "800x600", "--no-x11", "--unsafe-mode")
	log, err := os.Create(filepath.Join(d.Dir, "gnome-shell.log"))
	if err != nil {
		d.t.Fatal(err)
	}
	defer log.Close()
	shell.Stderr = log
	d.service(gnomeShell, shell)
	d.Until("the shell answers", func() bool { return d.gnomeAsk("true") == "true" })
	return d.GnomeNotifications()
}

// GnomeNotifications starts what takes notifications on the shell's behalf, and returns when it answers.
func (d *Desktop) GnomeNotifications() *Process {
	d.t.Helper()
	helper := d.library("gnome-shell", "/usr/share/gnome-shell/org.gnome.Shell.Notifications")
	p := d.service(Notifications, d.gnome("gjs", "gjs", helper))
	d.Until("the shell takes notifications", func() bool {
		var name, vendor, version, spec string
		call := d.Conn.Object(Notifications, "/org/freedesktop/Notifications").CallWithContext(d.ctx, Notifications+".GetServerInformation", 0)
		return call.Store(&name, &vendor, &version, &spec) == nil
	})
	return p
}

// gnome is a program of GNOME's. It wants a system bus, of which this one is enough.
func (d *Desktop) gnome(pkg, program string, args ...string) *exec.Cmd {
	d.t.Helper()
	cmd := d.command(pkg, program, args...)
	cmd.Env = append(cmd.Env, "DBUS_SYSTEM_BUS_ADDRESS="+d.Address)
	return cmd
}

// gnomeAsk evaluates a script within the shell and gives its value as JSON; empty: it gives none yet.
func (d *Desktop) gnomeAsk(script string) string {
	d.t.Helper()
	var done bool
	var value string
	call := d.Conn.Object(gnomeShell, "/org/gnome/Shell").CallWithContext(d.ctx, gnomeShell+".Eval", 0, script)
	if err := call.Store(&done, &value); err != nil || !done {
		return ""
	}
	return strings.TrimSpace(value)
}

// GnomeHas are the titles of the notifications that the shell keeps.
func (d *Desktop) GnomeHas() (titles []string) {
	d.t.Helper()
	d.gnomeTold("Main.messageTray.getSources().flatMap(s => s.notifications.map(n => n.title))", &titles)
	return titles
}

// GnomeShows are the titles of what it shows as a banner, and of what is to be shown next.
func (d *Desktop) GnomeShows() (titles []string) {
	d.t.Helper()
	const tray = "Main.messageTray"
	d.gnomeTold("["+tray+"._notification, ..."+tray+"._notificationQueue].filter(n => n).map(n => n.title)", &titles)
	return titles
}

func (d *Desktop) gnomeTold(script string, into any) {
	d.t.Helper()
	value := d.gnomeAsk(script)
	if err := json.Unmarshal([]byte(value), into); err != nil {
		d.t.Fatalf("the shell answers %q: %v", value, err)
	}
}
