package store

import (
	"time"

	"gorm.io/gorm"

	"sluice/backend/work"
)

type recordRow struct {
	ID         int64 `gorm:"primaryKey"`
	Kind       string
	ClientID   int64
	ItemID     int64
	Text       string
	BlockedOn  string
	Since      int64
	CreatedAt  int64 `gorm:"autoCreateTime:false"`
	ChangedAt  int64
	ResolvedAt int64
	RemovedAt  int64
}

func (recordRow) TableName() string { return "records" }

func rowOfRecord(r work.Record) recordRow {
	return recordRow{
		ID: int64(r.ID), Kind: string(r.Kind), ClientID: int64(r.Client), ItemID: int64(r.Item), Text: r.Text,
		BlockedOn: r.On, Since: millis(r.Since), CreatedAt: millis(r.CreatedAt), ChangedAt: millis(r.ChangedAt),
		ResolvedAt: millis(r.ResolvedAt),
	}
}

func (r recordRow) record() work.Record {
	return work.Record{
		ID: work.RecordID(r.ID), Kind: work.RecordKind(r.Kind), Client: work.ClientID(r.ClientID),
		Item: work.ItemID(r.ItemID), Text: r.Text, On: r.BlockedOn, Since: instant(r.Since),
		CreatedAt: instant(r.CreatedAt), ChangedAt: instant(r.ChangedAt), ResolvedAt: instant(r.ResolvedAt),
	}
}

// RecordQuery says which records are asked for. Empty fields ask nothing.
type RecordQuery struct {
	Of       Of
	Kind     work.RecordKind
	Item     work.ItemID
	Standing bool     // only those that are not resolved
	Words    []string // all must be there, at their beginnings
	In       string   // part of the client's name
	Before   time.Time
	After    time.Time
	Limit    int // 0: all
}

// recordsOwned are the records with whose they are: the item's client, where there is an item.
const recordsOwned = `SELECT r.id, r.kind, COALESCE(i.client_id, r.client_id) AS client_id, r.item_id, r.text,
	r.blocked_on, r.since, r.created_at, r.changed_at, r.resolved_at, r.removed_at
	FROM records r LEFT JOIN items i ON r.item_id <> 0 AND i.id = r.item_id`

// Records gives records, those that stand first, then the newest.
func (tx *Tx) Records(q RecordQuery) ([]work.Record, error) {
	db := tx.db.Table("(" + recordsOwned + ")").Where("removed_at = 0")
	db = narrowedRecords(db, q)
	if match := matchText(q.Words); match != "" {
		db = db.Where("id IN (SELECT rowid FROM records_text WHERE records_text MATCH ?)", match)
	}
	if q.Limit > 0 {
		db = db.Limit(q.Limit)
	}
	var rows []recordRow
	err := db.Order("resolved_at > 0, created_at DESC, id DESC").Scan(&rows).Error
	return all(rows, recordRow.record), err
}

func narrowedRecords(db *gorm.DB, q RecordQuery) *gorm.DB {
	if q.Of.One {
		db = db.Where("client_id = ?", q.Of.Client)
	}
	if q.Kind != "" {
		db = db.Where("kind = ?", q.Kind)
	}
	if q.Item != 0 {
		db = db.Where("item_id = ?", q.Item)
	}
	if q.Standing {
		db = db.Where("resolved_at = 0")
	}
	if q.In != "" {
		db = db.Where("client_id IN (SELECT id FROM clients WHERE name LIKE ? ESCAPE '\\')", anywhere(q.In))
	}
	if !q.Before.IsZero() {
		db = db.Where("created_at < ?", millis(q.Before))
	}
	if !q.After.IsZero() {
		db = db.Where("created_at >= ?", millis(q.After))
	}
	return db
}

// Record gives a record by its number, or a not-found fault; one that was removed is not found.
func (tx *Tx) Record(id work.RecordID) (work.Record, error) {
	var row recordRow
	found, err := one(tx.db.Raw(recordsOwned+` WHERE r.id = ? AND r.removed_at = 0`, id), &row)
	if err == nil && !found {
		err = orNotFound(nil, "There is no record %d.", id)
	}
	return row.record(), err
}

// SaveRecord stores a record, a new one where it has no number yet, and gives that.
func (tx *Tx) SaveRecord(r work.Record) (work.RecordID, error) {
	row := rowOfRecord(r)
	err := tx.db.Save(&row).Error
	return work.RecordID(row.ID), err
}

// SetRecordRemoved removes a record or, with a zero instant, brings it back.
func (tx *Tx) SetRecordRemoved(id work.RecordID, at time.Time) error {
	change := tx.db.Exec(`UPDATE records SET removed_at = ? WHERE id = ?`, millis(at), id)
	return hit(change, "There is no record %d.", id)
}

// EachRecord walks through the records; of one client those that are its.
func (tx *Tx) EachRecord(of Of, do func(OrRemoved[work.Record]) error) error {
	return each(tx.db.Raw(`SELECT * FROM (`+recordsOwned+`) WHERE NOT ? OR client_id = ? ORDER BY id`, of.One, of.Client), func(r recordRow) error {
		return do(OrRemoved[work.Record]{r.record(), instant(r.RemovedAt)})
	})
}
