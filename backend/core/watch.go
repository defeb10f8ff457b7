package core

import (
	"context"
	"fmt"
	"math/rand/v2"
	"time"

	"sluice/backend/source"
	"sluice/backend/source/httpx"
)

// watchAccount keeps a connection that tells at once what is new, where the source has that.
func (c *Core) watchAccount(a *account) {
	watcher, can := a.kind.(source.Watcher)
	c.accounts.mu.Lock()
	defer c.accounts.mu.Unlock()
	_, connected := c.accounts.by[a.source.ID]
	if !can || a.watching || !connected || a.source.Paused || a.source.Failures > 0 {
		return
	}
	ctx, cancel := context.WithCancel(c.running)
	a.watching, a.endWatch = true, cancel
	c.accounts.all.Go(func() {
		defer cancel()
		c.watch(ctx, watcher, a)
		c.accounts.mu.Lock()
		a.watching = false
		c.accounts.mu.Unlock()
	})
}

// watch watches until it is stopped. A connection that ends is made anew after a while; not where the
// account is in trouble: it is watched again once it was pulled well.
func (c *Core) watch(ctx context.Context, watcher source.Watcher, a *account) {
	random := rand.New(rand.NewPCG(rand.Uint64(), rand.Uint64())) //nolint:gosec // it only spreads
	for failures := 0; ctx.Err() == nil; {
		s := c.present(a)
		if s.Failures > 0 {
			return
		}
		mine, err := c.account(ctx, watcher, s)
		if err == nil {
			err = c.speak(ctx, watcher, &mine, func(mine source.Account) error {
				return watchOnce(ctx, watcher, mine, func() { c.askForNews(a) })
			})
		}
		if ctx.Err() != nil {
			return
		}
		failures++
		c.log.Info("watch an account", "source", s.ID, "err", httpx.Redact(fmt.Sprint(err), mine.Secrets))
		select {
		case <-ctx.Done():
		case <-time.After(source.Backoff(failures, random)):
		}
	}
}

// watchOnce watches until the connection ends, by a panic too.
func watchOnce(ctx context.Context, watcher source.Watcher, a source.Account, changed func()) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = stumbled(p)
		}
	}()
	return watcher.Watch(ctx, a, changed)
}

// breath is how long at least lies between two pulls for news.
const breath = 2 * time.Second

// askForNews has an account asked soon because it told of news. Where it is in trouble its own time
// comes.
func (c *Core) askForNews(a *account) {
	c.accounts.mu.Lock()
	defer c.accounts.mu.Unlock()
	if a.source.Failures > 0 {
		return
	}
	c.accounts.soon(a, c.o.Now(), a.asked.Add(breath))
}

// askSoon has an account asked as soon as the server allows it.
func (c *Core) askSoon(a *account) {
	c.accounts.mu.Lock()
	defer c.accounts.mu.Unlock()
	c.accounts.soon(a, c.o.Now(), time.Time{})
}

// soon has an account asked now, or as soon as the server and the limit allow; the mutex is held.
func (a *accounts) soon(one *account, now, notBefore time.Time) {
	one.again = one.busy
	one.next = now
	for _, limit := range []time.Time{one.source.NotBefore, notBefore} {
		if limit.After(one.next) {
			one.next = limit
		}
	}
	one.exact = true
	a.poke()
}
