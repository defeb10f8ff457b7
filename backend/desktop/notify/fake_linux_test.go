package notify

import (
	"testing"

	"github.com/godbus/dbus/v5"

	"sluice/backend/desktop/dnd/dndtest"
)

// taken is what a daemon was told to show.
type taken struct {
	replaces    uint32
	title, body string
	actions     []string
	hints       map[string]dbus.Variant
}

// fakeDaemon is a notification daemon with abilities of the test's choice, clicked by the test.
type fakeDaemon struct {
	t     *testing.T
	conn  *dbus.Conn
	can   []string
	calls chan taken
	next  uint32
}

func newFakeDaemon(t *testing.T, d *dndtest.Desktop, can ...string) *fakeDaemon {
	t.Helper()
	f := &fakeDaemon{t: t, conn: d.Conn, can: can, calls: make(chan taken, 8)}
	methods := map[string]any{"GetCapabilities": f.capabilities, "Notify": f.notify, "CloseNotification": f.closeOne}
	if err := d.Conn.ExportMethodTable(methods, daemonPath, daemonIface); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Conn.RequestName(daemonName, dbus.NameFlagDoNotQueue); err != nil {
		t.Fatal(err)
	}
	return f
}

func (f *fakeDaemon) capabilities() ([]string, *dbus.Error) { return f.can, nil }

func (f *fakeDaemon) notify(_ string, replaces uint32, _, title, body string, actions []string, hints map[string]dbus.Variant, _ int32) (uint32, *dbus.Error) {
	f.calls <- taken{replaces, title, body, actions, hints}
	if replaces != 0 {
		return replaces, nil
	}
	f.next++
	return f.next, nil
}

func (f *fakeDaemon) closeOne(uint32) *dbus.Error {
	return dbus.NewError("org.example.NoSuchNotification", nil)
}

// click tells everybody, as some daemons do, after a click on a stranger's notification.
func (f *fakeDaemon) click(id uint32, token string) {
	f.t.Helper()
	f.emit("ActionInvoked", id+1000, "default")
	f.emit("ActivationToken", id, token)
	f.emit("NotificationClosed", id, uint32(2)) // some close it before they tell of the click
	f.emit("ActionInvoked", id, "default")
}

func (f *fakeDaemon) emit(signal string, args ...any) {
	f.t.Helper()
	if err := f.conn.Emit(daemonPath, daemonIface+"."+signal, args...); err != nil {
		f.t.Fatal(err)
	}
}

func TestWhatADaemonIsTold(t *testing.T) {
	for name, c := range map[string]struct {
		can     []string
		message Message
		body    string
		actions int
		urgency byte
	}{
		"plain":     {nil, Message{Body: "<i>&", Action: "Open"}, "<i>&", 0, 1},
		"markup":    {[]string{"body-markup"}, Message{Body: "<i>&"}, "&lt;i&gt;&amp;", 0, 1},
		"actions":   {[]string{"actions"}, Message{Action: "Open"}, "", 2, 1},
		"no action": {[]string{"actions"}, Message{}, "", 0, 1},
		"urgent":    {nil, Message{Urgent: true}, "", 0, 2},
		"bad bytes": {nil, Message{Body: "a\x00\xff"}, "a\uFFFD", 0, 1},
	} {
		t.Run(name, func(t *testing.T) {
			d := dndtest.Start(t)
			daemon := newFakeDaemon(t, d, c.can...)
			n, _ := newNotifier(t, d)
			show(t, d, n, c.message)
			got := <-daemon.calls
			if got.body != c.body || len(got.actions) != c.actions || got.hints["urgency"].Value() != c.urgency {
				t.Fatalf("told %+v", got)
			}
			if err := n.Withdraw(d.Context(), ""); err != nil {
				t.Fatalf("one that is gone already: %v", err)
			}
		})
	}
}
