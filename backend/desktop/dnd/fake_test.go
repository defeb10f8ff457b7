package dnd

import (
	"context"
	"errors"
	"path/filepath"
	"testing"
	"time"
)

// desk is a desktop in memory: one daemon with one switch, which a user may switch too.
type desk struct {
	kind    traits
	id      string // of the daemon; empty when none runs
	unknown bool   // the daemon is one we know no switch for
	value   string
	doubt   string // why being on may withhold nothing
	deaf    bool   // takes requests and does nothing
	mute    bool   // does not say what it is set to
	broken  error  // nobody can be asked

	pid    int
	living map[int]bool
	waits  map[uint32]bool // what the daemon withholds
	shown  int             // what it showed when it was unpaused
	sets   int
}

var (
	likeDunst = traits{name: "dunst", title: "dunst", on: "true", floods: true, swallows: true}
	likeXfce  = traits{name: "xfce", title: "Xfce", on: "true", persistent: true}
	// likeSwaync may lose its switch when it starts anew, or keep it.
	likeSwaync = traits{name: "swaync", title: "SwayNotificationCenter", on: "true", persistent: true, forgets: true}
)

func newDesk(kind traits, value string) *desk {
	return &desk{kind: kind, id: "bus/:1", value: value, pid: 1, living: map[int]bool{1: true}, waits: map[uint32]bool{}}
}

func (d *desk) daemon(context.Context, bool) (daemon, error) {
	switch {
	case d.broken != nil:
		return daemon{}, d.broken
	case d.id == "":
		return daemon{}, nil
	case d.unknown:
		return daemon{id: d.id, title: "stranger"}, nil
	}
	return daemon{id: d.id, title: d.kind.title, backend: d, doubt: d.doubt}, nil
}

func (d *desk) backend(_ context.Context, name string) (backend, bool, error) {
	if name != d.kind.name {
		return nil, false, nil
	}
	if !d.kind.persistent {
		return nil, true, nil
	}
	return d, true, nil
}

func (d *desk) traits() traits { return d.kind }

func (d *desk) get(context.Context) (string, error) {
	if d.mute {
		return "", errors.New("no answer")
	}
	return d.value, nil
}

func (d *desk) set(_ context.Context, value string) error {
	d.sets++
	if !d.deaf {
		d.turn(value)
	}
	return nil
}

// turn switches, by us or by the user.
func (d *desk) turn(value string) {
	d.value = value
	if d.kind.floods && value != d.kind.on {
		d.shown += len(d.waits)
		clear(d.waits)
	}
}

// seen is the value, read while the guard is at rest: its timer works in a goroutine of its own.
func (d *desk) seen(g *Guard) string {
	g.mu.Lock()
	defer g.mu.Unlock()
	return d.value
}

// flip is the user's hand.
func (d *desk) flip() {
	if d.value == d.kind.on {
		d.turn("false")
	} else {
		d.turn(d.kind.on)
	}
}

func (d *desk) closeHeld(_ context.Context, to daemon, held []Held) error {
	for _, h := range held {
		if h.Daemon == to.id {
			delete(d.waits, h.DaemonID)
		}
	}
	return nil
}

// held is what a queue would hold: all that came.
func (d *desk) held(context.Context) []Held {
	var held []Held
	for id := range d.waits {
		held = append(held, Held{Daemon: d.id, DaemonID: id})
	}
	return held
}

func (d *desk) self() owner        { return owner{Boot: "boot", PID: d.pid, Start: "1"} }
func (d *desk) alive(o owner) bool { return d.living[o.PID] }
func (d *desk) own(string) bool    { return false }
func (d *desk) close() error       { return nil }

// guard makes a guard of one life of the program.
func (d *desk) guard(dir string, now func() time.Time) *Guard {
	return newGuard(Options{Journal: filepath.Join(dir, "profile", "dnd.json"), Held: d.held, Now: now}, d)
}

func newTestGuard(t *testing.T, d *desk) *Guard {
	t.Helper()
	g := d.guard(t.TempDir(), time.Now)
	t.Cleanup(func() { _ = g.Close() })
	return g
}
