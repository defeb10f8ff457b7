package core

import (
	"context"
	"math/rand/v2"
	"sync"
	"time"

	"sluice/backend/source"
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
	gone     chan struct{} // closed when it is disconnected
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

// loadAccounts takes up the accounts that are connected, and forgets the secrets of those that are not:
// something may have ended the core between their removal and that.
func (c *Core) loadAccounts(ctx context.Context) error {
	var sources []work.Source
	var removed []work.SourceID
	err := c.store.Read(ctx, func(tx *store.Tx) (err error) {
		if sources, err = tx.Sources(); err != nil {
			return err
		}
		removed, err = tx.RemovedSources(c.opened) // one that is being added meanwhile is none of them
		return err
	})
	for _, id := range removed {
		c.logged("forget the secrets of an account", c.o.Keys.Delete(ctx, string(id)))
	}
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
	a := &account{source: s, kind: kind, next: next, round: make(chan struct{}), gone: make(chan struct{}), endPull: func() {}, endWatch: func() {}}
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
		close(a.gone)
		done = a.done
	}
	c.accounts.mu.Unlock()
	if done != nil {
		<-done
	}
	c.health.forget(id)
}
