package store

import (
	"slices"
	"time"

	"sluice/backend/work"
)

type writeRow struct {
	ID        int64 `gorm:"primaryKey"`
	Source    string
	ItemID    int64
	Verb      string
	Text      string
	Key       string
	State     string
	Code      string
	Sentence  string
	Tries     int
	CreatedAt int64 `gorm:"autoCreateTime:false"`
	DueAt     int64
	SentAt    int64
}

func (writeRow) TableName() string { return "outbox" }

func rowOfWrite(w work.Write) writeRow {
	return writeRow{
		ID: int64(w.ID), Source: string(w.Source), ItemID: int64(w.Item), Verb: w.Verb, Text: w.Text, Key: w.Key,
		State: string(w.State), Code: w.Code, Sentence: w.Sentence, Tries: w.Tries, CreatedAt: millis(w.CreatedAt),
		DueAt: millis(w.DueAt), SentAt: millis(w.SentAt),
	}
}

func (r writeRow) write() work.Write {
	return work.Write{
		ID: work.WriteID(r.ID), Source: work.SourceID(r.Source), Item: work.ItemID(r.ItemID), Verb: r.Verb, Text: r.Text,
		Key: r.Key, State: work.WriteState(r.State), Code: r.Code, Sentence: r.Sentence, Tries: r.Tries,
		CreatedAt: instant(r.CreatedAt), DueAt: instant(r.DueAt), SentAt: instant(r.SentAt),
	}
}

func writesOf(rows []writeRow) []work.Write {
	writes := make([]work.Write, len(rows))
	for i, row := range rows {
		writes[i] = row.write()
	}
	return writes
}

// AddWrite puts something into the outbox and gives its number.
func (tx *Tx) AddWrite(w work.Write) (work.WriteID, error) {
	row := rowOfWrite(w)
	err := tx.db.Create(&row).Error
	return work.WriteID(row.ID), err
}

// SaveWrite keeps every field of an entry of the outbox.
func (tx *Tx) SaveWrite(w work.Write) error {
	row := rowOfWrite(w)
	return tx.db.Save(&row).Error
}

// OutboxEntry gives an entry of the outbox, and whether there is one.
func (tx *Tx) OutboxEntry(id work.WriteID) (work.Write, bool, error) {
	var row writeRow
	found, err := one(tx.db.Raw(`SELECT * FROM outbox WHERE id = ?`, id), &row)
	return row.write(), found, err
}

// Outbox gives what is not done with, and the last of what is, newest first; of one client its own.
func (tx *Tx) Outbox(of Of, limit int) ([]work.Write, error) {
	var rows []writeRow
	err := tx.db.Raw(`SELECT o.* FROM outbox o JOIN items i ON i.id = o.item_id WHERE (NOT ? OR i.client_id = ?)
		ORDER BY o.state IN ('sent', 'withdrawn'), o.id DESC LIMIT ?`, of.One, of.Client, limit).Scan(&rows).Error
	return writesOf(rows), err
}

// ItemWrites gives what was to be written of an item, oldest first.
func (tx *Tx) ItemWrites(item work.ItemID) ([]work.Write, error) {
	var rows []writeRow
	err := tx.db.Raw(`SELECT * FROM outbox WHERE item_id = ? ORDER BY id`, item).Scan(&rows).Error
	return writesOf(rows), err
}

// WritesDue gives what is to be sent by an instant, oldest first.
func (tx *Tx) WritesDue(at time.Time) ([]work.Write, error) {
	var rows []writeRow
	err := tx.db.Raw(`SELECT * FROM outbox WHERE state = 'waiting' AND due_at <= ? ORDER BY id`, millis(at)).Scan(&rows).Error
	return writesOf(rows), err
}

// WritesInState gives the entries in a state, oldest first.
func (tx *Tx) WritesInState(state work.WriteState) ([]work.Write, error) {
	var rows []writeRow
	err := tx.db.Raw(`SELECT * FROM outbox WHERE state = ? ORDER BY id`, state).Scan(&rows).Error
	return writesOf(rows), err
}

// FirstWrite is when the next entry is due; zero: none is.
func (tx *Tx) FirstWrite() (time.Time, error) {
	var ms int64
	err := tx.db.Raw(`SELECT COALESCE(MIN(due_at), 0) FROM outbox WHERE state = 'waiting'`).Scan(&ms).Error
	return instant(ms), err
}

// SourceArrivals gives the arrivals of an item that a source handed over, oldest first.
func (tx *Tx) SourceArrivals(item work.ItemID, source work.SourceID) ([]work.Arrival, error) {
	var rows []arrivalRow
	err := tx.db.Raw(`SELECT * FROM arrivals WHERE item_id = ? AND source = ? ORDER BY id`, item, source).Scan(&rows).Error
	return arrivalsOf(rows), err
}

// DoneThere gives what is to be done at their services when items are done here: an entry for each
// account that an item came from and that is to follow.
func (tx *Tx) DoneThere(items []work.ItemID) ([]work.Write, error) {
	var writes []work.Write
	for some := range slices.Chunk(items, idsAtOnce) {
		var rows []struct {
			ItemID   int64
			Source   string
			DoneVerb string
		}
		err := tx.db.Raw(`SELECT DISTINCT a.item_id, a.source, s.done_verb FROM arrivals a JOIN sources s ON s.id = a.source
			WHERE a.item_id IN ? AND s.done_verb <> '' AND s.removed_at = 0 ORDER BY a.item_id, a.source`, some).Scan(&rows).Error
		if err != nil {
			return nil, err
		}
		for _, row := range rows {
			writes = append(writes, work.Write{Source: work.SourceID(row.Source), Item: work.ItemID(row.ItemID), Verb: row.DoneVerb})
		}
	}
	return writes, nil
}

// WithdrawDone takes back what an item's being done here would do at its services, where that waits.
func (tx *Tx) WithdrawDone(item work.ItemID) error {
	return tx.db.Exec(`UPDATE outbox SET state = 'withdrawn', sentence = 'The item was reopened before it was sent.'
		WHERE item_id = ? AND state = 'waiting' AND verb IN (SELECT done_verb FROM sources WHERE id = outbox.source)`, item).Error
}

// aDay is how long arrivals are compared by their words.
const aDay = 24 * time.Hour

// forgetPassing forgets what is of use for a while only: what was sent long ago, and what arrivals
// sound like.
func (tx *Tx) forgetPassing(before time.Time) error {
	err := tx.db.Exec(`DELETE FROM outbox WHERE state IN ('sent', 'withdrawn') AND created_at < ?`, millis(before)).Error
	if err != nil {
		return err
	}
	return tx.forgetEchoes(aDay)
}
