package dnd

import (
	"testing"

	"github.com/godbus/dbus/v5"

	"sluice/backend/desktop/dnd/dndtest"
)

// server is a notification daemon that only says who it is. It stands for desktops that are too large
// to be started in a test.
type server struct{ name, vendor string }

func (s server) GetServerInformation() (string, string, string, string, *dbus.Error) {
	return s.name, s.vendor, "1", "1.2", nil
}

// serve puts objects on a connection of their own and takes the daemon's name for it. Closing the
// connection ends the daemon.
func serve(t *testing.T, d *dndtest.Desktop, objects ...object) *dbus.Conn {
	t.Helper()
	conn, err := dbus.Connect(d.Address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	for _, o := range objects {
		if err := conn.Export(o.methods, o.path, o.iface); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := conn.RequestName(daemonName, dbus.NameFlagDoNotQueue); err != nil {
		t.Fatal(err)
	}
	return conn
}

type object struct {
	methods any
	path    dbus.ObjectPath
	iface   string
}

// is gives the object of a daemon's identity.
func is(name, vendor string) object { return object{server{name, vendor}, daemonPath, daemonIface} }
