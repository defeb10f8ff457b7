package app

import (
	"context"
	"flag"
	"fmt"
	"io"

	"github.com/wailsapp/wails/v2/pkg/runtime"

	"sluice/backend/address"
)

// Place is where the interface opens: "item=5", "capture", or by itself where it is empty. It is the
// part of the page's address that the interface listens to.
type Place string

// PlaceOf is the place that was asked for by flags.
func PlaceOf(item int64, capture bool) Place {
	switch {
	case capture:
		return "capture"
	case item > 0:
		return Place(fmt.Sprintf("item=%d", item))
	}
	return ""
}

// show sends the page to a place.
func show(ctx context.Context, place Place) {
	if place != "" {
		runtime.WindowExecJS(ctx, fmt.Sprintf("location.hash = %q", place))
	}
}

// placeIn is the place that a second start asks for; none for arguments that make no sense.
func placeIn(args []string) Place {
	flags := flag.NewFlagSet("sluice-window", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.String("profile", "", "")
	item := flags.Int64("item", 0, "")
	capture := flags.Bool("capture", false, "")
	flags.Bool("shell-events", false, "")
	if flags.Parse(args) != nil {
		return ""
	}
	if flags.NArg() > 0 {
		return placeOfLink(flags.Arg(0))
	}
	return PlaceOf(*item, *capture)
}

// placeOfLink is where one of our own links leads; none for one that leads nowhere.
func placeOfLink(link string) Place {
	place, err := address.Parse(link)
	if err != nil {
		return ""
	}
	return PlaceOf(place.Item, place.Capture)
}

// PlaceIn is the place that the arguments behind the flags ask for: one of our own links. Without any
// it is the other one.
func PlaceIn(args []string, other Place) Place {
	if len(args) == 0 {
		return other
	}
	return placeOfLink(args[0])
}
