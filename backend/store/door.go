package store

import (
	"slices"
	"strings"
	"time"

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

// Kept is what became of an event that was put at the door.
type Kept struct {
	ID    work.ArrivalID
	IsNew bool // false: it was put there before
}

// PutAtDoor keeps events that a source handed over. The same event a second time (same source, same
// remote id) changes nothing. The answers are in the order of the events.
func (tx *Tx) PutAtDoor(handed ...Handed) ([]Kept, error) {
	kept := make([]Kept, 0, len(handed))
	for some := range slices.Chunk(handed, rowsAtOnce) {
		more, err := tx.putAtDoor(some)
		if err != nil {
			return nil, err
		}
		kept = append(kept, more...)
	}
	return kept, nil
}

type doorKey struct {
	source   work.SourceID
	remoteID string
}

func (tx *Tx) putAtDoor(handed []Handed) ([]Kept, error) {
	var values []any
	for _, h := range handed {
		values = append(values, h.Source, h.RemoteID, millis(h.ReceivedAt), h.Event)
	}
	var added []struct {
		ID       int64
		Source   work.SourceID
		RemoteID string
	}
	// Find, since Scan writes the statement with all its values down for a log that there is not.
	err := tx.db.Raw(`INSERT INTO door (source, remote_id, received_at, event) VALUES `+tuples(len(handed), 4)+`
		ON CONFLICT (source, remote_id) DO NOTHING RETURNING id, source, remote_id`, values...).Find(&added).Error
	if err != nil {
		return nil, err
	}
	fresh := make(map[doorKey]int64, len(added))
	for _, row := range added {
		fresh[doorKey{row.Source, row.RemoteID}] = row.ID
	}
	kept := make([]Kept, len(handed))
	for i, h := range handed {
		key := doorKey{h.Source, h.RemoteID}
		id, isNew := fresh[key]
		if !isNew {
			err = tx.db.Raw(`SELECT id FROM door WHERE source = ? AND remote_id = ?`, h.Source, h.RemoteID).Scan(&id).Error
			if err != nil {
				return nil, err
			}
		}
		delete(fresh, key) // a second time in the same batch it is not new
		kept[i] = Kept{ID: work.ArrivalID(id), IsNew: isNew}
	}
	return kept, nil
}

// tuples gives "(?,?),(?,?)": the places for the values of n rows.
func tuples(n, columns int) string {
	row := "(" + strings.Repeat("?,", columns-1) + "?)"
	return strings.Repeat(row+",", n-1) + row
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

// idsAtOnce is how many rows one statement looks for.
const idsAtOnce = 500

// LeaveDoor marks events as taken in. Their arrivals must be stored in the same transaction.
func (tx *Tx) LeaveDoor(ids ...work.ArrivalID) error {
	for some := range slices.Chunk(ids, idsAtOnce) {
		if err := tx.db.Exec(`UPDATE door SET event = NULL WHERE id IN ?`, some).Error; err != nil {
			return err
		}
	}
	return nil
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
