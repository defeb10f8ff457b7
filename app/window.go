package app

import (
	"context"
	"os"
	"os/signal"
	"sync"
	"syscall"
	"time"

	"github.com/wailsapp/wails/v2/pkg/runtime"
)

// warmFor is how long a closed window stays hidden before it goes: within it, opening is instant; after
// it, its memory is free.
const warmFor = 5 * time.Minute

// window is the life of the one window: hidden when closed, gone when it was not wanted for a while.
type window struct {
	once   bool // a second start raises this window, so hiding it is safe
	events *events

	mu       sync.Mutex
	ctx      context.Context //nolint:containedctx // Wails hands it out at the start, and its functions want it
	place    Place           // to be shown when the page is ready; empty: none
	quitting bool
	cooling  *time.Timer // runs while the window is closed and warm
}

// started is called once, before the page loads.
func (w *window) started(ctx context.Context) {
	w.mu.Lock()
	w.ctx = ctx
	w.mu.Unlock()
	refuseNavigation()
	tellConsole()
	w.events.follow(ctx)
	go w.quitOnSignal(ctx)
}

// quitOnSignal makes a request of the system to end a true end. Wails listens too and would only ask
// closing, which hides.
func (w *window) quitOnSignal(ctx context.Context) {
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	<-signals
	w.quit(ctx)
}

// quit ends the window for good.
func (w *window) quit(ctx context.Context) {
	w.mu.Lock()
	w.quitting = true
	w.mu.Unlock()
	runtime.Quit(ctx)
}

// shown is called each time a page is ready.
func (w *window) shown(ctx context.Context) {
	w.mu.Lock()
	place := w.place
	w.place = ""
	w.mu.Unlock()
	show(ctx, place)
}

// closing hides the window and says that it must not end, until it has cooled down or is to end.
func (w *window) closing(ctx context.Context) (prevent bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.quitting || !w.once {
		return false
	}
	runtime.WindowHide(ctx)
	if w.cooling == nil {
		w.cooling = time.AfterFunc(warmFor, func() { w.quit(ctx) })
	}
	w.cooling.Reset(warmFor)
	return true
}

// raise brings the window to the front, and shows a place if one is named.
func (w *window) raise(place Place) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.ctx == nil { // not started yet: it will show itself
		w.place = place
		return
	}
	if w.cooling != nil {
		w.cooling.Stop()
	}
	runtime.WindowShow(w.ctx)
	runtime.WindowUnminimise(w.ctx) // on Linux this is what brings it before the others
	show(w.ctx, place)
}
