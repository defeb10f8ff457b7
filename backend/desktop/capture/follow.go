package capture

import (
	"context"
	"errors"
	"time"
)

// Windows and macOS have no bus to listen at: their notification centre is asked again and again.

const (
	// soonest is how long after something new the centre is asked again: more tends to follow.
	soonest = time.Second
	// latest is how long nothing new has it asked at last. It bounds how late a break-through can be, and
	// how short a life a notification may have to be missed.
	latest = 5 * time.Second
	// refusedAgain is how long after a refusal it is tried again.
	refusedAgain = 30 * time.Second
	// manyGroups bounds what is remembered of notifications that newer ones may take the place of.
	manyGroups = 4096
)

// centre is where a system keeps its notifications.
type centre interface {
	// list gives what is in it now, the oldest first. changed false: nothing since the last call.
	list(ctx context.Context) (entries []entry, changed bool, err error)
	close()
}

// entry is a notification in the centre.
type entry struct {
	mark  point
	group string // a newer one with the same takes its place; empty: none does
	note  Notification
}

// follower hands over what is new in a centre.
type follower struct {
	o    Options
	open func(context.Context) (centre, error)
	r    Receiver
	now  func() time.Time

	centre centre
	mark   point             // how far it was read
	seen   map[point]bool    // what was there at the last look; nil: there was none
	groups map[string]string // the ID of the newest of each group

	ready bool
	cause string // of the last refusal
}

// follow asks a centre until ctx ends. open is called again after each error.
func follow(ctx context.Context, o Options, r Receiver, open func(context.Context) (centre, error)) error {
	f := newFollower(o, r, open)
	defer f.shut()
	for delay := time.Duration(0); wait(ctx, delay); {
		delay = f.pause(ctx, delay)
	}
	return nil
}

func newFollower(o Options, r Receiver, open func(context.Context) (centre, error)) *follower {
	return &follower{o: o, open: open, r: r, now: time.Now, groups: map[string]string{}}
}

// pause asks once and gives how long to wait before the next time.
func (f *follower) pause(ctx context.Context, before time.Duration) time.Duration {
	news, err := f.ask(ctx)
	switch {
	case ctx.Err() != nil:
		return 0
	case err != nil:
		f.refused(err)
		return refusedAgain
	case news:
		return soonest
	}
	return min(max(before, soonest)*3/2, latest)
}

// ask looks into the centre once, and says whether there was anything new.
func (f *follower) ask(ctx context.Context) (news bool, err error) {
	if f.centre == nil {
		if f.centre, err = f.open(ctx); err != nil {
			return false, err
		}
	}
	entries, changed, err := f.centre.list(ctx)
	if err != nil {
		f.shut()
		return false, err
	}
	if !f.ready {
		f.ready, f.cause = true, ""
		f.o.Log.Info("capture is ready")
		f.r.Ready(f.now().UTC().Round(0))
	}
	if !changed {
		return false, nil
	}
	return f.take(entries), nil
}

// take hands over what was not seen before. At the first look that is what came after the mark; later
// anything whose time and number are new, whatever the clock said meanwhile.
func (f *follower) take(entries []entry) (news bool) {
	first := f.seen == nil
	if first {
		var known bool
		if f.mark, known = readMark(f.o.Mark, f.now()); !known && len(entries) > 0 {
			f.mark = entries[len(entries)-1].mark // nothing was ever read: the user saw what is there
		}
	}
	seen := make(map[point]bool, len(entries))
	var batch []Notification
	for _, e := range entries {
		seen[e.mark] = true
		isNew := !f.seen[e.mark] && (!first || f.mark.before(e.mark))
		note := f.grouped(e)
		if isNew && !f.o.Shown(note.Summary, note.Body) {
			batch = append(batch, note)
		}
		if f.mark.before(e.mark) {
			f.mark = e.mark
		}
	}
	f.seen = seen
	if len(batch) == 0 {
		return false
	}
	f.r.Notified(batch)
	f.mark.write(f.o.Mark, f.o.Log) // only now: what was handed over is kept
	return true
}

// grouped says what a notification takes the place of.
func (f *follower) grouped(e entry) Notification {
	if e.group == "" {
		return e.note
	}
	if before := f.groups[e.group]; before != e.note.ID {
		e.note.Replaces = before
	}
	if len(f.groups) >= manyGroups {
		clear(f.groups)
	}
	f.groups[e.group] = e.note.ID
	return e.note
}

// refused tells of a cause once.
func (f *follower) refused(err error) {
	f.ready = false
	if err.Error() == f.cause {
		return
	}
	f.cause = err.Error()
	f.o.Log.Warn("capture is gone", "cause", err)
	if _, worded := errors.AsType[RefusalError](err); !worded {
		err = RefusalError{
			Code: "centre_unreadable", Cause: err,
			Sentence: "The system's notification centre cannot be read at the moment. Sluice tries again by itself.",
		}
	}
	f.r.Gone(f.now().UTC().Round(0), err)
}

func (f *follower) shut() {
	if f.centre != nil {
		f.centre.close()
		f.centre = nil
	}
}
