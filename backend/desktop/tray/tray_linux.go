package tray

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"os"
	"strings"

	"fyne.io/systray"
	"github.com/godbus/dbus/v5"
)

// The tray's protocol: https://www.freedesktop.org/wiki/Specifications/StatusNotifierItem/

//go:embed icons/linux/*.png
var icons embed.FS

const (
	iconFolder = "icons/linux/"
	iconFormat = ".png"
)

var errBusGone = errors.New("the session bus has gone away")

// possible makes sure that the library, which looks for the bus by itself, finds the one that is meant,
// and never starts one.
func (t *Tray) possible() error {
	switch t.o.Address {
	case "", "autolaunch:":
		return fmt.Errorf("there is no session bus: %w", ErrUnsupported)
	case os.Getenv("DBUS_SESSION_BUS_ADDRESS"):
		return nil
	}
	return fmt.Errorf("only the session bus of the environment can be used: %w", ErrUnsupported)
}

// run holds the shared connection that the library takes. Closing it is what ends the library's part:
// its own Quit would panic after a connection that failed.
func (t *Tray) run(ctx context.Context) error {
	conn, err := dbus.SessionBus()
	if err != nil {
		return fmt.Errorf("connect to the session bus: %w", err)
	}
	defer conn.Close()
	// The rows and the icon come first, so that the tray never sees an empty one.
	systray.SetTitle("Sluice")
	systray.SetOnTapped(func() { t.clicked(Act{Verb: DoOpen}) })
	m := t.build(ctx)
	start, _ := systray.RunWithExternalLoop(nil, nil)
	start()
	t.follow(ctx, m, conn.Context().Done())
	if ctx.Err() == nil {
		return errBusGone
	}
	return nil
}

// setIcon sends the drawing. The library panics when the connection has just gone away.
func setIcon(g Gate) (err error) {
	data, err := icon(g)
	if err != nil {
		return err
	}
	defer func() {
		if problem := recover(); problem != nil {
			err = fmt.Errorf("send the icon: %v", problem)
		}
	}()
	systray.SetIcon(data)
	return nil
}

// label escapes what would underline a letter.
func label(text string) string { return strings.ReplaceAll(text, "_", "__") }
