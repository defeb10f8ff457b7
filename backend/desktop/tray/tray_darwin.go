//go:build cgo

package tray

import (
	"context"
	"embed"

	"fyne.io/systray"
)

// The menu bar's interface: https://developer.apple.com/documentation/appkit/nsstatusitem

//go:embed icons/darwin/*.png
var icons embed.FS

const (
	iconFolder = "icons/darwin/"
	iconFormat = ".png"
)

func (t *Tray) possible() error { return nil }

// run needs the main thread, as AppKit does. A click on the icon opens the menu, as is the custom there.
func (t *Tray) run(ctx context.Context) error {
	ready := make(chan struct{})
	t.hands.Go(func() { t.reopens(ctx, ready) })
	t.loop(ctx, ready)
	return nil
}

// setIcon sends a template, which the system draws in the colour that fits its menu bar.
func setIcon(g Gate) error {
	data, err := icon(g)
	if err != nil {
		return err
	}
	systray.SetTemplateIcon(data, data)
	return nil
}

func label(text string) string { return text }
