package core

import (
	"sluice/backend/bus"
	"sluice/backend/desktop/autostart"
	"sluice/backend/fault"
	"sluice/backend/source"
	"sluice/backend/work"
)

// Starter has the core start when the user signs in; autostart.Entry is one.
type Starter interface {
	State() (autostart.State, error)
	Set(on bool) (autostart.State, error)
}

// Autostart says whether the core starts when the user signs in, by what the system holds.
func (c *Core) Autostart() (autostart.State, error) {
	if c.o.Starter == nil {
		return autostart.State{Sentence: noStarter}, nil
	}
	return c.o.Starter.State()
}

const noStarter = "This core cannot enter itself to start when you sign in."

// SetAutostart has the core start when the user signs in, or no more. Errors are faults.
func (c *Core) SetAutostart(on bool) (autostart.State, error) {
	if c.o.Starter == nil {
		return autostart.State{}, fault.New(fault.Unsupported, "%s", noStarter)
	}
	s, err := c.o.Starter.Set(on)
	if err == nil {
		c.Bus.Tell(bus.Gate)
	}
	return s, err
}

// Report tells how something besides the sources is doing, shortcuts say: it is shown with their trouble.
func (c *Core) Report(of work.SourceID, h source.Health) { c.health.set(of, h) }
