// Package dnd asks the system to withhold pop-ups (Do Not Disturb), says honestly whether it does, and
// leaves the system as the user had it.
//
// A Guard switches, reads back, watches and restores. Before it switches anything it writes a journal,
// so that after a crash Recover can restore what the user had. It never touches what is the user's own:
// Do Not Disturb that was on before stays on, and what the user switches by hand in between is left
// alone until the gate changes.
//
// When the program is killed and never started again, the journal is never read. With Plasma the silence
// ends all the same, since it is bound to our connection. Elsewhere the switch stays as we left it: with
// dunst, mako and Budgie until the daemon or the desktop session ends, since they keep it in memory; with
// Xfce, GNOME, MATE, Cinnamon and SwayNotificationCenter until the user switches it off in the panel or in
// the notification settings, since they keep it on disk, as Windows does; macOS ends it by itself at the
// end that it was given. The next start of the program always restores it,
// which is why starting at login belongs to silencing.
//
// The package is a leaf: it imports nothing of ours.
package dnd

import (
	"context"
	"errors"
	"log/slog"
	"time"
)

// Verdict is how sure we are that pop-ups are withheld.
type Verdict string

// The verdicts. Only Confirmed may be shown as silence.
const (
	Confirmed  Verdict = "confirmed"  // on, and read back
	Asked      Verdict = "asked"      // asked for, but nobody can confirm it
	Off        Verdict = "off"        // not asked for, or lifted
	Impossible Verdict = "impossible" // this system cannot do it, or it failed; the sentence says what to do
)

// State is what is to be shown to people.
type State struct {
	Verdict  Verdict
	Backend  string // "dunst", "xfce", "gnome" and so on, or empty where nobody was asked
	Sentence string // for people, with a next step where there is one
	ByUser   bool   // the user had it on before us, or switched it by hand: it is left alone
}

// Held is a notification that is safe in our queue, so it may be closed at the daemon.
type Held struct {
	Daemon   string // "<bus id>/<unique name of the daemon>", as capture gives it
	DaemonID uint32 // the daemon's number for it
}

// Options say whom to ask and where to keep the journal.
type Options struct {
	Address string // of the session bus; empty means that there is none, and nothing is dialled
	Journal string // path of a file in the profile; its folder is made when missing

	// Held gives what our queue holds. It is asked before lifting, and must not call the guard.
	// Nil means that nothing is held.
	Held func(context.Context) []Held

	Now func() time.Time // nil means time.Now
	Log *slog.Logger     // nil means that nothing is logged
}

// ErrLeftAlone is what Through gives when the user's own Do Not Disturb is on and would swallow what
// was shown: the caller then finds another way, such as raising the window.
var ErrLeftAlone = errors.New("do not disturb is the user's own and is left alone")

func (o Options) withDefaults() Options {
	if o.Held == nil {
		o.Held = func(context.Context) []Held { return nil }
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	return o
}
