package notify

import (
	"context"
	"errors"
	"fmt"

	"github.com/godbus/dbus/v5"

	"sluice/backend/desktop/sessionbus"
)

// reach opens the connection when there is none, and finds out who the daemon is and what it can do.
func (d *desktop) reach(ctx context.Context) error {
	if d.closed {
		return errClosed
	}
	if err := d.connect(ctx); err != nil {
		return err
	}
	owner, err := d.owner(ctx)
	if err != nil || owner == d.server.owner {
		return err
	}
	found := server{owner: owner, can: map[string]bool{}}
	var list []string
	if err := d.conn.Object(owner, daemonPath).CallWithContext(ctx, daemonIface+".GetCapabilities", 0).Store(&list); err != nil {
		return fmt.Errorf("ask the notification daemon what it can: %w", err)
	}
	for _, ability := range list {
		found.can[ability] = true
	}
	d.server = found
	return nil
}

func (d *desktop) connect(ctx context.Context) error {
	if d.conn != nil && d.conn.Connected() {
		return nil
	}
	conn, err := sessionbus.Dial(ctx, d.o.Address)
	if err != nil {
		return fmt.Errorf("connect to the session bus: %w", err)
	}
	var id string
	if err := conn.BusObject().CallWithContext(ctx, "org.freedesktop.DBus.GetId", 0).Store(&id); err != nil {
		return errors.Join(fmt.Errorf("ask the bus for its id: %w", err), conn.Close())
	}
	d.conn, d.bus, d.server = conn, id, server{}
	d.names.Store(conn.Names()[0], true)
	return d.listen(ctx)
}

// owner is the unique name of the daemon, which is started when it can be. Speaking to the unique name
// afterwards makes sure that a number and its daemon belong together.
func (d *desktop) owner(ctx context.Context) (string, error) {
	var name string
	bus := d.conn.BusObject()
	if bus.CallWithContext(ctx, "org.freedesktop.DBus.GetNameOwner", 0, daemonName).Store(&name) == nil {
		return name, nil
	}
	if err := bus.CallWithContext(ctx, "org.freedesktop.DBus.StartServiceByName", 0, daemonName, uint32(0)).Err; err != nil {
		return "", fmt.Errorf("start a notification daemon: %w", err)
	}
	if err := bus.CallWithContext(ctx, "org.freedesktop.DBus.GetNameOwner", 0, daemonName).Store(&name); err != nil {
		return "", fmt.Errorf("find the notification daemon: %w", err)
	}
	return name, nil
}

func (d *desktop) ask(ctx context.Context, method string, args ...any) *dbus.Call {
	return d.conn.Object(d.server.owner, daemonPath).CallWithContext(ctx, daemonIface+"."+method, 0, args...)
}

// listen asks for the daemon's signals. Some daemons send them to everybody, some only to us.
func (d *desktop) listen(ctx context.Context) error {
	signals := make(chan *dbus.Signal, 16)
	d.conn.Signal(signals)
	d.readers.Go(func() { d.read(signals) })
	err := d.conn.AddMatchSignalContext(ctx,
		dbus.WithMatchSender(daemonName), dbus.WithMatchObjectPath(daemonPath), dbus.WithMatchInterface(daemonIface))
	if err != nil {
		return fmt.Errorf("listen for clicks: %w", err)
	}
	return nil
}

// close may be called several times.
func (d *desktop) close() error {
	d.mu.Lock()
	conn := d.conn
	d.closed, d.conn = true, nil
	d.mu.Unlock()
	if conn == nil {
		return nil
	}
	err := conn.Close()
	d.readers.Wait()
	return err
}
