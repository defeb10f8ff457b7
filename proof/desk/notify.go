//go:build linux

package desk

import (
	"os"

	"github.com/godbus/dbus/v5"
)

const (
	notifications = "org.freedesktop.Notifications"
	notifyPath    = dbus.ObjectPath("/org/freedesktop/Notifications")
	dunstControl  = "org.dunstproject.cmd0"
)

// startDunst starts dunst with settings of its own and waits until it serves notifications.
func (d *Desk) startDunst() {
	config := d.path("dunstrc")
	if err := os.WriteFile(config, dunstrc, 0o600); err != nil {
		d.T.Fatal(err)
	}
	d.Start("dunst", "dunst", "-config", config)
	d.Eventually("dunst serves notifications", func() bool { return d.Owned(notifications) })
}

// Owned says whether somebody owns a name on the session bus.
func (d *Desk) Owned(name string) bool {
	var owned bool
	err := d.bus.BusObject().Call("org.freedesktop.DBus.NameHasOwner", 0, name).Store(&owned)
	return err == nil && owned
}

// Notify sends a notification as any program does, with notify-send. Options such as
// "--app-name=Slack" come before the two texts.
func (d *Desk) Notify(summary, body string, options ...string) {
	d.T.Helper()
	d.Run("notify-send", append(options, "--", summary, body)...)
}

// Dunst is what the notification daemon has.
type Dunst struct {
	Displayed int  // on the screen
	Waiting   int  // held back, by Do Not Disturb say
	History   int  // shown and closed
	Paused    bool // Do Not Disturb is on
}

// Dunst asks the daemon what it has now.
func (d *Desk) Dunst() Dunst {
	d.T.Helper()
	object := d.bus.Object(notifications, notifyPath)
	ask := func(property string, into any) {
		d.T.Helper()
		value, err := object.GetProperty(dunstControl + "." + property)
		if err != nil {
			d.T.Fatalf("ask dunst for %s: %v", property, err)
		}
		if err := value.Store(into); err != nil {
			d.T.Fatalf("read dunst's %s: %v", property, err)
		}
	}
	var displayed, waiting, history uint32
	var paused bool
	ask("displayedLength", &displayed)
	ask("waitingLength", &waiting)
	ask("historyLength", &history)
	ask("paused", &paused)
	return Dunst{Displayed: int(displayed), Waiting: int(waiting), History: int(history), Paused: paused}
}
