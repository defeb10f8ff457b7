package capture

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/godbus/dbus/v5"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// wireMessage is a method call as it stands on the wire.
func wireMessage(t testing.TB, iface, member string, body ...any) []byte {
	t.Helper()
	return encode(t, callOf(iface, member, body...))
}

func callOf(iface, member string, body ...any) *dbus.Message {
	msg := &dbus.Message{Type: dbus.TypeMethodCall, Body: body, Headers: map[dbus.HeaderField]dbus.Variant{
		dbus.FieldPath:      dbus.MakeVariant(dbus.ObjectPath("/x")),
		dbus.FieldInterface: dbus.MakeVariant(iface),
		dbus.FieldMember:    dbus.MakeVariant(member),
		dbus.FieldSender:    dbus.MakeVariant(":1.7"),
	}}
	if len(body) > 0 {
		msg.Headers[dbus.FieldSignature] = dbus.MakeVariant(dbus.SignatureOf(body...))
	}
	return msg
}

func encode(t testing.TB, msg *dbus.Message) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := msg.EncodeTo(&out, binary.LittleEndian); err != nil {
		t.Fatalf("encode: %v", err)
	}
	return out.Bytes()
}

// readAll reads the messages of a stream as the monitor does.
func readAll(raw []byte) []*message {
	m := &monitorReader{in: bufio.NewReader(bytes.NewReader(raw))}
	var all []*message
	for {
		msg, err := m.next()
		if err != nil {
			return all
		}
		all = append(all, msg)
	}
}

type monitorReader struct{ in *bufio.Reader }

func (r *monitorReader) next() (*message, error) {
	h, d, err := readHeader(r.in)
	if err != nil {
		return nil, err
	}
	m := parse(h, d)
	_, err = r.in.Discard(d.end - d.pos)
	return m, err
}

func readOne(t testing.TB, raw []byte) *message {
	t.Helper()
	all := readAll(raw)
	if len(all) != 1 {
		t.Fatalf("read %d messages of one", len(all))
	}
	return all[0]
}

func hints(pairs ...any) map[string]dbus.Variant {
	m := map[string]dbus.Variant{}
	for i := 0; i < len(pairs); i += 2 {
		m[pairs[i].(string)] = dbus.MakeVariant(pairs[i+1])
	}
	return m
}

type pixels struct {
	Width, Height, Stride int32
	Alpha                 bool
	Bits, Channels        int32
	Data                  []byte
}

func image(side int32) pixels {
	return pixels{side, side, 4 * side, true, 8, 4, make([]byte, 4*side*side)}
}

func TestNotifyIsRead(t *testing.T) {
	full := []any{
		"Slack", uint32(3), "mail-unread", "Ana: hello", "<b>body</b> text é",
		[]string{"default", "", "reply", "Answer"},
		hints("category", "im.received", "desktop-entry", "slack", "urgency", byte(2), "sender-pid", int64(42),
			"image-data", image(4), "resident", true, "transient", true, "x-other", []string{"a"}), int32(-1),
	}
	cases := []struct {
		name string
		body []any
		want Notification
	}{
		{"everything", full, Notification{
			App: "Slack", ReplacesID: 3, Icon: "mail-unread", Summary: "Ana: hello", Body: "body text é",
			Actions: []Action{{"default", ""}, {"reply", "Answer"}}, Category: "im.received", DesktopEntry: "slack",
			Urgency: 1, Resident: true, Transient: true,
		}},
		{"the hints are missing", full[:6], Notification{
			App: "Slack", ReplacesID: 3, Icon: "mail-unread", Summary: "Ana: hello", Body: "body text é",
			Actions: []Action{{"default", ""}, {"reply", "Answer"}},
		}},
		{
			"the image's path stands for the icon",
			[]any{"a", uint32(0), "", "s", "b", []string{}, hints("image-path", "/i.png")},
			Notification{App: "a", Summary: "s", Body: "b", Icon: "/i.png"},
		},
		{
			"the urgency is of another type",
			[]any{"a", uint32(0), "", "s", "b", []string{}, hints("urgency", int32(0))},
			Notification{App: "a", Summary: "s", Body: "b", Urgency: -1},
		},
		{
			"the urgency is a text",
			[]any{"a", uint32(0), "", "s", "b", []string{}, hints("urgency", "high")},
			Notification{App: "a", Summary: "s", Body: "b"},
		},
		{"the id is of another type", []any{"a", "7", "", "s", "b"}, Notification{App: "a", Summary: "s", Body: "b"}},
		{"only the summary is readable", []any{byte(1), byte(2), byte(3), "s", byte(5)}, Notification{Summary: "s"}},
		{
			"an action without a label",
			[]any{"a", uint32(0), "", "s", "b", []string{"x", "X", "y"}},
			Notification{App: "a", Summary: "s", Body: "b", Actions: []Action{{"x", "X"}}},
		},
		{"both texts are empty", []any{"a", uint32(0), "", "", ""}, Notification{App: "a"}},
		{"no arguments", nil, Notification{Summary: Unreadable}},
		{"no text at all", []any{[]int32{1, 2}, map[string]string{"a": "b"}}, Notification{Summary: Unreadable}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			m := readOne(t, wireMessage(t, fdoInterface, "Notify", c.body...))
			if diff := cmp.Diff(c.want, m.note); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestPortalIsRead(t *testing.T) {
	button := map[string]dbus.Variant{"action": dbus.MakeVariant("reply"), "label": dbus.MakeVariant("Answer")}
	icon := struct {
		Kind  string
		Names dbus.Variant
	}{"themed", dbus.MakeVariant([]string{"mail", "mail-symbolic"})}
	body := []any{"org.example.App", "chat-1", hints(
		"title", "Ana", "body", "1 < 2 & 3 <b>bold</b>", "priority", "urgent", "default-action", "open",
		"buttons", []map[string]dbus.Variant{button}, "icon", icon, "category", "im.received",
		"display-hint", []string{"transient"}, "sound", dbus.MakeVariant("silent"))}
	want := Notification{
		DesktopEntry: "org.example.App", Summary: "Ana", Body: "1 < 2 & 3 <b>bold</b>", Urgency: 1, Icon: "mail",
		Category: "im.received", Transient: true,
	}
	for _, iface := range []string{implInterface, gtkInterface} {
		m := readOne(t, wireMessage(t, iface, "AddNotification", body...))
		if m.app != "org.example.App" || m.key != "chat-1" || len(m.note.Actions) != 2 {
			t.Errorf("app %q, key %q, actions %v", m.app, m.key, m.note.Actions)
		}
		m.note.Actions = nil // their order is that of a map
		if diff := cmp.Diff(want, m.note); diff != "" {
			t.Error(diff)
		}
	}
}

func TestLongTextIsCut(t *testing.T) {
	long, large := strings.Repeat("é", 10_000), strings.Repeat("é", 5_000_000)
	many := make([]string, 10_000)
	m := readOne(t, wireMessage(t, fdoInterface, "Notify", long, uint32(0), long, long, large, many, hints("category", long)))
	n := m.note
	if !n.Truncated || len(n.Summary) != maxSummary || len(n.Body) != maxBody || len(n.Actions) != maxActions {
		t.Errorf("truncated %v, summary %d, body %d, actions %d", n.Truncated, len(n.Summary), len(n.Body), len(n.Actions))
	}
	if len(n.App) > maxName || len(n.Icon) > maxIcon || len(n.Category) > maxName || !utf8.ValidString(n.Body) {
		t.Errorf("app %d, icon %d, category %d", len(n.App), len(n.Icon), len(n.Category))
	}
}

// What stands behind a value that is of no interest is still read, whatever the value is.
func TestAnyHintIsPassedOver(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		other := anyVariant(3).Draw(t, "other")
		raw := encodeFor(t, callOf(fdoInterface, "Notify", "a", uint32(0), "", "s", "b", []string{},
			map[string]dbus.Variant{"x": other}, int32(7)))
		h, d, err := readHeader(bufio.NewReader(bytes.NewReader(raw)))
		if err != nil {
			t.Fatal(err)
		}
		a := &arguments{decoder: d, signature: h.signature}
		(&message{}).parseNotify(a)
		if a.err != nil || a.signature != "i" || int32(a.decoder.uint32()) != 7 || d.pos != d.end {
			t.Fatalf("after %v: %v, at %d of %d", other, a.err, d.pos, d.end)
		}
	})
}

func encodeFor(t *rapid.T, msg *dbus.Message) []byte {
	var out bytes.Buffer
	if err := msg.EncodeTo(&out, binary.LittleEndian); err != nil {
		t.Fatalf("encode: %v", err)
	}
	return out.Bytes()
}

// anyVariant draws values of many types, nested to some depth.
func anyVariant(depth int) *rapid.Generator[dbus.Variant] {
	return rapid.Custom(func(t *rapid.T) dbus.Variant {
		choices := 9
		if depth > 0 {
			choices = 13
		}
		return dbus.MakeVariant(anyValue(t, rapid.IntRange(0, choices-1).Draw(t, "type"), depth))
	})
}

func anyValue(t *rapid.T, choice, depth int) any {
	inner := func() dbus.Variant { return anyVariant(depth-1).Draw(t, "inner") }
	text := rapid.StringMatching(`[a-zé]{0,9}`).Draw(t, "text")
	n := rapid.IntRange(0, 5).Draw(t, "n")
	switch choice {
	case 0:
		return byte(n)
	case 1:
		return int16(n)
	case 2:
		return n%2 == 0
	case 3:
		return int64(n)
	case 4:
		return float64(n)
	case 5:
		return text
	case 6:
		return dbus.ObjectPath("/" + strings.ReplaceAll(text, "é", "_"))
	case 7:
		return dbus.SignatureOf(text, n > 2)
	case 8:
		return make([]int64, n)
	case 9:
		return inner()
	case 10:
		return []dbus.Variant{inner(), inner()}
	case 11:
		return map[string]dbus.Variant{text: inner()}
	default:
		return struct {
			A byte
			B dbus.Variant
			C []byte
		}{byte(n), inner(), make([]byte, n)}
	}
}

func FuzzMessages(f *testing.F) {
	f.Add(wireMessage(f, fdoInterface, "Notify", "a", uint32(1), "i", "s", "<b>b", []string{"k", "l"},
		hints("urgency", byte(1), "image-data", image(2)), int32(-1)))
	f.Add(wireMessage(f, implInterface, "AddNotification", "app", "id", hints("title", "t", "buttons", []map[string]dbus.Variant{{}})))
	f.Add(wireMessage(f, fdoInterface, "CloseNotification", uint32(1)))
	f.Fuzz(func(t *testing.T, raw []byte) {
		c := newCorrelator("guid", 8, func(string, uint32) bool { return false }, func(string) {})
		c.daemon = ":1.2"
		for _, m := range readAll(raw) {
			checkNote(t, m.note)
			c.take(m, startOfTime)
		}
		c.flush(startOfTime)
	})
}

func checkNote(t *testing.T, n Notification) {
	t.Helper()
	for _, text := range []string{n.App, n.DesktopEntry, n.Summary, n.Body, n.Category, n.Icon} {
		if !isClean(strings.ReplaceAll(text, "\uFFFD", "")) {
			t.Errorf("%q is not clean", text)
		}
	}
	if len(n.Summary) > maxSummary || len(n.Body) > maxBody || len(n.Actions) > maxActions {
		t.Errorf("summary %d, body %d, actions %d", len(n.Summary), len(n.Body), len(n.Actions))
	}
}

// BenchmarkImage compares with godbus, which takes 45 ms for such a message.
func BenchmarkImage(b *testing.B) {
	raw := wireMessage(b, fdoInterface, "Notify", "a", uint32(0), "", "s", "b", []string{}, hints("image-data", image(256)), int32(-1))
	b.Run("here", func(b *testing.B) {
		for b.Loop() {
			readAll(raw)
		}
	})
	b.Run("godbus", func(b *testing.B) {
		for b.Loop() {
			if _, err := dbus.DecodeMessage(bytes.NewReader(raw)); err != nil {
				b.Fatal(err)
			}
		}
	})
}
