package app

import (
	"context"
	"flag"
	"fmt"
	"io"

	"github.com/wailsapp/wails/v2/pkg/runtime"
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
	if flags.Parse(args) != nil {
		return ""
	}
	return PlaceOf(*item, *capture)
}
