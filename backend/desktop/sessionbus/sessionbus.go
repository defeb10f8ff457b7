// Package sessionbus connects to D-Bus session buses, for the abilities that ask programs there.
package sessionbus

import (
	"context"
	"errors"

	"github.com/godbus/dbus/v5"
)

// Dial opens a private connection to the bus at an address. It gives up with the context even when the
// bus hangs; it may be called from several goroutines.
func Dial(ctx context.Context, address string) (*dbus.Conn, error) {
	conn, err := dbus.Dial(address)
	if err != nil {
		return nil, err
	}
	stop := context.AfterFunc(ctx, func() { _ = conn.Close() })
	defer stop()
	if err = conn.Auth(nil); err == nil {
		err = conn.Hello()
	}
	if err != nil {
		return nil, errors.Join(err, conn.Close())
	}
	return conn, nil
}
