package work

import "time"

type (
	// SessionID is the number of a session.
	SessionID int64
	// AwayID is the number of a time in which the user was away.
	AwayID int64
	// MeetingID is the number of a meeting.
	MeetingID int64
)

// Session is time worked for a client and, where there is one, a project. Its instants are whole
// seconds, so that sums of what is shown are the sums that are shown.
type Session struct {
	ID           SessionID
	Client       ClientID
	Project      string // empty: none
	Billable     bool
	Coordination bool // spent on agreeing with others, not on the thing itself: a call, planning
	StartedAt    time.Time
	EndedAt      time.Time // zero: it is running
	Note         string    // what was done
	Resume       string    // where to go on next time
}

// Running says whether the session has not ended.
func (s Session) Running() bool { return s.EndedAt.IsZero() }

// End is when the session ended; of a running one it is now, but not before its start.
func (s Session) End(now time.Time) time.Time {
	switch {
	case !s.Running():
		return s.EndedAt
	case now.Before(s.StartedAt):
		return s.StartedAt
	}
	return now
}

// Away is a time within a session in which the user was not at the machine, until he says what to make
// of it.
type Away struct {
	ID          AwayID
	Session     SessionID
	From, Until time.Time
}

// Meeting is an appointment in a calendar, one occurrence of it.
type Meeting struct {
	ID          MeetingID
	Source      SourceID
	RemoteID    string   // its identity within the source, of this occurrence
	Client      ClientID // where the source or a rule knows it
	Title       string
	From, Until time.Time
	URL         string // where to join it; empty: nowhere
	Place       string
	Answer      Answer
	AllDay      bool
	Free        bool // by the calendar's word it leaves the user free
}

// Answer is what the user answered to an invitation.
type Answer string

// The answers. None means that nobody asked: the meeting is the user's own.
const (
	AnswerNone      Answer = ""
	AnswerOpen      Answer = "open" // not answered yet
	AnswerAccepted  Answer = "accepted"
	AnswerTentative Answer = "tentative"
	AnswerDeclined  Answer = "declined"
)

// Takes says whether the meeting takes the user's time: not one that was declined, lasts all day or
// leaves him free.
func (m Meeting) Takes() bool {
	return m.Answer != AnswerDeclined && !m.AllDay && !m.Free && m.Until.After(m.From)
}
