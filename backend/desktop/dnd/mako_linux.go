package dnd

import (
	"context"
	"fmt"
	"slices"
	"strconv"

	"github.com/godbus/dbus/v5"
)

// mako keeps a list of modes in memory. What a mode withholds is up to the user's configuration; with
// the usual lines nothing is shown, urgent or not, and all of it comes up when the mode is left. What
// makoctl(1) does by two further programs is asked over the bus here. See mako(5), section "modes".
type mako struct {
	bus   *bus
	owner string // a unique name: another mako is another switch
}

const (
	makoPath  = dbus.ObjectPath("/fr/emersion/Mako")
	makoIface = "fr.emersion.Mako"
	makoMode  = "do-not-disturb"
)

// makoSignals are given by mako 1.10 and later; with an earlier one the regular look sees a change.
var makoSignals = [][]dbus.MatchOption{{
	dbus.WithMatchObjectPath(makoPath), dbus.WithMatchInterface("org.freedesktop.DBus.Properties"),
	dbus.WithMatchMember("PropertiesChanged"), dbus.WithMatchArg(0, makoIface),
}}

func openMako(b *bus, who found) backend { return mako{b, who.owner} }

func (m mako) traits() traits {
	return traits{name: "mako", title: "mako", on: "true", floods: true, swallows: true}
}

func (m mako) get(ctx context.Context) (string, error) {
	modes, err := m.modes(ctx)
	if err != nil {
		return "", err
	}
	return strconv.FormatBool(slices.Contains(modes, makoMode)), nil
}

// set leaves the user's other modes as they are.
func (m mako) set(ctx context.Context, value string) error {
	modes, err := m.modes(ctx)
	if err != nil {
		return err
	}
	modes = slices.DeleteFunc(modes, func(mode string) bool { return mode == makoMode })
	if value == "true" {
		modes = append(modes, makoMode)
	}
	if err := m.bus.call(ctx, m.owner, makoPath, makoIface+".SetModes", modes).Err; err != nil {
		return fmt.Errorf("set the modes of mako: %w", err)
	}
	return nil
}

func (m mako) modes(ctx context.Context) ([]string, error) {
	modes := []string{}
	err := m.bus.call(ctx, m.owner, makoPath, makoIface+".ListModes").Store(&modes)
	if lacks(err) {
		return nil, sentence{"This mako has no modes that Sluice could use: they came with version 1.7. Switch Do Not Disturb on yourself.", err}
	}
	if err != nil {
		return nil, fmt.Errorf("ask mako for its modes: %w", err)
	}
	return modes, nil
}

// doubt reads the configuration, since nobody can ask mako what a mode withholds.
func (m mako) doubt(ctx context.Context) string {
	if p, err := m.bus.process(ctx, m.owner); err == nil && p.makoHides(p.makoConfig(), makoDepth) {
		return ""
	}
	return "mako is in its mode do-not-disturb, but its configuration does not say that this withholds anything. " +
		"Add the two lines “[mode=do-not-disturb]” and “invisible=1” to ~/.config/mako/config, then run “makoctl reload”."
}
