package session

import (
	"context"
	"fmt"
	"time"

	"sluice/backend/fault"
	"sluice/backend/store"
	"sluice/backend/work"
)

// Verdict is what the user makes of a time in which he was away.
type Verdict string

// The verdicts.
const (
	Keep  Verdict = "keep"  // it was work: the session stays as it is
	Drop  Verdict = "drop"  // it was none: the time is cut out
	Split Verdict = "split" // it was something else: it becomes a session of its own, to be corrected
)

// Aways gives the times away about which the user is to be asked, the oldest first. What the wall
// hides is not among them.
func (s *Sessions) Aways(ctx context.Context, of store.Of) (aways []work.Away, err error) {
	err = s.store.Read(ctx, func(tx *store.Tx) error {
		all, err := tx.Aways()
		for _, away := range all {
			_, hidden := visible(tx, of, away.Session)
			if hidden == nil {
				aways = append(aways, away)
			}
		}
		return err
	})
	return aways, err
}

// Note keeps that the user was away between two instants, as far as a session was running then, and
// says whether one was. Nothing is kept of any other time.
func (s *Sessions) Note(ctx context.Context, from, until time.Time) (noted bool, err error) {
	from, until = stamp(from), stamp(until)
	err = s.store.Write(ctx, func(tx *store.Tx) error {
		during, err := tx.Sessions(from, until, store.Of{})
		for _, one := range during {
			away := work.Away{Session: one.ID, From: work.Later(from, one.StartedAt), Until: until}
			if !one.Running() && one.EndedAt.Before(until) {
				away.Until = one.EndedAt
			}
			if !away.Until.After(away.From) {
				continue
			}
			noted = true
			if err := tx.AddAway(away); err != nil {
				return err
			}
		}
		return err
	})
	if noted && err == nil {
		s.Tell()
	}
	return noted && err == nil, err
}

// Answer does what the user makes of a time away, and forgets it. One that is not there, or was
// answered before, is a not-found fault.
func (s *Sessions) Answer(ctx context.Context, now time.Time, of store.Of, id work.AwayID, verdict Verdict) (work.Act, error) {
	now = stamp(now)
	if verdict != Keep && verdict != Drop && verdict != Split {
		return work.Act{}, fault.New(fault.Invalid, "Say keep, drop or split.")
	}
	return s.act(ctx, now, "session.away", func(tx *store.Tx) (string, []store.Change, error) {
		away, whole, err := awayOf(tx, of, id)
		if err != nil {
			return "", nil, err
		}
		if _, err := tx.ForgetAway(id); err != nil {
			return "", nil, err
		}
		client, err := nameOf(tx, whole.Client)
		if err != nil || verdict == Keep {
			return "Kept: time away", nil, err
		}
		changes, err := cut(tx, whole, away, verdict == Split)
		said := "Dropped: %s away from %s"
		if verdict == Split {
			said = "Split off: %s away from %s"
		}
		return fmt.Sprintf(said, length(away.Until.Sub(away.From)), client), changes, err
	})
}

// awayOf gives a time away and its session.
func awayOf(tx *store.Tx, of store.Of, id work.AwayID) (work.Away, work.Session, error) {
	aways, err := tx.Aways()
	for _, away := range aways {
		if away.ID == id {
			whole, err := visible(tx, of, away.Session)
			return away, whole, err
		}
	}
	if err == nil {
		err = fault.New(fault.NotFound, "There is no time away %d, or it was answered already.", id)
	}
	return work.Away{}, work.Session{}, err
}

// cut takes a time out of a session: what lies before stays the session, the time itself becomes a
// session where it is to be kept apart, and what follows one more. The session may have been corrected
// since, so that nothing of the time is left in it.
func cut(tx *store.Tx, whole work.Session, away work.Away, apart bool) ([]store.Change, error) {
	from, until := work.Later(away.From, whole.StartedAt), away.Until
	if !whole.Running() && whole.EndedAt.Before(until) {
		until = whole.EndedAt
	}
	if !until.After(from) {
		return nil, nil
	}
	rest := []work.Session{}
	if apart {
		rest = append(rest, piece(whole, from, until))
	}
	if whole.Running() || until.Before(whole.EndedAt) {
		rest = append(rest, piece(whole, until, whole.EndedAt))
	}
	first := whole
	first.EndedAt = from
	_, last, err := put(tx, whole, first)
	if err != nil {
		return nil, err
	}
	var changes []store.Change
	for _, one := range rest {
		_, change, err := put(tx, work.Session{}, one)
		if err != nil {
			return nil, err
		}
		changes = append(changes, change)
	}
	return append(changes, last), nil // the last to be undone: one runs at most
}

func piece(of work.Session, from, until time.Time) work.Session {
	of.ID, of.StartedAt, of.EndedAt = 0, from, until
	return of
}
