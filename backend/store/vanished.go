package store

import (
	"encoding/json"
	"slices"
	"strings"

	"sluice/backend/work"
)

// Vanished is what a source said was dealt with elsewhere.
type Vanished struct {
	ID     int64
	Source work.SourceID
	Name   string   // of the account, for people
	Gone   []string // threads
	Whole  *Whole   // nil: nothing was listed completely
}

// Whole is all that is open in a part of an account.
type Whole struct {
	Prefix  string   `json:"prefix"`
	Threads []string `json:"threads"`
}

// AddVanished keeps what is to be noted on the items once everything at the door is placed.
func (tx *Tx) AddVanished(v Vanished) error {
	gone, err := json.Marshal(v.Gone)
	if err != nil {
		return err
	}
	whole := ""
	if v.Whole != nil {
		text, err := json.Marshal(v.Whole)
		if err != nil {
			return err
		}
		whole = string(text)
	}
	return tx.db.Exec(`INSERT INTO vanished (source, name, gone, whole) VALUES (?, ?, ?, ?)`,
		v.Source, v.Name, string(gone), whole).Error
}

// FirstVanished gives the oldest of what is still to be noted, and whether there is any.
func (tx *Tx) FirstVanished() (v Vanished, found bool, err error) {
	var row struct {
		ID                        int64
		Source, Name, Gone, Whole string
	}
	if found, err = one(tx.db.Raw(`SELECT * FROM vanished ORDER BY id LIMIT 1`), &row); err != nil || !found {
		return v, false, err
	}
	v = Vanished{ID: row.ID, Source: work.SourceID(row.Source), Name: row.Name}
	if err := json.Unmarshal([]byte(row.Gone), &v.Gone); err != nil {
		return v, false, err
	}
	if row.Whole != "" {
		v.Whole = &Whole{}
		err = json.Unmarshal([]byte(row.Whole), v.Whole)
	}
	return v, err == nil, err
}

// ForgetVanished forgets what was noted.
func (tx *Tx) ForgetVanished(id int64) error {
	return tx.db.Exec(`DELETE FROM vanished WHERE id = ?`, id).Error
}

// OpenItems gives the items, open or with something held, that vanished by a source's word: those of the threads that are gone,
// also where the source calls a thread of its own otherwise by now, and those in the part that was listed
// completely and not in its list. One that was noted before is not among them.
func (tx *Tx) OpenItems(v Vanished) ([]work.Item, error) {
	var rows []itemRow
	err := tx.db.Raw(`SELECT * FROM items WHERE source = ? AND elsewhere_at = 0 AND (state NOT IN ('done', 'expired', 'muted')
		OR state <> 'muted' AND id IN (SELECT item_id FROM arrivals WHERE outcome = 'held')) ORDER BY id`, v.Source).Scan(&rows).Error
	if err != nil {
		return nil, err
	}
	renamed, err := tx.itemsCalled(v.Source, v.Gone)
	return slices.DeleteFunc(itemsOf(rows), func(item work.Item) bool {
		return !v.tells(item.Thread) && !slices.Contains(renamed, item.ID)
	}), err
}

// itemsCalled gives the items to which threads belong that they are not called by.
func (tx *Tx) itemsCalled(source work.SourceID, threads []string) (ids []work.ItemID, err error) {
	for some := range slices.Chunk(threads, idsAtOnce) {
		var found []work.ItemID
		if err := tx.db.Raw(`SELECT item_id FROM twin_threads WHERE source = ? AND thread IN ?`, source, some).Scan(&found).Error; err != nil {
			return nil, err
		}
		ids = append(ids, found...)
	}
	return ids, nil
}

func (v Vanished) tells(thread string) bool {
	if slices.Contains(v.Gone, thread) {
		return true
	}
	return v.Whole != nil && strings.HasPrefix(thread, v.Whole.Prefix) && !slices.Contains(v.Whole.Threads, thread)
}
