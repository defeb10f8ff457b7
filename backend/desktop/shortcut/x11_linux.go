package shortcut

import (
	"context"
	"errors"
	"fmt"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/xproto"

	"sluice/backend/desktop/xserver"
)

// runX grabs the keys at the root window. https://www.x.org/releases/current/doc/xproto/x11protocol.html#requests:GrabKey
func runX(ctx context.Context, o Options, wishes []Wish) error {
	conn, err := xserver.Dial(o.Display)
	if err != nil {
		return fmt.Errorf("reach the X server %s: %w", o.Display, err)
	}
	defer conn.Close()
	g := &grabs{conn: conn, root: xproto.Setup(conn).DefaultScreen(conn).Root, wishes: wishes}
	if err := g.grab(); err != nil {
		return err
	}
	stop := context.AfterFunc(ctx, conn.Close)
	defer stop()
	o.Ready()
	for {
		event, failed := conn.WaitForEvent()
		switch e := event.(type) {
		case xproto.KeyPressEvent:
			if id := g.pressed(e); id != "" {
				o.Pressed(id, "")
			}
		case xproto.KeyReleaseEvent:
			g.released = e.Time
		case xproto.MappingNotifyEvent: // another keyboard
			if err := g.again(); err != nil {
				return err
			}
		case nil:
			if ctx.Err() != nil {
				return nil
			}
			if failed == nil {
				return errors.New("the X server has gone")
			}
		}
	}
}

// grabs are the keys that were grabbed.
type grabs struct {
	conn     *xgb.Conn
	root     xproto.Window
	wishes   []Wish
	byKey    map[stroke]string
	released xproto.Timestamp // when a key was released last
}

// stroke is a key as the server numbers it, with modifiers.
type stroke struct {
	code xproto.Keycode
	mask uint16
}

// known are the modifiers that count. Caps Lock and Num Lock may be on or off.
const known = xproto.ModMaskControl | xproto.ModMask1 | xproto.ModMaskShift | xproto.ModMask4

func (g *grabs) grab() error {
	codes, err := keycodes(g.conn)
	if err != nil {
		return err
	}
	g.byKey = map[stroke]string{}
	for _, wish := range g.wishes {
		code, there := codes[keysym(wish.Keys.Key)]
		if !there {
			return fmt.Errorf("this keyboard has no %s: %w", wish.Keys.Key, ErrUnsupported)
		}
		mask := maskOf(wish.Keys)
		for _, locks := range []uint16{0, xproto.ModMaskLock, xproto.ModMask2, xproto.ModMaskLock | xproto.ModMask2} {
			err := xproto.GrabKeyChecked(g.conn, true, g.root, mask|locks, code, xproto.GrabModeAsync, xproto.GrabModeAsync).Check()
			if _, denied := errors.AsType[xproto.AccessError](err); denied {
				return taken(wish.Keys, err)
			}
			if err != nil {
				return fmt.Errorf("grab %s: %w", wish.Keys, err)
			}
		}
		g.byKey[stroke{code, mask}] = wish.ID
	}
	return nil
}

func (g *grabs) again() error {
	if err := xproto.UngrabKeyChecked(g.conn, xproto.GrabAny, g.root, xproto.ModMaskAny).Check(); err != nil {
		return fmt.Errorf("let go of keys: %w", err)
	}
	return g.grab()
}

// pressed gives the wish of a key that went down; empty: none, or it is only held. A server repeats a
// key that is held as a release and a press at one instant.
func (g *grabs) pressed(e xproto.KeyPressEvent) string {
	if e.Time == g.released {
		return ""
	}
	return g.byKey[stroke{e.Detail, e.State & known}]
}

func maskOf(k Keys) (mask uint16) {
	for _, each := range []struct {
		down bool
		bit  uint16
	}{{k.Ctrl, xproto.ModMaskControl}, {k.Alt, xproto.ModMask1}, {k.Shift, xproto.ModMaskShift}, {k.Super, xproto.ModMask4}} {
		if each.down {
			mask |= each.bit
		}
	}
	return mask
}

// keysym is the number of a key's sign: letters and figures are those of Latin 1.
func keysym(key string) xproto.Keysym {
	const f1 = 0xffbe
	switch {
	case key == "Space":
		return ' '
	case len(key) == 1 && key[0] >= 'A':
		return xproto.Keysym(key[0] - 'A' + 'a')
	case len(key) == 1:
		return xproto.Keysym(key[0])
	}
	var n int
	_, _ = fmt.Sscanf(key, "F%d", &n)
	return xproto.Keysym(f1 + n - 1)
}

// keycodes gives where each sign is on this keyboard.
func keycodes(conn *xgb.Conn) (map[xproto.Keysym]xproto.Keycode, error) {
	setup := xproto.Setup(conn)
	first, last := setup.MinKeycode, setup.MaxKeycode
	mapping, err := xproto.GetKeyboardMapping(conn, first, byte(last-first+1)).Reply()
	if err != nil || mapping == nil || mapping.KeysymsPerKeycode == 0 {
		return nil, fmt.Errorf("read the keyboard: %w", errors.Join(err, ErrUnsupported))
	}
	codes := map[xproto.Keysym]xproto.Keycode{}
	for i, sign := range mapping.Keysyms {
		if _, there := codes[sign]; !there {
			codes[sign] = first + xproto.Keycode(i/int(mapping.KeysymsPerKeycode)) //nolint:gosec // below 256
		}
	}
	return codes, nil
}
