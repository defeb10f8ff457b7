// Package desktop is the source of other programs' notifications: it turns what is captured on this
// machine into events.
package desktop

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"sluice/backend/desktop/capture"
	"sluice/backend/source"
	"sluice/backend/work"
)

// ID is the source's name in every profile: there is one desktop.
const ID work.SourceID = "desktop"

// Options say what is ours, and how to capture. The zero value captures everything.
type Options struct {
	// Own says whether a call on the session bus comes from ourselves, by its sender or its process.
	Own func(sender string, pid uint32) bool
	// Shown says whether we showed a notification with these words ourselves. It tells ours from others
	// in a notification centre, where there are no senders.
	Shown func(title, body string) bool
	// Mark is a file of ours in which is kept how far a notification centre was read.
	Mark string
	// Database says whether the user lets us read Windows' notification database.
	Database func() bool
	Log      *slog.Logger
}

// Source captures notifications.
type Source struct{ o Options }

// New gives the source.
func New(o Options) *Source { return &Source{o} }

// Describe says what the source is.
func (s *Source) Describe() source.Descriptor {
	return source.Descriptor{ID: ID, Name: "Desktop notifications"}
}

// Stream captures until ctx ends. Where this system has no way to capture it says so as health and
// gives no error: there is nothing to try again.
func (s *Source) Stream(ctx context.Context, door source.Door) error {
	longer, cancel := outlive(ctx)
	defer cancel()
	receiver := &receiver{ctx: longer, door: door, log: s.o.Log}
	err := capture.Run(ctx, capture.Options{
		Own: s.o.Own, Shown: s.o.Shown, Mark: s.o.Mark, Database: s.o.Database, Log: s.o.Log,
	}, receiver)
	if errors.Is(err, capture.ErrUnsupported) {
		door.Health(source.Health{
			Condition: source.NeedsYou, Code: "capture_unsupported",
			Sentence: "Sluice cannot see other programs' notifications on this system. Connect accounts instead.",
		})
		return nil
	}
	return err
}

// lastWrites is how long after the end what was captured may take to be kept. A disk is mostly there
// in milliseconds; a full one must not keep the process from ending.
const lastWrites = 3 * time.Second

// outlive gives a context that ends a while after ctx.
func outlive(ctx context.Context) (context.Context, context.CancelFunc) {
	longer, cancel := context.WithCancel(context.WithoutCancel(ctx))
	stop := context.AfterFunc(ctx, func() { time.AfterFunc(lastWrites, cancel) })
	return longer, func() { stop(); cancel() }
}

// receiver hands what is captured to the door. Its context outlives the capture, so that what was
// waiting at the end is still kept.
type receiver struct {
	ctx  context.Context //nolint:containedctx // capture calls back without one
	door source.Door
	log  *slog.Logger
}

func (r *receiver) Ready(at time.Time) {
	r.kept(r.door.Seeing(r.ctx, at))
	r.door.Health(source.Health{Condition: source.OK})
}

func (r *receiver) Notified(batch []capture.Notification) {
	events := make([]source.Event, len(batch))
	for i, n := range batch {
		events[i] = eventOf(n)
	}
	r.kept(r.door.Hand(r.ctx, events))
}

func (r *receiver) Answered(batch []capture.Answer) {
	shown := make([]source.Shown, len(batch))
	for i, a := range batch {
		shown[i] = source.Shown{RemoteID: a.ID, Popup: source.Popup{Daemon: a.Daemon, ID: a.DaemonID}}
	}
	r.kept(r.door.PopupShown(r.ctx, shown...))
}

func (r *receiver) Closed(batch []capture.Closed) {
	var closed []source.Popup
	var withdrawn []string
	for _, c := range batch {
		if c.DaemonID != 0 {
			closed = append(closed, source.Popup{Daemon: c.Daemon, ID: c.DaemonID})
		}
		if c.BySender && c.ID != "" {
			withdrawn = append(withdrawn, c.ID)
		}
	}
	if len(closed) > 0 {
		r.kept(r.door.PopupClosed(r.ctx, closed...))
	}
	if len(withdrawn) > 0 {
		r.kept(r.door.Withdraw(r.ctx, withdrawn...))
	}
}

func (r *receiver) Gone(at time.Time, cause error) {
	r.kept(r.door.Blind(r.ctx, at, work.GapBus))
	health := source.Health{
		Condition: source.Degraded, Code: "bus_gone",
		Sentence: "The session bus is gone, so notifications cannot be seen. Sluice tries again by itself.",
	}
	if errors.Is(cause, capture.ErrNoBus) {
		health = source.Health{
			Condition: source.NeedsYou, Code: "no_bus",
			Sentence: "There is no session bus, so notifications cannot be seen. Start Sluice from your desktop session.",
		}
	}
	if refusal, worded := errors.AsType[capture.RefusalError](cause); worded {
		health = source.Health{Condition: source.Degraded, Code: refusal.Code, Sentence: refusal.Sentence}
		if refusal.NeedsYou {
			health.Condition = source.NeedsYou
		}
	}
	r.door.Health(health)
}

func (r *receiver) Overflow(n int, from, until time.Time) {
	r.kept(r.door.Missed(r.ctx, n, from, until))
}

func (r *receiver) kept(err error) {
	if err != nil {
		r.log.Error("keep what was captured", "err", err)
	}
}
