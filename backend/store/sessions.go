package store

import (
	"encoding/json"
	"fmt"
	"time"

	"gorm.io/gorm"

	"sluice/backend/fault"
	"sluice/backend/work"
)

type sessionRow struct {
	ID           int64 `gorm:"primaryKey"`
	ClientID     int64
	Project      string
	Billable     bool
	Coordination bool
	StartedAt    int64
	EndedAt      int64
	Note         string
	Resume       string
	Batch        int64
	RemovedAt    int64
}

func (sessionRow) TableName() string { return "sessions" }

func rowOfSession(s work.Session) sessionRow {
	return sessionRow{
		ID: int64(s.ID), ClientID: int64(s.Client), Project: s.Project, Billable: s.Billable, Coordination: s.Coordination,
		StartedAt: millis(s.StartedAt), EndedAt: millis(s.EndedAt), Note: s.Note, Resume: s.Resume,
	}
}

func (r sessionRow) session() work.Session {
	return work.Session{
		ID: work.SessionID(r.ID), Client: work.ClientID(r.ClientID), Project: r.Project, Billable: r.Billable,
		Coordination: r.Coordination, StartedAt: instant(r.StartedAt), EndedAt: instant(r.EndedAt), Note: r.Note, Resume: r.Resume,
	}
}

// Session gives a session that was not removed, or a not-found fault.
func (tx *Tx) Session(id work.SessionID) (work.Session, error) {
	return tx.oneSession(tx.db.Raw(`SELECT * FROM sessions WHERE id = ? AND removed_at = 0`, id), id)
}

func (tx *Tx) oneSession(query *gorm.DB, id work.SessionID) (work.Session, error) {
	var row sessionRow
	found, err := one(query, &row)
	if err == nil && !found {
		err = fault.New(fault.NotFound, "There is no session %d.", id)
	}
	return row.session(), err
}

// Running gives the session that is running, and whether there is one.
func (tx *Tx) Running() (work.Session, bool, error) {
	var row sessionRow
	found, err := one(tx.db.Raw(`SELECT * FROM sessions WHERE ended_at = 0 AND removed_at = 0`), &row)
	return row.session(), found, err
}

// Sessions gives the sessions that lie at least in part between two instants, by their start; the one
// that is running has no end.
func (tx *Tx) Sessions(from, until time.Time, of Of) ([]work.Session, error) {
	var rows []sessionRow
	err := tx.db.Raw(`SELECT * FROM sessions WHERE removed_at = 0 AND started_at < ? AND (ended_at = 0 OR ended_at > ?)
		AND (NOT ? OR client_id = ?) ORDER BY started_at, id`, millis(until), millis(from), of.One, of.Client).Scan(&rows).Error
	return all(rows, sessionRow.session), err
}

// LastSession gives the session of a client that ended last, and whether there is one.
func (tx *Tx) LastSession(client work.ClientID) (work.Session, bool, error) {
	var row sessionRow
	found, err := one(tx.db.Raw(`SELECT * FROM sessions WHERE client_id = ? AND removed_at = 0 AND ended_at <> 0
		ORDER BY ended_at DESC, id DESC LIMIT 1`, client), &row)
	return row.session(), found, err
}

// LastResume gives the session of a client whose line on where to go on was written last, and whether
// there is one.
func (tx *Tx) LastResume(client work.ClientID) (work.Session, bool, error) {
	var row sessionRow
	found, err := one(tx.db.Raw(`SELECT * FROM sessions WHERE client_id = ? AND removed_at = 0 AND ended_at <> 0
		AND resume <> '' ORDER BY ended_at DESC, id DESC LIMIT 1`, client), &row)
	return row.session(), found, err
}

// Projects gives the projects of a client's sessions, the one worked for last first.
func (tx *Tx) Projects(client work.ClientID) (projects []string, err error) {
	err = tx.db.Raw(`SELECT project FROM sessions WHERE client_id = ? AND removed_at = 0 AND project <> ''
		GROUP BY project ORDER BY MAX(started_at) DESC, project`, client).Scan(&projects).Error
	return projects, err
}

// SaveSession stores a session, a new one where it has no number yet, and gives its number. What was
// removed comes back.
func (tx *Tx) SaveSession(s work.Session) (work.SessionID, error) {
	if s.ID == 0 {
		row := rowOfSession(s)
		err := tx.db.Create(&row).Error
		return work.SessionID(row.ID), err
	}
	row := rowOfSession(s)
	err := tx.db.Model(&row).Select("*").Omit("ID", "Batch").Updates(&row).Error
	return s.ID, err
}

// AddSessions stores what an import brings under a batch of its own, and gives the batch's number.
func (tx *Tx) AddSessions(sessions []work.Session) (batch int64, err error) {
	if err := tx.db.Raw(`SELECT COALESCE(MAX(batch), 0) + 1 FROM sessions`).Scan(&batch).Error; err != nil {
		return 0, err
	}
	rows := make([]sessionRow, len(sessions))
	for i, s := range sessions {
		rows[i] = rowOfSession(s)
		rows[i].Batch = batch
	}
	return batch, tx.db.CreateInBatches(rows, sessionsAtOnce).Error
}

// sessionsAtOnce keeps a statement within what SQLite takes.
const sessionsAtOnce = 200

// SetSessionRemoved removes a session. SaveSession brings it back.
func (tx *Tx) SetSessionRemoved(id work.SessionID, at time.Time) error {
	return tx.db.Exec(`UPDATE sessions SET removed_at = ? WHERE id = ?`, millis(at), id).Error
}

// SetBatchRemoved removes what an import brought.
func (tx *Tx) SetBatchRemoved(batch int64, at time.Time) error {
	return tx.db.Exec(`UPDATE sessions SET removed_at = ? WHERE batch = ? AND removed_at = 0`, millis(at), batch).Error
}

// EachSession walks through the sessions.
func (tx *Tx) EachSession(of Of, do func(OrRemoved[work.Session]) error) error {
	return each(tx.db.Raw(`SELECT * FROM sessions WHERE NOT ? OR client_id = ? ORDER BY id`, of.One, of.Client), func(r sessionRow) error {
		return do(OrRemoved[work.Session]{r.session(), instant(r.RemovedAt)})
	})
}

type awayRow struct {
	ID        int64 `gorm:"primaryKey"`
	SessionID int64
	FromAt    int64
	UntilAt   int64
}

func (awayRow) TableName() string { return "aways" }

func (r awayRow) away() work.Away {
	return work.Away{ID: work.AwayID(r.ID), Session: work.SessionID(r.SessionID), From: instant(r.FromAt), Until: instant(r.UntilAt)}
}

// AddAway keeps that the user was away.
func (tx *Tx) AddAway(a work.Away) error {
	return tx.db.Create(&awayRow{SessionID: int64(a.Session), FromAt: millis(a.From), UntilAt: millis(a.Until)}).Error
}

// Aways gives the times away that the user has not answered, the oldest first.
func (tx *Tx) Aways() ([]work.Away, error) {
	var rows []awayRow
	err := tx.db.Raw(`SELECT aways.* FROM aways JOIN sessions ON sessions.id = session_id AND removed_at = 0 ORDER BY from_at, aways.id`).Scan(&rows).Error
	return all(rows, awayRow.away), err
}

// ForgetAway forgets a time away, and says whether there was one.
func (tx *Tx) ForgetAway(id work.AwayID) (bool, error) {
	done := tx.db.Exec(`DELETE FROM aways WHERE id = ?`, id)
	return done.RowsAffected > 0, done.Error
}

// What acts change of sessions. The value of a session in a change is SessionValue.
const (
	ThingSession      = "session"
	ThingSessionBatch = "session.batch" // what an import brought
)

// SessionValue is a session as the value of a change; empty stands for none.
func SessionValue(s work.Session) string {
	text, _ := json.Marshal(s) // texts and instants only: it cannot go wrong
	return string(text)
}

// RestoreSession undoes one change of a session, where the session is still as the act left it. at is
// when a session that the act made counts as removed.
func (tx *Tx) RestoreSession(c Change, at time.Time) error {
	id, present := work.SessionID(c.ID), ""
	switch s, err := tx.Session(id); fault.CodeOf(err) {
	case "":
		present = SessionValue(s)
	case fault.NotFound: // it was removed
	default:
		return err
	}
	if present != c.After {
		return nil
	}
	if c.Before == "" {
		return tx.SetSessionRemoved(id, at)
	}
	var before work.Session
	if err := json.Unmarshal([]byte(c.Before), &before); err != nil {
		return fmt.Errorf("read the session of an act: %w", err)
	}
	_, err := tx.SaveSession(before)
	return err
}
