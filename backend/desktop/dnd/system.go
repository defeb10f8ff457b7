package dnd

import "context"

// absent is the value of a switch that was never set. Restoring it unsets the switch again.
const absent = "absent"

// system is what the guard needs of an operating system.
type system interface {
	// daemon finds who shows pop-ups now. With start the system may start one for us. An error means
	// that nobody could be asked; that nobody is there, or somebody unknown, is an answer and no error.
	daemon(ctx context.Context, start bool) (daemon, error)
	// backend opens a backend by the name it has in a journal, without its daemon. The result is nil
	// for a backend whose switch dies with its daemon; false means that the name is not known at all.
	backend(ctx context.Context, name string) (backend, bool, error)
	// closeHeld closes notifications at the daemon and returns when all are closed. That one is no
	// longer there is no error.
	closeHeld(ctx context.Context, d daemon, held []Held) error
	// self is this process; alive tells whether the process that wrote a journal still runs.
	self() owner
	alive(owner) bool
	// own tells whether a name on the bus is, or was, ours.
	own(uniqueName string) bool
	// close ends connections and waits for the goroutines behind them. It is called once.
	close() error
}

// daemon is who shows pop-ups.
type daemon struct {
	id      string  // "<bus id>/<unique name>"; empty when nobody does
	title   string  // what it calls itself
	backend backend // nil when we know no switch for it
	link    string  // our own connection, where the switch ends with it; else empty
	doubt   string  // why the switch may be on and withhold nothing, for people; empty without a doubt
}

// backend is the switch of one kind of daemon. Values are short strings as they stand in the journal.
type backend interface {
	traits() traits
	get(ctx context.Context) (string, error)
	set(ctx context.Context, value string) error
}

// traits are facts about a kind of daemon that the guard decides by.
type traits struct {
	name       string // in the journal, and State.Backend
	title      string // for people
	on         string // the value that withholds pop-ups
	persistent bool   // the switch outlives the daemon, the desktop session and the machine's restart
	forgets    bool   // though persistent, it may be lost when the daemon starts anew
	floods     bool   // lifting shows at once all that was withheld
	swallows   bool   // withholds urgent notifications as well, ours included
}

// same tells whether two daemons share one switch, so that going from one to the other loses nothing.
func (d daemon) same(other daemon) bool {
	if d.backend == nil || other.backend == nil {
		return false
	}
	a, b := d.backend.traits(), other.backend.traits()
	return a.name == b.name && (d.id == other.id && d.link == other.link || a.persistent && !a.forgets)
}
