// Package session is time worked: which session is running, how one is started, stopped, corrected,
// added afterwards and removed, and what becomes of a time in which the user was away.
//
// Sessions never overlap, and one at most is running. Every exported method is a transaction of its
// own unless it takes one; what the user does is an act that undo takes back.
package session

import (
	"context"
	"time"

	"sluice/backend/bus"
	"sluice/backend/fault"
	"sluice/backend/store"
	"sluice/backend/work"
)

// Sessions works on the sessions of one profile. It may be used from several goroutines.
type Sessions struct {
	store *store.Store
	bus   *bus.Bus
	zone  func() *time.Location
}

// New gives the sessions of a store. zone is the user's zone at the moment; it may change.
func New(s *store.Store, b *bus.Bus, zone func() *time.Location) *Sessions {
	return &Sessions{store: s, bus: b, zone: zone}
}

// List gives the sessions that lie at least in part between two instants, by their start.
func (s *Sessions) List(ctx context.Context, from, until time.Time, of store.Of) (sessions []work.Session, err error) {
	err = s.store.Read(ctx, func(tx *store.Tx) error {
		sessions, err = tx.Sessions(from, until, of)
		return err
	})
	return sessions, err
}

// One gives a session, or a not-found fault where there is none or the wall hides it.
func (s *Sessions) One(ctx context.Context, of store.Of, id work.SessionID) (one work.Session, err error) {
	err = s.store.Read(ctx, func(tx *store.Tx) error {
		one, err = visible(tx, of, id)
		return err
	})
	return one, err
}

// Running gives the session that is running, and whether there is one that the wall does not hide.
func (s *Sessions) Running(ctx context.Context, of store.Of) (running work.Session, found bool, err error) {
	err = s.store.Read(ctx, func(tx *store.Tx) error {
		running, found, err = runningOf(tx, of)
		return err
	})
	return running, found, err
}

func runningOf(tx *store.Tx, of store.Of) (work.Session, bool, error) {
	running, found, err := tx.Running()
	if err != nil || !found || hides(of, running) {
		return work.Session{}, false, err
	}
	return running, true, nil
}

func hides(of store.Of, s work.Session) bool { return of.One && s.Client != of.Client }

// Left is where work for a client was left.
type Left struct {
	Session  work.Session // the one whose line on where to go on was written last; zero: none has one
	Projects []string     // the client's projects, the one worked for last first
}

// Left says where work for a client was left. A client that is not there is a not-found fault.
func (s *Sessions) Left(ctx context.Context, client work.ClientID) (left Left, err error) {
	err = s.store.Read(ctx, func(tx *store.Tx) error {
		if _, err = clientNamed(tx, client); err != nil {
			return err
		}
		if left.Session, _, err = tx.LastResume(client); err != nil {
			return err
		}
		left.Projects, err = tx.Projects(client)
		return err
	})
	return left, err
}

// visible gives a session that the wall does not hide, or a not-found fault.
func visible(tx *store.Tx, of store.Of, id work.SessionID) (work.Session, error) {
	found, err := tx.Session(id)
	if err == nil && hides(of, found) {
		return work.Session{}, fault.New(fault.NotFound, "There is no session %d.", id)
	}
	return found, err
}

func clientNamed(tx *store.Tx, id work.ClientID) (work.Client, error) {
	clients, err := tx.Clients()
	for _, client := range clients {
		if client.ID == id && id != work.Unassigned {
			return client, err
		}
	}
	if err == nil {
		err = fault.New(fault.NotFound, "There is no client %d.", id)
	}
	return work.Client{}, err
}

// act runs what the user did in a transaction, keeps it for undo where it changed anything, and tells
// others.
func (s *Sessions) act(
	ctx context.Context, now time.Time, verb string, do func(tx *store.Tx) (sentence string, changes []store.Change, err error),
) (act work.Act, err error) {
	err = s.store.Write(ctx, func(tx *store.Tx) error {
		sentence, changes, err := do(tx)
		if err == nil {
			act, err = keep(tx, now, verb, sentence, changes)
		}
		return err
	})
	if err == nil {
		s.Tell()
	}
	return act, err
}

// Tell tells others that sessions changed, and with them what undo takes back.
func (s *Sessions) Tell() { s.bus.Tell(bus.Sessions, bus.Queue) }

func keep(tx *store.Tx, now time.Time, verb, sentence string, changes []store.Change) (act work.Act, err error) {
	act = work.Act{At: now, Verb: verb, Sentence: sentence}
	if len(changes) > 0 {
		act.ID, err = tx.AddAct(act, changes, store.ActsKept)
	}
	return act, err
}

// put stores a session and says what changed; before is the one that it was, zero for a new one.
func put(tx *store.Tx, before, after work.Session) (work.Session, store.Change, error) {
	change := store.Change{Thing: store.ThingSession}
	if before.ID != 0 {
		change.Before = store.SessionValue(before)
	}
	var err error
	after.ID, err = tx.SaveSession(after)
	change.ID, change.After = int64(after.ID), store.SessionValue(after)
	return after, change, err
}

// stamp is an instant as sessions keep it: in UTC, without what is less than a second.
func stamp(at time.Time) time.Time {
	if at.IsZero() {
		return at
	}
	return at.UTC().Truncate(time.Second)
}
