// Package capture reads what other programs ask the desktop to show. It copies and never withholds:
// silencing is the business of the system's own Do Not Disturb.
//
// On Linux it is a monitor of the session bus (org.freedesktop.DBus.Monitoring), which sees calls to
// org.freedesktop.Notifications, to the notification portal and to org.gtk.Notifications also while
// the notification daemon is silent, missing or crashing. The bus gives no receipt: what was said
// before Ready, or between Gone and the next Ready, is not seen, and so is listed as a gap by others.
//
// Windows and macOS have no such bus: their notification centre is asked again and again, on Windows
// through its notification listener (or, where the user allowed that, its database), on macOS in its
// database, which needs Full Disk Access. What vanishes between two looks is not seen there. What came
// while this program was not running and is still in the centre is handed over at the next start.
package capture

import (
	"context"
	"errors"
	"log/slog"
	"time"
)

// The reasons for which nothing can be captured.
var (
	// ErrUnsupported says that this system has no way to see other programs' notifications.
	ErrUnsupported = errors.New("capturing notifications is not supported on this system")
	// ErrNoBus says that no address of a session bus is known. Nothing was dialled, since looking
	// for a bus would start one.
	ErrNoBus = errors.New("no session bus address is known")
)

// The places where notifications are read.
const (
	OnBus      = "bus"      // Linux: on the session bus, as they are sent
	InCentre   = "centre"   // Windows: in the notification centre, through its listener or its database
	InDatabase = "database" // macOS: in the notification centre's database
)

// Unreadable is the summary of a notification that was captured but could not be read at all.
const Unreadable = "(unreadable notification)"

// Notification is one call of another program to show something, as the bus carried it. All text is
// valid UTF-8 without control characters, except newline and tab, and capped.
type Notification struct {
	// ID is the identity of the call for ever: "<bus guid>/<sender's unique name>/<serial>", with a
	// further "/<number>" where a sender used a serial twice for different calls.
	ID string
	At time.Time // when it was read from the bus, UTC

	App          string // app_name as given; empty: not given, as with all portal calls
	DesktopEntry string // desktop-entry hint, or the application id given to portal or org.gtk; empty: none
	Summary      string // at most 1 kB
	Body         string // plain text, at most 64 kB
	Truncated    bool   // summary, body or actions were longer than what is kept

	Category  string // such as "im.received"; empty: none
	Urgency   int    // -1 low, 0 normal, 1 critical
	Icon      string // name or address of the icon; pixels are never kept
	Actions   []Action
	Resident  bool
	Transient bool

	// SenderPID is the process that sent it, by the bus's word. Where the bus no longer knows, it is
	// what the sender claims; 0: unknown.
	SenderPID uint32

	// Daemon names who answered, "<bus guid>/<unique name>", and is what DaemonID is valid for.
	// Empty: no answer yet (see Answerer), or nobody answered.
	Daemon   string
	DaemonID uint32 // the id in the daemon's answer; 0: none

	// Replaces is the ID of the Notification that this one updates; empty: none, or one that is
	// unknown, closed already or of another application.
	Replaces   string
	ReplacesID uint32 // replaces_id as given
}

// Action is something that the notification offers to do.
type Action struct {
	Key   string // what the daemon sends back; "default" is a click on the notification itself
	Label string // as people read it; may be empty
}

// The reasons for which a daemon closes a notification.
const (
	ReasonExpired   uint32 = 1
	ReasonDismissed uint32 = 2 // by the user
	ReasonClosed    uint32 = 3 // by a call to CloseNotification
	ReasonUndefined uint32 = 4
)

// Closed says that a notification is gone from the daemon.
type Closed struct {
	ID       string // of the Notification; empty: one that was not captured
	Daemon   string // as in Notification; empty with a portal notification that no daemon answered for
	DaemonID uint32
	Reason   uint32 // one of the reasons above, as the daemon gave it
	BySender bool   // its own sender asked for it: it was withdrawn
	At       time.Time
}

// Answer is an answer of the daemon that came after its Notification had been handed over.
type Answer struct {
	ID       string // of the Notification
	Daemon   string
	DaemonID uint32
}

// Receiver takes what is captured. Calls come one at a time from one goroutine, in the order of the
// bus, but that notifications may come before closings and answers that are about others. Capture goes
// on while a call lasts.
type Receiver interface {
	// Ready says that capture is established, for the first time or again.
	Ready(at time.Time)
	// Notified hands over everything that was waiting, in order, at least one. It may take as long
	// as a database commit. The receiver owns the slice.
	Notified(batch []Notification)
	// Closed comes after the Notified that it concerns. The receiver owns the slice.
	Closed(batch []Closed)
	// Gone says that nothing is captured from now on. It comes once when the bus is lost (or is not
	// there at the start), and again only when the cause changes; it is tried again until Ready.
	Gone(at time.Time, cause error)
	// Overflow says that n messages could not be kept, because the receiver took too long.
	Overflow(n int, from, until time.Time)
}

// Answerer is an ability that a Receiver may have besides: it learns of answers that come late. They
// often do: a daemon that draws before it answers (dunst takes 40 ms in a burst) or that is just being
// started is slower than what Run waits for, and without the answer nobody can close at the daemon.
type Answerer interface {
	Answered(batch []Answer)
}

// Options say where and how to capture. The zero value is the user's session bus.
type Options struct {
	// Address of the bus; empty: $DBUS_SESSION_BUS_ADDRESS, read anew at each attempt.
	Address string
	// Own says whether a call comes from ourselves and is not to be captured. sender is the unique
	// name on the bus, pid the sender's process by the bus's word, 0 where it is not known. It is
	// called from other goroutines and must not block. Nil: nothing is our own.
	Own func(sender string, pid uint32) bool
	// Log gets connections and faults, never any text of a notification. Nil: nowhere.
	Log *slog.Logger
	// Shown says whether a notification with these words is one of ours, in a notification centre, where
	// there are no senders. It must not block. Nil: none is.
	Shown func(title, body string) bool
	// Mark is the path of a file in which is kept how far a notification centre was read; empty: it is
	// forgotten. Linux does not look at it.
	Mark string
	// Database says whether the user lets Sluice read Windows' notification database where the
	// notification listener refuses. Nil: no. It is asked at each attempt.
	Database func() bool
	// Buffer is how many messages are kept for a receiver that is busy; 0: 8192.
	Buffer int
}

const defaultBuffer = 8192

func (o Options) filled() Options {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Buffer <= 0 {
		o.Buffer = defaultBuffer
	}
	if o.Own == nil {
		o.Own = func(string, uint32) bool { return false }
	}
	if o.Shown == nil {
		o.Shown = func(string, string) bool { return false }
	}
	return o
}

// Run captures until ctx ends, and then hands over what is still waiting and returns nil. A bus that
// is missing or lost is no error: it is reported by Gone and tried again after 300 ms, growing to
// 5 s; so is a notification centre that refuses, every 30 s. On a system without support it returns ErrUnsupported at once.
func Run(ctx context.Context, o Options, r Receiver) error {
	return run(ctx, o.filled(), r)
}
