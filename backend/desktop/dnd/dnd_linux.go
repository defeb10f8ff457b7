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

// row is one kind of daemon that has a switch.
type row struct {
	server string // as GetServerInformation names it
	name   string // in journals and State.Backend: never change it
	// open makes the backend; owner is the daemon's unique name.
	open func(b *bus, owner string) backend
	// outlives is true when the switch is kept elsewhere than in the daemon, so that open works
	// without an owner.
	outlives bool
	watch    [][]dbus.MatchOption // signals that tell of a change
}

// rows are the known daemons. A further one is a file with its backend and a row here.
var rows = []row{
	{server: "dunst", name: "dunst", open: openDunst, watch: dunstSignals},
	{server: "Xfce Notify Daemon", name: "xfce", open: openXfce, outlives: true, watch: xfceSignals},
}

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
	var name, vendor, version, protocol string
	call := l.bus.call(ctx, owner, daemonPath, daemonIface+".GetServerInformation")
	if err := call.Store(&name, &vendor, &version, &protocol); err != nil {
		return daemon{}, fmt.Errorf("ask the notification daemon who it is: %w", err)
	}
	d := daemon{id: l.bus.id + "/" + owner, title: name}
	for _, r := range rows {
		if r.server == name {
			d.backend = r.open(l.bus, owner)
		}
	}
	return d, nil
}

func (l *linux) backend(ctx context.Context, name string) (backend, bool, error) {
	for _, r := range rows {
		switch {
		case r.name != name:
			continue
		case !r.outlives:
			return nil, true, nil
		}
		return r.open(l.bus, ""), true, l.bus.connect(ctx)
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
