package app

import (
	"context"
	"sync"
	"time"

	"github.com/wailsapp/wails/v2/pkg/runtime"

	"sluice/backend/api/remote"
	"sluice/backend/profile"
)

// The names under which events of the core reach the page.
const (
	pageEvent = "sluice:event" // with the event's name and its data
	pageLost  = "sluice:lost"  // the stream broke off; it is tried again
)

// events follows the core's stream of events. The window needs it to go when the user ends Sluice; the
// page where its web view cannot read a stream itself: WebView2 may hand over a response only when it
// is complete, and a stream never is.
type events struct {
	stream func(ctx context.Context, each func(name, data string)) error
	emit   func(ctx context.Context, name string, data ...any)
	quit   func(ctx context.Context) // the user ends Sluice
	passes bool                      // the page wants them

	mu   sync.Mutex
	stop context.CancelFunc // of the stream that is followed
}

func newEvents(p profile.Profile, passes bool, quit func(context.Context)) *events {
	return &events{stream: remote.NewClient(p).Events, emit: runtime.EventsEmit, quit: quit, passes: passes}
}

// tryAgain is how long after the stream broke off it is tried again.
const tryAgain = 2 * time.Second

// follow begins anew, so that the page gets the first event of a stream, which says that it stands.
func (e *events) follow(ctx context.Context) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.stop != nil {
		e.stop()
	}
	following, stop := context.WithCancel(ctx)
	e.stop = stop
	go e.run(following, ctx)
}

// run follows streams until following ends. The window's context is what Wails knows it by.
func (e *events) run(following, window context.Context) {
	for following.Err() == nil {
		_ = e.stream(following, func(name, data string) { // however it ends, it is tried again
			if name == "quit" {
				e.quit(window)
			}
			if e.passes && following.Err() == nil {
				e.emit(window, pageEvent, name, data)
			}
		})
		if e.passes && following.Err() == nil {
			e.emit(window, pageLost)
		}
		select {
		case <-following.Done():
		case <-time.After(tryAgain):
		}
	}
}
