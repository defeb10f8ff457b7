package dnd

import (
	"context"
	"fmt"
	"strconv"

	"github.com/godbus/dbus/v5"
)

// dunst keeps its switch in memory under the property "paused"; see dunstctl(1). While paused it shows
// nothing, urgent or not, and puts what was on screen back to what waits. Unpaused it shows all at once.
type dunst struct {
	bus   *bus
	owner string // a unique name: another dunst is another switch
}

const dunstIface = "org.dunstproject.cmd0"

var dunstSignals = [][]dbus.MatchOption{{
	dbus.WithMatchSender(daemonName), dbus.WithMatchObjectPath(daemonPath),
	dbus.WithMatchInterface("org.freedesktop.DBus.Properties"), dbus.WithMatchMember("PropertiesChanged"),
	dbus.WithMatchArg(0, dunstIface),
}}

func openDunst(b *bus, who found) backend { return dunst{b, who.owner} }

func (d dunst) traits() traits {
	return traits{name: "dunst", title: "dunst", on: "true", floods: true, swallows: true}
}

func (d dunst) get(ctx context.Context) (string, error) {
	var paused bool
	call := d.bus.call(ctx, d.owner, daemonPath, "org.freedesktop.DBus.Properties.Get", dunstIface, "paused")
	if err := call.Store(&paused); err != nil {
		return "", fmt.Errorf("ask dunst whether it is paused: %w", err)
	}
	return strconv.FormatBool(paused), nil
}

func (d dunst) set(ctx context.Context, value string) error {
	paused := dbus.MakeVariant(value == "true")
	call := d.bus.call(ctx, d.owner, daemonPath, "org.freedesktop.DBus.Properties.Set", dunstIface, "paused", paused)
	if call.Err != nil {
		return fmt.Errorf("pause dunst: %w", call.Err)
	}
	return nil
}
