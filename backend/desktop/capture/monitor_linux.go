package capture

import (
	"bufio"
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"strconv"
	"strings"

	"github.com/godbus/dbus/v5"
)

// monitorRules select what the bus copies to us. None names the daemon as destination, since most
// senders address it by its unique name.
// https://dbus.freedesktop.org/doc/dbus-specification.html#bus-messages-become-monitor
var monitorRules = []string{
	"type='method_call',interface='org.freedesktop.Notifications',member='Notify'",
	"type='method_call',interface='org.freedesktop.Notifications',member='CloseNotification'",
	"type='signal',interface='org.freedesktop.Notifications',member='NotificationClosed'",
	"type='method_return',sender='org.freedesktop.Notifications'",
	"type='error',sender='org.freedesktop.Notifications'",
	"type='method_call',interface='org.freedesktop.impl.portal.Notification'",
	"type='method_call',interface='org.freedesktop.portal.Notification'",
	"type='method_call',interface='org.gtk.Notifications'",
	"type='signal',sender='org.freedesktop.DBus',member='NameOwnerChanged',arg0='org.freedesktop.Notifications'",
	"type='signal',sender='org.freedesktop.DBus',member='NameOwnerChanged',arg0namespace='" + backendNames + "'",
}

// monitor is a connection that the bus copies messages to. It can send nothing.
//
// godbus dials and writes for it, but does not read: its reader drops messages when its channel is
// full, closes the connection over a body that it cannot decode, decodes images byte by byte (45 ms
// for 256 kB), and keeps the file descriptors that come along.
type monitor struct {
	conn *dbus.Conn
	in   *bufio.Reader
	log  *slog.Logger

	panics int // messages whose reading went wrong in an unforeseen way
}

const readBuffer = 64 << 10

// openMonitor dials the bus and becomes a monitor. The connection closes with ctx.
func openMonitor(ctx context.Context, address string, log *slog.Logger) (*monitor, error) {
	conn, err := dbus.Dial(address, dbus.WithContext(ctx))
	if err != nil {
		return nil, fmt.Errorf("dial the session bus: %w", err)
	}
	m := &monitor{conn: conn, in: bufio.NewReaderSize(conn, readBuffer), log: log}
	if err := m.establish(ctx); err != nil {
		_ = conn.Close()
		return nil, err
	}
	return m, nil
}

func (m *monitor) establish(ctx context.Context) error {
	if err := m.authenticate(); err != nil {
		return fmt.Errorf("authenticate at the session bus: %w", err)
	}
	if err := m.call(ctx, "org.freedesktop.DBus", "Hello"); err != nil {
		return fmt.Errorf("greet the session bus: %w", err)
	}
	if err := m.call(ctx, "org.freedesktop.DBus.Monitoring", "BecomeMonitor", monitorRules, uint32(0)); err != nil {
		return fmt.Errorf("become a monitor of the session bus: %w", err)
	}
	return nil
}

// authenticate proves who we are by the socket's credentials. File descriptors are agreed to, or the
// bus would keep messages with some from us; the kernel drops them as we read without asking for them.
func (m *monitor) authenticate() error {
	if err := m.conn.SendNullByte(); err != nil {
		return err
	}
	uid := hex.EncodeToString([]byte(strconv.Itoa(os.Geteuid())))
	if answer, err := m.line("AUTH EXTERNAL " + uid); err != nil {
		return err
	} else if !strings.HasPrefix(answer, "OK ") {
		return fmt.Errorf("the bus answers %q", answer)
	}
	if _, err := m.line("NEGOTIATE_UNIX_FD"); err != nil {
		return err
	}
	_, err := m.conn.Write([]byte("BEGIN\r\n"))
	return err
}

func (m *monitor) line(command string) (answer string, err error) {
	if _, err := m.conn.Write([]byte(command + "\r\n")); err != nil {
		return "", err
	}
	raw, err := m.in.ReadSlice('\n')
	return strings.TrimSpace(string(raw)), err
}

// call asks the bus for something and waits for its answer, of which only an error matters.
func (m *monitor) call(ctx context.Context, iface, member string, args ...any) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel() // the answer is read here, so godbus need not wait for it
	msg := &dbus.Message{Type: dbus.TypeMethodCall, Body: args, Headers: map[dbus.HeaderField]dbus.Variant{
		dbus.FieldDestination: dbus.MakeVariant("org.freedesktop.DBus"),
		dbus.FieldPath:        dbus.MakeVariant(dbus.ObjectPath("/org/freedesktop/DBus")),
		dbus.FieldInterface:   dbus.MakeVariant(iface),
		dbus.FieldMember:      dbus.MakeVariant(member),
	}}
	if len(args) > 0 {
		msg.Headers[dbus.FieldSignature] = dbus.MakeVariant(dbus.SignatureOf(args...))
	}
	m.conn.SendWithContext(ctx, msg, nil)
	for {
		h, d, err := readHeader(m.in)
		if err != nil {
			return err
		}
		err = answerError(h, d)
		if err := m.finish(d); err != nil {
			return err
		}
		if h.replySerial == msg.Serial() && (h.kind == methodReturn || h.kind == methodError) {
			return err
		}
	}
}

func answerError(h header, d *decoder) error {
	if h.kind != methodError {
		return nil
	}
	a := &arguments{decoder: d, signature: h.signature}
	return errors.New(h.errorName + ": " + a.short(maxName))
}

// read gives the next message. An error means that the connection is gone.
func (m *monitor) read() (*message, error) {
	h, d, err := readHeader(m.in)
	if err != nil {
		return nil, fmt.Errorf("read from the session bus: %w", err)
	}
	msg := m.parse(h, d)
	if err := m.finish(d); err != nil {
		return nil, fmt.Errorf("read from the session bus: %w", err)
	}
	return msg, nil
}

// parse reads a body, whatever is in it. That it might panic is not known, but what stands in a
// message is in the hands of every program of the user's.
func (m *monitor) parse(h header, d *decoder) (msg *message) {
	defer func() {
		if cause := recover(); cause != nil {
			m.panics++
			m.log.Error("a message could not be read", "member", h.member, "cause", cause, "count", m.panics)
			msg = unreadable(h)
		}
	}()
	return parse(h, d)
}

// unreadable is what is kept of a message that nothing could be read of.
func unreadable(h header) *message {
	return &message{header: h, means: meaning(h), note: Notification{Summary: Unreadable}}
}

// finish passes over what was left unread of a body.
func (m *monitor) finish(d *decoder) error {
	_, err := m.in.Discard(d.end - d.pos)
	return err
}
