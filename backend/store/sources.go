package store

import (
	"encoding/json"
	"fmt"
	"time"

	"sluice/backend/work"
)

type sourceRow struct {
	ID          string `gorm:"primaryKey"`
	Kind        string
	Name        string
	ClientID    int64
	Settings    string
	SecretIn    string
	Seconds     int64
	DoneVerb    string
	Paused      bool
	Condition   string
	Code        string
	Sentence    string
	Failures    int
	NotBefore   int64
	LastOkAt    int64
	Who         string
	ImportSince int64
	ImportedAt  int64
	Arrived     int
	Filed       int
	Older       int
	Skipped     int
	CreatedAt   int64 `gorm:"autoCreateTime:false"`
	RemovedAt   int64
}

func (sourceRow) TableName() string { return "sources" }

func rowOfSource(s work.Source) (sourceRow, error) {
	settings, err := json.Marshal(s.Settings)
	return sourceRow{
		ID: string(s.ID), Kind: s.Kind, Name: s.Name, ClientID: int64(s.Client), Settings: string(settings),
		SecretIn: string(s.SecretIn), Seconds: int64(s.Interval / time.Second), DoneVerb: s.DoneVerb, Paused: s.Paused,
		Condition: s.Condition, Code: s.Code, Sentence: s.Sentence, Failures: s.Failures, NotBefore: millis(s.NotBefore),
		LastOkAt: millis(s.LastOK), Who: s.Who, ImportSince: millis(s.ImportSince), ImportedAt: millis(s.ImportedAt),
		Arrived: s.Arrived, Filed: s.Filed, Older: s.Older, Skipped: s.Skipped,
		CreatedAt: millis(s.CreatedAt), RemovedAt: millis(s.RemovedAt),
	}, err
}

func (r sourceRow) source() work.Source {
	s := work.Source{
		ID: work.SourceID(r.ID), Kind: r.Kind, Name: r.Name, Client: work.ClientID(r.ClientID),
		SecretIn: work.SecretPlace(r.SecretIn), Interval: time.Duration(r.Seconds) * time.Second, DoneVerb: r.DoneVerb,
		Paused: r.Paused, Condition: r.Condition, Code: r.Code, Sentence: r.Sentence, Failures: r.Failures,
		NotBefore: instant(r.NotBefore), LastOK: instant(r.LastOkAt), Who: r.Who, ImportSince: instant(r.ImportSince),
		ImportedAt: instant(r.ImportedAt), Arrived: r.Arrived, Filed: r.Filed, Older: r.Older, Skipped: r.Skipped,
		CreatedAt: instant(r.CreatedAt), RemovedAt: instant(r.RemovedAt),
	}
	_ = json.Unmarshal([]byte(r.Settings), &s.Settings) // settings that cannot be read are missing ones
	return s
}

// Sources gives the accounts that are connected, in the order in which they were.
func (tx *Tx) Sources() ([]work.Source, error) {
	var rows []sourceRow
	err := tx.db.Raw(`SELECT * FROM sources WHERE removed_at = 0 ORDER BY created_at, id`).Scan(&rows).Error
	return all(rows, sourceRow.source), err
}

// Source gives an account, also one that was removed, and whether there is one.
func (tx *Tx) Source(id work.SourceID) (work.Source, bool, error) {
	var row sourceRow
	found, err := one(tx.db.Raw(`SELECT * FROM sources WHERE id = ?`, id), &row)
	return row.source(), found, err
}

// AddSource keeps a new account under the next number of its kind, and gives its id.
func (tx *Tx) AddSource(s work.Source) (work.SourceID, error) {
	var n int
	if err := tx.db.Raw(`SELECT COUNT(*) FROM sources WHERE kind = ?`, s.Kind).Scan(&n).Error; err != nil {
		return "", err
	}
	s.ID = work.SourceID(fmt.Sprintf("%s-%d", s.Kind, n+1))
	row, err := rowOfSource(s)
	if err != nil {
		return "", err
	}
	return s.ID, tx.db.Create(&row).Error
}

// SaveSource keeps every field of an account that is there.
func (tx *Tx) SaveSource(s work.Source) error {
	row, err := rowOfSource(s)
	if err != nil {
		return err
	}
	return tx.db.Save(&row).Error
}

// RemovedSources gives the numbers of the accounts that were removed before an instant.
func (tx *Tx) RemovedSources(before time.Time) (ids []work.SourceID, err error) {
	err = tx.db.Raw(`SELECT id FROM sources WHERE removed_at > 0 AND removed_at < ?`, millis(before)).Scan(&ids).Error
	return ids, err
}

// SetSourceRemoved takes an account away.
func (tx *Tx) SetSourceRemoved(id work.SourceID, at time.Time) error {
	return tx.db.Exec(`UPDATE sources SET removed_at = ? WHERE id = ?`, millis(at), id).Error
}

// SourceCounts says of how many arrivals and open items an account is the source.
func (tx *Tx) SourceCounts(id work.SourceID) (arrivals, open int, err error) {
	err = tx.db.Raw(`SELECT COUNT(*) FROM arrivals WHERE source = ?`, id).Scan(&arrivals).Error
	if err != nil {
		return 0, 0, err
	}
	err = tx.db.Raw(`SELECT COUNT(*) FROM items WHERE source = ? AND state NOT IN ('done', 'expired', 'muted')`, id).Scan(&open).Error
	return arrivals, open, err
}

// Form gives which form of an event was handed over last, and under which identity; empty: none was.
func (tx *Tx) Form(source work.SourceID, remoteID string) (form, latest string, err error) {
	var row struct{ Form, Latest string }
	err = tx.db.Raw(`SELECT form, latest FROM forms WHERE source = ? AND remote_id = ?`, source, remoteID).Scan(&row).Error
	return row.Form, row.Latest, err
}

// SetForm keeps which form of an event was handed over last, and under which identity.
func (tx *Tx) SetForm(source work.SourceID, remoteID, form, latest string) error {
	return tx.db.Exec(`INSERT INTO forms (source, remote_id, form, latest) VALUES (?, ?, ?, ?)
		ON CONFLICT (source, remote_id) DO UPDATE SET form = excluded.form, latest = excluded.latest`,
		source, remoteID, form, latest).Error
}

// Unfile brings what a first import filed as done into the queue, as far as it still is so.
func (tx *Tx) Unfile(source work.SourceID) error {
	return tx.db.Exec(`UPDATE items SET state = 'queued', done_at = 0, filed = '' WHERE filed = ? AND state = 'done'`, source).Error
}

// ThreadOf gives the key by which a source knows an item.
func (tx *Tx) ThreadOf(item work.ItemID, source work.SourceID) (string, error) {
	var thread string
	err := tx.db.Raw(`SELECT thread FROM items WHERE id = ? AND source = ?
		UNION ALL SELECT thread FROM twin_threads WHERE item_id = ? AND source = ? LIMIT 1`, item, source, item, source).Scan(&thread).Error
	return thread, err
}
