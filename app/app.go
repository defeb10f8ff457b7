// Package app is the window's shell: a native window round the interface that the core serves. It is
// the only package, with main, that imports Wails. What it adds to a web page is small: opening links
// in the browser, hiding, full screen, and starting the core where none runs.
package app

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/wailsapp/wails/v2"
	"github.com/wailsapp/wails/v2/pkg/options"
	"github.com/wailsapp/wails/v2/pkg/options/assetserver"
	"github.com/wailsapp/wails/v2/pkg/options/linux"
	"github.com/wailsapp/wails/v2/pkg/options/mac"
	"github.com/wailsapp/wails/v2/pkg/options/windows"

	"sluice/backend/api/remote"
	"sluice/backend/profile"
)

// The window's sizes, in the toolkit's own pixels.
const (
	width, height       = 1280, 800
	minWidth, minHeight = 760, 560
)

// Options says what the window shows.
type Options struct {
	Profile profile.Profile
	Place   Place  // open here; empty: where the interface opens by itself
	Icon    []byte // PNG, for desktops that show one
	Events  bool   // pass the core's events on to the page, also where its web view could read them
}

// Run opens the window and returns when it has gone. If a window of this profile is open already, that
// one is raised, shown the place, and this process ends at once: on Linux Wails ends it with exit code 1.
func Run(o Options) error {
	w := &window{place: o.Place, once: canRaise()}
	w.events = newEvents(o.Profile, o.Events || shellEvents, w.quit)
	// A core of an older version that was replaced starts anew. One that cannot be asked shows in the page.
	go func() { _ = remote.Renew(context.Background(), o.Profile) }()
	if err := wails.Run(settings(o, w)); err != nil {
		return fmt.Errorf("open the window: %w", err)
	}
	return nil
}

func settings(o Options, w *window) *options.App {
	return &options.App{
		Title:              "Sluice",
		Width:              width,
		Height:             height,
		MinWidth:           minWidth,
		MinHeight:          minHeight,
		BackgroundColour:   ground(dark()),
		AssetServer:        &assetserver.Options{Handler: newHandler(o.Profile, remote.Start)},
		OnStartup:          w.started,
		OnDomReady:         w.shown,
		OnBeforeClose:      w.closing,
		Bind:               []any{&Shell{window: w}},
		SingleInstanceLock: single(o.Profile, w),
		// A file dropped by mistake would replace the interface.
		DragAndDrop:              &options.DragAndDrop{DisableWebViewDrop: true},
		EnableDefaultContextMenu: false,
		Mac:                      &mac.Options{OnUrlOpen: func(link string) { w.raise(placeOfLink(link)) }},
		Windows:                  &windows.Options{Theme: windows.SystemDefault},
		Linux:                    &linux.Options{Icon: o.Icon, ProgramName: "sluice", WebviewGpuPolicy: drawing()},
	}
}

// drawing says whether WebKit may draw by the graphics processor. Where there is none, in a virtual
// machine or over a remote desktop, it would draw by a slow imitation of one, and show the first page
// later by a third.
func drawing() linux.WebviewGpuPolicy {
	if processors, _ := filepath.Glob("/dev/dri/renderD*"); len(processors) == 0 {
		return linux.WebviewGpuPolicyNever
	}
	return linux.WebviewGpuPolicyOnDemand
}

// ground is the interface's own ground, so that nothing flashes before the first paint.
func ground(dark bool) *options.RGBA {
	if dark {
		return options.NewRGB(0x11, 0x16, 0x18)
	}
	return options.NewRGB(0xf6, 0xf8, 0xf9)
}

// single keeps one window a profile. Where nothing could raise it again there is none: see canRaise.
func single(p profile.Profile, w *window) *options.SingleInstanceLock {
	if !w.once {
		return nil
	}
	name := strings.TrimSuffix(filepath.Base(p.Socket()), ".sock")
	return &options.SingleInstanceLock{
		UniqueId:               name,
		OnSecondInstanceLaunch: func(second options.SecondInstanceData) { w.raise(placeIn(second.Args)) },
	}
}

// canRaise says whether a second start finds the first. On Linux that goes over the session bus, and
// dialling one without an address would start one.
func canRaise() bool {
	return !needsBus || os.Getenv("DBUS_SESSION_BUS_ADDRESS") != ""
}
