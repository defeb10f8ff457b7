package app

import (
	"context"

	"github.com/wailsapp/wails/v2/pkg/runtime"

	"sluice/backend/desktop/link"
	"sluice/backend/fault"
)

// Shell is what the page may ask of the window; Wails binds it as window.go.app.Shell. Each method can
// be called at any time after the page has loaded.
type Shell struct{ window *window }

// OpenLink opens an address in the user's browser or mail program: http, https and mailto. Any other
// scheme is refused with a sentence, and nothing is opened.
func (s *Shell) OpenLink(address string) error {
	allowed, err := link.Allowed(address)
	if err != nil {
		return err
	}
	return open(allowed)
}

// Hide closes the window as its close button does. What the core does goes on.
func (s *Shell) Hide() error {
	return s.with(func(ctx context.Context) {
		if !s.window.closing(ctx) {
			runtime.Quit(ctx)
		}
	})
}

// FullScreen changes between full screen and the window's own size.
func (s *Shell) FullScreen() error {
	return s.with(func(ctx context.Context) {
		if runtime.WindowIsFullscreen(ctx) {
			runtime.WindowUnfullscreen(ctx)
			return
		}
		runtime.WindowFullscreen(ctx)
	})
}

// Events says whether the window passes the core's events on to the page, as the Wails events
// "sluice:event" with name and data, and "sluice:lost". If so the stream begins anew, with its first
// event.
func (s *Shell) Events() (bool, error) {
	passes := s.window.events.passes
	if !passes {
		return false, nil
	}
	return true, s.with(s.window.events.follow)
}

// with runs what needs the started window.
func (s *Shell) with(do func(context.Context)) error {
	s.window.mu.Lock()
	ctx := s.window.ctx
	s.window.mu.Unlock()
	if ctx == nil {
		return fault.New(fault.Conflict, "The window is not open yet.")
	}
	do(ctx)
	return nil
}
