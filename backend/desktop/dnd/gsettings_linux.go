package dnd

import (
	"context"
	"errors"
	"fmt"
	"os/exec"

	"github.com/godbus/dbus/v5"
)

// setting is a switch that a desktop keeps in GSettings, on disk; see
// https://docs.gtk.org/gio/class.Settings.html. Its database has no public interface on the bus, so
// the program gsettings, see gsettings(1), reads and writes it.
type setting struct {
	schema, path, key string
	traits            traits
}

// The desktops that keep their switch there. All three drop what they withhold, or file it, and show
// none of it later. GNOME shows urgent notifications all the same.
var (
	gnome = setting{
		schema: "org.gnome.desktop.notifications", path: "/org/gnome/desktop/notifications/", key: "show-banners",
		traits: traits{name: "gnome", title: "GNOME", on: "false", persistent: true},
	}
	mate = setting{
		schema: "org.mate.NotificationDaemon", path: "/org/mate/notification-daemon/", key: "do-not-disturb",
		traits: traits{name: "mate", title: "MATE", on: "true", persistent: true, swallows: true},
	}
	cinnamon = setting{
		schema: "org.cinnamon.desktop.notifications", path: "/org/cinnamon/desktop/notifications/", key: "display-notifications",
		traits: traits{name: "cinnamon", title: "Cinnamon", on: "false", persistent: true, swallows: true},
	}
)

// row is the setting's line in the list of daemons.
func (s setting) row(server, vendor string) row {
	return row{
		server: server, vendor: vendor, name: s.traits.name, outlives: true, watch: s.signals(),
		open: func(b *bus, _ found) backend { return gsettings{b, s} },
	}
}

// signals come from dconf, the usual database behind GSettings. With another one the regular look
// sees a change, some seconds later.
func (s setting) signals() [][]dbus.MatchOption {
	return [][]dbus.MatchOption{{
		dbus.WithMatchInterface("ca.desrt.dconf.Writer"), dbus.WithMatchMember("Notify"), dbus.WithMatchArgPath(0, s.path),
	}}
}

// gsettings is the switch behind a setting.
type gsettings struct {
	bus *bus
	setting
}

func (g gsettings) traits() traits { return g.setting.traits }

func (g gsettings) get(ctx context.Context) (string, error) {
	value, err := g.run(ctx, "get")
	if err != nil {
		return "", err
	}
	if value != "true" && value != "false" {
		return "", fmt.Errorf("ask for %s: it is %q instead of a boolean", g.key, value)
	}
	return value, nil
}

func (g gsettings) set(ctx context.Context, value string) error {
	if value != g.setting.traits.on {
		return g.giveBack(ctx, value)
	}
	writable, err := g.run(ctx, "writable")
	if err != nil {
		return err
	}
	if writable != "true" {
		return sentence{g.setting.traits.title + " does not let you change Do Not Disturb: whoever manages this machine has locked it.", nil}
	}
	_, err = g.run(ctx, "set", value)
	return err
}

// giveBack unsets what we set. Where the value was not the desktop's default, that is not enough. A
// crash in between is harmless: then the value is the default or still ours.
func (g gsettings) giveBack(ctx context.Context, value string) error {
	if _, err := g.run(ctx, "reset"); err != nil {
		return err
	}
	now, err := g.get(ctx)
	if err != nil || now == value {
		return err
	}
	_, err = g.run(ctx, "set", value)
	return err
}

func (g gsettings) run(ctx context.Context, verb string, args ...string) (string, error) {
	title := g.setting.traits.title
	out, err := g.bus.command(ctx, "gsettings", append([]string{verb, g.schema, g.key}, args...)...)
	if errors.Is(err, exec.ErrNotFound) {
		return "", sentence{"The program gsettings is missing, with which Sluice switches Do Not Disturb for " + title +
			". Install it (in Debian it is in libglib2.0-bin), or switch Do Not Disturb on yourself.", err}
	}
	if _, exited := errors.AsType[*exec.ExitError](err); exited {
		return "", sentence{title + " has no setting here that Sluice could switch (" + g.schema + " " + g.key +
			"). Switch Do Not Disturb on yourself in the desktop's settings.", err}
	}
	return out, err
}
