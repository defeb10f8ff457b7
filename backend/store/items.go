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
	b := tx.Batch()
	id, err := b.AddItem(item)
	if err != nil {
		return 0, err
	}
	return id, b.Flush()
}

// SaveItem stores every field of an item that is there.
func (tx *Tx) SaveItem(item work.Item) error {
	row := rowOfItem(item)
	return tx.db.Save(&row).Error
}

// CountByClient counts the items in a state for each client.
func (tx *Tx) CountByClient(state work.State) (map[work.ClientID]int, error) {
	var rows []clientCount
	err := tx.db.Raw(`SELECT client_id, COUNT(*) AS n FROM items WHERE state = ? GROUP BY client_id`, state).Scan(&rows).Error
	return byClient(rows), err
}

type clientCount struct {
	ClientID work.ClientID
	N        int
}

func byClient(rows []clientCount) map[work.ClientID]int {
	counts := make(map[work.ClientID]int, len(rows))
	for _, row := range rows {
		counts[row.ClientID] = row.N
	}
	return counts
}

// CountHeldItems counts the items of which something is held, also when the rest came through.
func (tx *Tx) CountHeldItems() (n int, err error) {
	err = tx.db.Raw(`SELECT COUNT(DISTINCT item_id) FROM arrivals WHERE outcome = 'held'`).Scan(&n).Error
	return n, err
}

// CountHeldItemsOf counts the items of a client of which something is held.
func (tx *Tx) CountHeldItemsOf(client work.ClientID) (n int, err error) {
	err = tx.db.Raw(`SELECT COUNT(DISTINCT a.item_id) FROM arrivals a JOIN items i ON i.id = a.item_id
		WHERE a.outcome = 'held' AND i.client_id = ?`, client).Scan(&n).Error
	return n, err
}

// CountLeft counts the items that a check-in run brought and that are still queued.
func (tx *Tx) CountLeft(run work.RunID) (int, error) {
	var n int
	err := tx.db.Raw(`SELECT COUNT(*) FROM items WHERE run_id = ? AND state = 'queued'`, run).Scan(&n).Error
	return n, err
}

// CarryOver gives what a check-in run brought and is still queued to another run, and says how many
// items that were.
func (tx *Tx) CarryOver(from, to work.RunID) (int, error) {
	done := tx.db.Exec(`UPDATE items SET run_id = ?, carried_to = ? WHERE run_id = ? AND state = 'queued'`, to, to, from)
	return int(done.RowsAffected), done.Error
}

// CountBrought counts, for each client, the items that a check-in run brought itself and that are still
// queued: not those that it took over.
func (tx *Tx) CountBrought(run work.RunID) (map[work.ClientID]int, error) {
	var rows []clientCount
	err := tx.db.Raw(`SELECT client_id, COUNT(*) AS n FROM items
		WHERE run_id = ? AND carried_to <> run_id AND state = 'queued' GROUP BY client_id`, run).Scan(&rows).Error
	return byClient(rows), err
}

// CountRun counts, for each client, the items that a check-in run delivered: those still queued, and
// all.
func (tx *Tx) CountRun(run work.RunID) (left, all map[work.ClientID]int, err error) {
	var rows []clientCount
	const counting = `SELECT client_id, COUNT(*) AS n FROM items
		WHERE run_id = ? AND (? OR state = 'queued') GROUP BY client_id`
	if err := tx.db.Raw(counting, run, false).Scan(&rows).Error; err != nil {
		return nil, nil, err
	}
	left = byClient(rows)
	rows = nil
	err = tx.db.Raw(counting, run, true).Scan(&rows).Error
	return left, byClient(rows), err
}

// SetScore changes an item's score and reasons alone.
func (tx *Tx) SetScore(id work.ItemID, score float64, reasons []work.Reason) error {
	row := rowOfItem(work.Item{Reasons: reasons})
	return tx.db.Exec(`UPDATE items SET score = ?, reasons = ? WHERE id = ?`, score, row.Reasons, id).Error
}
