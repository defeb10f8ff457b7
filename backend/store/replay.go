package store

import (
	"slices"
	"time"

	"sluice/backend/work"
)

// Past is an arrival with what it takes to let it arrive again.
type Past struct {
	work.Arrival
	Client work.ClientID  // whose its item is now
	Into   work.ArrivalID // the arrival that it was merged into; 0: none
}

// Past gives what was received since an instant, in the order in which it came; of more than limit the
// newest.
func (tx *Tx) Past(since time.Time, limit int) ([]Past, error) {
	var rows []struct {
		Row      arrivalRow `gorm:"embedded"`
		ClientID int64
	}
	err := tx.db.Raw(`SELECT a.*, i.client_id FROM arrivals a JOIN items i ON i.id = a.item_id
		WHERE a.received_at >= ? ORDER BY a.id DESC LIMIT ?`, millis(since), limit).Scan(&rows).Error
	past := make([]Past, len(rows))
	for i, row := range rows {
		past[i] = Past{Arrival: row.Row.arrival(), Client: work.ClientID(row.ClientID), Into: work.ArrivalID(row.Row.MergedInto)}
	}
	slices.Reverse(past)
	return past, err
}
