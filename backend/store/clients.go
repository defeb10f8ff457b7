package store

import "sluice/backend/work"

// Clients gives all clients, by number and then name.
func (tx *Tx) Clients() ([]work.Client, error) {
	var rows []clientRow
	err := tx.db.Raw(`SELECT * FROM clients ORDER BY number, name`).Scan(&rows).Error
	clients := make([]work.Client, len(rows))
	for i, r := range rows {
		clients[i] = work.Client{ID: work.ClientID(r.ID), Number: r.Number, Name: r.Name, Zone: r.Zone}
	}
	return clients, err
}

type clientRow struct {
	ID     int64
	Number int
	Name   string
	Zone   string
}
