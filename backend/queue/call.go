package queue

import (
	"context"
	"fmt"
	"time"

	"sluice/backend/fault"
	"sluice/backend/store"
	"sluice/backend/work"
)

// LongestCall is how long content may be withheld for a call at most: a call always has an end.
const LongestCall = 24 * time.Hour

// InCall says whether a call is on at an instant: others may see the screen, and content is withheld.
func (s Settings) InCall(at time.Time) bool { return s.CallUntil != nil && at.Before(*s.CallUntil) }

// callEnd is when the call that is on ends; zero: none is on.
func (s Settings) callEnd(at time.Time) time.Time {
	if !s.InCall(at) {
		return time.Time{}
	}
	return *s.CallUntil
}

// StartCall withholds content until an instant, since others may see the screen; a call that is on gets
// another end. An end that is not ahead, or by more than a day, is an Invalid fault.
func (q *Queue) StartCall(ctx context.Context, now, until time.Time) (work.Act, error) {
	now, until = stamp(now), stamp(until)
	if !until.After(now) || until.After(now.Add(LongestCall)) {
		return work.Act{}, fault.New(fault.Invalid, "A call ends in the future, and within a day.")
	}
	said := "Content is hidden until " + until.In(q.zone()).Format("15:04")
	return q.change(ctx, now, "call", said, func(s Settings) Settings {
		s.CallUntil = &until
		return s
	})
}

// EndCall shows content again; without a call it is a Conflict fault.
func (q *Queue) EndCall(ctx context.Context, now time.Time) (work.Act, error) {
	now = stamp(now)
	on := false
	act, err := q.change(ctx, now, "call.end", "Content is shown again", func(s Settings) Settings {
		if on = s.InCall(now); on {
			s.CallUntil = nil
		}
		return s
	})
	if err == nil && !on {
		err = fault.New(fault.Conflict, "Nothing is hidden: no call is on.")
	}
	return act, err
}

// InCall says whether a call is on.
func (q *Queue) InCall(ctx context.Context, now time.Time) (on bool, err error) {
	err = q.store.Read(ctx, func(tx *store.Tx) error {
		chosen, err := settings(tx)
		on = chosen.InCall(now)
		return err
	})
	return on, err
}

// CallName is what a client is called during a call: by its number alone, which switches to it.
// Nobody is called nothing.
func CallName(c work.Client) string {
	switch {
	case c.ID == work.Unassigned:
		return ""
	case c.Number == 0:
		return fmt.Sprintf("Client no. %d", c.ID)
	}
	return fmt.Sprintf("Client %d", c.Number)
}
