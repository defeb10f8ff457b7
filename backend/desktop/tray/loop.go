//go:build windows || (darwin && cgo)

package tray

import (
	"context"

	"fyne.io/systray"
)

// loop runs the library's own loop, on the thread that it is called on, until the context has ended.
// The rows can be made when the library is ready, not before.
func (t *Tray) loop(ctx context.Context, ready chan<- struct{}) {
	systray.Run(func() {
		m := t.build(ctx)
		close(ready)
		t.follow(ctx, m, nil)
		systray.Quit()
	}, nil)
}
