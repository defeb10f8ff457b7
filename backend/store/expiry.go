package store

import (
	"time"

	"sluice/backend/work"
)

// isExpiring picks the open items that will be over, in the words of the index.
const isExpiring = `expires_at > 0 AND state IN ('held', 'queued', 'snoozed', 'waiting')`

// Over gives the open items that are over by their source's word, at most limit.
func (tx *Tx) Over(now time.Time, limit int) ([]work.Item, error) {
	var rows []itemRow
	err := tx.db.Raw(`SELECT * FROM items WHERE `+isExpiring+` AND expires_at <= ? ORDER BY expires_at LIMIT ?`,
		millis(now), limit).Scan(&rows).Error
	return itemsOf(rows), err
}

// FirstExpiry is when the next open item is over; zero: none ever is.
func (tx *Tx) FirstExpiry() (time.Time, error) {
	var ms int64
	err := tx.db.Raw(`SELECT COALESCE(MIN(expires_at), 0) FROM items WHERE ` + isExpiring).Scan(&ms).Error
	return instant(ms), err
}

// ExpireHeld turns what is held of an item into expired.
func (tx *Tx) ExpireHeld(item work.ItemID, at time.Time, reason string) error {
	return tx.db.Exec(`UPDATE arrivals SET outcome = 'expired', outcome_at = ?, reason = ? WHERE item_id = ? AND outcome = 'held'`,
		millis(at), reason, item).Error
}
