// Package source is the contract between Sluice and whatever sends arrivals: a source says what it
// is, hands over events, and says how it is doing. It decides nothing about them.
package source

import (
	"context"
	"time"

	"sluice/backend/work"
)

// Source is what every source is. One that is always there, such as the desktop, is a Streamer; one
// of which the user connects accounts is a Puller. Further abilities are interfaces of one method.
type Source interface {
	// Describe says what the source is. It is cheap and always gives the same.
	Describe() Descriptor
}

// Streamer is a source that learns of events as they happen.
type Streamer interface {
	Source
	// Stream hands events to the door until ctx ends, and then returns nil. Trouble on the way is
	// told to the door as health and as gaps, and tried again; an error means that trying again is
	// of no use.
	Stream(ctx context.Context, door Door) error
}

// Event is one thing that a source hands over. Text in it is plain text of any language, hostile
// until shown as text; lengths are the source's to bound.
type Event struct {
	RemoteID string // its identity within the source, for ever; the same twice is once
	Thread   string // what belongs together has the same; empty: it stands alone
	// ThreadWas is how earlier versions of the source called the thread: it is looked for by that where
	// nothing is known by Thread. Empty: they called it the same.
	ThreadWas string `json:",omitempty"`
	// Also are further keys that the thread is known by from now on, such as the identity of a meeting: what
	// comes under another thread, and shares one, belongs to the same item.
	Also []string `json:",omitempty"`
	// ThreadEnds says that the thread is over once its item is done: what comes later under the same
	// key is a new item. Pop-ups are like that, conversations are not.
	ThreadEnds bool
	Replaces   string // the remote id of the event of which this is a newer form; empty: none
	SentAt     time.Time
	App        string
	From       string
	Address    string // the mail address of From, where it is known besides the name; empty: it is not
	Kind       work.Kind
	Title      string
	Body       string
	URL        string
	DueAt      time.Time
	ExpiresAt  time.Time // when it is over and wants nothing any more; zero: never
	Urgency    work.Urgency
	Entry      string     // the desktop entry of its program; empty: none
	Reach      work.Reach // empty: not known
	Priority   int        // at the source: -1 low, 0 normal, 1 high, 2 urgent
	Blocked    string     // who cannot go on without the user; empty: nobody, or not known
	BlockedAt  time.Time
	Client     work.ClientID // where the source knows it; else Unassigned

	// Revision differs between the forms of an event that is edited, under the same remote id; empty:
	// UpdatedAt does that, or it is never edited.
	Revision  string
	UpdatedAt time.Time // when it was last changed, by the word of the source; zero: not known
	// Same is what other sources know it by too, as SameMessage and SameAddress give it.
	Same    []string
	Service string // the service that it comes from, in lower case: "slack"; empty: the program in App

	Popup  *Popup `json:",omitempty"`
	AtOnce bool   // the user put it in himself: it does not wait at the gate
	Filed  bool   // it is older than a first import takes: it is filed as done. The frame says so
}

// Popup is where a desktop notification can be closed.
type Popup struct {
	Daemon string
	ID     uint32
}

// Shown is a pop-up and whose it is.
type Shown struct {
	RemoteID string // of the event
	Popup    Popup
}

// Door takes what a source hands over. Its methods may be called from one goroutine at a time.
type Door interface {
	// Hand takes events. When it returns nil they are durable, whatever happens next. It tries
	// again while the disk is full and such, and gives an error only when ctx ends.
	Hand(ctx context.Context, events []Event) error
	// Withdraw marks events as taken back by their sender. One that is not known is passed over.
	Withdraw(ctx context.Context, remoteIDs ...string) error
	// PopupShown says which pop-ups events that were handed over have, where that was not known then.
	PopupShown(ctx context.Context, shown ...Shown) error
	// PopupClosed says that a notification daemon has closed pop-ups.
	PopupClosed(ctx context.Context, popups ...Popup) error
	// Seeing says that from this instant on, zero for now, nothing is missed.
	Seeing(ctx context.Context, since time.Time) error
	// Blind says that from this instant on events are missed, until Seeing.
	Blind(ctx context.Context, since time.Time, why work.GapReason) error
	// Missed says that n events in the span could not be taken.
	Missed(ctx context.Context, n int, from, until time.Time) error
	// Health says how the source is doing. The same as before is passed over.
	Health(Health)
}

// Condition is how a source is doing.
type Condition string

// The conditions of a source.
const (
	OK       Condition = "ok"
	Degraded Condition = "degraded"  // it goes on, or will by itself
	NeedsYou Condition = "needs_you" // it does not go on before the user does something
)

// Health is the state of a source, with what to do about it in a sentence.
type Health struct {
	Condition Condition
	Code      string // stable, for programs; empty when all is well
	Sentence  string // for people, with a next step
}
