package idle

import (
	"cmp"
	"context"
	"os"
	"sync"
	"time"
)

// FromEnvironment gives the options of the session that this process was started in.
func FromEnvironment() Options {
	o := Options{
		Address:       os.Getenv("DBUS_SESSION_BUS_ADDRESS"),
		SystemAddress: cmp.Or(os.Getenv("DBUS_SYSTEM_BUS_ADDRESS"), "unix:path=/run/dbus/system_bus_socket"),
	}
	if os.Getenv("WAYLAND_DISPLAY") == "" && os.Getenv("XDG_SESSION_TYPE") != "wayland" {
		o.Display = os.Getenv("DISPLAY")
	}
	return o
}

// linux asks a few witnesses, the best first.
type linux struct {
	mu      sync.Mutex
	session bus
	logind  bus
	screen  screen
}

func newSystem(o Options) system {
	return &linux{
		session: bus{address: o.Address}, logind: bus{address: o.SystemAddress}, screen: screen{display: o.Display},
	}
}

func (l *linux) look(ctx context.Context) (State, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	hint := l.hint(ctx)
	var s State
	s.Idle, s.Known = l.idle(ctx)
	if !s.Known && hint.idle {
		s.Idle, s.Known = max(0, time.Since(hint.since)), true
	}
	s.Locked, s.LockKnown = l.locked(ctx)
	if hint.known {
		// Not every locker tells logind, so its word alone proves only that it is locked.
		s.Locked, s.LockKnown = s.Locked || hint.locked, true
	}
	return s, nil
}

// idle asks for the time since the last touch.
func (l *linux) idle(ctx context.Context) (time.Duration, bool) {
	if idle, known := l.mutter(ctx); known {
		return idle, true
	}
	if idle, known := l.screen.idle(ctx); known {
		return idle, true
	}
	return l.saver(ctx)
}

func (l *linux) close() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.session.close()
	l.logind.close()
	l.screen.close()
}
