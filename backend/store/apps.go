package store

import (
	"time"

	"sluice/backend/work"
)

// App is how much came from a program through a source. What is held is not in it.
type App struct {
	Name  string // as it last called itself; empty: it said none
	N     int
	Muted int       // of N
	Last  time.Time // when the last of N was received
}

// Apps sums up what was received through a source in [from, until) and is not held, by the programs it
// came from, the most first, most of them at most. Case does not count in their names.
func (tx *Tx) Apps(source work.SourceID, of Of, from, until time.Time, most int) ([]App, error) {
	var rows []struct {
		App            string
		N, Muted, Last int64
	}
	// The name is that of the row with the greatest time: SQLite promises so beside a single MAX.
	err := tx.db.Raw(`SELECT v.app, COUNT(*) AS n, SUM(h.how = ?) AS muted, MAX(h.at) AS last
		FROM voices v CROSS JOIN heard h INDEXED BY heard_of ON h.voice_id = v.id AND h.at >= ? AND h.at < ? AND `+notOfHeld+`
		WHERE v.source = ? AND (NOT ? OR v.client_id = ?)
		GROUP BY v.app COLLATE NOCASE ORDER BY n DESC, v.app LIMIT ?`,
		heardMuted, millis(from), millis(until), source, of.One, of.Client, most).Scan(&rows).Error
	apps := make([]App, len(rows))
	for i, r := range rows {
		apps[i] = App{Name: r.App, N: int(r.N), Muted: int(r.Muted), Last: instant(r.Last)}
	}
	return apps, err
}
