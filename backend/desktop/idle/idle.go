// Package idle says since when nobody has touched keyboard or pointer, and whether the session is
// locked. It only answers when it is asked, wakes nothing up, and sees no key and no window.
//
// Linux asks whoever knows: Mutter on GNOME, the X server's screen saver extension in an X session,
// org.freedesktop.ScreenSaver where it answers, else what the session told logind. Windows asks
// GetLastInputInfo and the session's state, macOS the HID system through ioreg.
//
// The package is a leaf: it imports nothing of ours.
package idle

import (
	"context"
	"errors"
	"time"
)

// ErrUnsupported says that nobody here knows anything about idleness or locking. It may change: a
// screen saver or a desktop may start later.
var ErrUnsupported = errors.New("nothing here says how long nobody has touched the computer")

// State is what a look found. Both halves are known or not by themselves.
type State struct {
	// Idle is how long ago the last key was pressed or the pointer moved. It goes on while the
	// session is locked. Sleep of the computer may or may not count.
	Idle  time.Duration
	Known bool // Idle was measured

	Locked    bool // the session's screen is locked
	LockKnown bool
}

// Away says whether nobody has been there for at least a while: certainly when locked, else by the
// time since the last touch. Where neither is known nobody is taken to be away.
func (s State) Away(since time.Duration) bool {
	return s.Locked && s.LockKnown || s.Known && s.Idle >= since
}

// Options say whom to ask. The zero value asks nobody on Linux; see FromEnvironment.
type Options struct {
	// Address of the session bus. Empty: none, and nothing is dialled.
	Address string
	// SystemAddress of the system bus, where logind is. Empty: none.
	SystemAddress string
	// Display of the X server, such as ":0". Empty: none. To be left empty in a Wayland session: Xwayland
	// sees only what is typed into its own windows.
	Display string
}

// Probe asks, over connections that it keeps. Its methods may be called from several goroutines; they
// wait for one another.
type Probe struct{ system system }

// system is what a probe needs of an operating system.
type system interface {
	look(ctx context.Context) (State, error)
	close()
}

// New makes a probe that asks nobody anything yet.
func New(o Options) *Probe { return &Probe{system: newSystem(o)} }

// Look asks now. It takes some milliseconds at most, 2 s when somebody hangs. The error is
// ErrUnsupported when nothing is known at all; what did not answer is asked again by the next look.
func (p *Probe) Look(ctx context.Context) (State, error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	s, err := p.system.look(ctx)
	if err == nil && !s.Known && !s.LockKnown {
		err = ErrUnsupported
	}
	return s, err
}

// patience is how long a look waits for answers.
const patience = 2 * time.Second

// Close ends the connections. The probe opens them again if it is asked again.
func (p *Probe) Close() { p.system.close() }
