package dnd

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"sync"

	"github.com/godbus/dbus/v5"

	"sluice/backend/desktop/sessionbus"
)

// bus is our own connection to the session bus. It is opened when first needed, opened again when it
// broke, and costs nothing while nothing happens. The guard's lock protects all but the names.
type bus struct {
	address string
	changed func()
	log     *slog.Logger

	conn *dbus.Conn
	id   string // of the bus; another one after the bus was restarted
	// inhibition is what the daemon granted us; see inhibitions.
	inhibition inhibition
	readers    sync.WaitGroup

	names sync.Map // unique names that are or were ours
}

// errNoBus is for a machine without a desktop session. Dialling without an address would start a bus.
var errNoBus = sentence{"There is no session bus, so nobody can be asked for silence. Start Sluice inside the desktop session.", nil}

func (b *bus) connect(ctx context.Context) error {
	if b.address == "" {
		return errNoBus
	}
	if b.conn != nil && b.conn.Connected() {
		return nil
	}
	conn, err := sessionbus.Dial(ctx, b.address)
	if err != nil {
		return sentence{"The session bus does not answer, so nobody can be asked for silence. Sluice tries again.", err}
	}
	if err := conn.BusObject().CallWithContext(ctx, "org.freedesktop.DBus.GetId", 0).Store(&b.id); err != nil {
		return errors.Join(fmt.Errorf("ask the bus for its id: %w", err), conn.Close())
	}
	b.conn = conn
	b.names.Store(b.link(), true)
	return b.subscribe(ctx)
}

// subscribe asks for the signals that tell of a change.
func (b *bus) subscribe(ctx context.Context) error {
	signals := make(chan *dbus.Signal, 16)
	b.conn.Signal(signals)
	b.readers.Go(func() { b.read(signals) })
	wanted := [][]dbus.MatchOption{{
		dbus.WithMatchSender("org.freedesktop.DBus"),
		dbus.WithMatchMember("NameOwnerChanged"), dbus.WithMatchArg(0, daemonName),
	}}
	for _, r := range rows {
		wanted = append(wanted, r.watch...)
	}
	for _, match := range wanted {
		if err := b.conn.AddMatchSignalContext(ctx, match...); err != nil {
			// Without the signals the regular look finds out, some seconds later.
			b.log.Warn("watch do not disturb", "err", err)
		}
	}
	return nil
}

// read ends when the connection does. Several signals at once are one change.
func (b *bus) read(signals <-chan *dbus.Signal) {
	for range signals {
		for len(signals) > 0 {
			<-signals
		}
		b.changed()
	}
}

// owner is the unique name of the notification daemon, empty when there is none.
func (b *bus) owner(ctx context.Context, start bool) (string, error) {
	name, err := b.askOwner(ctx)
	if err != nil || name != "" || !start {
		return name, err
	}
	// What starts with the next pop-up would show it, so it is started now and silenced.
	var result uint32
	err = b.conn.BusObject().CallWithContext(ctx, "org.freedesktop.DBus.StartServiceByName", 0, daemonName, uint32(0)).Store(&result)
	if _, answered := errors.AsType[dbus.Error](err); answered {
		return "", nil
	}
	if err != nil {
		return "", fmt.Errorf("start the notification daemon: %w", err)
	}
	return b.askOwner(ctx)
}

func (b *bus) askOwner(ctx context.Context) (string, error) {
	var name string
	err := b.conn.BusObject().CallWithContext(ctx, "org.freedesktop.DBus.GetNameOwner", 0, daemonName).Store(&name)
	if e, ok := errors.AsType[dbus.Error](err); ok && e.Name == "org.freedesktop.DBus.Error.NameHasNoOwner" {
		return "", nil
	}
	if err != nil {
		return "", fmt.Errorf("look for the notification daemon: %w", err)
	}
	return name, nil
}

// call asks a unique name, which the bus never starts anything for.
func (b *bus) call(ctx context.Context, dest string, path dbus.ObjectPath, method string, args ...any) *dbus.Call {
	return b.conn.Object(dest, path).CallWithContext(ctx, method, 0, args...)
}

// link is our own unique name: another one after a new connection.
func (b *bus) link() string { return b.conn.Names()[0] }

// lacks tells whether somebody answered, but does not have what was asked for.
func lacks(err error) bool {
	e, ok := errors.AsType[dbus.Error](err)
	return ok && slices.Contains([]string{
		"org.freedesktop.DBus.Error.UnknownMethod", "org.freedesktop.DBus.Error.UnknownInterface",
		"org.freedesktop.DBus.Error.UnknownObject",
	}, e.Name)
}

func (b *bus) own(uniqueName string) bool {
	_, ok := b.names.Load(uniqueName)
	return ok
}

func (b *bus) close() error {
	var err error
	if b.conn != nil {
		err = b.conn.Close()
	}
	b.readers.Wait()
	return err
}
