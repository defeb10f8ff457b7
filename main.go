// Command sluice-window is Sluice's window: a native shell round the interface that the core serves.
// It holds no data and no rules.
package main

import (
	_ "embed"
	"flag"
	"fmt"
	"os"

	"sluice/app"
	"sluice/backend/fault"
	"sluice/backend/profile"
)

// As large as a title bar or a dock shows it: to read one of 1024 pixels would delay the window by 15 ms.
//
//go:embed build/linux/icons/128x128/apps/sluice.png
var icon []byte

func main() {
	profileDir := flag.String("profile", "", "the profile's folder; else $"+profile.Variable+", else your own profile")
	item := flag.Int64("item", 0, "open at the item with this number")
	capture := flag.Bool("capture", false, "open to note something down")
	events := flag.Bool("shell-events", false, "pass the core's events on to the page, as on Windows")
	flag.Parse()
	if err := run(*profileDir, app.PlaceIn(flag.Args(), app.PlaceOf(*item, *capture)), *events); err != nil {
		fmt.Fprintln(os.Stderr, fault.SentenceOf(err))
		os.Exit(1)
	}
}

func run(profileDir string, place app.Place, events bool) error {
	closeInspector()
	p, err := profile.Find(profileDir)
	if err != nil {
		return err
	}
	return app.Run(app.Options{Profile: p, Place: place, Icon: icon, Events: events})
}
