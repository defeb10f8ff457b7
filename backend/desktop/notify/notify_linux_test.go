package notify

import (
	"context"
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"

	"go.uber.org/goleak"

	"sluice/backend/desktop/dnd/dndtest"
)

// click is what Activated was told.
type click struct{ group, action, token string }

func newNotifier(t *testing.T, d *dndtest.Desktop) (*Notifier, <-chan click) {
	t.Helper()
	clicks := make(chan click, 4)
	n := New(Options{Address: d.Address, Activated: func(group, action, token string) {
		clicks <- click{group, action, token}
	}})
	t.Cleanup(func() { _ = n.Close() })
	return n, clicks
}

func show(t *testing.T, d *dndtest.Desktop, n *Notifier, m Message) Shown {
	t.Helper()
	shown, err := n.Show(d.Context(), m)
	if err != nil {
		t.Fatal(err)
	}
	if shown.ID == 0 || shown.Daemon != d.DaemonID() {
		t.Fatalf("shown %+v, the daemon is %s", shown, d.DaemonID())
	}
	return shown
}

func await(ctx context.Context, t *testing.T, clicks <-chan click) click {
	t.Helper()
	select {
	case c := <-clicks:
		return c
	case <-ctx.Done():
		t.Fatal("no click came")
		return click{}
	}
}

func TestDunstClick(t *testing.T) {
	d := dndtest.Start(t)
	d.Screen()
	d.Dunst()
	n, clicks := newNotifier(t, d)
	show(t, d, n, Message{Title: "Check-in", Body: "3 things", Action: "Open", Group: "checkin"})
	d.Until("it is on screen", func() bool { return d.DunstCount("displayed") == 1 })
	d.Run("dunst", "dunstctl", "action", "0")
	if c := await(d.Context(), t, clicks); c != (click{"checkin", "default", ""}) {
		t.Fatalf("clicked %+v", c)
	}
}

func TestDunstReplacesAndWithdraws(t *testing.T) {
	d := dndtest.Start(t)
	d.Screen()
	p := d.Dunst()
	n, _ := newNotifier(t, d)
	first := show(t, d, n, Message{Title: "3 things", Group: "checkin"})
	again := show(t, d, n, Message{Title: "4 things", Group: "checkin"})
	other := show(t, d, n, Message{Title: "a code", Group: "code", Urgent: true})
	if again != first || other == first {
		t.Fatalf("first %+v, again %+v, other %+v", first, again, other)
	}
	d.Until("both groups are on screen", func() bool { return d.DunstCount("displayed") == 2 })
	for range 2 {
		if err := n.Withdraw(d.Context(), "checkin"); err != nil {
			t.Fatal(err)
		}
	}
	d.Until("one is left", func() bool { return d.DunstCount("displayed") == 1 })
	wait := d.Owned(dndtest.Notifications)
	p.Kill()
	wait(false)
	d.Dunst()
	if err := n.Withdraw(d.Context(), "code"); err != nil {
		t.Fatalf("it went with its daemon: %v", err)
	}
	if after := show(t, d, n, Message{Title: "after", Group: "checkin"}); after.Daemon == first.Daemon {
		t.Fatalf("shown %+v at a daemon that is gone", after)
	}
}

func TestDunstShowsMarkupAsItStands(t *testing.T) {
	d := dndtest.Start(t)
	d.Screen()
	d.Dunst()
	n, _ := newNotifier(t, d)
	show(t, d, n, Message{Title: "a < b", Body: "<b>bold</b> & more", Group: "g"})
	d.Until("it is on screen", func() bool { return d.DunstCount("displayed") == 1 })
	if err := n.Withdraw(d.Context(), "g"); err != nil {
		t.Fatal(err)
	}
	d.Until("it is in the history", func() bool { return d.DunstCount("history") == 1 })
	history := d.Run("dbus-bin", "dbus-send", "--print-reply", "--dest=org.freedesktop.Notifications",
		"/org/freedesktop/Notifications", "org.dunstproject.cmd0.NotificationListHistory")
	if !strings.Contains(history, "&lt;b&gt;bold&lt;/b&gt; &amp; more") {
		t.Fatalf("dunst keeps %s", history)
	}
}

func TestXfceTakesOurs(t *testing.T) {
	d := dndtest.Start(t)
	d.Screen()
	d.Xfce()
	n, _ := newNotifier(t, d)
	first := show(t, d, n, Message{Title: "Check-in", Body: "<b>3</b>", Action: "Open", Group: "checkin"})
	if again := show(t, d, n, Message{Title: "Check-in", Action: "Open", Group: "checkin"}); again != first {
		t.Fatalf("first %+v, again %+v", first, again)
	}
	if err := n.Withdraw(d.Context(), "checkin"); err != nil {
		t.Fatal(err)
	}
}

func TestABrokenConnectionIsOpenedAgain(t *testing.T) {
	d := dndtest.Start(t)
	daemon := newFakeDaemon(t, d, "actions")
	n, clicks := newNotifier(t, d)
	first := show(t, d, n, Message{Title: "one", Action: "Open", Group: "g"})
	conn := n.via.(*desktop).conn
	before := conn.Names()[0]
	_ = conn.Close()
	again := show(t, d, n, Message{Title: "two", Action: "Open", Group: "g"})
	if after := n.via.(*desktop).conn.Names()[0]; after == before || !n.Own(before, 0) || !n.Own(after, 0) {
		t.Fatalf("names %s and %s", before, after)
	}
	if got := <-daemon.calls; got.replaces != 0 {
		t.Fatalf("first %+v", got)
	}
	if got := <-daemon.calls; got.replaces != first.ID {
		t.Fatalf("again %+v, replaces %d", again, got.replaces)
	}
	daemon.click(again.ID, "token")
	if c := await(d.Context(), t, clicks); c != (click{"g", "default", "token"}) {
		t.Fatalf("clicked %+v", c)
	}
}

func TestOwn(t *testing.T) {
	n := New(Options{})
	if !n.Own(":1.7", uint32(os.Getpid())) || n.Own(":1.7", 0) || n.Own("", 1) {
		t.Fatal("ours is what comes from our process or our connection")
	}
}

func TestWithoutABusNothingIsDialled(t *testing.T) {
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "")
	n := New(Options{})
	if _, err := n.Show(t.Context(), Message{Title: "a"}); err == nil {
		t.Fatal("nobody was asked, and that is no success")
	}
	if err := n.Withdraw(t.Context(), ""); err != nil {
		t.Fatal(err)
	}
}

func TestCloseLeavesNothingRunning(t *testing.T) {
	d := dndtest.Start(t)
	newFakeDaemon(t, d)
	before := goleak.IgnoreCurrent()
	n, _ := newNotifier(t, d)
	show(t, d, n, Message{Title: "a"})
	for range 2 {
		if err := n.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := n.Show(d.Context(), Message{Title: "a"}); err == nil {
		t.Fatal("shown after the end")
	}
	goleak.VerifyNone(t, before)
}

// Xfce draws the action as a button at the foot of its bubble; a click elsewhere only closes that.
func TestXfceClick(t *testing.T) {
	d := dndtest.Start(t)
	d.Screen()
	d.Xfce()
	n, clicks := newNotifier(t, d)
	show(t, d, n, Message{Title: "Check-in", Body: "3 things", Action: "Open", Group: "checkin"})
	found := d.Run("xdotool", "xdotool", "search", "--sync", "--onlyvisible", "--class", "xfce4-notifyd", "getwindowgeometry")
	var window, left, top, width, height int
	if _, err := fmt.Sscanf(found, "Window %d\n Position: %d,%d (screen: 0)\n Geometry: %dx%d", &window, &left, &top, &width, &height); err != nil {
		t.Fatalf("%v in %q", err, found)
	}
	const halfAButton = 30
	x, y := strconv.Itoa(left+width/2), strconv.Itoa(top+height-halfAButton)
	d.Run("xdotool", "xdotool", "mousemove", x, y, "click", "1")
	if c := await(d.Context(), t, clicks); c != (click{"checkin", "default", ""}) {
		t.Fatalf("clicked %+v", c)
	}
}
