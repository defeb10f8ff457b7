//go:build cgo

package tray

/*
#cgo CFLAGS: -x objective-c
#cgo LDFLAGS: -framework Cocoa -framework CoreServices

void sluiceListen(void);
*/
import "C"

import "context"

// Opening an application that runs already, from the Dock, the Finder or Launchpad, starts nothing on
// macOS: it is told so by an event. Ours has no window of its own, so nobody else answers it.
// https://developer.apple.com/documentation/appkit/nsapplicationdelegate/applicationshouldhandlereopen(_:hasvisiblewindows:)

// reopened holds one event that waits.
var reopened = make(chan struct{}, 1)

//export sluiceReopened
func sluiceReopened() {
	select {
	case reopened <- struct{}{}:
	default: // the window is asked for already
	}
}

// reopens has the window open whenever the user opens the application again, until the context ends. The
// library behind the icon has to be ready: AppKit has its own answer before that.
func (t *Tray) reopens(ctx context.Context, ready <-chan struct{}) {
	select {
	case <-ready:
		C.sluiceListen()
	case <-ctx.Done():
	}
	for ctx.Err() == nil {
		select {
		case <-reopened:
			t.clicked(Act{Verb: DoOpen})
		case <-ctx.Done():
		}
	}
}
