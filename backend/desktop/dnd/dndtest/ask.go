//go:build linux

package dndtest

import (
	"strings"

	"github.com/godbus/dbus/v5"
)

const dunstIface = "org.dunstproject.cmd0"

// Call asks a daemon something and fails the test when it refuses.
func (d *Desktop) Call(dest string, path dbus.ObjectPath, method string, args ...any) *dbus.Call {
	d.t.Helper()
	call := d.Conn.Object(dest, path).CallWithContext(d.ctx, method, 0, args...)
	if call.Err != nil {
		d.t.Fatalf("%s: %v", method, call.Err)
	}
	return call
}

// DaemonID is the present daemon as capture names it: "<bus id>/<unique name>".
func (d *Desktop) DaemonID() string {
	d.t.Helper()
	var id, owner string
	store(d, d.Call("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus.GetId"), &id)
	store(d, d.Call("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus.GetNameOwner", Notifications), &owner)
	return id + "/" + owner
}

// Notify shows a notification of another program and gives its number.
func (d *Desktop) Notify(summary string) uint32 {
	d.t.Helper()
	return d.notify(summary, map[string]dbus.Variant{})
}

// NotifyUrgent is Notify with the highest urgency.
func (d *Desktop) NotifyUrgent(summary string) uint32 {
	d.t.Helper()
	return d.notify(summary, map[string]dbus.Variant{"urgency": dbus.MakeVariant(byte(2))})
}

func (d *Desktop) notify(summary string, hints map[string]dbus.Variant) uint32 {
	d.t.Helper()
	var id uint32
	store(d, d.Call(Notifications, "/org/freedesktop/Notifications", Notifications+".Notify",
		"test", uint32(0), "", summary, "", []string{}, hints, int32(-1)), &id)
	return id
}

// Windows counts the windows of a title.
func (d *Desktop) Windows(title string) int {
	d.t.Helper()
	return strings.Count(d.Run("x11-utils", "xwininfo", "-root", "-tree"), `"`+title+`": `)
}

// DunstCount asks dunst how many notifications are "displayed", "waiting" or in its "history".
func (d *Desktop) DunstCount(what string) int {
	d.t.Helper()
	count, _ := d.property(what + "Length").(uint32)
	return int(count)
}

// DunstPaused asks dunst for its switch.
func (d *Desktop) DunstPaused() bool {
	d.t.Helper()
	paused, _ := d.property("paused").(bool)
	return paused
}

// DunstPause switches as a user does with dunstctl.
func (d *Desktop) DunstPause(on bool) {
	d.t.Helper()
	d.Call(Notifications, "/org/freedesktop/Notifications", "org.freedesktop.DBus.Properties.Set", dunstIface, "paused", dbus.MakeVariant(on))
}

func (d *Desktop) property(name string) any {
	d.t.Helper()
	var value dbus.Variant
	store(d, d.Call(Notifications, "/org/freedesktop/Notifications", "org.freedesktop.DBus.Properties.Get", dunstIface, name), &value)
	return value.Value()
}

// XfceSwitch is "absent", "true" or "false".
func (d *Desktop) XfceSwitch() string {
	d.t.Helper()
	var there bool
	store(d, d.xfconf("PropertyExists"), &there)
	if !there {
		return "absent"
	}
	var value dbus.Variant
	store(d, d.xfconf("GetProperty"), &value)
	return value.String()
}

// XfceSet switches as a user does in the settings.
func (d *Desktop) XfceSet(on bool) {
	d.t.Helper()
	d.xfconf("SetProperty", dbus.MakeVariant(on))
}

func (d *Desktop) xfconf(method string, args ...any) *dbus.Call {
	d.t.Helper()
	args = append([]any{"xfce4-notifyd", "/do-not-disturb"}, args...)
	return d.Call("org.xfce.Xfconf", "/org/xfce/Xfconf", "org.xfce.Xfconf."+method, args...)
}

func store(d *Desktop, call *dbus.Call, to any) {
	d.t.Helper()
	if err := call.Store(to); err != nil {
		d.t.Fatal(err)
	}
}
