package session

import (
	"context"
	"fmt"
	"time"

	"sluice/backend/fault"
	"sluice/backend/store"
	"sluice/backend/work"
)

// Begin is a session that is to be started.
type Begin struct {
	Client       work.ClientID
	Project      string
	Note         string
	Billable     *bool // nil: yes, but for the user's own projects
	Coordination bool
	At           time.Time // when it began; zero: now
}

// Started is a session that was started, and the one that it ended.
type Started struct {
	Session work.Session
	Ended   *work.Session // nil: none was running, or the wall hides it
}

// Start starts a session, now or at an instant that is over. One that is running ends at that instant.
// An instant in the future, or before the running one's start, or one from which on something else was
// worked, are faults.
func (s *Sessions) Start(ctx context.Context, now time.Time, of store.Of, b Begin) (started Started, err error) {
	now = stamp(now)
	_, err = s.act(ctx, now, "session.start", func(tx *store.Tx) (string, []store.Change, error) {
		client, err := clientNamed(tx, b.Client)
		if err != nil {
			return "", nil, err
		}
		next := work.Session{
			Client: client.ID, Project: b.Project, Note: b.Note, Billable: !client.Own, Coordination: b.Coordination,
			StartedAt: stamp(b.At),
		}
		if b.Billable != nil {
			next.Billable = *b.Billable
		}
		ended, changes, err := s.giveWay(tx, now, of, &next)
		if err != nil {
			return "", nil, err
		}
		if err := s.check(tx, work.Later(now, startOfNow(b, next)), of, &next); err != nil {
			return "", nil, err
		}
		made, change, err := put(tx, work.Session{}, next)
		started = Started{Session: made, Ended: ended}
		return "Started: " + client.Name, append([]store.Change{change}, changes...), err // undone in this order: one runs at most
	})
	return started, err
}

// startOfNow is when a session starts that starts now: later than now where the clock was set back.
func startOfNow(b Begin, next work.Session) time.Time {
	if b.At.IsZero() {
		return next.StartedAt
	}
	return time.Time{}
}

// giveWay ends the session that is running where another one begins, and sets that one's start where
// it has none.
func (s *Sessions) giveWay(tx *store.Tx, now time.Time, of store.Of, next *work.Session) (*work.Session, []store.Change, error) {
	running, found, err := tx.Running()
	if next.StartedAt.IsZero() {
		next.StartedAt = running.End(now) // a clock that was set back does not put it before the other
	}
	if err != nil || !found {
		return nil, nil, err
	}
	if next.StartedAt.Before(running.StartedAt) {
		return nil, nil, s.taken(of, now, running)
	}
	after := running
	after.EndedAt = next.StartedAt
	ended, change, err := put(tx, running, after)
	if hides(of, ended) {
		return nil, []store.Change{change}, err
	}
	return &ended, []store.Change{change}, err
}

// End is how a session is stopped.
type End struct {
	At     time.Time // when it ended; zero: now
	Resume string    // where to go on; empty: the line that it has stays
}

// Stop ends the session that is running. Where none is, or the wall hides it, it gives a Conflict
// fault; an end before its start or in the future is Invalid.
func (s *Sessions) Stop(ctx context.Context, now time.Time, of store.Of, end End) (stopped work.Session, act work.Act, err error) {
	now = stamp(now)
	act, err = s.act(ctx, now, "session.stop", func(tx *store.Tx) (string, []store.Change, error) {
		running, found, err := runningOf(tx, of)
		if err != nil {
			return "", nil, err
		}
		if !found {
			return "", nil, fault.New(fault.Conflict, "No session is running.")
		}
		var said string
		var change store.Change
		stopped, said, change, err = s.stop(tx, now, running, end)
		return said, []store.Change{change}, err
	})
	return stopped, act, err
}

func (s *Sessions) stop(tx *store.Tx, now time.Time, running work.Session, end End) (work.Session, string, store.Change, error) {
	after := running
	after.EndedAt = running.End(now)
	if !end.At.IsZero() {
		after.EndedAt = stamp(end.At)
	} else {
		now = after.EndedAt // the clock may have been set back since it started
	}
	if end.Resume != "" {
		after.Resume = end.Resume
	}
	none := store.Change{}
	if after.EndedAt.Before(after.StartedAt) {
		return after, "", none, fault.New(fault.Invalid, "It started at %s. End it later than that.", s.clock(after.StartedAt, now))
	}
	if err := s.checkTexts(&after); err != nil {
		return after, "", none, err
	}
	if err := s.checkPast(after, now); err != nil {
		return after, "", none, err
	}
	client, err := nameOf(tx, after.Client)
	if err != nil {
		return after, "", none, err
	}
	stopped, change, err := put(tx, running, after)
	return stopped, fmt.Sprintf("Stopped: %s, %s", client, length(stopped.EndedAt.Sub(stopped.StartedAt))), change, err
}

// LeaveIn ends, in a transaction of the caller's, the session that is running for anybody but a
// client: the user turns to that one. It is an act of its own. None, and one that is the client's
// already, are left alone.
func (s *Sessions) LeaveIn(tx *store.Tx, now time.Time, to work.ClientID) (left work.Session, found bool, err error) {
	now = stamp(now)
	running, found, err := tx.Running()
	if err != nil || !found || running.Client == to {
		return work.Session{}, false, err
	}
	left, said, change, err := s.stop(tx, now, running, End{})
	if err != nil {
		return left, false, err
	}
	_, err = keep(tx, now, "session.stop", said, []store.Change{change})
	return left, true, err
}

// Save adds a session afterwards, where it has no number, or corrects one. One without an end runs on,
// which one at most may do. A session that overlaps another, that lies in the future or ends before it
// starts, is refused.
func (s *Sessions) Save(ctx context.Context, now time.Time, of store.Of, want work.Session) (saved work.Session, act work.Act, err error) {
	now = stamp(now)
	want.StartedAt, want.EndedAt = stamp(want.StartedAt), stamp(want.EndedAt)
	verb := "session.correct"
	if want.ID == 0 {
		verb = "session.add"
	}
	act, err = s.act(ctx, now, verb, func(tx *store.Tx) (string, []store.Change, error) {
		var before work.Session
		if want.ID != 0 {
			if before, err = visible(tx, of, want.ID); err != nil {
				return "", nil, err
			}
		}
		client, err := s.mayBeOf(tx, before, want)
		if err != nil {
			return "", nil, err
		}
		if err := s.check(tx, now, of, &want); err != nil {
			return "", nil, err
		}
		said := "Added: " + client
		if before.ID != 0 {
			said = "Corrected: " + client
		}
		if saved = want; want == before {
			return said, nil, nil
		}
		var change store.Change
		saved, change, err = put(tx, before, want)
		return said, []store.Change{change}, err
	})
	return saved, act, err
}

// mayBeOf gives the name of the client of a session as it is to be: one that is there, or the one that
// the session had before.
func (s *Sessions) mayBeOf(tx *store.Tx, before, want work.Session) (string, error) {
	if before.ID != 0 && before.Client == want.Client {
		return nameOf(tx, want.Client)
	}
	client, err := clientNamed(tx, want.Client)
	return client.Name, err
}

// Remove removes a session.
func (s *Sessions) Remove(ctx context.Context, now time.Time, of store.Of, id work.SessionID) (work.Act, error) {
	now = stamp(now)
	return s.act(ctx, now, "session.remove", func(tx *store.Tx) (string, []store.Change, error) {
		before, err := visible(tx, of, id)
		if err != nil {
			return "", nil, err
		}
		client, err := nameOf(tx, before.Client)
		if err != nil {
			return "", nil, err
		}
		change := store.Change{Thing: store.ThingSession, ID: int64(id), Before: store.SessionValue(before)}
		return "Removed: session for " + client, []store.Change{change}, tx.SetSessionRemoved(id, now)
	})
}

// nameOf gives the name of a client, of one that was removed too.
func nameOf(tx *store.Tx, id work.ClientID) (name string, err error) {
	err = tx.EachClient(store.Of{One: true, Client: id}, func(c store.OrRemoved[work.Client]) error {
		name = c.Thing.Name
		return nil
	})
	return name, err
}
