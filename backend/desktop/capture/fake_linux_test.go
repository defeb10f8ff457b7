package capture

import (
	"strings"
	"sync"

	"github.com/godbus/dbus/v5"
)

// daemon is a notification daemon that only gives ids.
type daemon struct {
	conn *dbus.Conn
	mu   sync.Mutex
	last uint32
}

func (b *testBus) withDaemon() *daemon {
	b.t.Helper()
	d := &daemon{conn: b.connect()}
	b.export(d.conn, d, fdoInterface)
	b.own(d.conn, fdoInterface)
	return d
}

func (b *testBus) export(conn *dbus.Conn, object any, iface string) {
	b.t.Helper()
	if err := conn.Export(object, pathOf(iface), iface); err != nil {
		b.t.Fatal(err)
	}
}

// serve exports a single method.
func (b *testBus) serve(conn *dbus.Conn, iface, member string, method any) {
	b.t.Helper()
	if err := conn.ExportMethodTable(map[string]any{member: method}, pathOf(iface), iface); err != nil {
		b.t.Fatal(err)
	}
}

func pathOf(iface string) dbus.ObjectPath {
	return dbus.ObjectPath("/" + strings.ReplaceAll(iface, ".", "/"))
}

// Notify answers with the next id, or with that of what is replaced.
func (d *daemon) Notify(_ string, replaces uint32, _, _, _ string, _ []string, _ map[string]dbus.Variant, _ int32) (uint32, *dbus.Error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if replaces != 0 {
		return replaces, nil
	}
	d.last++
	return d.last, nil
}

// CloseNotification tells everybody, as a daemon does.
func (d *daemon) CloseNotification(id uint32) *dbus.Error {
	_ = d.conn.Emit("/org/freedesktop/Notifications", fdoInterface+".NotificationClosed", id, ReasonClosed)
	return nil
}

// notify shows something, and gives the daemon's id.
func notify(conn *dbus.Conn, app string, replaces uint32, summary string) (uint32, error) {
	var id uint32
	object := conn.Object(fdoInterface, "/org/freedesktop/Notifications")
	err := object.Call(fdoInterface+".Notify", 0, app, replaces, "", summary, "", []string{}, hints(), int32(-1)).Store(&id)
	return id, err
}
