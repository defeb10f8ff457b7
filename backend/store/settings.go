package store

import "encoding/json"

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
