package core

import (
	"context"
	"sync"
	"time"

	"sluice/backend/desktop/idle"
	"sluice/backend/session"
	"sluice/backend/store"
)

// Idler says for how long nobody has touched the machine; idle.Probe is one.
type Idler interface {
	Look(ctx context.Context) (idle.State, error)
}

// lookEvery is how often it is asked while a session is running. Without one nobody is asked anything.
const lookEvery = time.Minute

// watching is what is known of the user's being there, and for no longer than it is needed.
type watching struct {
	next  time.Time  // when to look again; the clock's alone
	mu    sync.Mutex // held while somebody is asked, so that the clock never waits for it
	watch session.Watch
}

// due says whether it is time to look, and puts the next look off.
func (w *watching) due(now time.Time) bool {
	if ahead := w.next.Sub(now); ahead > 0 && ahead <= lookEvery { // farther ahead: the clock was set back
		return false
	}
	w.next = now.Add(lookEvery)
	return true
}

// watchOver looks, once a minute and beside everything else, whether the user is there while a session
// is running, and notes when he comes back from having been away.
func (c *Core) watchOver(ctx context.Context) {
	if c.o.Idle == nil || !c.watching.due(c.o.Now()) {
		return
	}
	c.shows.Go(func() { c.logged("see whether you were away", c.lookAround(ctx)) })
}

func (c *Core) lookAround(ctx context.Context) error {
	_, running, err := c.Sessions.Running(ctx, store.Of{})
	if err != nil {
		return err
	}
	if !c.watching.mu.TryLock() {
		return nil // whoever was asked a minute ago has not answered yet
	}
	defer c.watching.mu.Unlock()
	if !running {
		c.watching.watch.Forget()
		return nil
	}
	state, err := c.o.Idle.Look(ctx)
	if err != nil || !state.Known {
		c.watching.watch.Forget() // where it is not known nothing is asked
		return nil
	}
	from, until, away := c.watching.watch.Saw(c.o.Now(), state.Idle)
	if !away {
		return nil
	}
	_, err = c.Sessions.Note(ctx, from, until)
	return err
}
