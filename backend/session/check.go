package session

import (
	"fmt"
	"strings"
	"time"

	"sluice/backend/fault"
	"sluice/backend/store"
	"sluice/backend/work"
)

// The lengths that texts may have, in bytes: a name that fits on a screen, a page of notes.
const (
	maxProject = 200
	maxNote    = 4000
)

// grace is how far in the future "now" may lie by the clock of who asks.
const grace = time.Minute

// farAhead stands for the end of a session that is running.
var farAhead = time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC)

// check refuses a session that makes no sense or overlaps another, and puts its texts in order.
func (s *Sessions) check(tx *store.Tx, now time.Time, of store.Of, want *work.Session) error {
	if err := s.checkTexts(want); err != nil {
		return err
	}
	switch {
	case want.StartedAt.IsZero():
		return fault.New(fault.Invalid, "A session needs a start.")
	case !want.Running() && !want.EndedAt.After(want.StartedAt):
		return fault.New(fault.Invalid, "A session ends after it starts.")
	}
	if err := s.checkPast(*want, now); err != nil {
		return err
	}
	return s.checkFree(tx, now, of, *want)
}

func (s *Sessions) checkTexts(want *work.Session) error {
	want.Project = strings.Join(strings.Fields(want.Project), " ")
	want.Note, want.Resume = strings.TrimSpace(want.Note), strings.TrimSpace(want.Resume)
	switch {
	case len(want.Project) > maxProject:
		return fault.New(fault.Invalid, "The name of a project has at most %d letters.", maxProject)
	case len(want.Note) > maxNote || len(want.Resume) > maxNote:
		return fault.New(fault.Invalid, "A note has at most %d letters.", maxNote)
	}
	return nil
}

func (s *Sessions) checkPast(want work.Session, now time.Time) error {
	if latest := now.Add(grace); want.StartedAt.After(latest) || want.EndedAt.After(latest) {
		return fault.New(fault.Invalid, "A session is time that was worked: it neither starts nor ends in the future.")
	}
	return nil
}

// checkFree refuses a session where another one lies.
func (s *Sessions) checkFree(tx *store.Tx, now time.Time, of store.Of, want work.Session) error {
	until := want.EndedAt
	if want.Running() {
		until = farAhead
	}
	others, err := tx.Sessions(want.StartedAt, until, store.Of{})
	if err != nil {
		return err
	}
	for _, other := range others {
		if other.ID != want.ID && !other.StartedAt.Equal(other.EndedAt) {
			return s.taken(of, now, other)
		}
	}
	return nil
}

// taken says that something was worked at a time already. What the wall hides is not named.
func (s *Sessions) taken(of store.Of, now time.Time, by work.Session) error {
	switch {
	case hides(of, by):
		return fault.New(fault.Conflict, "Something else was worked at that time already. Look under All, and choose another time.")
	case by.Running():
		return fault.New(fault.Conflict, "A session has been running since %s. Choose a later time, or correct that one first.", s.clock(by.StartedAt, now))
	}
	return fault.New(fault.Conflict, "%s–%s is taken by another session. Choose another time, or correct that one first.",
		s.clock(by.StartedAt, now), by.EndedAt.In(s.zone()).Format("15:04"))
}

// clock gives the time of day of an instant, with the date where it is not today.
func (s *Sessions) clock(at, now time.Time) string {
	local := at.In(s.zone())
	if local.Format(time.DateOnly) == now.In(s.zone()).Format(time.DateOnly) {
		return local.Format("15:04")
	}
	return local.Format("2 Jan 15:04")
}

// length gives a length of time as people say it.
func length(d time.Duration) string {
	minutes := int(d.Round(time.Minute) / time.Minute)
	if minutes < 60 {
		return fmt.Sprintf("%d min", minutes)
	}
	return fmt.Sprintf("%d h %02d min", minutes/60, minutes%60)
}
