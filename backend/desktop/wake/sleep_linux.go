package wake

import (
	"context"
	"fmt"

	"github.com/godbus/dbus/v5"
)

// logind says true before the computer sleeps and false afterwards.
// https://www.freedesktop.org/software/systemd/man/latest/org.freedesktop.login1.html
const (
	logind          = "org.freedesktop.login1.Manager"
	prepareForSleep = "PrepareForSleep"
)

// watch costs a connection that says nothing, and a goroutine that sleeps.
func watch(ctx context.Context, address string, woke func()) error {
	if address == "" {
		return nil
	}
	conn, err := dbus.Connect(address)
	if err != nil {
		return nil // a machine without a system bus: the clocks tell
	}
	defer func() { _ = conn.Close() }()
	signals := make(chan *dbus.Signal, 8)
	conn.Signal(signals)
	// The sender is not matched, or logind would have to be there already. Only root may send it.
	err = conn.AddMatchSignalContext(ctx, dbus.WithMatchInterface(logind), dbus.WithMatchMember(prepareForSleep))
	switch {
	case err != nil && conn.Connected():
		return fmt.Errorf("listen to logind: %w", err)
	case err != nil:
		return nil // the bus ended meanwhile: the clocks tell
	}
	for {
		select {
		case <-ctx.Done():
			return nil
		case signal, open := <-signals:
			if !open {
				return nil // the bus ended: the clocks tell
			}
			var asleep bool
			if dbus.Store(signal.Body, &asleep) == nil && !asleep {
				woke()
			}
		}
	}
}
