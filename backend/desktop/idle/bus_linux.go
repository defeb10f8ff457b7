package idle

import (
	"context"
	"time"

	"github.com/godbus/dbus/v5"

	"sluice/backend/desktop/sessionbus"
)

// dialAgain is how long after a bus did not answer it is tried again.
const dialAgain = 30 * time.Second

// bus is a connection that is opened when first needed. Nobody is ever started by asking.
type bus struct {
	address string
	conn    *dbus.Conn
	failed  time.Time // when dialling last failed
}

// ask calls a method of whoever owns a name, and says whether it answered.
func (b *bus) ask(ctx context.Context, name string, path dbus.ObjectPath, method string, into any, args ...any) bool {
	if !b.has(ctx, name) {
		return false
	}
	return b.conn.Object(name, path).CallWithContext(ctx, method, dbus.FlagNoAutoStart, args...).Store(into) == nil
}

// has says whether somebody owns a name.
func (b *bus) has(ctx context.Context, name string) bool {
	if !b.reach(ctx) {
		return false
	}
	var owned bool
	err := b.conn.BusObject().CallWithContext(ctx, "org.freedesktop.DBus.NameHasOwner", 0, name).Store(&owned)
	return err == nil && owned
}

func (b *bus) reach(ctx context.Context) bool {
	switch {
	case b.address == "":
		return false
	case b.conn != nil && b.conn.Connected():
		return true
	case time.Since(b.failed) < dialAgain:
		return false
	}
	conn, err := sessionbus.Dial(ctx, b.address)
	if err != nil {
		b.failed = time.Now()
		return false
	}
	b.conn = conn
	return true
}

func (b *bus) close() {
	if b.conn != nil {
		_ = b.conn.Close()
		b.conn = nil
	}
}
