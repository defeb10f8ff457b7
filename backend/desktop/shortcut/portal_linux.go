package shortcut

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"strings"

	"github.com/godbus/dbus/v5"
)

// The portal: https://flatpak.github.io/xdg-desktop-portal/docs/doc-org.freedesktop.portal.GlobalShortcuts.html
const (
	portalName  = "org.freedesktop.portal.Desktop"
	portalPath  = dbus.ObjectPath("/org/freedesktop/portal/desktop")
	portalIface = "org.freedesktop.portal.GlobalShortcuts"
)

// runPortal has the desktop wait for keys. It may ask the user, and may give other keys.
func runPortal(ctx context.Context, o Options, wishes []Wish) error {
	p, err := openPortal(o)
	if err != nil {
		return err
	}
	defer func() { _ = p.conn.Close() }()
	// Newer portals want to know who asks, and know only programs from sandboxes by themselves.
	_ = p.object().CallWithContext(ctx, "org.freedesktop.host.portal.Registry.Register", 0, o.App, map[string]dbus.Variant{}).Err
	created, err := p.request(ctx, "CreateSession", map[string]dbus.Variant{"session_handle_token": dbus.MakeVariant(token())})
	if err != nil {
		return err
	}
	session, is := created["session_handle"].Value().(string)
	if !is {
		return fmt.Errorf("the portal opened no session: %w", ErrUnsupported)
	}
	type shortcut struct {
		ID    string
		Words map[string]dbus.Variant
	}
	wanted := make([]shortcut, len(wishes))
	for i, wish := range wishes {
		wanted[i] = shortcut{wish.ID, map[string]dbus.Variant{
			"description": dbus.MakeVariant(wish.Label), "preferred_trigger": dbus.MakeVariant(trigger(wish.Keys)),
		}}
	}
	const noWindow = ""
	if _, err := p.request(ctx, "BindShortcuts", map[string]dbus.Variant{}, dbus.ObjectPath(session), wanted, noWindow); err != nil {
		return err
	}
	o.Ready()
	return p.follow(ctx, o, session)
}

// portal is a connection of our own: the session ends with it.
type portal struct {
	conn    *dbus.Conn
	signals chan *dbus.Signal
}

func openPortal(o Options) (*portal, error) {
	conn, err := dbus.Connect(o.Address)
	if err != nil {
		return nil, fmt.Errorf("reach the session bus: %w", err)
	}
	p := &portal{conn: conn, signals: make(chan *dbus.Signal, 16)}
	conn.Signal(p.signals)
	for _, match := range [][]dbus.MatchOption{
		{dbus.WithMatchInterface("org.freedesktop.portal.Request"), dbus.WithMatchMember("Response")},
		{dbus.WithMatchInterface(portalIface), dbus.WithMatchMember("Activated")},
	} {
		if err := conn.AddMatchSignal(match...); err != nil {
			return nil, errors.Join(fmt.Errorf("listen to the portal: %w", err), conn.Close())
		}
	}
	return p, nil
}

func (p *portal) object() dbus.BusObject { return p.conn.Object(portalName, portalPath) }

// token names a request or a session of ours.
func token() string { return "sluice" + rand.Text() }

// request calls a method whose answer comes as a signal, and waits for that. The user may have to be
// asked meanwhile, which may take as long as he likes.
func (p *portal) request(ctx context.Context, method string, options map[string]dbus.Variant, args ...any) (map[string]dbus.Variant, error) {
	handle := token()
	options["handle_token"] = dbus.MakeVariant(handle)
	sender := strings.ReplaceAll(strings.TrimPrefix(p.conn.Names()[0], ":"), ".", "_")
	path := dbus.ObjectPath("/org/freedesktop/portal/desktop/request/" + sender + "/" + handle)
	err := p.object().CallWithContext(ctx, portalIface+"."+method, 0, append(args, options)...).Err
	if _, answered := errors.AsType[dbus.Error](err); answered {
		return nil, fmt.Errorf("%w: %w", ErrUnsupported, err) // there is no portal, or it has no shortcuts
	}
	if err != nil {
		return nil, fmt.Errorf("ask the portal: %w", err)
	}
	for {
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case signal, open := <-p.signals:
			if !open {
				return nil, errors.New("the session bus has gone")
			}
			if signal.Path != path || signal.Name != "org.freedesktop.portal.Request.Response" {
				continue
			}
			var refused uint32
			var results map[string]dbus.Variant
			if err := dbus.Store(signal.Body, &refused, &results); err != nil || refused != 0 {
				return nil, fmt.Errorf("the desktop refused (%d): %w", refused, errors.Join(err, ErrUnsupported))
			}
			return results, nil
		}
	}
}

// follow tells of presses until ctx ends.
func (p *portal) follow(ctx context.Context, o Options, session string) error {
	for {
		select {
		case <-ctx.Done():
			return nil
		case signal, open := <-p.signals:
			if !open {
				return errors.New("the session bus has gone")
			}
			var from dbus.ObjectPath
			var id string
			var at uint64
			var options map[string]dbus.Variant
			if signal.Name == portalIface+".Activated" && dbus.Store(signal.Body, &from, &id, &at, &options) == nil && string(from) == session {
				token, _ := options["activation_token"].Value().(string)
				o.Pressed(id, token)
			}
		}
	}
}

// trigger writes keys as the portal reads them. https://specifications.freedesktop.org/shortcuts-spec/latest/
func trigger(k Keys) string {
	text := strings.NewReplacer("Ctrl", "CTRL", "Alt", "ALT", "Shift", "SHIFT", "Super", "LOGO").Replace(k.String())
	at := strings.LastIndexByte(text, '+') + 1
	if key := text[at:]; len(key) == 1 || key == "Space" {
		return text[:at] + strings.ToLower(key)
	}
	return text
}
