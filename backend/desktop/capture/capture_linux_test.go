package capture

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"
)

func TestNobodyIsThereToShowIt(t *testing.T) {
	b := startBus(t)
	r := b.capture(Options{})
	if _, err := notify(b.connect(), "app", 0, "unanswered"); err == nil {
		t.Fatal("somebody answered")
	}
	if n := r.note(t, "unanswered"); n.Daemon != "" || n.DaemonID != 0 || n.SenderPID != uint32(os.Getpid()) {
		t.Errorf("got %+v", n)
	}
}

func TestTheBusIsRestarted(t *testing.T) {
	b := startBus(t)
	r := b.capture(Options{})
	if _, err := notify(b.connect(), "app", 0, "before"); err == nil {
		t.Fatal("somebody answered")
	}
	before := r.note(t, "before")
	b.stop()
	r.await(t, "Gone", func() bool { return len(r.causes) > 0 })
	b.start()
	r.await(t, "Ready again", func() bool { return r.ready == 2 })
	_, _ = notify(b.connect(), "app", 0, "after")
	after := r.note(t, "after")
	if guid, _, _ := strings.Cut(before.ID, "/"); strings.HasPrefix(after.ID, guid) {
		t.Errorf("%q and %q are of the same bus", before.ID, after.ID)
	}
}

func TestNoAddressIsKnown(t *testing.T) {
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "")
	r := startRecording(t, Options{})
	r.await(t, "Gone", func() bool { return len(r.causes) == 1 })
	if !errors.Is(r.causes[0], ErrNoBus) {
		t.Errorf("the cause is %v", r.causes[0])
	}
}

func TestNobodyListensAtTheAddress(t *testing.T) {
	b := newBus(t)
	b.stop = func() {}
	r := startRecording(t, Options{Address: b.address})
	r.await(t, "Gone", func() bool { return len(r.causes) == 1 })
	b.start()
	r.await(t, "Ready", func() bool { return r.ready == 1 })
}

// TestBurst sends 5,000 from five programs at once: all arrive, each sender's in its order.
func TestBurst(t *testing.T) {
	const senders, each = 5, 1000
	b := startBus(t)
	b.withDaemon()
	r := b.capture(Options{})
	var wait sync.WaitGroup
	for sender := range senders {
		conn := b.connect()
		wait.Go(func() { burst(t, conn, sender, each) })
	}
	wait.Wait()
	r.await(t, "the last one", func() bool { return len(r.notes) >= senders*each || r.lost > 0 })
	ids, last := map[string]bool{}, map[string]int{}
	for _, n := range r.notes {
		var sender, i int
		if _, err := fmt.Sscanf(n.Summary, "%d %d", &sender, &i); err != nil {
			t.Fatal(err)
		}
		if ids[n.ID] || i != last[n.App]+1 {
			t.Fatalf("%q %s comes after %d, seen before: %v", n.Summary, n.ID, last[n.App], ids[n.ID])
		}
		ids[n.ID], last[n.App] = true, i
	}
	if len(ids) != senders*each || r.lost != 0 {
		t.Errorf("captured %d, lost %d", len(ids), r.lost)
	}
}

func burst(t *testing.T, conn *dbus.Conn, sender, n int) {
	t.Helper()
	object := conn.Object(fdoInterface, "/org/freedesktop/Notifications")
	done := make(chan *dbus.Call, n)
	for i := range n {
		object.Go(fdoInterface+".Notify", 0, done, fmt.Sprint("app ", sender), uint32(0), "",
			fmt.Sprint(sender, " ", i+1), "", []string{}, hints(), int32(-1))
	}
	for range n {
		if call := <-done; call.Err != nil {
			t.Error(call.Err)
		}
	}
}

func TestPortal(t *testing.T) {
	const backendName = backendNames + ".desktop.gtk"
	b := startBus(t)
	b.withDaemon()
	r := b.capture(Options{})
	portal, backend, app := b.connect(), b.connect(), b.connect()

	// The backend gives its name only now, as one that is being started does.
	b.serve(backend, implInterface, "AddNotification", func(_, _ string, n map[string]dbus.Variant) *dbus.Error {
		_, _ = notify(backend, "", 0, n["title"].Value().(string))
		return nil
	})
	b.own(backend, backendName)
	b.serve(portal, portalInterface, "AddNotification", func(id string, n map[string]dbus.Variant) *dbus.Error {
		object := portal.Object(backendName, "/org/freedesktop/impl/portal/Notification")
		object.Call(implInterface+".AddNotification", 0, "org.example.App", id, n)
		return nil
	})
	b.own(portal, "org.freedesktop.portal.Desktop")

	object := app.Object("org.freedesktop.portal.Desktop", "/org/freedesktop/portal/Notification")
	for _, title := range []string{"by portal", "update"} {
		call := object.Call(portalInterface+".AddNotification", 0, "chat", hints("title", title, "priority", "low"))
		if call.Err != nil {
			t.Fatal(call.Err)
		}
	}
	update := r.note(t, "update")
	n := r.note(t, "by portal")
	if n.DesktopEntry != "org.example.App" || n.App != "" || n.Urgency != -1 || n.SenderPID != uint32(os.Getpid()) {
		t.Errorf("got %+v", n)
	}
	if id := r.id(t, n); id != 1 || update.Replaces != n.ID {
		t.Errorf("the daemon's id is %d; the update is of %q, want %q", id, update.Replaces, n.ID)
	}
}

// TestGnome has the owner of the daemon's name hand each call on to another service.
func TestGnome(t *testing.T) {
	b := startBus(t)
	shell, service := b.connect(), b.connect()
	b.export(shell, &daemon{}, fdoInterface)
	type dict = map[string]dbus.Variant
	b.serve(service, fdoInterface, "Notify", func(app string, id uint32, icon, summary, body string, actions []string, h dict, timeout int32) (uint32, *dbus.Error) {
		object := service.Object(shell.Names()[0], "/org/freedesktop/Notifications")
		object.Call(fdoInterface+".Notify", 0, app, id, icon, summary, body, actions, h, timeout)
		return 77, nil
	})
	b.own(service, fdoInterface)
	r := b.capture(Options{})
	conn := b.connect()
	for _, summary := range []string{"once", "end"} {
		if id, err := notify(conn, "app", 0, summary); err != nil || id != 77 {
			t.Fatalf("id %d, %v", id, err)
		}
	}
	r.note(t, "end")
	if n := r.note(t, "once"); n.DaemonID != 0 && n.DaemonID != 77 {
		t.Errorf("got %+v", n)
	}
}

func TestOurOwnAreNotCaptured(t *testing.T) {
	b := startBus(t)
	b.withDaemon()
	ours, theirs := b.connect(), b.connect()
	r := b.capture(Options{Own: func(sender string, _ uint32) bool { return sender == ours.Names()[0] }})
	for conn, summary := range map[*dbus.Conn]string{ours: "ours", theirs: "theirs"} {
		if _, err := notify(conn, "app", 0, summary); err != nil {
			t.Fatal(err)
		}
	}
	_, _ = notify(theirs, "app", 0, "end")
	r.note(t, "end")
	r.note(t, "theirs")
	for _, n := range r.notes {
		if n.Summary == "ours" {
			t.Errorf("captured %+v", n)
		}
	}
}

// TestHostile sends what no sound program sends. The bus lets all of it through.
func TestHostile(t *testing.T) {
	b := startBus(t)
	r := b.capture(Options{})
	conn := b.connect()
	deep := dbus.MakeVariant("x")
	for range 30 {
		deep = dbus.MakeVariant(deep)
	}
	file, err := os.Open(os.DevNull)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	fd := dbus.UnixFD(file.Fd())
	bodies := [][]any{
		nil,
		{int64(1), "x"},
		{"a", uint32(0), "", "deep", "b", []string{}, map[string]dbus.Variant{"x": deep, "urgency": deep}, int32(0)},
		{"a", uint32(0), "", "large", strings.Repeat("<b>&amp;", 1<<20), []string{}, hints(), int32(0)},
		{"a", uint32(0), "", "many", "", make([]string, 20_000), hints(), int32(0)},
		{"a", uint32(0), "", "odd keys", "", []string{}, map[uint32]string{1: "a"}, int32(0)},
		{"a", uint32(0), "", "with a file", "", []string{}, hints("image-data", fd), int32(0)},
		{[]byte(strings.Repeat("x", 1<<16)), uint32(0), "", "bytes"},
		{"a", uint32(0), "", "control \x01\x1b", "", []string{}, hints("image-data", image(64)), int32(0)},
	}
	for _, body := range bodies {
		msg := callOf(fdoInterface, "Notify", body...)
		delete(msg.Headers, dbus.FieldSender)
		msg.Headers[dbus.FieldDestination] = dbus.MakeVariant(":1.9999") // nobody
		msg.Flags = dbus.FlagNoReplyExpected
		conn.Send(msg, nil)
	}
	_, _ = notify(conn, "app", 0, "end")
	r.note(t, "end")
	for _, summary := range []string{"deep", "large", "many", "odd keys", "with a file", "bytes", "control "} {
		checkNote(t, r.note(t, summary))
	}
	if len(r.notes) != len(bodies)+1 || len(r.causes) != 0 {
		t.Errorf("captured %d of %d, gone: %v", len(r.notes), len(bodies)+1, r.causes)
	}
	if r.notes[0].Summary != Unreadable {
		t.Errorf("of nothing at all: %+v", r.notes[0])
	}
}

// TestWhatIsReadBeforeTheEndIsHandedOver ends capture while a notification waits for its answer.
func TestWhatIsReadBeforeTheEndIsHandedOver(t *testing.T) {
	box := newOutbox(10)
	s := &link{box: box, messages: make(chan *message, 2), readErr: context.Canceled}
	s.corr = newCorrelator("g", 10, func(string, uint32) bool { return false }, func(string) {})
	s.messages <- notifyCall(":1.7", 1, "one", 0)
	s.messages <- notifyCall(":1.7", 2, "two", 0)
	close(s.messages)
	s.monitor, s.lookups = &monitor{conn: unconnected(t)}, unconnected(t)
	if err := s.run(t.Context()); !errors.Is(err, context.Canceled) {
		t.Errorf("run: %v", err)
	}
	if events, _, _ := box.take(); len(events) != 2 {
		t.Errorf("%d events", len(events))
	}
}

func unconnected(t *testing.T) *dbus.Conn {
	t.Helper()
	b := startBus(t)
	return b.connect()
}

// TestTheOtherConnectionIsLost loses only the connection for look-ups: the link ends, so that both
// are opened anew.
func TestTheOtherConnectionIsLost(t *testing.T) {
	b := startBus(t)
	box := newOutbox(10)
	s, err := openLink(t.Context(), b.address, Options{}.filled(), box)
	if err != nil {
		t.Fatal(err)
	}
	defer s.close()
	_ = s.lookups.Close()
	if err := s.run(t.Context()); !errors.Is(err, errLookupsGone) {
		t.Errorf("run: %v", err)
	}
}

func TestABusyReceiverIsToldWhatItMissed(t *testing.T) {
	box := newOutbox(2)
	for i := range 5 {
		box.put(event{kind: eventNotified, at: startOfTime.Add(time.Duration(i) * time.Second)})
	}
	box.put(event{kind: eventGone})
	box.close()
	r := &recorder{changed: make(chan struct{}, 1)}
	box.deliver(r)
	if len(r.notes) != 2 || r.lost != 3 || len(r.causes) != 1 {
		t.Errorf("notes %d, lost %d, gone %d", len(r.notes), r.lost, len(r.causes))
	}
}
