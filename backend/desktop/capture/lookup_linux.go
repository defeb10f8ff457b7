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
func (s *session) learn(o Options) error {
	bus := s.lookups.BusObject()
	var guid string
	if err := bus.Call("org.freedesktop.DBus.GetId", 0).Store(&guid); err != nil {
		return fmt.Errorf("ask the session bus for its id: %w", err)
	}
	s.corr = newCorrelator(guid, o.Buffer, o.Own, s.ask)
	var names []string
	if err := bus.Call("org.freedesktop.DBus.ListNames", 0).Store(&names); err != nil {
		return fmt.Errorf("ask the session bus for its names: %w", err)
	}
	for _, name := range names {
		if name == fdoInterface || strings.HasPrefix(name, backendNames) {
			s.learnOwner(name)
		}
	}
	return nil
}

func (s *session) learnOwner(name string) {
	var owner string
	if err := s.lookups.BusObject().Call("org.freedesktop.DBus.GetNameOwner", 0, name).Store(&owner); err == nil {
		s.corr.owner(name, owner) // an error means that the name has just lost its owner
	}
}

// ask asks the bus for the process of a sender. The answer comes in by answers, which has room for
// as many as may be under way, so that godbus never waits for us.
func (s *session) ask(sender string) {
	if s.underWay == maxLookups {
		s.corr.process(sender, 0)
		return
	}
	s.underWay++
	s.lookups.BusObject().Go("org.freedesktop.DBus.GetConnectionUnixProcessID", 0, s.answers, sender)
}

func (s *session) answered(call *dbus.Call) {
	s.underWay--
	var pid uint32
	if err := call.Store(&pid); err != nil {
		pid = 0 // the sender has left already
	}
	s.corr.process(call.Args[0].(string), pid)
}
