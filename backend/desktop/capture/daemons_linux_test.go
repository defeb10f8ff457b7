package capture

import (
	"fmt"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// TestWithDunst captures what notify-send sends to the real dunst.
func TestWithDunst(t *testing.T) {
	program(t, "notify-send", "libnotify-bin")
	b := startBus(t)
	b.withDunst()
	r := b.capture(Options{})

	t.Run("plain", func(t *testing.T) {
		b.run("notify-send", "-a", "Slack", "-u", "critical", "-c", "im.received", "-i", "mail-unread",
			"-h", "string:desktop-entry:slack", "-h", "int:value:3", "Ana: hello", "<b>body</b> text &amp; é")
		n := r.note(t, "Ana: hello")
		if n.App != "Slack" || n.Urgency != 1 || n.Category != "im.received" || n.Icon != "mail-unread" ||
			n.DesktopEntry != "slack" || n.Body != "body text & é" || n.SenderPID == 0 || r.id(t, n) == 0 {
			t.Errorf("got %+v", n)
		}
	})
	t.Run("low and transient", func(t *testing.T) {
		b.run("notify-send", "-u", "low", "-e", "low")
		if n := r.note(t, "low"); n.Urgency != -1 || !n.Transient || n.App != "notify-send" {
			t.Errorf("got %+v", n)
		}
	})
	t.Run("an update", func(t *testing.T) {
		id := b.run("notify-send", "-p", "first")
		first := r.note(t, "first")
		if got := strconv.Itoa(int(r.id(t, first))); got != id {
			t.Errorf("id %s, dunst gave %s", got, id)
		}
		b.run("notify-send", "-r", id, "second")
		if second := r.note(t, "second"); second.Replaces != first.ID || second.ReplacesID == 0 {
			t.Errorf("it replaces %q, want %q", second.Replaces, first.ID)
		}
	})
	t.Run("actions", func(t *testing.T) { testActions(t, b, r) })
	t.Run("closed by its sender", func(t *testing.T) { testWithdrawn(t, b, r) })
	t.Run("dunst is paused", func(t *testing.T) {
		b.run("dunstctl", "set-paused", "true")
		b.run("notify-send", "while paused")
		if n := r.note(t, "while paused"); r.id(t, n) == 0 {
			t.Errorf("got %+v", n)
		}
	})
}

// testActions lets notify-send wait for an action, and ends its waiting from elsewhere.
func testActions(t *testing.T, b *testBus, r *recorder) {
	t.Helper()
	waiting := exec.CommandContext(t.Context(), "notify-send", "-A", "reply=Answer", "-A", "later=Not now", "choose")
	waiting.Env = b.env
	if err := waiting.Start(); err != nil {
		t.Fatal(err)
	}
	n := r.note(t, "choose")
	if got := fmt.Sprint(n.Actions); got != "[{reply Answer} {later Not now}]" {
		t.Errorf("actions %s", got)
	}
	object := b.connect().Object(fdoInterface, "/org/freedesktop/Notifications")
	if err := object.Call(fdoInterface+".CloseNotification", 0, r.id(t, n)).Err; err != nil {
		t.Fatal(err)
	}
	if c := r.closing(t, n.ID); c.Reason != ReasonClosed || c.BySender {
		t.Errorf("got %+v, want a closing by somebody else", c)
	}
	if err := waiting.Wait(); err != nil && !strings.Contains(err.Error(), "exit status") {
		t.Fatal(err)
	}
}

func testWithdrawn(t *testing.T, b *testBus, r *recorder) {
	t.Helper()
	conn := b.connect()
	id, err := notify(conn, "app", 0, "withdrawn")
	if err != nil {
		t.Fatal(err)
	}
	n := r.note(t, "withdrawn")
	object := conn.Object(fdoInterface, "/org/freedesktop/Notifications")
	if err := object.Call(fdoInterface+".CloseNotification", 0, id).Err; err != nil {
		t.Fatal(err)
	}
	if c := r.closing(t, n.ID); c.Reason != ReasonClosed || !c.BySender || c.DaemonID != id {
		t.Errorf("got %+v, want one withdrawn by its sender", c)
	}
}

// TestWithXfce captures what is sent to the real xfce4-notifyd.
func TestWithXfce(t *testing.T) {
	const folder = "/usr/lib/*/xfce4/"
	b := newBus(t)
	b.withDisplay()
	b.start()
	b.background(installed(t, folder+"xfconf/xfconfd", "xfconf"))
	b.background(installed(t, folder+"notifyd/xfce4-notifyd", "xfce4-notifyd"))
	b.awaitOwner(fdoInterface)
	r := b.capture(Options{})
	id := b.run("notify-send", "-p", "first")
	first := r.note(t, "first")
	if got := strconv.Itoa(int(r.id(t, first))); got != id {
		t.Errorf("id %s, the daemon gave %s", got, id)
	}
	b.run("notify-send", "-r", id, "second")
	if second := r.note(t, "second"); second.Replaces != first.ID {
		t.Errorf("it replaces %q, want %q", second.Replaces, first.ID)
	}
	testWithdrawn(t, b, r)
}

// installed finds a program that is not in the path.
func installed(t *testing.T, pattern, debianPackage string) string {
	t.Helper()
	found, err := filepath.Glob(pattern)
	if err != nil || len(found) == 0 {
		t.Skipf("%s is missing: it is in the package %s.", pattern, debianPackage)
	}
	return found[0]
}

// TestDaemonIsStartedByTheCall has dunst started by the bus: the call is seen once, and the answer
// may come late.
func TestDaemonIsStartedByTheCall(t *testing.T) {
	b := newBus(t)
	b.withDisplay()
	b.write("services/dunst.service", "[D-BUS Service]\nName="+fdoInterface+"\nExec="+program(t, "dunst", "dunst")+"\n")
	b.start()
	r := b.capture(Options{})
	conn := b.connect()
	id, err := notify(conn, "app", 0, "wake up")
	if err != nil {
		t.Fatal(err)
	}
	n := r.note(t, "wake up")
	if got := r.id(t, n); got != id {
		t.Errorf("id %d, want %d", got, id)
	}
	if _, err := notify(conn, "app", id, "update"); err != nil {
		t.Fatal(err)
	}
	if update := r.note(t, "update"); update.Replaces != n.ID {
		t.Errorf("it replaces %q, want %q", update.Replaces, n.ID)
	}
}
