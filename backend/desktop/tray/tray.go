// Package tray shows the state of the gate as an icon in the desktop's tray, with a menu.
//
// It is never the only door. A desktop without a tray (GNOME without its extension) shows no icon: that
// is no error, costs nothing, and a tray that comes later gets the icon. Linux speaks D-Bus alone
// (StatusNotifierItem and com.canonical.dbusmenu), by fyne.io/systray. Windows and macOS use the same
// library; macOS needs a build with cgo for it and says ErrUnsupported otherwise.
//
// The package is a leaf: it imports nothing of ours, and shows only what it is given. What may be seen
// while a client is active is decided by the caller.
package tray

//go:generate go run ./drawing icons

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"sync/atomic"
)

var (
	// ErrUnsupported says that there can be no tray icon here.
	ErrUnsupported = errors.New("a tray icon is not supported here")
	// ErrRan says that the process has had its tray icon: the library behind it can be run once.
	ErrRan = errors.New("the tray icon has been run already")
)

// Options say how to reach the tray and what to do.
type Options struct {
	// Address of the session bus, which has to be that of $DBUS_SESSION_BUS_ADDRESS. Empty means that
	// there is none, and nothing is dialled. Windows and macOS do not look at it.
	Address string
	Words   Words
	// Do is called with each click, from one goroutine, one at a time. It must not wait for Run to end.
	// Nil means that clicks do nothing.
	Do  func(Act)
	Log *slog.Logger // nil means that nothing is logged
}

// Tray is the icon and its menu. A process can show one.
type Tray struct {
	o     Options
	acts  chan Act
	poked chan struct{}
	hands sync.WaitGroup // those who wait for clicks

	mu    sync.Mutex
	state State // the newest; shown or to be shown
}

// New makes a tray that shows nothing yet and asks nobody anything.
func New(o Options) *Tray {
	if o.Do == nil {
		o.Do = func(Act) {}
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	o.Words = o.Words.withDefaults()
	const hasty = 8 // clicks that wait while Do works
	return &Tray{
		o: o, acts: make(chan Act, hasty), poked: make(chan struct{}, 1),
		state: State{Gate: Off},
	}
}

// Set gives the tray something new to show and returns at once. Only the newest state counts, and of it
// only what differs is sent to the desktop. It may be called at any time, from any goroutine.
func (t *Tray) Set(s State) {
	t.mu.Lock()
	t.state = s
	t.mu.Unlock()
	select {
	case t.poked <- struct{}{}:
	default:
	}
}

var ran atomic.Bool

// Run shows the icon until the context ends, and then takes it away and returns nil. Errors come when it
// cannot be shown or when the session bus goes away; none is a reason to end the program. A second Run in
// the same process returns ErrRan. On macOS it has to be called from the main goroutine.
func (t *Tray) Run(ctx context.Context) error {
	if err := t.possible(); err != nil {
		return fmt.Errorf("show the tray icon: %w", err)
	}
	if ran.Swap(true) {
		return ErrRan
	}
	ctx, cancel := context.WithCancel(ctx)
	t.hands.Go(func() { t.serve(ctx) })
	defer t.hands.Wait()
	defer cancel()
	if err := t.run(ctx); err != nil {
		return fmt.Errorf("show the tray icon: %w", err)
	}
	return nil
}

func (t *Tray) newest() State {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.state
}

// clicked never waits: it is called by the desktop's own thread.
func (t *Tray) clicked(a Act) {
	select {
	case t.acts <- a:
	default:
		t.o.Log.Warn("a click in the tray came while earlier ones are still at work", "verb", a.Verb)
	}
}

// serve does what was clicked.
func (t *Tray) serve(ctx context.Context) {
	for {
		select {
		case a := <-t.acts:
			t.o.Do(a)
		case <-ctx.Done():
			return
		}
	}
}
