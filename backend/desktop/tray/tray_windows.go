package tray

import (
	"context"
	"embed"
	"errors"
	"runtime"
	"strings"
	"time"

	"fyne.io/systray"
)

// The tray's interface: https://learn.microsoft.com/windows/win32/shell/notification-area

//go:embed icons/windows/*.ico
var icons embed.FS

const (
	iconFolder = "icons/windows/"
	iconFormat = ".ico"
)

// patience is how long the taskbar may take to accept the icon, and to give it back.
const patience = 10 * time.Second

var errTaskbar = errors.New("the taskbar did not take it")

func (t *Tray) possible() error { return nil }

// run gives the library a thread of its own: Windows sends a window's messages to the thread that made
// it. The library says nothing when it fails, so that a thread which does not get ready is left behind.
func (t *Tray) run(ctx context.Context) error {
	ready, done := make(chan struct{}), make(chan struct{})
	systray.SetOnTapped(func() { t.clicked(Act{Verb: DoOpen}) })
	go func() {
		defer close(done)
		runtime.LockOSThread() // for good: the thread ends with its goroutine
		t.loop(ctx, ready)
	}()
	select {
	case <-ready:
	case <-ctx.Done():
	case <-time.After(patience):
		return errTaskbar
	}
	<-ctx.Done()
	select {
	case <-done:
	case <-time.After(patience):
	}
	return nil
}

func setIcon(g Gate) error {
	data, err := icon(g)
	if err != nil {
		return err
	}
	systray.SetIcon(data)
	return nil
}

// label escapes what would underline a letter.
func label(text string) string { return strings.ReplaceAll(text, "&", "&&") }
