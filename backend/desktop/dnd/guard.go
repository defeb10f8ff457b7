package dnd

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"time"
)

// patience is how long one call of the guard waits for the system before it gives up.
const patience = 5 * time.Second

// renewAfter is how long a break-through stays on screen before pop-ups are withheld again.
const renewAfter = 5 * time.Second

// Guard keeps pop-ups away while it is engaged. One guard owns one journal. Its methods may be called
// from several goroutines; they wait for one another, except State and Own, which never wait.
type Guard struct {
	o      Options
	system system
	state  atomic.Pointer[State]
	at     func(point string) // tests stop here

	mu     sync.Mutex
	closed bool
	wanted bool      // between Engage and Release
	until  time.Time // of the engagement; zero when no end is known
	daemon daemon    // at which the engagement holds; zero when it does not hold
	claim  *journal  // what we switched and have to restore; nil when the switch is the user's
	hand   bool      // the user switched since the last change of the gate

	lifted  bool // down for a break-through, to be renewed
	through int  // break-throughs on their way
	turn    int  // counts renewals that were planned, so that an old timer knows that it is old
	timer   *time.Timer
}

// New makes a guard that asks nobody anything yet.
func New(o Options) *Guard {
	g := newGuard(o, nil)
	g.system = newSystem(g.o, g.changed)
	return g
}

func newGuard(o Options, s system) *Guard {
	g := &Guard{o: o.withDefaults(), system: s, at: func(string) {}}
	g.say(State{Verdict: Off})
	return g
}

// State is what the last call found. It asks nobody and costs nothing.
func (g *Guard) State() State { return *g.state.Load() }

// Own tells whether a unique name on the bus is or was the guard's, so that capture knows who closed
// a notification.
func (g *Guard) Own(uniqueName string) bool { return g.system.own(uniqueName) }

// Engage asks for silence until a moment; the zero time means that no end is known. The journal is on
// disk before anything is switched. Calling it again with the same moment only looks, and leaves alone
// what the user switched meanwhile; with another moment it is a change of the gate and switches anew.
// When the moment has passed, Check lifts by itself.
func (g *Guard) Engage(ctx context.Context, until time.Time) State {
	ctx, done := g.begin(ctx)
	defer done()
	if g.closed {
		return g.State()
	}
	same := g.wanted && until.Equal(g.until)
	g.wanted, g.until = true, until
	if g.lifted {
		return g.State()
	}
	if same {
		return g.look(ctx)
	}
	g.hand = false
	return g.engage(ctx)
}

// Release ends the silence. Where lifting would show all that was withheld, what our queue holds is
// closed at the daemon first. The user's value is restored if the present one is still ours. It may be
// called at any time; after a failure the journal stays, and the next call tries again.
func (g *Guard) Release(ctx context.Context) State {
	ctx, done := g.begin(ctx)
	defer done()
	if g.closed {
		return g.State()
	}
	return g.release(ctx)
}

// Close restores and ends. The guard cannot be used afterwards; a second call does nothing.
func (g *Guard) Close() error {
	if !g.retire() {
		return nil
	}
	err := g.system.close()
	if g.claim != nil {
		err = errors.Join(errors.New("lift do not disturb: "+g.State().Sentence), err)
	}
	return err
}

// retire releases for the last time. False means that it was done before. The connection is closed
// afterwards and without the lock, since its goroutine may be waiting for it.
func (g *Guard) retire() bool {
	ctx, done := g.begin(context.Background())
	defer done()
	if g.closed {
		return false
	}
	g.release(ctx)
	g.closed = true
	return true
}

// begin takes the lock and bounds the waiting.
func (g *Guard) begin(ctx context.Context) (context.Context, func()) {
	g.mu.Lock()
	ctx, cancel := context.WithTimeout(ctx, patience)
	return ctx, func() { cancel(); g.mu.Unlock() }
}

// say makes a state the present one.
func (g *Guard) say(s State) State {
	if old := g.state.Swap(&s); old != nil && *old != s {
		g.o.Log.Debug("do not disturb", "verdict", s.Verdict, "backend", s.Backend, "by_user", s.ByUser)
	}
	return s
}

// changed is called by the system when something about its switch or its daemon may have changed.
func (g *Guard) changed() { g.Check(context.Background()) }
