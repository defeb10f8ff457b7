package capture

import (
	"fmt"
	"strings"

	"github.com/godbus/dbus/v5"
)

// maxLookups bounds how many questions to the bus are under way at once; beyond it a sender's
// process stays unknown.
const maxLookups = 1024

// learn asks for the bus's identity and for who owns the names that matter.
func (l *link) learn(o Options) error {
	bus := l.lookups.BusObject()
	var guid string
	if err := bus.Call("org.freedesktop.DBus.GetId", 0).Store(&guid); err != nil {
		return fmt.Errorf("ask the session bus for its id: %w", err)
	}
	l.corr = newCorrelator(guid, o.Buffer, o.Own, l.ask)
	var names []string
	if err := bus.Call("org.freedesktop.DBus.ListNames", 0).Store(&names); err != nil {
		return fmt.Errorf("ask the session bus for its names: %w", err)
	}
	for _, name := range names {
		if name == fdoInterface || strings.HasPrefix(name, backendNames) {
			l.learnOwner(name)
		}
	}
	return nil
}

func (l *link) learnOwner(name string) {
	var owner string
	if err := l.lookups.BusObject().Call("org.freedesktop.DBus.GetNameOwner", 0, name).Store(&owner); err == nil {
		l.corr.owner(name, owner) // an error means that the name has just lost its owner
	}
}

// ask asks the bus for the process of a sender. The answer comes in by answers, which has room for
// as many as may be under way, so that godbus never waits for us.
func (l *link) ask(sender string) {
	if l.underWay == maxLookups {
		l.corr.process(sender, 0)
		return
	}
	l.underWay++
	l.lookups.BusObject().Go("org.freedesktop.DBus.GetConnectionUnixProcessID", 0, l.answers, sender)
}

func (l *link) answered(call *dbus.Call) {
	l.underWay--
	var pid uint32
	if err := call.Store(&pid); err != nil {
		pid = 0 // the sender has left already
	}
	l.corr.process(call.Args[0].(string), pid)
}
