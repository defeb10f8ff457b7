package store

import (
	"sluice/backend/work"
)

// Item gives an item by its number, or a not-found fault.
func (tx *Tx) Item(id work.ItemID) (work.Item, error) {
	var row itemRow
	err := tx.db.Where("id = ?", id).Take(&row).Error
	return row.item(), err
}

// ThreadItem gives the newest item of a thread, and whether there is one.
func (tx *Tx) ThreadItem(source work.SourceID, thread string) (work.Item, bool, error) {
	var row itemRow
	found, err := one(tx.db.Raw(`SELECT * FROM items WHERE source = ? AND thread = ?
		ORDER BY id DESC LIMIT 1`, source, thread), &row)
	return row.item(), found, err
}

// AddItem stores a new item and gives its number.
func (tx *Tx) AddItem(item work.Item) (work.ItemID, error) {
	row := rowOfItem(item)
	err := tx.db.Create(&row).Error
	return work.ItemID(row.ID), err
}

// SaveItem stores every field of an item that is there.
func (tx *Tx) SaveItem(item work.Item) error {
	row := rowOfItem(item)
	return tx.db.Save(&row).Error
}

// SetItemState changes an item's state alone.
func (tx *Tx) SetItemState(id work.ItemID, state work.State) error {
	return tx.db.Exec(`UPDATE items SET state = ? WHERE id = ?`, state, id).Error
}

// ItemsIn gives the items in a state, the most important first; limit 0 means all.
func (tx *Tx) ItemsIn(state work.State, limit, offset int) ([]work.Item, error) {
	if limit <= 0 {
		limit = -1
	}
	var rows []itemRow
	err := tx.db.Raw(`SELECT * FROM items WHERE state = ? ORDER BY score DESC, id LIMIT ? OFFSET ?`,
		state, limit, offset).Scan(&rows).Error
	return itemsOf(rows), err
}

// CountItems counts the items in a state.
func (tx *Tx) CountItems(state work.State) (int, error) {
	var n int
	err := tx.db.Raw(`SELECT COUNT(*) FROM items WHERE state = ?`, state).Scan(&n).Error
	return n, err
}

// CountHeldItems counts the items of which something is held, also when the rest came through.
func (tx *Tx) CountHeldItems() (int, error) {
	var n int
	err := tx.db.Raw(`SELECT COUNT(DISTINCT item_id) FROM arrivals WHERE outcome = 'held'`).Scan(&n).Error
	return n, err
}

// CountLeft counts the items that a check-in run delivered and that are still queued.
func (tx *Tx) CountLeft(run work.RunID) (int, error) {
	var n int
	err := tx.db.Raw(`SELECT COUNT(*) FROM items WHERE state = 'queued' AND id IN
		(SELECT item_id FROM arrivals WHERE run_id = ?)`, run).Scan(&n).Error
	return n, err
}

// CountRunItems counts the items that a check-in run delivered.
func (tx *Tx) CountRunItems(run work.RunID) (int, error) {
	var n int
	err := tx.db.Raw(`SELECT COUNT(DISTINCT item_id) FROM arrivals WHERE run_id = ?`, run).Scan(&n).Error
	return n, err
}
