package shortcut

import (
	"context"
	"os"
)

// FromEnvironment gives the options of the session that this process was started in.
func FromEnvironment() Options {
	o := Options{Address: os.Getenv("DBUS_SESSION_BUS_ADDRESS"), App: "sluice"}
	if os.Getenv("WAYLAND_DISPLAY") == "" && os.Getenv("XDG_SESSION_TYPE") != "wayland" {
		o.Display = os.Getenv("DISPLAY")
	}
	return o
}

// run asks the X server where there is one, since that needs no consent and no portal.
func run(ctx context.Context, o Options, wishes []Wish) error {
	switch {
	case o.Display != "":
		return runX(ctx, o, wishes)
	case o.Address != "":
		return runPortal(ctx, o, wishes)
	}
	return ErrUnsupported
}
