package store

import "sluice/backend/work"

// KeepClosing keeps what has come of a check-in run up to now, for each client, in the place of what was
// kept before.
func (tx *Tx) KeepClosing(run work.RunID) error {
	if err := tx.db.Exec(`DELETE FROM closings WHERE run_id = ?`, run).Error; err != nil {
		return err
	}
	return tx.db.Exec(`INSERT INTO closings (run_id, client_id, handled, carried)
		SELECT run_id, client_id, SUM(state <> 'queued'), SUM(state = 'queued') FROM items
		WHERE run_id = ? GROUP BY client_id`, run).Error
}

// Closing gives what was kept of a check-in run when it ended, for each client: of its items, how many
// were handled and how many carried over. False: nothing was kept.
func (tx *Tx) Closing(run work.RunID) (handled, carried map[work.ClientID]int, kept bool, err error) {
	var rows []struct {
		ClientID         work.ClientID
		Handled, Carried int
	}
	err = tx.db.Raw(`SELECT client_id, handled, carried FROM closings WHERE run_id = ?`, run).Scan(&rows).Error
	handled, carried = map[work.ClientID]int{}, map[work.ClientID]int{}
	for _, row := range rows {
		handled[row.ClientID], carried[row.ClientID] = row.Handled, row.Carried
	}
	return handled, carried, len(rows) > 0, err
}

// QueuedAfter gives queued items with numbers above one, by their numbers, at most limit, to go through
// all of them in parts.
func (tx *Tx) QueuedAfter(id work.ItemID, limit int) ([]work.Item, error) {
	var rows []itemRow
	err := tx.db.Raw(`SELECT * FROM items WHERE state = 'queued' AND id > ? ORDER BY id LIMIT ?`, id, limit).Scan(&rows).Error
	return itemsOf(rows), err
}
