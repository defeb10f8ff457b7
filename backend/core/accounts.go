package core

import (
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"runtime/debug"
	"sync"
	"time"

	"sluice/backend/bus"
	"sluice/backend/fault"
	"sluice/backend/intake"
	"sluice/backend/source"
	"sluice/backend/source/httpx"
	"sluice/backend/store"
	"sluice/backend/work"
)

// Keys keeps the secrets of accounts; secret.Store is one.
type Keys interface {
	Put(ctx context.Context, id string, secrets map[string]string) (work.SecretPlace, error)
	Get(ctx context.Context, id string) (map[string]string, error)
	Delete(ctx context.Context, id string) error
	State(ctx context.Context) (place work.SecretPlace, locked bool)
	Unlock(ctx context.Context, passphrase string) error
}

const (
	// abreast is how many accounts are asked at once.
	abreast = 4
	// together is within how much time accounts are asked in one go, so that many idle ones cost few
	// wake-ups.
	together = 15 * time.Second
	// afterStart is within how much time the accounts are first asked.
	afterStart = 30 * time.Second
	// whenStuck and whenLocked are how often an account is asked that does not go on without the user;
	// the latter where asking may lock it out.
	whenStuck  = time.Hour
	whenLocked = 6 * time.Hour
	// importDays is how far back a first import goes.
	importDays = 14
	// perPull and perBatch bound what one pull asks for.
	perPull  = 50
	perBatch = 200
	// pages is after how many batches an account makes room for others.
	pages = 50
)

// accounts are the accounts that are connected, and when each is asked next.
type accounts struct {
	mu    sync.Mutex
	by    map[work.SourceID]*account
	wake  chan struct{}
	slots chan struct{} // one for each that is asked at this moment
	all   sync.WaitGroup
}

// account is one that is connected. Its fields are under the mutex of accounts.
type account struct {
	source   work.Source
	kind     source.Puller
	next     time.Time // when it is asked next
	hint     time.Duration
	busy     bool
	again    bool          // it is to be asked again at once, when the present pull is over
	endPull  func()        // ends the present pull
	endWatch func()        // ends the connection that tells at once what is new
	watching bool          // there is one
	asked    time.Time     // when it was last asked
	exact    bool          // it is not put off to go together with others
	round    chan struct{} // closed when it was asked to the end the next time
	done     chan struct{} // closed when the present pull is over; nil: there was none
}

func newAccounts() accounts {
	return accounts{by: map[work.SourceID]*account{}, wake: make(chan struct{}, 1), slots: make(chan struct{}, abreast)}
}

// kind gives the source of a kind, and whether there is one.
func (c *Core) kind(name string) (source.Puller, bool) {
	for _, kind := range c.o.Kinds {
		if string(kind.Describe().ID) == name {
			return kind, true
		}
	}
	return nil, false
}

// loadAccounts takes up the accounts that are connected.
func (c *Core) loadAccounts(ctx context.Context) error {
	var sources []work.Source
	err := c.store.Read(ctx, func(tx *store.Tx) (err error) {
		sources, err = tx.Sources()
		return err
	})
	for _, s := range sources {
		c.connect(s, c.o.Now().Add(rand.N(afterStart)))
	}
	return err
}

// connect begins to ask an account, at a time; what the server wished before counts.
func (c *Core) connect(s work.Source, next time.Time) {
	kind, known := c.kind(s.Kind)
	if !known {
		c.health.set(s.ID, source.Health{
			Condition: source.NeedsYou, Code: "unknown_kind",
			Sentence: s.Name + " is of a kind that this version does not know. Install a newer version, or remove it.",
		})
		return
	}
	if s.NotBefore.After(next) {
		next = s.NotBefore
	}
	a := &account{source: s, kind: kind, next: next, round: make(chan struct{}), endPull: func() {}, endWatch: func() {}}
	c.accounts.mu.Lock()
	c.accounts.by[s.ID] = a
	c.accounts.mu.Unlock()
	if s.Condition != string(source.OK) {
		c.health.set(s.ID, healthOf(s))
	}
	c.accounts.poke()
}

func healthOf(s work.Source) source.Health {
	return source.Health{Condition: source.Condition(s.Condition), Code: s.Code, Sentence: s.Sentence}
}

// disconnect ends whatever an account does, and waits for it.
func (c *Core) disconnect(id work.SourceID) {
	c.accounts.mu.Lock()
	a, known := c.accounts.by[id]
	delete(c.accounts.by, id)
	var done chan struct{}
	if known {
		a.endPull()
		a.endWatch()
		done = a.done
	}
	c.accounts.mu.Unlock()
	if done != nil {
		<-done
	}
	c.health.forget(id)
}

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
	c.watchAccount(a)
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
	case s.Code == string(source.AuthExpired), s.Code == string(source.Scope):
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

// pullAll pulls batch after batch. What it got is kept even where a later batch goes wrong.
func (c *Core) pullAll(ctx context.Context, a *account, s *work.Source) (source.Hint, error) {
	at, err := c.cursor(ctx, s.ID)
	if err != nil {
		return source.Hint{}, err
	}
	mine, err := c.account(ctx, a.kind, *s)
	if err != nil {
		return source.Hint{}, err
	}
	var hint source.Hint
	anew := false
	for range pages {
		budget := budgetOf(*s)
		if anew {
			budget.Since = s.ImportSince // what was left out at first is left out again
		}
		batch, err := pull(ctx, a.kind, mine, at, budget)
		if source.ClassOf(err) == source.CursorExpired && !anew {
			at, anew = "", true
			continue
		}
		if err != nil {
			return hint, err
		}
		hint = hint.Later(batch.Hint)
		if err := c.takeBatch(ctx, a, s, batch); err != nil {
			return hint, err
		}
		if batch.Next != "" {
			at = batch.Next
		}
		if !batch.More {
			return hint, nil
		}
	}
	c.accounts.mu.Lock()
	a.again = true
	c.accounts.mu.Unlock()
	return hint, nil
}

func budgetOf(s work.Source) source.Budget {
	budget := source.Budget{Requests: perPull, Events: perBatch}
	if s.ImportedAt.IsZero() {
		budget.Since = s.ImportSince
	}
	return budget
}

// pull asks a source. One that panics is in trouble, and nobody else is.
func pull(ctx context.Context, kind source.Puller, a source.Account, at source.Cursor, b source.Budget) (batch source.Batch, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = stumbled(p)
		}
	}()
	return kind.Pull(ctx, a, at, b)
}

// stumbled is the trouble of a source that panics. Only the log says where.
func stumbled(p any) error {
	return source.WrapTrouble(fmt.Errorf("panic: %v\n%s", p, debug.Stack()), source.Malformed, "It stumbled over what it was told.")
}

// takeBatch keeps what a pull gave. A batch that changes nothing is not written down at all.
func (c *Core) takeBatch(ctx context.Context, a *account, s *work.Source, batch source.Batch) error {
	first := s.ImportedAt.IsZero() && !batch.More
	if len(batch.Events) == 0 && len(batch.Gone) == 0 && batch.Whole == nil && batch.Meetings == nil && batch.Next == "" && !first {
		return nil
	}
	now := c.o.Now()
	saved := *s
	_, err := c.intake.Pulled(ctx, *s, batch, func(tx *store.Tx, p intake.Pulled) error {
		saved = *s
		saved.Arrived += p.New
		saved.Filed += p.Filed
		saved.Older += batch.Older
		saved.Skipped += batch.Skipped
		if first {
			saved.ImportedAt = now
		}
		if p.New == 0 && !first && saved.Older == s.Older && saved.Skipped == s.Skipped {
			return nil
		}
		if first && saved.Filed > 0 {
			if err := c.Queue.NoteFiled(tx, now, saved, saved.Filed); err != nil {
				return err
			}
		}
		return tx.SaveSource(saved)
	})
	if err != nil {
		return err
	}
	*s = saved
	c.Bus.Tell(bus.Sources)
	c.accounts.mu.Lock()
	a.source.Arrived, a.source.Filed, a.source.Older = s.Arrived, s.Filed, s.Older
	a.source.Skipped, a.source.ImportedAt = s.Skipped, s.ImportedAt
	c.accounts.mu.Unlock()
	return nil
}

func (c *Core) cursor(ctx context.Context, id work.SourceID) (at source.Cursor, err error) {
	err = c.store.Read(ctx, func(tx *store.Tx) error {
		text, err := tx.Cursor(id)
		at = source.Cursor(text)
		return err
	})
	return at, err
}

// account gives a source what it needs to speak for the user.
func (c *Core) account(ctx context.Context, kind source.Puller, s work.Source) (source.Account, error) {
	mine := source.Account{ID: s.ID, Name: s.Name, Settings: s.Settings, Now: c.o.Now}
	if s.SecretIn != work.SecretNone {
		secrets, err := c.o.Keys.Get(ctx, string(s.ID))
		if err != nil {
			return mine, source.WrapTrouble(err, source.AuthExpired, "%s", fault.SentenceOf(err))
		}
		mine.Secrets = secrets
	}
	mine.Keep = func(ctx context.Context, secrets source.Secrets) error {
		_, err := c.o.Keys.Put(ctx, string(s.ID), secrets)
		return err
	}
	mine = httpx.Limit(kind.Describe(), mine, c.o.Outside)
	if !httpx.Stale(mine) {
		return mine, nil
	}
	return c.renewed(ctx, kind, mine)
}

// renewed gives an account with a new token, where the one that it has is at its end. The new one is
// kept before it is used, since many services take a token for renewing once only.
func (c *Core) renewed(ctx context.Context, kind source.Puller, a source.Account) (source.Account, error) {
	c.renewing.Lock()
	defer c.renewing.Unlock()
	secrets, err := c.o.Keys.Get(ctx, string(a.ID)) // another may have renewed it meanwhile
	if err != nil {
		return a, source.WrapTrouble(err, source.AuthExpired, "%s", fault.SentenceOf(err))
	}
	a.Secrets = secrets
	oauther, connects := kind.(source.OAuther)
	if !connects || !httpx.Stale(a) {
		return httpx.Limit(kind.Describe(), a, c.o.Outside), nil
	}
	o, err := oauther.OAuth(a.Settings)
	if err != nil {
		return a, err
	}
	if a.Secrets, err = httpx.Renew(ctx, a, o); err != nil {
		return a, err
	}
	if err := a.Keep(context.WithoutCancel(ctx), a.Secrets); err != nil {
		return a, err
	}
	return httpx.Limit(kind.Describe(), a, c.o.Outside), nil
}

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
	first := true
	for failures := 0; ctx.Err() == nil; {
		s := c.present(a)
		if s.Failures > 0 {
			return
		}
		mine, err := c.account(ctx, watcher, s)
		if err == nil {
			err = watchOnce(ctx, watcher, mine, func() {
				if first {
					first = false
					return // it was asked just now
				}
				c.askForNews(a)
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
