package dnd

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"github.com/godbus/dbus/v5"
)

// inhibitions is the switch of Plasma, and of every daemon that names the capability: whoever wants
// silence asks for it and gets a number, and there is silence while anybody has one. A number ends with
// the connection that asked, so that a crash lifts by itself. What the user switches stays beside ours:
// the value here is whether our own request holds. See
// https://invent.kde.org/plasma/plasma-workspace/-/blob/master/libnotificationmanager/dbus/org.freedesktop.Notifications.xml
// Urgent notifications are shown all the same, and what was withheld is filed and not shown later.
type inhibitions struct {
	bus *bus
	who found
}

// inhibition is a request of ours that a daemon granted. The zero value is none.
type inhibition struct {
	owner, link string // the daemon's unique name and ours
	cookie      uint32
}

// inhibitionPatience is how long a daemon may take from granting a request to being silent.
const inhibitionPatience = time.Second / 2

var inhibitionSignals = [][]dbus.MatchOption{{
	dbus.WithMatchSender(daemonName), dbus.WithMatchObjectPath(daemonPath),
	dbus.WithMatchInterface("org.freedesktop.DBus.Properties"), dbus.WithMatchMember("PropertiesChanged"),
	dbus.WithMatchArg(0, daemonIface),
}}

func openInhibitions(b *bus, who found) backend { return inhibitions{b, who} }

func (i inhibitions) traits() traits {
	return traits{name: "inhibitions", title: i.who.title, on: "true"}
}

func (i inhibitions) get(ctx context.Context) (string, error) {
	if !i.granted() {
		return "false", nil
	}
	var silent bool
	call := i.bus.call(ctx, i.who.owner, daemonPath, "org.freedesktop.DBus.Properties.Get", daemonIface, "Inhibited")
	if err := call.Store(&silent); err != nil {
		return "", fmt.Errorf("ask %s whether it is silent: %w", i.who.title, err)
	}
	return strconv.FormatBool(silent), nil
}

// set gives an earlier number back first: Plasma forgets whose a second one is.
func (i inhibitions) set(ctx context.Context, value string) error {
	if err := i.end(ctx); err != nil || value != "true" {
		return err
	}
	asked := inhibition{owner: i.who.owner, link: i.bus.link()}
	call := i.bus.call(ctx, i.who.owner, daemonPath, daemonIface+".Inhibit",
		"sluice", "Sluice holds notifications back for now", map[string]dbus.Variant{})
	if err := call.Store(&asked.cookie); err != nil {
		return fmt.Errorf("ask %s for silence: %w", i.who.title, err)
	}
	i.bus.inhibition = asked
	if i.silent(ctx) {
		return nil
	}
	return i.end(ctx) // what does not silence is not left behind
}

// silent waits until the daemon is, or for as long as it may take.
func (i inhibitions) silent(ctx context.Context) bool {
	ctx, cancel := context.WithTimeout(ctx, inhibitionPatience)
	defer cancel()
	again := time.NewTicker(inhibitionPatience / 20)
	defer again.Stop()
	for {
		if value, err := i.get(ctx); err == nil && value == "true" {
			return true
		}
		select {
		case <-again.C:
		case <-ctx.Done():
			return false
		}
	}
}

// end gives our number back. Without one it does nothing.
func (i inhibitions) end(ctx context.Context) error {
	if !i.granted() {
		return nil
	}
	call := i.bus.call(ctx, i.who.owner, daemonPath, daemonIface+".UnInhibit", i.bus.inhibition.cookie)
	if call.Err != nil {
		return fmt.Errorf("ask %s to end the silence: %w", i.who.title, call.Err)
	}
	i.bus.inhibition = inhibition{}
	return nil
}

func (i inhibitions) granted() bool {
	have := i.bus.inhibition
	return have.cookie != 0 && have.owner == i.who.owner && have.link == i.bus.link()
}
