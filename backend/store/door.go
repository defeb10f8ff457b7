package store

import (
	"time"

	"gorm.io/gorm"

	"sluice/backend/work"
)

// Handed is one event as it lies at the door, not yet taken in.
type Handed struct {
	ID         work.ArrivalID // the number that its arrival will have
	Source     work.SourceID
	RemoteID   string
	ReceivedAt time.Time
	Event      []byte // JSON, as intake wrote it
}

// PutAtDoor keeps an event that a source handed over. The same event a second time (same source, same
// remote id) changes nothing. It gives the arrival's number, new or old, and whether it is new.
func (tx *Tx) PutAtDoor(h Handed) (id work.ArrivalID, isNew bool, err error) {
	err = tx.db.Raw(`INSERT INTO door (source, remote_id, received_at, event) VALUES (?, ?, ?, ?)
		ON CONFLICT (source, remote_id) DO NOTHING RETURNING id`,
		h.Source, h.RemoteID, millis(h.ReceivedAt), h.Event).Scan(&id).Error
	if err != nil || id != 0 {
		return id, id != 0, err
	}
	err = tx.db.Raw(`SELECT id FROM door WHERE source = ? AND remote_id = ?`, h.Source, h.RemoteID).Scan(&id).Error
	return id, false, err
}

// AtDoor gives up to limit events that are not taken in yet, in the order in which they came.
func (tx *Tx) AtDoor(limit int) ([]Handed, error) {
	var rows []struct {
		ID         int64
		Source     string
		RemoteID   string
		ReceivedAt int64
		Event      []byte
	}
	err := tx.db.Raw(`SELECT id, source, remote_id, received_at, event FROM door
		WHERE event IS NOT NULL ORDER BY id LIMIT ?`, limit).Scan(&rows).Error
	handed := make([]Handed, len(rows))
	for i, r := range rows {
		handed[i] = Handed{
			ID: work.ArrivalID(r.ID), Source: work.SourceID(r.Source), RemoteID: r.RemoteID,
			ReceivedAt: instant(r.ReceivedAt), Event: r.Event,
		}
	}
	return handed, err
}

// LeaveDoor marks an event as taken in. Its arrival must be stored in the same transaction.
func (tx *Tx) LeaveDoor(id work.ArrivalID) error {
	return tx.db.Exec(`UPDATE door SET event = NULL WHERE id = ?`, id).Error
}

// LastSeen is when the newest of a source's last arrivals was sent, by the word of the source; zero
// where it never sent any.
func (tx *Tx) LastSeen(source work.SourceID) (time.Time, error) {
	var ms int64
	err := tx.db.Raw(`SELECT COALESCE(MAX(sent_at), 0) FROM
		(SELECT sent_at FROM arrivals WHERE source = ? ORDER BY id DESC LIMIT 500)`, source).Scan(&ms).Error
	return instant(ms), err
}

// Cursor is how far a source has been read; empty where it never was.
func (tx *Tx) Cursor(source work.SourceID) (string, error) {
	var cursor string
	err := tx.db.Raw(`SELECT cursor FROM cursors WHERE source = ?`, source).Scan(&cursor).Error
	return cursor, err
}

// SetCursor keeps how far a source has been read.
func (tx *Tx) SetCursor(source work.SourceID, cursor string) error {
	return tx.db.Exec(`INSERT INTO cursors (source, cursor) VALUES (?, ?)
		ON CONFLICT (source) DO UPDATE SET cursor = excluded.cursor`, source, cursor).Error
}

// one scans a single row into into and says whether there was one.
func one(db *gorm.DB, into any) (bool, error) {
	found := db.Scan(into)
	return found.RowsAffected > 0, found.Error
}
