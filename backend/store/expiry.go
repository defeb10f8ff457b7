package store

import (
	"time"

	"sluice/backend/work"
)

// expiring are the items that will be over: open ones, and closed ones of which something is held that
// will be.
const expiring = `(SELECT * FROM items INDEXED BY items_expiring
		WHERE expires_at > 0 AND state IN ('held', 'queued', 'snoozed', 'waiting')
	UNION ALL SELECT i.* FROM arrivals a INDEXED BY arrivals_expiring CROSS JOIN items i ON i.id = a.item_id
		WHERE a.outcome = 'held' AND a.expires_at > 0 AND i.expires_at > 0 AND i.state IN ('done', 'expired'))`

// Over gives the items that are over by their source's word, at most limit.
func (tx *Tx) Over(now time.Time, limit int) ([]work.Item, error) {
	var rows []itemRow
	err := tx.db.Raw(`SELECT * FROM `+expiring+` WHERE expires_at <= ? ORDER BY expires_at LIMIT ?`,
		millis(now), limit).Scan(&rows).Error
	return itemsOf(rows), err
}

// FirstExpiry is when the next item is over; zero: none ever is.
func (tx *Tx) FirstExpiry() (time.Time, error) {
	var ms int64
	err := tx.db.Raw(`SELECT COALESCE(MIN(expires_at), 0) FROM ` + expiring).Scan(&ms).Error
	return instant(ms), err
}

// ExpireHeld turns what is held of an item into expired.
func (tx *Tx) ExpireHeld(item work.ItemID, at time.Time, reason string) error {
	return tx.db.Exec(`UPDATE arrivals SET outcome = 'expired', outcome_at = ?, reason = ? WHERE item_id = ? AND outcome = 'held'`,
		millis(at), reason, item).Error
}
