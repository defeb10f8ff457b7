//go:build linux

package proof

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"io"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/godbus/dbus/v5"

	"sluice/backend/api/wire"
	"sluice/proof/desk"
)

const (
	notifications = "org.freedesktop.Notifications"
	notifyPath    = dbus.ObjectPath("/org/freedesktop/Notifications")
)

// strange are bodies of Notify that do not have the types which Notify has.
var strange = [][]any{
	{},
	{uint32(7)},
	{"App"},
	{"App", "not a number", "", "a text in place of a number", "body", []string{}, map[string]dbus.Variant{}, int32(0)},
	{"App", uint32(0), "", int64(5), "a summary that is a number", []string{}, map[string]dbus.Variant{}, int32(0)},
	{"App", uint32(0), "", "hints that are a list", "body", []string{"odd"}, []string{"x"}, int32(0)},
	{[]byte(strings.Repeat("x", 70_000)), uint32(1), true},
}

// texts are summaries that somebody might take for more than a text.
func texts(witness string) []string {
	return []string{
		"$(touch " + witness + ")", "`touch " + witness + "`", "; touch " + witness + " #", "%s%n%x",
		"<b>bold</b><script>alert(1)</script>", `<img src="http://127.0.0.1:9/pixel">`, "<unclosed &amp &#0; &#x110000;",
		"\x1b[31mred\x1b]0;title\x07", "a\rb\x08c", "right \u202eot tfel", "../../../etc/passwd", "'; DROP TABLE items; --",
		strings.Repeat("long ", 5000),
	}
}

// TestHostileNotificationsAreHeldAsText sends what no honest program sends. Each call is an arrival,
// none is more than a text, and the core goes on.
//
// DESIGN: "Every arrival is accounted for"; "Trouble is a state …, never a crash".
func TestHostileNotificationsAreHeldAsText(t *testing.T) {
	t.Parallel()
	d := desk.New(t)
	c := d.Core()
	c.Do("shield", "start", "--for", "1h")
	object := d.Dial().Object(notifications, notifyPath)
	for _, body := range strange {
		object.Call(notifications+".Notify", 0, body...) // the daemon refuses most of them
	}
	witness := filepath.Join(d.Dir, "witness")
	hostile := texts(witness)
	for i, text := range hostile {
		if err := desk.Notify(d.Bus(), "App "+strconv.Itoa(i), text, text); err != nil {
			t.Errorf("%.40q: %v", text, err)
		}
	}
	if err := desk.Notify(d.Bus(), "Big", "one megabyte", strings.Repeat("x", 1<<20)); err != nil {
		t.Error(err)
	}
	want := len(strange) + len(hostile) + 1
	d.Eventually("every call is an arrival", func() bool { return receipt(c).Held == want })
	c.Do("checkin", "now", "--end-shield")
	shownAsText(t, c, witness)
	well(t, c)
	select {
	case <-c.Ended():
		t.Error("the core ended")
	default:
	}
}

func shownAsText(t *testing.T, c *desk.Core, witness string) {
	t.Helper()
	items := queue(c)
	found := titles(items)
	for _, title := range []string{"$(touch " + witness + ")", "%s%n%x", "<b>bold</b><script>alert(1)</script>", "one megabyte"} {
		if found[title] != 1 {
			t.Errorf("%q is in the queue %d times", title, found[title])
		}
	}
	if found["(unreadable notification)"] == 0 {
		t.Errorf("what could not be read is not in the queue: %v", found)
	}
	for _, item := range items {
		bounded(t, item)
	}
	for _, r := range c.Do("queue") {
		if unicode.IsControl(r) && r != '\n' || unicode.Is(unicode.Bidi_Control, r) {
			t.Errorf("the queue is printed with the control character %U", r)
		}
	}
	if _, err := os.Stat(witness); err == nil {
		t.Error("a text was executed")
	}
}

func bounded(t *testing.T, item wire.Item) {
	t.Helper()
	if len(item.Title) > 1<<10 || len(item.Body) > 64<<10 {
		t.Errorf("an item has a title of %d bytes and a body of %d", len(item.Title), len(item.Body))
	}
}

// TestTextThatIsNoUTF8NeverArrives shows who keeps invalid text out: the bus closes the connection of
// whoever sends it, and hands on nothing.
func TestTextThatIsNoUTF8NeverArrives(t *testing.T) {
	t.Parallel()
	d := desk.New(t)
	c := d.Core()
	const mark = "~~~~~~~~"
	message := notifyMessage(t, mark)
	sender := rawSender(t, d)
	if _, err := sender.Write(bytes.ReplaceAll(message, []byte(mark), []byte("\xff\xfe\xc0\x80\xed\xa0\x80\xff"))); err != nil {
		t.Fatal(err)
	}
	if rest, err := io.ReadAll(sender); err != nil && !strings.Contains(err.Error(), "reset") {
		t.Errorf("the bus did not close the connection, but gave %d bytes and %v", len(rest), err)
	}
	d.Notify("a good one", "")
	d.Eventually("the good one is held", func() bool { return status(c).Held == 1 })
	if r := receipt(c); r.Arrived != 1 {
		t.Errorf("%d arrived, want the good one", r.Arrived)
	}
}

// notifyMessage is a call of Notify as it goes over the wire.
func notifyMessage(t *testing.T, summary string) []byte {
	t.Helper()
	body := []any{"App", uint32(0), "", summary, "", []string{}, map[string]dbus.Variant{}, int32(0)}
	message := &dbus.Message{Type: dbus.TypeMethodCall, Body: body, Headers: map[dbus.HeaderField]dbus.Variant{
		dbus.FieldDestination: dbus.MakeVariant(notifications),
		dbus.FieldPath:        dbus.MakeVariant(notifyPath),
		dbus.FieldInterface:   dbus.MakeVariant(notifications),
		dbus.FieldMember:      dbus.MakeVariant("Notify"),
		dbus.FieldSignature:   dbus.MakeVariant(dbus.SignatureOf(body...)),
	}}
	return encoded(t, message, 2)
}

// encoded gives a message's bytes with a serial, which godbus would only set itself.
func encoded(t *testing.T, message *dbus.Message, serial uint32) []byte {
	t.Helper()
	var wire bytes.Buffer
	if err := message.EncodeTo(&wire, binary.LittleEndian); err != nil {
		t.Fatal(err)
	}
	const atSerial = 8
	binary.LittleEndian.PutUint32(wire.Bytes()[atSerial:], serial)
	return wire.Bytes()
}

// rawSender is a connection to the bus that has said hello and does not look at what it sends.
func rawSender(t *testing.T, d *desk.Desk) net.Conn {
	t.Helper()
	conn, err := net.Dial("unix", strings.TrimPrefix(d.Address(), "unix:path="))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	if err := conn.SetDeadline(time.Now().Add(desk.Patience)); err != nil {
		t.Fatal(err)
	}
	uid := hex.EncodeToString([]byte(strconv.Itoa(os.Getuid())))
	if _, err := conn.Write([]byte("\x00AUTH EXTERNAL " + uid + "\r\n")); err != nil {
		t.Fatal(err)
	}
	if answer, err := bufio.NewReader(conn).ReadString('\n'); err != nil || !strings.HasPrefix(answer, "OK") {
		t.Fatalf("the bus answers %q, %v", answer, err)
	}
	const bus = "org.freedesktop.DBus"
	hello := &dbus.Message{Type: dbus.TypeMethodCall, Headers: map[dbus.HeaderField]dbus.Variant{
		dbus.FieldDestination: dbus.MakeVariant(bus), dbus.FieldPath: dbus.MakeVariant(dbus.ObjectPath("/org/freedesktop/DBus")),
		dbus.FieldInterface: dbus.MakeVariant(bus), dbus.FieldMember: dbus.MakeVariant("Hello"),
	}}
	if _, err := conn.Write(append([]byte("BEGIN\r\n"), encoded(t, hello, 1)...)); err != nil {
		t.Fatal(err)
	}
	return conn
}
