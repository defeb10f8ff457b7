// Package notify shows Sluice's own notifications and tells when one was clicked.
//
// On Linux it speaks to the desktop's notification daemon itself, with an action, urgency and
// replacement; gen2brain/beeep is the fallback. On Windows it is a toast that can be clicked while we
// run, through go-toast, with beeep behind it. On macOS beeep is the way: a notification can be shown
// there, under the name of the script runner, but neither clicked nor withdrawn, since that takes a
// signed bundle and cgo.
//
// The package is a leaf: it imports nothing of ours.
package notify

import (
	"context"
	"log/slog"
	"os"
)

// Message is what a notification says. All texts are plain: markup in them is shown as it stands.
type Message struct {
	Title  string // one line
	Body   string // may have several lines
	Action string // label of what a click does, "Open"; empty means that a click does nothing. Xfce draws a button
	Urgent bool   // shown also where the desktop withholds ordinary ones, if it allows that
	Icon   string // name in the icon theme or absolute path; empty leaves it to the desktop
	Group  string // a later message of the same group replaces the earlier one; "" is a group too
}

// Shown names a notification that the daemon took. It is zero where the system gives no number.
type Shown struct {
	ID     uint32 // the daemon's number for it
	Daemon string // "<bus id>/<unique name of the daemon>"
}

// Options say who we are and whom to ask.
type Options struct {
	Address      string // of the session bus; empty means that there is none, and nothing is dialled
	AppName      string // for people; empty means "Sluice"
	DesktopEntry string // name of the .desktop file without its ending; empty means "sluice"

	// Activated is called on a click, from a goroutine of the notifier and one click at a time. The
	// action is "default" for the click itself; the token lets a window come to the front and is empty
	// where the desktop gives none. It must not call Close. Nil means that clicks are not wanted.
	Activated func(group, action, token string)

	Log *slog.Logger // nil means that nothing is logged
}

// Notifier shows notifications. Its methods may be called from several goroutines.
type Notifier struct {
	via   via
	words words
}

// via is how a system shows notifications.
type via interface {
	show(ctx context.Context, m Message) (Shown, error)
	withdraw(ctx context.Context, group string) error
	own(uniqueName string) bool
	close() error
}

// New makes a notifier that asks nobody anything yet.
func New(o Options) *Notifier { return &Notifier{via: newVia(o.withDefaults())} }

// Show returns when the daemon has taken the message. That the daemon took it does not mean that it is
// on screen: Do Not Disturb may withhold it. An error means that nobody could be asked, so that the
// caller finds another way.
func (n *Notifier) Show(ctx context.Context, m Message) (Shown, error) {
	m.Title, m.Body, m.Action = line(m.Title), text(m.Body), line(m.Action)
	n.words.keep(m)
	return n.via.show(ctx, m)
}

// HasShown says whether a notification with these words was one of ours lately, so that capture passes
// it over where a notification has no sender.
func (n *Notifier) HasShown(title, body string) bool { return n.words.has(title, body) }

// Withdraw takes the notification of a group off the screen. It may be called when there is none, or
// none any more. On Windows and macOS the error is errors.ErrUnsupported.
func (n *Notifier) Withdraw(ctx context.Context, group string) error {
	return n.via.withdraw(ctx, group)
}

// Own tells whether a notification came from us, by its sender's unique name on the bus or its process,
// so that capture passes it over. A pid of zero is an unknown one.
func (n *Notifier) Own(uniqueName string, pid uint32) bool {
	return int64(pid) == int64(os.Getpid()) || n.via.own(uniqueName)
}

// Close ends the connection; what is on screen stays there, and a click on it does nothing any more.
// A second call does nothing.
func (n *Notifier) Close() error { return n.via.close() }

func (o Options) withDefaults() Options {
	if o.AppName == "" {
		o.AppName = "Sluice"
	}
	if o.DesktopEntry == "" {
		o.DesktopEntry = "sluice"
	}
	if o.Activated == nil {
		o.Activated = func(string, string, string) {}
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	return o
}
