package store

import (
	"encoding/json"
	"time"

	"sluice/backend/work"
)

// ActsKept is how many acts can be undone, the newest first.
const ActsKept = 100

// Change is one field that an act changed. Before and After are what the field's owner can restore.
type Change struct {
	Thing  string `json:"thing"`          // "item", "shield.ended", "checkin.removed" …
	Name   string `json:"name,omitempty"` // which of its fields, where it has several
	ID     int64  `json:"id"`
	Before string `json:"before"`
	After  string `json:"after"`
}

type actRow struct {
	ID       int64 `gorm:"primaryKey"`
	At       int64
	Verb     string
	Sentence string
	Changes  string
	UndoneAt int64
}

func (actRow) TableName() string { return "acts" }

func (r actRow) act() work.Act {
	return work.Act{
		ID: work.ActID(r.ID), At: instant(r.At), Verb: r.Verb, Sentence: r.Sentence, UndoneAt: instant(r.UndoneAt),
	}
}

// AddAct stores what the user did, and forgets all but the last keep acts.
func (tx *Tx) AddAct(act work.Act, changes []Change, keep int) (work.ActID, error) {
	text, err := json.Marshal(changes)
	if err != nil {
		return 0, err
	}
	row := actRow{At: millis(act.At), Verb: act.Verb, Sentence: act.Sentence, Changes: string(text)}
	if err := tx.db.Create(&row).Error; err != nil {
		return 0, err
	}
	return work.ActID(row.ID), tx.db.Exec(`DELETE FROM acts WHERE id <= ?`, row.ID-int64(keep)).Error
}

// LastAct gives the newest act that is not undone and what it changed, and whether there is one.
func (tx *Tx) LastAct() (work.Act, []Change, bool, error) {
	var row actRow
	found, err := one(tx.db.Raw(`SELECT * FROM acts WHERE undone_at = 0 ORDER BY id DESC LIMIT 1`), &row)
	if err != nil || !found {
		return work.Act{}, nil, false, err
	}
	var changes []Change
	err = json.Unmarshal([]byte(row.Changes), &changes)
	return row.act(), changes, err == nil, err
}

// SetActUndone marks an act as undone.
func (tx *Tx) SetActUndone(id work.ActID, at time.Time) error {
	return tx.db.Exec(`UPDATE acts SET undone_at = ? WHERE id = ?`, millis(at), id).Error
}
