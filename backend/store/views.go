package store

import (
	"time"

	"sluice/backend/work"
)

type viewRow struct {
	ID        int64 `gorm:"primaryKey"`
	ClientID  int64
	Name      string
	Query     string
	Grouping  string
	Ordering  string
	Number    int
	CreatedAt int64 `gorm:"autoCreateTime:false"`
	RemovedAt int64
}

func (viewRow) TableName() string { return "views" }

func (r viewRow) view() work.View {
	return work.View{
		ID: work.ViewID(r.ID), Client: work.ClientID(r.ClientID), Name: r.Name, Query: r.Query,
		Group: work.ViewGroup(r.Grouping), Order: work.ViewOrder(r.Ordering), Number: r.Number,
		CreatedAt: instant(r.CreatedAt),
	}
}

// Views gives the saved searches, by number and then name.
func (tx *Tx) Views() ([]work.View, error) {
	var rows []viewRow
	err := tx.db.Raw(`SELECT * FROM views WHERE removed_at = 0 ORDER BY number = 0, number, name, id`).Scan(&rows).Error
	return all(rows, viewRow.view), err
}

// SaveView stores a saved search, a new one where it has no number yet, and gives that.
func (tx *Tx) SaveView(v work.View) (work.ViewID, error) {
	row := viewRow{
		ID: int64(v.ID), ClientID: int64(v.Client), Name: v.Name, Query: v.Query, Grouping: string(v.Group),
		Ordering: string(v.Order), Number: v.Number, CreatedAt: millis(v.CreatedAt),
	}
	err := tx.db.Save(&row).Error
	return work.ViewID(row.ID), err
}

// SetViewRemoved removes a saved search or, with a zero instant, brings it back.
func (tx *Tx) SetViewRemoved(id work.ViewID, at time.Time) error {
	change := tx.db.Exec(`UPDATE views SET removed_at = ? WHERE id = ?`, millis(at), id)
	return hit(change, "There is no saved search %d.", id)
}

// EachView walks through the saved searches; of one client its own.
func (tx *Tx) EachView(of Of, do func(OrRemoved[work.View]) error) error {
	return each(tx.db.Raw(`SELECT * FROM views WHERE NOT ? OR client_id = ? ORDER BY id`, of.One, of.Client), func(r viewRow) error {
		return do(OrRemoved[work.View]{r.view(), instant(r.RemovedAt)})
	})
}
