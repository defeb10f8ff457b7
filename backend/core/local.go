package core

import (
	"context"
	"sync"

	"sluice/backend/fault"
	"sluice/backend/profile"
	"sluice/backend/source"
	"sluice/backend/work"
)

// Profile is where the core keeps its things.
func (c *Core) Profile() profile.Profile { return c.o.Profile }

// Sample says whether the core serves sample data, in which nothing is the user's own.
func (c *Core) Sample() bool { return c.o.Sample }

// SetHealth tells how something beside the sources is doing, which then shows in the status.
func (c *Core) SetHealth(what work.SourceID, now source.Health) { c.health.set(what, now) }

// OpenSample runs the sample data in a profile of their own, beside this one, and opens them: in a
// window, or where that is not wanted it gives a link for a browser that works once. They end with this
// core at the latest. A core that serves sample data itself refuses.
func (c *Core) OpenSample(ctx context.Context, window bool) (link string, err error) {
	if c.o.Sample {
		return "", fault.New(fault.Conflict, "These are the sample data already.")
	}
	return c.o.OpenSample(ctx, window)
}

// quitting is closed once the core is asked to end.
type quitting struct {
	once    sync.Once
	done    chan struct{}
	restore Restoring // set before done is closed
}

// Quit asks the program that runs the core to end it. It may be called twice.
func (c *Core) Quit() { c.quitting.once.Do(func() { close(c.quitting.done) }) }

// Quitting is closed once Quit was called.
func (c *Core) Quitting() <-chan struct{} { return c.quitting.done }
