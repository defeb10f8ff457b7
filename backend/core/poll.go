package core

import (
	"context"
	"maps"
	"math/rand/v2"
	"time"

	"sluice/backend/source"
	"sluice/backend/source/httpx"
	"sluice/backend/store"
	"sluice/backend/work"
)

// poke has the loop look anew at what is due.
func (a *accounts) poke() {
	select {
	case a.wake <- struct{}{}:
	default: // it is to look already
	}
}

// poll asks the accounts whenever they are due, until ctx ends. With nothing due it sleeps.
func (c *Core) poll(ctx context.Context) {
	timer := time.NewTimer(time.Hour)
	defer timer.Stop()
	for {
		timer.Stop()
		if next := c.startDue(ctx); !next.IsZero() {
			timer.Reset(max(0, next.Sub(c.o.Now().Round(0))))
		}
		select {
		case <-ctx.Done():
			c.accounts.all.Wait()
			return
		case <-timer.C:
		case <-c.accounts.wake:
		}
	}
}

// startDue begins to ask what is due, and gives when the next one is; zero: none will be.
func (c *Core) startDue(ctx context.Context) (next time.Time) {
	c.accounts.mu.Lock()
	defer c.accounts.mu.Unlock()
	now := c.o.Now()
	for _, a := range c.accounts.by {
		if a.source.Paused || a.busy {
			continue
		}
		if !a.next.After(now) {
			c.start(ctx, a)
			continue
		}
		at := a.next
		if !a.exact { // those that are due about then go together
			at = at.Truncate(together).Add(together)
		}
		if next.IsZero() || at.Before(next) {
			next = at
		}
	}
	return next
}

// start asks an account in a goroutine of its own; the mutex is held.
func (c *Core) start(ctx context.Context, a *account) {
	ctx, cancel := context.WithCancel(ctx)
	a.busy, a.again, a.exact, a.asked, a.done = true, false, false, c.o.Now(), make(chan struct{})
	a.endPull = cancel
	done := a.done
	c.accounts.all.Go(func() {
		defer close(done)
		defer cancel()
		select {
		case c.accounts.slots <- struct{}{}:
			defer func() { <-c.accounts.slots }()
			c.ask(ctx, a)
		case <-ctx.Done():
		}
		c.accounts.mu.Lock()
		a.busy = false
		close(a.round)
		a.round = make(chan struct{})
		if a.again {
			c.accounts.soon(a, c.o.Now(), a.asked.Add(breath))
		}
		c.accounts.mu.Unlock()
		c.accounts.poke()
	})
}

// present gives an account as it is kept at the moment.
func (c *Core) present(a *account) work.Source {
	c.accounts.mu.Lock()
	defer c.accounts.mu.Unlock()
	s := a.source
	s.Settings = maps.Clone(s.Settings)
	return s
}

// ask pulls an account until there is no more, and says when it is asked next.
func (c *Core) ask(ctx context.Context, a *account) {
	s := c.present(a)
	hint, err := c.pullAll(ctx, a, &s)
	if ctx.Err() != nil {
		return // it was stopped: nothing is said of how it does
	}
	c.settleAccount(ctx, a, &s, hint, err)
	c.watchAccount(a) //nolint:contextcheck // it goes on after this pull
}

// settleAccount keeps how an account does, and when it is asked next.
func (c *Core) settleAccount(ctx context.Context, a *account, s *work.Source, hint source.Hint, err error) {
	now := c.o.Now()
	before := *s
	health := source.HealthOf(s.Name, err)
	s.Condition, s.Code, s.Sentence = string(health.Condition), health.Code, health.Sentence
	s.NotBefore = hint.NotBefore
	if trouble := source.TroubleOf(err); trouble != nil {
		s.Failures++
		if trouble.Until.After(s.NotBefore) {
			s.NotBefore = trouble.Until
		}
		c.log.Warn("ask an account", "source", s.ID, "err", httpx.Redact(err.Error(), nil))
	} else {
		s.Failures, s.LastOK = 0, now
	}
	c.accounts.mu.Lock()
	a.hint = hint.Interval
	a.next = c.nextFor(a, *s, now)
	a.source = *s
	c.accounts.mu.Unlock()
	c.health.set(s.ID, health)
	if before.Condition != s.Condition || before.Code != s.Code || before.Failures != s.Failures || !before.NotBefore.Equal(s.NotBefore) {
		c.logged("keep how an account does", c.store.Write(ctx, func(tx *store.Tx) error { return tx.SaveSource(*s) }))
	}
}

// nextFor is when an account is asked next: the server's wish first, never below the least interval.
func (c *Core) nextFor(a *account, s work.Source, now time.Time) time.Time {
	interval := a.kind.Describe().Interval
	wait := interval.Usual
	if s.Interval != 0 {
		wait = s.Interval
	}
	wait = max(wait, a.hint)
	random := rand.New(rand.NewPCG(rand.Uint64(), rand.Uint64())) //nolint:gosec // it only spreads
	switch {
	case s.Code == string(source.AuthExpired), s.Code == string(source.SignIn), s.Code == string(source.Scope):
		wait = whenLocked
	case s.Condition == string(source.NeedsYou):
		wait = whenStuck
	case s.Failures > 0:
		wait = source.Backoff(s.Failures, random)
	default:
		wait += rand.N(wait/10 + 1)
	}
	least := interval.Least
	if s.Code == string(source.Offline) {
		least = min(least, source.LongestPause) // mostly nobody was asked at all
	}
	next := now.Add(max(wait, least))
	if s.NotBefore.After(next) {
		next = s.NotBefore
	}
	return next
}
