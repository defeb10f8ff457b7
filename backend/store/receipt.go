package store

import (
	"time"

	"sluice/backend/work"
)

// CountDoor counts what sources handed over in [from, until).
func (tx *Tx) CountDoor(from, until time.Time) (int, error) {
	var n int
	err := tx.db.Raw(`SELECT COUNT(*) FROM door WHERE received_at >= ? AND received_at < ?`,
		millis(from), millis(until)).Scan(&n).Error
	return n, err
}

// CountOutcomes counts, of what was received in [from, until), each outcome.
func (tx *Tx) CountOutcomes(from, until time.Time) (map[work.Outcome]int, error) {
	var rows []outcomeCount
	err := tx.db.Raw(`SELECT outcome, COUNT(*) AS n FROM arrivals WHERE received_at >= ? AND received_at < ?
		GROUP BY outcome`, millis(from), millis(until)).Scan(&rows).Error
	return byOutcome(rows), err
}

type outcomeCount struct {
	Outcome work.Outcome
	N       int
}

func byOutcome(rows []outcomeCount) map[work.Outcome]int {
	counts := make(map[work.Outcome]int, len(rows))
	for _, row := range rows {
		counts[row.Outcome] = row.N
	}
	return counts
}

// CountClientOutcomes counts each outcome of what was received in [from, until) and is a client's.
func (tx *Tx) CountClientOutcomes(client work.ClientID, from, until time.Time) (map[work.Outcome]int, error) {
	var rows []outcomeCount
	err := tx.db.Raw(`SELECT a.outcome, COUNT(*) AS n FROM arrivals a JOIN items i ON i.id = a.item_id
		WHERE i.client_id = ? AND a.received_at >= ? AND a.received_at < ? GROUP BY a.outcome`,
		client, millis(from), millis(until)).Scan(&rows).Error
	return byOutcome(rows), err
}

// CountClientDelivered counts the arrivals of a client that a check-in run delivered.
func (tx *Tx) CountClientDelivered(client work.ClientID, run work.RunID) (int, error) {
	var n int
	err := tx.db.Raw(`SELECT COUNT(*) FROM arrivals a JOIN items i ON i.id = a.item_id
		WHERE a.run_id = ? AND i.client_id = ?`, run, client).Scan(&n).Error
	return n, err
}

// Gaps gives the gaps in the capture that touch [from, until).
func (tx *Tx) Gaps(from, until time.Time) ([]work.Gap, error) {
	var rows []gapRow
	err := tx.db.Raw(`SELECT * FROM gaps WHERE from_at < ? AND (until_at = 0 OR until_at > ?) ORDER BY from_at, id`,
		millis(until), millis(from)).Scan(&rows).Error
	return all(rows, gapRow.gap), err
}

type gapRow struct {
	ID      int64
	Source  string
	FromAt  int64
	UntilAt int64
	Why     string
	Lost    int
}

func (r gapRow) gap() work.Gap {
	return work.Gap{
		Source: work.SourceID(r.Source), From: instant(r.FromAt), Until: instant(r.UntilAt),
		Why: work.GapReason(r.Why), Lost: r.Lost,
	}
}

// AddGap stores a gap; one without an end lasts until EndGaps.
func (tx *Tx) AddGap(g work.Gap) error {
	return tx.db.Exec(`INSERT INTO gaps (source, from_at, until_at, why, lost) VALUES (?, ?, ?, ?, ?)`,
		g.Source, millis(g.From), millis(g.Until), g.Why, g.Lost).Error
}

// EndGaps ends the gaps of a source that still last.
func (tx *Tx) EndGaps(source work.SourceID, at time.Time) error {
	return tx.db.Exec(`UPDATE gaps SET until_at = ? WHERE source = ? AND until_at = 0`, millis(at), source).Error
}

// OpenGap says whether a gap of the source still lasts.
func (tx *Tx) OpenGap(source work.SourceID) (bool, error) {
	var n int
	err := tx.db.Raw(`SELECT COUNT(*) FROM gaps WHERE source = ? AND until_at = 0`, source).Scan(&n).Error
	return n > 0, err
}

// Stray counts what an honest database never has: arrivals without a door row, items without an
// arrival, arrivals whose outcome is none of the known ones.
func (tx *Tx) Stray() (int, error) {
	var n int
	err := tx.db.Raw(`SELECT
		(SELECT COUNT(*) FROM arrivals a WHERE NOT EXISTS (SELECT 1 FROM door d WHERE d.id = a.id)) +
		(SELECT COUNT(*) FROM items i WHERE NOT EXISTS (SELECT 1 FROM arrivals a WHERE a.item_id = i.id)) +
		(SELECT COUNT(*) FROM arrivals WHERE outcome NOT IN ?)`, work.Outcomes()).Scan(&n).Error
	return n, err
}
