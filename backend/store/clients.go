package store

import (
	"encoding/json"
	"time"

	"sluice/backend/work"
)

type clientRow struct {
	ID          int64 `gorm:"primaryKey"`
	Number      int
	Name        string
	Zone        string
	Colour      int
	Hours       string
	LongestWait int64 // minutes
	Own         bool
	OpenWith    string
	RemovedAt   int64

	Rate            int64
	Currency        string
	Promised        int64 // minutes
	ResponsePromise string
}

func (clientRow) TableName() string { return "clients" }

func rowOfClient(c work.Client) (clientRow, error) {
	hours, err := json.Marshal(c.Hours)
	return clientRow{
		ID: int64(c.ID), Number: c.Number, Name: c.Name, Zone: c.Zone, Colour: c.Colour, Hours: string(hours),
		LongestWait: int64(c.LongestWait / time.Minute), Own: c.Own, OpenWith: c.OpenWith,
		Rate: c.Rate.Minor, Currency: c.Rate.Currency, Promised: int64(c.Promised / time.Minute), ResponsePromise: c.ResponsePromise,
	}, err
}

func (r clientRow) client() (work.Client, error) {
	c := work.Client{
		ID: work.ClientID(r.ID), Number: r.Number, Name: r.Name, Zone: r.Zone, Colour: r.Colour,
		LongestWait: time.Duration(r.LongestWait) * time.Minute, Own: r.Own, OpenWith: r.OpenWith,
		Rate: work.Money{Minor: r.Rate, Currency: r.Currency}, Promised: time.Duration(r.Promised) * time.Minute,
		ResponsePromise: r.ResponsePromise,
	}
	return c, json.Unmarshal([]byte(r.Hours), &c.Hours)
}

// Clients gives all clients, by number and then name.
func (tx *Tx) Clients() ([]work.Client, error) {
	var rows []clientRow
	err := tx.db.Raw(`SELECT * FROM clients WHERE removed_at = 0 ORDER BY number = 0, number, name`).Scan(&rows).Error
	clients := make([]work.Client, len(rows))
	for i, row := range rows {
		if err == nil {
			clients[i], err = row.client()
		}
	}
	return clients, err
}

// SaveClient stores a client, a new one where it has no number in the store yet, and gives that.
func (tx *Tx) SaveClient(c work.Client) (work.ClientID, error) {
	row, err := rowOfClient(c)
	if err != nil {
		return 0, err
	}
	err = tx.db.Save(&row).Error
	return work.ClientID(row.ID), err
}

// SetClientRemoved removes a client or, with a zero instant, brings it back. Its items stay.
func (tx *Tx) SetClientRemoved(id work.ClientID, at time.Time) error {
	change := tx.db.Exec(`UPDATE clients SET removed_at = ? WHERE id = ?`, millis(at), id)
	return hit(change, "There is no client %d.", id)
}
