package dnd

import (
	"context"
	"fmt"
	"slices"

	"github.com/godbus/dbus/v5"
)

// found is a notification daemon as it describes itself.
type found struct {
	owner        string // its unique name; empty when it does not run
	title        string
	vendor       string
	capabilities []string
}

// row is one kind of daemon that has a switch.
type row struct {
	server     string // as GetServerInformation names it; empty for all of a capability
	vendor     string // empty where the name is enough
	capability string // as GetCapabilities names it; empty where the name is enough
	name       string // in journals and State.Backend: never change it
	open       func(*bus, found) backend
	// outlives is true when the switch is kept elsewhere than in the daemon, so that open works
	// without an owner.
	outlives bool
	tied     bool                 // the switch ends with our connection
	watch    [][]dbus.MatchOption // signals that tell of a change
}

// rows are the known daemons, the first that fits is taken. A further one is a file with its backend
// and a row here.
var rows = []row{
	{capability: "inhibitions", name: "inhibitions", open: openInhibitions, tied: true, watch: inhibitionSignals},
	{server: "dunst", name: "dunst", open: openDunst, watch: dunstSignals},
	{server: "Xfce Notify Daemon", name: "xfce", open: openXfce, outlives: true, watch: xfceSignals},
	{server: "mako", name: "mako", open: openMako, watch: makoSignals},
	{server: "SwayNotificationCenter", name: "swaync", open: openSwaync, outlives: true, watch: swayncSignals},
	{server: "Budgie Notification Server", name: "budgie", open: openBudgie, watch: budgieSignals},
	gnome.row("gnome-shell", ""),
	cinnamon.row("cinnamon", ""),
	// Another daemon has the same name and GNOME as its vendor, and no switch.
	mate.row("Notification Daemon", "MATE"),
}

func (r row) fits(who found) bool {
	return (r.server == "" || r.server == who.title) &&
		(r.vendor == "" || r.vendor == who.vendor) &&
		(r.capability == "" || slices.Contains(who.capabilities, r.capability))
}

// rowOf gives the row that fits; false means that no switch is known.
func rowOf(who found) (row, bool) {
	i := slices.IndexFunc(rows, func(r row) bool { return r.fits(who) })
	if i < 0 {
		return row{}, false
	}
	return rows[i], true
}

// describe asks a daemon who it is and what it can do.
func (b *bus) describe(ctx context.Context, owner string) (found, error) {
	who := found{owner: owner}
	var version, protocol string
	call := b.call(ctx, owner, daemonPath, daemonIface+".GetServerInformation")
	if err := call.Store(&who.title, &who.vendor, &version, &protocol); err != nil {
		return found{}, fmt.Errorf("ask the notification daemon who it is: %w", err)
	}
	err := b.call(ctx, owner, daemonPath, daemonIface+".GetCapabilities").Store(&who.capabilities)
	if err != nil && !lacks(err) {
		return found{}, fmt.Errorf("ask the notification daemon what it can do: %w", err)
	}
	return who, nil
}

// doubtful is a backend that may be switched on and withhold nothing all the same.
type doubtful interface {
	// doubt says in a sentence why, with a next step. It is empty when there is no doubt.
	doubt(ctx context.Context) string
}

// switchOf gives a daemon with its switch, if one is known for it.
func (b *bus) switchOf(ctx context.Context, who found) daemon {
	d := daemon{id: b.id + "/" + who.owner, title: who.title}
	r, known := rowOf(who)
	if !known {
		return d
	}
	d.backend = r.open(b, who)
	if r.tied {
		d.link = b.link()
	}
	if unsure, ok := d.backend.(doubtful); ok {
		d.doubt = unsure.doubt(ctx)
	}
	return d
}
