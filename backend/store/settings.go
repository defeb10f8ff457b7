package store

import (
	"encoding/json"
	"time"
)

// Setting reads a setting into into, a pointer; where it was never set, into stays as it is.
func (tx *Tx) Setting(name string, into any) error {
	var text string
	found, err := one(tx.db.Raw(`SELECT value FROM settings WHERE name = ?`, name), &text)
	if err != nil || !found {
		return err
	}
	return json.Unmarshal([]byte(text), into)
}

// SetSetting keeps a setting, as JSON.
func (tx *Tx) SetSetting(name string, value any) error {
	text, err := json.Marshal(value)
	if err != nil {
		return err
	}
	return tx.db.Exec(`INSERT INTO settings (name, value) VALUES (?, ?)
		ON CONFLICT (name) DO UPDATE SET value = excluded.value`, name, string(text)).Error
}

// Answer is what a mutation answered, kept for the case that it is asked again.
type Answer struct {
	What   string // method and path
	Status int
	Body   []byte
}

// Answer gives the kept answer to a request key, and whether there is one.
func (tx *Tx) Answer(key string) (Answer, bool, error) {
	var row struct {
		What   string
		Status int
		Answer []byte
	}
	found, err := one(tx.db.Raw(`SELECT what, status, answer FROM requests WHERE key = ?`, key), &row)
	return Answer{What: row.What, Status: row.Status, Body: row.Answer}, found, err
}

// KeepAnswer keeps an answer under a request key, and forgets those older than a day.
func (tx *Tx) KeepAnswer(key string, a Answer, at time.Time) error {
	const day = 24 * time.Hour
	if a.Body == nil {
		a.Body = []byte{} // an answer without a body is one too; nil would be NULL
	}
	err := tx.db.Exec(`INSERT INTO requests (key, at, what, status, answer) VALUES (?, ?, ?, ?, ?)
		ON CONFLICT (key) DO NOTHING`, key, millis(at), a.What, a.Status, a.Body).Error
	if err != nil {
		return err
	}
	return tx.db.Exec(`DELETE FROM requests WHERE at < ?`, millis(at.Add(-day))).Error
}
