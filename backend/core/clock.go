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
	awake     time.Time // since when there was no sleep and no jump of the clock
	next      time.Time // when the plan wants the next look; zero: it does not
	gate      gateView
	triedAt   time.Time // when a notification was last tried in vain
	silencing bool
	kept      time.Time // when the last sign of life went to the disk
}

// gateView is what of the gate is worth telling others when it changes by itself.
type gateView struct {
	shieldUntil, next time.Time
	run               int64
}

// clock looks at the plan whenever it is due and whenever the clocks say that it may have changed,
// until ctx ends.
func (c *Core) clock(ctx context.Context) {
	timer := time.NewTimer(0)
	defer timer.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-timer.C:
			if c.look(ctx) {
				c.logged("follow the plan", c.settle(ctx))
			}
		case <-c.wake: // the plan was changed: only the next look is another one
		}
		timer.Reset(c.pause())
	}
}

// look notices jumps of the clock and says whether the plan wants to be followed now.
func (c *Core) look(ctx context.Context) bool {
	zoneChanged := c.o.Zone.Look()
	c.beat(ctx)
	c.settling.Lock()
	defer c.settling.Unlock()
	before, now := c.moment.reading, c.reading()
	c.moment.reading = now
	change := wake.Compare(before, now, tick)
	if change == wake.Forward {
		c.moment.awake = now.Wall
	}
	if c.moment.silencing {
		c.silencer.Check(ctx)
	}
	due := !c.moment.next.IsZero() && !now.Wall.Before(c.moment.next)
	return due || change != wake.Steady || zoneChanged
}

func (c *Core) reading() wake.Reading {
	return wake.Reading{Wall: c.o.Now().Round(0), Mono: time.Since(c.began)}
}

// pause is how long the clock may rest.
func (c *Core) pause() time.Duration {
	c.settling.Lock()
	defer c.settling.Unlock()
	if c.moment.next.IsZero() {
		return tick
	}
	return min(tick, max(0, c.moment.next.Sub(c.o.Now().Round(0))))
}

// settle brings everything to where the plan wants it now: ends a check-in whose time is over, opens
// one that is due, asks for silence or lifts it, and notifies. It may be called at any time.
func (c *Core) settle(ctx context.Context) error {
	c.settling.Lock()
	defer c.settling.Unlock()
	now := c.o.Now()
	if err := c.Queue.EndRunWhenOver(ctx, now); err != nil {
		return err
	}
	delivery, due, err := c.Queue.ReleaseDue(ctx, now, c.moment.awake)
	if err != nil {
		return err
	}
	return c.follow(ctx, delivery, due)
}

// follow makes the world outside match the store: Do Not Disturb first, then our one notification.
func (c *Core) follow(ctx context.Context, delivery queue.Delivery, opened bool) error {
	now := c.o.Now()
	var s queue.Situation
	var settings queue.Settings
	err := c.store.Read(ctx, func(tx *store.Tx) (err error) {
		s, err = c.Queue.Situation(tx, now)
		return err
	})
	if err != nil {
		return err
	}
	if settings, err = c.Queue.Settings(ctx); err != nil {
		return err
	}
	c.silence(ctx, s, settings)
	c.moment.next = earliest(s.Next, s.ShieldUntil, s.Run.EndsAt)
	c.tellGate(s)
	c.announce(ctx, s, delivery, opened)
	return nil
}

// silence asks for Do Not Disturb while a shield is up and, where the user chose so, between
// check-ins; otherwise it is lifted.
func (c *Core) silence(ctx context.Context, s queue.Situation, settings queue.Settings) {
	before := c.silencer.State()
	switch {
	case !s.ShieldUntil.IsZero():
		c.silencer.Engage(ctx, s.ShieldUntil)
		c.moment.silencing = true
	case settings.SilenceBetween && !s.RunOpen:
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
	view := gateView{shieldUntil: s.ShieldUntil, next: s.Next, run: int64(s.Run.ID)}
	if view != c.moment.gate {
		c.moment.gate = view
		c.Bus.Tell(bus.Gate)
	}
}

// rouse lets the clock reckon anew when it has to look next.
func (c *Core) rouse() {
	select {
	case c.wake <- struct{}{}:
	default:
	}
}

func (c *Core) logged(doing string, err error) {
	if err != nil {
		c.log.Error(doing, "err", err)
	}
}

func earliest(times ...time.Time) time.Time {
	var first time.Time
	for _, at := range times {
		if !at.IsZero() && (first.IsZero() || at.Before(first)) {
			first = at
		}
	}
	return first
}
