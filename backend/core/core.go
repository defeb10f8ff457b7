// Package core is the program that always runs: it starts and stops everything, runs the clock, and
// is what the API and the command line speak to.
package core

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"sync"
	"time"

	"sluice/backend/bus"
	"sluice/backend/desktop/dnd"
	"sluice/backend/desktop/notify"
	"sluice/backend/desktop/secret"
	"sluice/backend/desktop/spare"
	"sluice/backend/desktop/wake"
	"sluice/backend/fault"
	"sluice/backend/intake"
	"sluice/backend/profile"
	"sluice/backend/queue"
	"sluice/backend/session"
	"sluice/backend/source"
	"sluice/backend/source/httpx"
	"sluice/backend/store"
	"sluice/backend/work"
)

// Silencer asks the system for Do Not Disturb; dnd.Guard is one.
type Silencer interface {
	Recover(ctx context.Context) error
	Engage(ctx context.Context, until time.Time) dnd.State
	Release(ctx context.Context) dnd.State
	Check(ctx context.Context) dnd.State
	Through(ctx context.Context, show func(context.Context) error) error
	State() dnd.State
	Close() error
}

// Notifier shows our own notification; notify.Notifier is one.
type Notifier interface {
	Show(ctx context.Context, m notify.Message) (notify.Shown, error)
}

// Zone is the user's time zone, which may change; wake.Zone is one.
type Zone interface {
	Now() *time.Location
	Look() (changed bool)
}

// Options are what a core works with. Profile, Silencer and Notifier are needed.
type Options struct {
	Profile    profile.Profile
	Sources    []source.Source
	Kinds      []source.Puller // the sources of which accounts can be connected
	Keys       Keys            // nil: secrets are kept until the core ends
	Outside    httpx.Outside   // the way out for accounts; zero: the real one
	Silencer   func(held func(context.Context) []dnd.Held) Silencer
	Notifier   Notifier
	Idle       Idler                                      // nil: nobody knows whether the user is there
	OpenWindow func(item work.ItemID, token string) error // shows the window at an item, 0: as it is
	Woke       <-chan struct{}                            // gives a value when the computer woke; nil: only the clocks tell
	Starter    Starter                                    // nil: none
	Now        func() time.Time                           // nil: time.Now
	Zone       Zone                                       // nil: the system's
	Log        *slog.Logger                               // nil: nowhere
	Version    string                                     // of this program, to know a newer one
	Web        http.RoundTripper                          // nil: the network; only what the user set up goes there

	// Sample says that the profile holds sample data; OpenSample opens those beside it, as Core.OpenSample says.
	Sample     bool
	OpenSample func(ctx context.Context, window bool) (link string, err error)
}

// Core is a running profile. Its methods may be called from several goroutines.
type Core struct {
	Queue    *queue.Queue // what needs no more than the queue is asked of it directly
	Sessions *session.Sessions
	Bus      *bus.Bus

	o        Options
	store    *store.Store
	intake   *intake.Intake
	silencer Silencer
	health   *health
	log      *slog.Logger
	began    time.Time // with the monotonic clock
	opened   time.Time // by the wall clock

	shows    sync.WaitGroup // break-throughs on their way to the screen, and the daily tending
	settling sync.Mutex     // one look at the plan at a time
	moment   moment         // what the last one found; under settling
	spare    spare.Keeper   // of the clock alone

	updates  updates
	running  context.Context //nolint:containedctx // what accounts keep open lives as long as Run
	ended    context.CancelFunc
	accounts accounts
	renewing sync.Mutex // one token at a time
	wholes   wholes     // under the mutex of accounts
	asking   asking     // accounts that are being connected in the browser
	posting  posting    // of the outbox's goroutine alone
	snoozing snoozing   // of the goroutine of snooze alone

	tending   tending
	watching  watching
	backingUp sync.Mutex // one at a time
	quitting  quitting
}

// Open opens the profile's store and gives a core that does nothing yet. Errors are those of
// store.Open.
func Open(ctx context.Context, o Options) (*Core, error) {
	o = o.filled()
	opened, err := store.Open(ctx, o.Profile.Database())
	if err != nil {
		return nil, err
	}
	c := &Core{Bus: &bus.Bus{}, o: o, store: opened, log: o.Log, began: time.Now()}
	c.health = &health{bus: c.Bus}
	c.accounts = newAccounts()
	c.quitting.done = make(chan struct{})
	c.Queue = queue.New(opened, c.Bus, o.Zone.Now)
	c.Sessions = session.New(opened, c.Bus, o.Zone.Now)
	c.intake = intake.New(intake.Options{
		Store: opened, Queue: c.Queue, Bus: c.Bus, Now: o.Now, Health: c.health.set, Log: o.Log,
		Through: c.brokeThrough,
	})
	c.silencer = o.Silencer(c.held)
	c.running, c.ended = context.WithCancel(context.WithoutCancel(ctx))
	c.opened, c.moment.reading = o.Now(), c.reading()
	c.moment.seen.Awake = c.opened
	return c, nil
}

func (o Options) filled() Options {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Zone == nil {
		o.Zone = wake.NewZone()
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Outside.Turns == nil {
		o.Outside.Turns = &httpx.Turns{}
	}
	if o.Keys == nil {
		o.Keys = &secret.Session{}
	}
	if o.OpenWindow == nil {
		o.OpenWindow = func(work.ItemID, string) error { return errors.ErrUnsupported }
	}
	if o.OpenSample == nil {
		o.OpenSample = func(context.Context, bool) (string, error) {
			return "", fault.New(fault.Unsupported, "There are no sample data here.")
		}
	}
	return o
}

// Run takes up where the last run stopped, calls ready once the gate stands and every source has said
// how it is doing, and goes on until ctx ends. Then it leaves the system as the user had it and closes the store.
func (c *Core) Run(ctx context.Context, ready func()) error {
	defer context.AfterFunc(ctx, c.ended)()
	defer c.ended()
	if err := c.resume(ctx); err != nil {
		return errors.Join(err, c.store.Close())
	}
	var streams sync.WaitGroup
	for _, streamer := range c.streamers() {
		streams.Go(func() { c.stream(ctx, streamer) })
	}
	if err := c.loadAccounts(ctx); err != nil {
		c.log.Error("take up the accounts", "err", err)
	}
	streams.Go(func() { // only now: an account that is added meanwhile would pass for one that was removed
		c.health.heard(ctx, c.streamers())
		ready()
	})
	streams.Go(func() { c.poll(ctx) })
	streams.Go(func() { c.post(ctx) })
	streams.Go(func() { c.snooze(ctx) })
	c.clock(ctx)
	streams.Wait()
	c.shows.Wait()
	return c.stop(context.WithoutCancel(ctx))
}

// resume brings everything to where the plan wants it: what an earlier run left half done, Do Not
// Disturb that a crash left on, check-ins that were missed. What is asked of the core meanwhile waits
// with what follows from it.
func (c *Core) resume(ctx context.Context) error {
	c.settling.Lock()
	defer c.settling.Unlock()
	if err := c.intake.Place(ctx); err != nil {
		return err
	}
	if err := c.noteGap(ctx); err != nil {
		return err
	}
	c.beat(ctx)
	if err := c.silencer.Recover(ctx); err != nil {
		c.log.Error("restore do not disturb", "err", err)
	}
	return c.settleAll(ctx)
}

func (c *Core) streamers() []source.Streamer {
	var streamers []source.Streamer
	for _, each := range c.o.Sources {
		if streamer, is := each.(source.Streamer); is {
			streamers = append(streamers, streamer)
		}
	}
	return streamers
}

// stream runs a source until ctx ends.
func (c *Core) stream(ctx context.Context, s source.Streamer) {
	id := s.Describe().ID
	if err := s.Stream(ctx, c.intake.Door(id)); err != nil {
		c.log.Error("run a source", "source", id, "err", err)
		c.health.set(id, source.Health{
			Condition: source.NeedsYou, Code: "source_stopped",
			Sentence: s.Describe().Name + " stopped: " + err.Error() + ". Start Sluice again.",
		})
	}
}

func (c *Core) stop(ctx context.Context) error {
	return errors.Join(c.silencer.Close(), c.noteStop(ctx), c.store.Close())
}

// held gives what is safe in the queue and may be closed at the notification daemon.
func (c *Core) held(ctx context.Context) []dnd.Held {
	var held []dnd.Held
	err := c.store.Read(ctx, func(tx *store.Tx) error {
		popups, err := tx.Popups()
		for _, p := range popups {
			held = append(held, dnd.Held{Daemon: p.Daemon, DaemonID: p.DaemonID})
		}
		return err
	})
	if err != nil {
		c.log.Error("list what may be closed at the daemon", "err", err)
	}
	return held
}
