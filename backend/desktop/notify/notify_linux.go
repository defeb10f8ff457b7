package notify

import (
	"context"
	"errors"
	"fmt"
	"os"
	"sync"
	"time"

	"github.com/gen2brain/beeep"
	"github.com/godbus/dbus/v5"
)

// The desktop notification protocol: https://specifications.freedesktop.org/notification-spec/latest/
const (
	daemonName  = "org.freedesktop.Notifications"
	daemonPath  = dbus.ObjectPath("/org/freedesktop/Notifications")
	daemonIface = "org.freedesktop.Notifications"
)

// patience is how long a call waits for the daemon. It is long since the daemon may have to start.
const patience = 10 * time.Second

// entry is the last notification of a group.
type entry struct {
	Shown
	gone bool // closed: it cannot be replaced, but a click on it may still be on its way
}

// desktop is the notification daemon as we see it. Its connection is opened when first needed and stays
// open for the clicks.
type desktop struct {
	o     Options
	names sync.Map // unique names that are or were ours

	mu     sync.Mutex
	closed bool
	conn   *dbus.Conn
	bus    string           // id of the bus
	server server           // whose abilities are known
	last   map[string]entry // by group
	tokens map[uint32]string

	readers sync.WaitGroup
}

// server is a daemon and what it can do.
type server struct {
	owner string // unique name
	can   map[string]bool
}

var (
	errNoBus  = errors.New("show notification: there is no session bus")
	errClosed = errors.New("show notification: the notifier is closed")
)

func newVia(o Options) via {
	return &desktop{o: o, last: map[string]entry{}, tokens: map[uint32]string{}}
}

func (d *desktop) show(ctx context.Context, m Message) (Shown, error) {
	if d.o.Address == "" {
		return Shown{}, errNoBus
	}
	shown, err := d.notify(ctx, m)
	if err == nil || !d.mayFallBack(err) {
		return shown, err
	}
	d.o.Log.Warn("the notification daemon did not take it, trying beeep", "err", err)
	m.Body = escaped(m.Body)
	if other := viaBeeep(ctx, d.o.AppName, m, beeep.Notify); other != nil {
		return Shown{}, errors.Join(err, other)
	}
	return Shown{}, nil
}

// mayFallBack tells whether beeep may find what we did not. It takes the bus from the environment, and
// what hangs would hang it too, without an end.
func (d *desktop) mayFallBack(err error) bool {
	hangs := errors.Is(err, context.DeadlineExceeded) || errors.Is(err, context.Canceled)
	return !hangs && !errors.Is(err, errClosed) && os.Getenv("DBUS_SESSION_BUS_ADDRESS") == d.o.Address
}

// notify holds the lock until the number is known, so that a click cannot come before it.
func (d *desktop) notify(ctx context.Context, m Message) (Shown, error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.reach(ctx); err != nil {
		return Shown{}, err
	}
	shown := Shown{Daemon: d.bus + "/" + d.server.owner}
	call := d.ask(ctx, "Notify", d.arguments(m, d.replaces(m.Group, shown.Daemon))...)
	if err := call.Store(&shown.ID); err != nil {
		return Shown{}, fmt.Errorf("show notification: %w", err)
	}
	d.prune()
	d.last[m.Group] = entry{Shown: shown}
	return shown, nil
}

// arguments are those of Notify, in their order.
func (d *desktop) arguments(m Message, replaces uint32) []any {
	body, actions, urgency := m.Body, []string{}, byte(1)
	if d.server.can["body-markup"] {
		body = escaped(body)
	}
	if m.Action != "" && d.server.can["actions"] {
		actions = []string{"default", m.Action}
	}
	if m.Urgent {
		urgency = 2
	}
	hints := map[string]dbus.Variant{
		"urgency":       dbus.MakeVariant(urgency),
		"desktop-entry": dbus.MakeVariant(d.o.DesktopEntry),
	}
	const asTheDaemonLikes = int32(-1)
	return []any{d.o.AppName, replaces, m.Icon, m.Title, body, actions, hints, asTheDaemonLikes}
}

func (d *desktop) replaces(group, daemon string) uint32 {
	if e, ok := d.last[group]; ok && e.Daemon == daemon && !e.gone {
		return e.ID
	}
	return 0
}

// prune forgets what is long gone, when there is much of it.
func (d *desktop) prune() {
	const many = 64
	if len(d.last) < many {
		return
	}
	for group, e := range d.last {
		if e.gone {
			delete(d.last, group)
		}
	}
}

func (d *desktop) withdraw(ctx context.Context, group string) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	d.mu.Lock()
	defer d.mu.Unlock()
	e, ok := d.last[group]
	if !ok || e.gone {
		return nil
	}
	if err := d.reach(ctx); err != nil {
		return fmt.Errorf("withdraw notification: %w", err)
	}
	delete(d.last, group)
	if e.Daemon != d.bus+"/"+d.server.owner {
		return nil // it went with its daemon
	}
	// A daemon may answer that it is gone already.
	err := d.ask(ctx, "CloseNotification", e.ID).Err
	if _, answered := errors.AsType[dbus.Error](err); err != nil && !answered {
		return fmt.Errorf("withdraw notification: %w", err)
	}
	return nil
}

func (d *desktop) own(uniqueName string) bool {
	_, ok := d.names.Load(uniqueName)
	return ok
}
