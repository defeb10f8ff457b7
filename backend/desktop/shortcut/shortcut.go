// Package shortcut tells when a combination of keys is pressed, whatever program has the focus.
//
// On Wayland only the desktop can do that, through its portal, and it may ask the user or choose other
// keys. On X11 the keys are grabbed at the server, on Windows registered with RegisterHotKey. macOS
// would need cgo, and says ErrUnsupported. It sees no other key than those it was asked for.
package shortcut

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"

	"sluice/backend/fault"
)

// ErrUnsupported says that nothing here can tell of keys. The desktop's own settings can run a command.
var ErrUnsupported = errors.New("shortcuts for every program are not supported here")

// Keys are pressed together.
type Keys struct {
	Ctrl, Alt, Shift, Super bool
	Key                     string // "A" to "Z", "0" to "9", "F1" to "F12", "Space"
}

// maxFunction is the highest function key.
const maxFunction = 12

// Parse reads keys such as "Ctrl+Alt+N". Keys that are needed for typing, since they are pressed
// without Ctrl, Alt or Super, are an Invalid fault, and so is what makes no sense.
func Parse(text string) (Keys, error) {
	parts := strings.Split(text, "+")
	last := len(parts) - 1
	k := Keys{Key: keyNamed(tidy(parts[last]))}
	if k.Key == "" {
		return Keys{}, fault.New(fault.Invalid, "%q ends in no key: take a letter, a figure, Space, or F1 to F12.", text)
	}
	for _, part := range parts[:last] {
		if !k.hold(tidy(part)) {
			return Keys{}, fault.New(fault.Invalid, "%q has a part %q that is none of Ctrl, Alt, Shift and Super.", text, part)
		}
	}
	function := len(k.Key) > 1 && k.Key[0] == 'F'
	if !k.Ctrl && !k.Alt && !k.Super && !function {
		return Keys{}, fault.New(fault.Invalid, "%q would take a key away from typing: add Ctrl, Alt or Super.", text)
	}
	return k, nil
}

func tidy(part string) string { return strings.ToLower(strings.TrimSpace(part)) }

// hold adds a modifier, by any of its names; false: it has no such name.
func (k *Keys) hold(name string) bool {
	switch name {
	case "ctrl", "control":
		k.Ctrl = true
	case "alt", "option":
		k.Alt = true
	case "shift":
		k.Shift = true
	case "super", "win", "meta", "cmd":
		k.Super = true
	default:
		return false
	}
	return true
}

// keyNamed gives a key's own name; empty: there is no such key.
func keyNamed(name string) string {
	if len(name) == 1 && (name[0] >= 'a' && name[0] <= 'z' || name[0] >= '0' && name[0] <= '9') {
		return strings.ToUpper(name)
	}
	if name == "space" {
		return "Space"
	}
	for n := 1; n <= maxFunction; n++ {
		if key := fmt.Sprintf("F%d", n); strings.EqualFold(key, name) {
			return key
		}
	}
	return ""
}

// String writes keys as Parse reads them.
func (k Keys) String() string {
	var parts []string
	for _, each := range []struct {
		down bool
		name string
	}{{k.Ctrl, "Ctrl"}, {k.Alt, "Alt"}, {k.Shift, "Shift"}, {k.Super, "Super"}} {
		if each.down {
			parts = append(parts, each.name)
		}
	}
	return strings.Join(append(parts, k.Key), "+")
}

// Wish is keys and what they are for.
type Wish struct {
	ID    string // given to Pressed
	Keys  Keys
	Label string // for people, where the desktop asks them
}

// Options say whom to ask and whom to tell. See FromEnvironment.
type Options struct {
	Address string // of the session bus, for the portal; empty: none
	Display string // of the X server; empty: none, as in a Wayland session
	App     string // our desktop file's name, without its ending

	// Pressed is called with the ID of a wish, from one goroutine, one at a time. token lets a window
	// come to the front; empty where the desktop gives none.
	Pressed func(id, token string)
	// Ready is called once, when the keys are waited for. Nil: nobody wants to know.
	Ready func()
	Log   *slog.Logger // nil: nowhere
}

// Run waits for keys until ctx ends. The error is ErrUnsupported where nobody can tell, or a fault that
// says which keys another program has; then none of them is waited for.
func Run(ctx context.Context, o Options, wishes []Wish) error {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Ready == nil {
		o.Ready = func() {}
	}
	if len(wishes) == 0 {
		o.Ready()
		<-ctx.Done()
		return nil
	}
	return run(ctx, o, wishes)
}

// taken says that another program has the keys.
func taken(k Keys, cause error) error {
	return fault.Wrap(cause, fault.Conflict, "Another program has the keys %s already. Choose others in Settings.", k)
}
