package shortcut

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"unsafe"

	"golang.org/x/sys/windows"
)

// https://learn.microsoft.com/windows/win32/api/winuser/nf-winuser-registerhotkey
var (
	user32            = windows.NewLazySystemDLL("user32.dll")
	registerHotKey    = user32.NewProc("RegisterHotKey")
	unregisterHotKey  = user32.NewProc("UnregisterHotKey")
	getMessage        = user32.NewProc("GetMessageW")
	peekMessage       = user32.NewProc("PeekMessageW")
	postThreadMessage = user32.NewProc("PostThreadMessageW")
)

const (
	modAlt, modControl, modShift, modWin, modNoRepeat = 1, 2, 4, 8, 0x4000
	messageQuit, messageHotKey                        = 0x12, 0x312
	errHotKeyTaken                                    = windows.Errno(1409) // ERROR_HOTKEY_ALREADY_REGISTERED
)

// FromEnvironment gives the options of this session: there is nothing to choose.
func FromEnvironment() Options { return Options{} }

// message is MSG.
type message struct {
	window  uintptr
	kind    uint32
	wide    uintptr
	long    uintptr
	time    uint32
	x, y    int32
	private uint32
}

// run has a thread of its own: Windows tells the thread that registered.
func run(ctx context.Context, o Options, wishes []Wish) error {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	var m message
	_, _, _ = peekMessage.Call(uintptr(unsafe.Pointer(&m)), 0, 0, 0, 0) // makes the thread's queue
	thread := windows.GetCurrentThreadId()
	for i, wish := range wishes {
		done, _, err := registerHotKey.Call(0, uintptr(i+1), modifiers(wish.Keys), virtualKey(wish.Keys.Key))
		if done == 0 {
			if errors.Is(err, errHotKeyTaken) {
				return taken(wish.Keys, err)
			}
			return fmt.Errorf("register %s: %w", wish.Keys, err)
		}
		defer func() { _, _, _ = unregisterHotKey.Call(0, uintptr(i+1)) }()
	}
	stop := context.AfterFunc(ctx, func() { _, _, _ = postThreadMessage.Call(uintptr(thread), messageQuit, 0, 0) })
	defer stop()
	o.Ready()
	for {
		got, _, err := getMessage.Call(uintptr(unsafe.Pointer(&m)), 0, 0, 0)
		switch {
		case int32(got) == 0: //nolint:gosec // a BOOL has 32 bits
			return nil
		case int32(got) < 0: //nolint:gosec // a BOOL has 32 bits
			return fmt.Errorf("wait for keys: %w", err)
		case m.kind == messageHotKey && m.wide >= 1 && int(m.wide) <= len(wishes): //nolint:gosec // small
			o.Pressed(wishes[m.wide-1].ID, "")
		}
	}
}

func modifiers(k Keys) uintptr {
	mask := uintptr(modNoRepeat)
	for _, each := range []struct {
		down bool
		bit  uintptr
	}{{k.Alt, modAlt}, {k.Ctrl, modControl}, {k.Shift, modShift}, {k.Super, modWin}} {
		if each.down {
			mask |= each.bit
		}
	}
	return mask
}

// virtualKey is a key's code: letters and figures are their own.
func virtualKey(key string) uintptr {
	const space, f1 = 0x20, 0x70
	var n uintptr
	switch {
	case key == "Space":
		return space
	case len(key) == 1:
		return uintptr(key[0])
	}
	_, _ = fmt.Sscanf(key, "F%d", &n)
	return f1 + n - 1
}
