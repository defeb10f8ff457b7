package core

import (
	"context"
	"time"

	"sluice/backend/bus"
	"sluice/backend/desktop/wake"
	"sluice/backend/queue"
	"sluice/backend/store"
)

// tick is the longest that the clock goes without a look: within it sleep, a clock that was set and a
// changed zone are noticed. It is never trusted to be on time itself.
const tick = 5 * time.Second

// moment is what the last look found.
type moment struct {
	reading   wake.Reading
	seen      queue.Seen
	next      time.Time // when the plan wants the next look; zero: it does not
	gate      gateView
	again     time.Time // when to try a notification again that nobody showed; zero: none
	silencing bool
	kept      time.Time // when the last sign of life went to the disk
}

// gateView is what of the gate is worth telling others when it changes by itself.
type gateView struct {
	shieldUntil, next, offUntil, callUntil time.Time
	run                                    int64
}

// clock looks at the plan whenever it is due and whenever the clocks say that it may have changed,
// until ctx ends.
func (c *Core) clock(ctx context.Context) {
	timer := time.NewTimer(0)
	defer timer.Stop()
	changes := c.Bus.Listen(bus.Queue, bus.Gate, bus.Sessions, bus.Meetings)
	defer changes.Close()
	for {
		select {
		case <-ctx.Done():
			return
		case <-timer.C:
			if c.look(ctx) {
				c.later(c.settle(ctx))
			} else {
				c.tend(ctx)
				c.seekUpdate(ctx)
			}
		case <-c.o.Woke: // the plan may be stale for longer than the clocks were looked at
			c.look(ctx)
			c.later(c.settle(ctx))
		case <-changes.Wake(): // something arrived or was changed: the next look may be another one
			changes.Take()
			c.logged("reckon the next look", c.reckon(ctx))
		}
		timer.Reset(c.pause())
	}
}

// look notices jumps of the clock and says whether the plan wants to be followed now.
func (c *Core) look(ctx context.Context) bool {
	zoneChanged := c.o.Zone.Look()
	c.beat(ctx)
	c.watchOver(ctx)
	c.spare.Look()
	c.settling.Lock()
	defer c.settling.Unlock()
	jumped := c.notice()
	if c.moment.silencing {
		c.silencer.Check(ctx)
	}
	wanted := c.moment.wanted()
	due := !wanted.IsZero() && !c.moment.reading.Wall.Before(wanted)
	return due || jumped || zoneChanged
}

// notice notices sleep and a clock that was set since the last time, and says whether there was any.
func (c *Core) notice() (jumped bool) {
	before, now := c.moment.reading, c.reading()
	c.moment.reading = now
	change := wake.Compare(before, now, tick)
	if change == wake.Forward {
		c.moment.seen.Awake = now.Wall
	}
	if change != wake.Steady {
		c.accounts.poke()
	}
	return change != wake.Steady
}

func (c *Core) reading() wake.Reading {
	return wake.Reading{Wall: c.o.Now().Round(0), Mono: time.Since(c.began)}
}

// pause is how long the clock may rest.
func (c *Core) pause() time.Duration {
	c.settling.Lock()
	defer c.settling.Unlock()
	wanted := c.moment.wanted()
	if wanted.IsZero() {
		return tick
	}
	return min(tick, max(0, wanted.Sub(c.o.Now().Round(0))))
}

// wanted is when the next look is wanted; zero: not at any time.
func (m *moment) wanted() time.Time {
	if m.next.IsZero() || !m.again.IsZero() && m.again.Before(m.next) {
		return m.again
	}
	return m.next
}

// rounds is how often settle looks again, at most: what is due is done in the first one nearly always.
const rounds = 5

// settle brings everything to where the plan wants it now: ends a check-in whose time is over, opens
// one that is due, asks for silence or lifts it, and notifies. It looks again until nothing is due any
// more. It may be called at any time: also right after the computer woke, before the clock looked.
func (c *Core) settle(ctx context.Context) error {
	c.settling.Lock()
	defer c.settling.Unlock()
	return c.settleAll(ctx)
}

// settleAll is settle for who has the mutex.
func (c *Core) settleAll(ctx context.Context) error {
	c.notice()
	for range rounds {
		if err := c.settleOnce(ctx); err != nil {
			return err
		}
		if c.moment.next.IsZero() || c.moment.next.After(c.o.Now()) {
			return nil
		}
	}
	c.log.Warn("something stays due", "since", c.moment.next)
	c.moment.next = c.o.Now().Add(tick) // rather late than a loop without end
	return nil
}

func (c *Core) settleOnce(ctx context.Context) error {
	now := c.o.Now()
	if err := c.Queue.EndRunWhenOver(ctx, now); err != nil {
		return err
	}
	if err := c.Queue.Expire(ctx, now); err != nil {
		return err
	}
	if err := c.Queue.MakeShields(ctx, now); err != nil {
		return err
	}
	if err := c.Queue.ReturnDue(ctx, now); err != nil {
		return err
	}
	if err := c.seeLull(ctx, now); err != nil {
		return err
	}
	delivery, due, err := c.Queue.ReleaseDue(ctx, now, c.moment.seen)
	if err != nil {
		return err
	}
	return c.follow(ctx, delivery, due)
}

// seeLull looks how long ago the user touched something, where a check-in that is due waits for that.
// Otherwise nobody asks the machine.
func (c *Core) seeLull(ctx context.Context, now time.Time) error {
	c.moment.seen.Idle, c.moment.seen.IdleKnown = 0, false
	if c.o.Idle == nil {
		return nil
	}
	waits, err := c.Queue.WaitsForLull(ctx, now, c.moment.seen)
	if err != nil || !waits {
		return err
	}
	if state, err := c.o.Idle.Look(ctx); err == nil {
		c.moment.seen.Idle, c.moment.seen.IdleKnown = state.Idle, state.Known
	}
	return nil // that nobody knows is no trouble: the check-in opens on time
}

// follow makes the world outside match the store: Do Not Disturb first, then our one notification.
func (c *Core) follow(ctx context.Context, delivery queue.Delivery, opened bool) error {
	var s queue.Situation
	err := c.store.Read(ctx, func(tx *store.Tx) (err error) {
		if s, err = c.Queue.Situation(tx, c.o.Now()); err != nil {
			return err
		}
		c.moment.next, err = c.Queue.NextLook(tx, s, c.moment.seen)
		return err
	})
	if err != nil {
		return err
	}
	c.silence(ctx, s)
	c.tellGate(s)
	c.announce(ctx, s, delivery, opened)
	return nil
}

// silence asks for Do Not Disturb while a shield is up and, where the user chose so, between
// check-ins inside his hours; otherwise it is lifted.
func (c *Core) silence(ctx context.Context, s queue.Situation) {
	before := c.silencer.State()
	switch {
	case !s.ShieldUntil.IsZero():
		c.silencer.Engage(ctx, s.ShieldUntil)
		c.moment.silencing = true
	case s.Settings.SilenceBetween && !s.RunOpen && s.OffUntil.IsZero():
		c.silencer.Engage(ctx, s.Next)
		c.moment.silencing = true
	case c.moment.silencing || before.Verdict != dndOff:
		c.silencer.Release(ctx)
		c.moment.silencing = false
	}
	if c.silencer.State() != before {
		c.Bus.Tell(bus.Gate)
	}
}

func (c *Core) tellGate(s queue.Situation) {
	view := gateView{shieldUntil: s.ShieldUntil, next: s.Next, offUntil: s.OffUntil, callUntil: s.CallUntil, run: int64(s.Run.ID)}
	if view.callUntil != c.moment.gate.callUntil { // what is shown is another, or not all of it
		c.Bus.Tell(bus.Queue, bus.Sessions, bus.Meetings)
	}
	if view != c.moment.gate {
		c.moment.gate = view
		c.Bus.Tell(bus.Gate)
	}
}

// reckon works out anew when the plan wants the next look. One that is due and was not had yet stays:
// a shield may begin or a zone change at the very moment at which something arrives.
func (c *Core) reckon(ctx context.Context) error {
	c.settling.Lock()
	defer c.settling.Unlock()
	if next := c.moment.next; !next.IsZero() && !next.After(c.o.Now()) {
		return nil
	}
	return c.store.Read(ctx, func(tx *store.Tx) error {
		s, err := c.Queue.Situation(tx, c.o.Now())
		if err != nil {
			return err
		}
		c.moment.next, err = c.Queue.NextLook(tx, s, c.moment.seen)
		return err
	})
}

// later has a plan that could not be followed, with a full disk say, followed a little later: what is
// due stays due.
func (c *Core) later(err error) {
	if err == nil {
		return
	}
	c.log.Error("follow the plan", "err", err)
	c.settling.Lock()
	defer c.settling.Unlock()
	c.moment.next = c.o.Now().Add(tick)
}

func (c *Core) logged(doing string, err error) {
	if err != nil {
		c.log.Error(doing, "err", err)
	}
}
