//go:build linux

package desk

import (
	"sync/atomic"
	"time"

	"github.com/godbus/dbus/v5"
)

// Dial opens a further connection to the session bus, as another program would have. It is closed when
// the test ends, and may be closed before.
func (d *Desk) Dial() *dbus.Conn {
	d.T.Helper()
	conn, err := dbus.Connect(d.Address())
	if err != nil {
		d.T.Fatalf("connect to the session bus: %v", err)
	}
	d.T.Cleanup(func() { _ = conn.Close() })
	return conn
}

// Address is the address of the session bus.
func (d *Desk) Address() string { return "unix:path=" + d.path("run/bus") }

// Notify calls Notify of whoever shows notifications and waits for the answer, like most programs do
// without a process of its own for each.
func Notify(conn *dbus.Conn, app, summary, body string) error {
	return conn.Object(notifications, notifyPath).Call(notifications+".Notify", 0, app, uint32(0), "", summary, body,
		[]string{}, map[string]dbus.Variant{}, int32(-1)).Err
}

// Popup is a notification that the daemon had on the screen or held back, and closed.
type Popup struct{ App, Summary, Body string }

// Past gives what dunst closed, the oldest first.
func (d *Desk) Past() []Popup {
	d.T.Helper()
	var listed []map[string]dbus.Variant
	err := d.bus.Object(notifications, notifyPath).Call(dunstControl+".NotificationListHistory", 0).Store(&listed)
	if err != nil {
		d.T.Fatalf("ask dunst for its history: %v", err)
	}
	past := make([]Popup, len(listed))
	for i, one := range listed {
		text := func(key string) string {
			text, _ := one[key].Value().(string) // one without it is shown as empty
			return text
		}
		past[len(listed)-1-i] = Popup{App: text("appname"), Summary: text("summary"), Body: text("body")}
	}
	return past
}

// Dismiss closes what dunst has on the screen, as its user may.
func (d *Desk) Dismiss() {
	d.T.Helper()
	if err := d.bus.Object(notifications, notifyPath).Call(dunstControl+".NotificationCloseAll", 0).Err; err != nil {
		d.T.Fatalf("close what dunst displays: %v", err)
	}
}

// Pause switches dunst's Do Not Disturb by the user's hand.
func (d *Desk) Pause(on bool) {
	d.T.Helper()
	if err := d.bus.Object(notifications, notifyPath).SetProperty(dunstControl+".paused", dbus.MakeVariant(on)); err != nil {
		d.T.Fatalf("pause dunst: %v", err)
	}
}

// glance is how often MostDisplayed looks. dunst tells nobody when it shows something; on this desk a
// pop-up stays until somebody closes it, and one that is gone sooner than this nobody sees either.
const glance = 20 * time.Millisecond

// MostDisplayed watches dunst from now on; what it gives tells how many notifications were on the
// screen at once at most, until now.
func (d *Desk) MostDisplayed() func() int {
	d.T.Helper()
	object := d.Dial().Object(notifications, notifyPath)
	var most atomic.Uint32
	look := func() {
		var now uint32
		if object.StoreProperty(dunstControl+".displayedLength", &now) == nil && now > most.Load() {
			most.Store(now)
		}
	}
	go func() {
		tick := time.NewTicker(glance)
		defer tick.Stop()
		for d.ctx.Err() == nil {
			look()
			<-tick.C
		}
	}()
	return func() int {
		look()
		return int(most.Load())
	}
}
