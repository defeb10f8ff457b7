package dnd

import (
	"context"
	"fmt"
	"strconv"

	"github.com/godbus/dbus/v5"
)

// budgie keeps its switch in memory, beside the notification daemon in one process (10.6 and later); see
// https://github.com/BuddiesOfBudgie/budgie-desktop/blob/main/src/daemon/notifications/dbus.vala
// Urgent notifications are shown all the same, and what was withheld is filed in Raven and not shown later.
type budgie struct {
	bus   *bus
	owner string
}

const (
	budgiePath  = dbus.ObjectPath("/org/budgie_desktop/Notifications")
	budgieIface = "org.buddiesofbudgie.budgie.Dispatcher"
)

var budgieSignals = [][]dbus.MatchOption{{
	dbus.WithMatchObjectPath(budgiePath), dbus.WithMatchInterface(budgieIface), dbus.WithMatchMember("DoNotDisturbChanged"),
}}

func openBudgie(b *bus, who found) backend { return budgie{b, who.owner} }

func (b budgie) traits() traits { return traits{name: "budgie", title: "Budgie", on: "true"} }

func (b budgie) get(ctx context.Context) (string, error) {
	var on bool
	err := b.bus.call(ctx, b.owner, budgiePath, budgieIface+".GetDoNotDisturb").Store(&on)
	if lacks(err) {
		return "", sentence{"This Budgie has no switch that Sluice could use. Switch Do Not Disturb on yourself in Raven.", err}
	}
	if err != nil {
		return "", fmt.Errorf("ask Budgie for Do Not Disturb: %w", err)
	}
	return strconv.FormatBool(on), nil
}

// set looks first, since Budgie can only be told to change over.
func (b budgie) set(ctx context.Context, value string) error {
	now, err := b.get(ctx)
	if err != nil || now == value {
		return err
	}
	if err := b.bus.call(ctx, b.owner, budgiePath, budgieIface+".ToggleDoNotDisturb").Err; err != nil {
		return fmt.Errorf("change over Budgie's Do Not Disturb: %w", err)
	}
	return nil
}
