package store

import (
	"time"

	"sluice/backend/work"
)

// Snooze is a note of how the own notifications of an account's service were snoozed for a shield.
type Snooze struct {
	Source work.SourceID
	Until  time.Time // the end of the shield that it was for
	Ends   time.Time // when it ends at the service; zero: the user snoozes himself, and is left alone
	Sure   bool      // the service took it, and Ends is its own word
}

// Snoozes gives all that are noted.
func (tx *Tx) Snoozes() ([]Snooze, error) {
	var rows []struct {
		Source      string
		Until, Ends int64
		Sure        bool
	}
	err := tx.db.Raw(`SELECT * FROM snoozes ORDER BY source`).Scan(&rows).Error
	all := make([]Snooze, len(rows))
	for i, row := range rows {
		all[i] = Snooze{work.SourceID(row.Source), instant(row.Until), instant(row.Ends), row.Sure}
	}
	return all, err
}

// NoteSnooze notes one, in the place of what was noted of the account before.
func (tx *Tx) NoteSnooze(s Snooze) error {
	return tx.db.Exec(`INSERT INTO snoozes (source, until, ends, sure) VALUES (?, ?, ?, ?)
		ON CONFLICT (source) DO UPDATE SET until = excluded.until, ends = excluded.ends, sure = excluded.sure`,
		s.Source, millis(s.Until), millis(s.Ends), s.Sure).Error
}

// ForgetSnooze forgets that of an account. Where there is none it does nothing.
func (tx *Tx) ForgetSnooze(id work.SourceID) error {
	return tx.db.Exec(`DELETE FROM snoozes WHERE source = ?`, id).Error
}
