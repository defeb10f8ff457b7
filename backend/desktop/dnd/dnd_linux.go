package dnd

import (
	"context"
	"errors"
	"fmt"
	"os"

	"github.com/godbus/dbus/v5"
)

// The desktop notification protocol: https://specifications.freedesktop.org/notification-spec/latest/
const (
	daemonName  = "org.freedesktop.Notifications"
	daemonPath  = dbus.ObjectPath("/org/freedesktop/Notifications")
	daemonIface = "org.freedesktop.Notifications"
)

// linux speaks to the daemon over the session bus.
type linux struct{ bus *bus }

func newSystem(o Options, changed func()) system {
	return &linux{bus: &bus{address: o.Address, changed: changed, log: o.Log}}
}

func (l *linux) daemon(ctx context.Context, start bool) (daemon, error) {
	if err := l.bus.connect(ctx); err != nil {
		return daemon{}, err
	}
	owner, err := l.bus.owner(ctx, start)
	if err != nil || owner == "" {
		return daemon{}, err
	}
	who, err := l.bus.describe(ctx, owner)
	if err != nil {
		return daemon{}, err
	}
	return l.bus.switchOf(ctx, who), nil
}

func (l *linux) backend(ctx context.Context, name string) (backend, bool, error) {
	for _, r := range rows {
		switch {
		case r.name != name:
			continue
		case !r.outlives:
			return nil, true, nil
		}
		return r.open(l.bus, found{}), true, l.bus.connect(ctx)
	}
	return nil, false, nil
}

// closeHeld waits for each answer before it asks for the next: dunst 1.9 flushes after each answer in a
// thread of a pool of ten, and with all of them waiting it answers nobody any more, for minutes.
func (l *linux) closeHeld(ctx context.Context, d daemon, held []Held) error {
	object := l.bus.conn.Object(daemonName, daemonPath)
	for _, h := range held {
		if h.Daemon != d.id {
			continue // another daemon's number would close a stranger's notification
		}
		err := object.CallWithContext(ctx, daemonIface+".CloseNotification", dbus.FlagNoAutoStart, h.DaemonID).Err
		// A daemon may answer that there is no such notification any more.
		if _, answered := errors.AsType[dbus.Error](err); err != nil && !answered {
			return err
		}
	}
	return nil
}

func (l *linux) own(uniqueName string) bool { return l.bus.own(uniqueName) }

func (l *linux) close() error { return l.bus.close() }

// syncFolder makes a rename or a removal in a folder last.
func syncFolder(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("sync folder: %w", err)
	}
	return errors.Join(f.Sync(), f.Close())
}
