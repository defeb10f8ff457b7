//go:build linux

package dndtest

import (
	"strconv"
	"strings"
)

// Dunst starts dunst and returns when it is ready.
func (d *Desktop) Dunst() *Process {
	d.t.Helper()
	// Like the usual one, it names markup: without that dunst reads markup but does not say so.
	config := d.write("dunstrc", "[global]\nmarkup = full\n")
	return d.service(Notifications, d.command("dunst", "dunst", "-config", config))
}

// Xfce starts xfconfd and xfce4-notifyd and returns the latter when it is ready.
func (d *Desktop) Xfce() *Process {
	d.t.Helper()
	d.service("org.xfce.Xfconf", d.command("xfconf", d.library("xfconf", "/usr/lib/*/xfce4/xfconf/xfconfd")))
	return d.service(Notifications, d.command("xfce4-notifyd", d.library("xfce4-notifyd", "/usr/lib/*/xfce4/notifyd/xfce4-notifyd")))
}

// Mate starts mate-notification-daemon and returns when it is ready.
func (d *Desktop) Mate() *Process {
	d.t.Helper()
	path := d.library("mate-notification-daemon", "/usr/lib/mate-notification-daemon/mate-notification-daemon")
	return d.service(Notifications, d.command("mate-notification-daemon", path))
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
