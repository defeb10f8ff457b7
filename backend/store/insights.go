package store

import (
	"cmp"
	"slices"
	"time"

	"sluice/backend/work"
)

// Noise is how much came of one sender through one program and source, of one client. What is held is
// not in it.
type Noise struct {
	Client                             work.ClientID
	Source                             work.SourceID
	App, From                          string
	N, Held, Delivered, Through, Muted int // Held: came through at a check-in later than it arrived
	Dropped                            int // muted, or done within a minute of coming through
}

// How an arrival came, as heard has it.
const (
	heardAtOnce = iota + 1
	heardLater
	heardThrough
	heardMuted
	heardOtherwise // merged or expired
)

// notOfHeld leaves out what was merged into something that is held still: it would tell of that.
const notOfHeld = `(h.how <> 5 OR NOT EXISTS (SELECT 1 FROM arrivals a JOIN arrivals root ON root.id = a.merged_into
	WHERE a.id = h.arrival_id AND root.outcome = 'held'))`

// Noise sums up what was received in [from, until) and is not held, the most first.
func (tx *Tx) Noise(of Of, from, until time.Time) ([]Noise, error) {
	var rows []struct {
		VoiceID             int64
		ClientID            int64
		Source, App, Sender string
		How, N, Dropped     int
	}
	// The joins are crossed so that SQLite goes from voice to voice through the index, and sorts nothing.
	err := tx.db.Raw(`SELECT v.id AS voice_id, v.client_id, v.source, v.app, v.sender, k.how, COUNT(*) AS n, SUM(h.dropped) AS dropped
		FROM voices v CROSS JOIN (SELECT 1 AS how UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4 UNION ALL SELECT 5) k
		CROSS JOIN heard h INDEXED BY heard_of ON h.voice_id = v.id AND h.how = k.how AND h.at >= ? AND h.at < ? AND `+notOfHeld+`
		WHERE NOT ? OR v.client_id = ? GROUP BY v.id, k.how`, millis(from), millis(until), of.One, of.Client).Scan(&rows).Error
	var all []Noise
	last := int64(0)
	for _, r := range rows {
		if r.VoiceID != last {
			last = r.VoiceID
			all = append(all, Noise{Client: work.ClientID(r.ClientID), Source: work.SourceID(r.Source), App: r.App, From: r.Sender})
		}
		all[len(all)-1].add(r.How, r.N, r.Dropped)
	}
	slices.SortFunc(all, func(a, b Noise) int {
		return cmp.Or(b.N-a.N, cmp.Compare(a.Client, b.Client), cmp.Compare(a.Source, b.Source), cmp.Compare(a.App, b.App), cmp.Compare(a.From, b.From))
	})
	return all, err
}

func (n *Noise) add(how, count, dropped int) {
	n.N += count
	n.Dropped += dropped
	switch how {
	case heardAtOnce:
		n.Delivered += count
	case heardLater:
		n.Delivered += count
		n.Held += count
	case heardThrough:
		n.Through += count
	case heardMuted:
		n.Muted += count
	}
}

// Pierced is an arrival that broke through, and what the user said of it.
type Pierced struct {
	work.Arrival
	Client work.ClientID
	Worth  *bool // nil: he said nothing
}

// Pierced gives what broke through in [from, until), the newest first.
func (tx *Tx) Pierced(of Of, from, until time.Time) ([]Pierced, error) {
	var rows []struct {
		Row      arrivalRow `gorm:"embedded"`
		ClientID int64
		Worth    *bool
	}
	err := tx.db.Raw(`SELECT a.*, v.client_id, w.worth FROM voices v CROSS JOIN heard h INDEXED BY heard_of
		ON h.voice_id = v.id AND h.how = ? AND h.at >= ? AND h.at < ? JOIN arrivals a ON a.id = h.arrival_id
		LEFT JOIN worth w ON w.arrival_id = a.id WHERE NOT ? OR v.client_id = ?
		ORDER BY a.id DESC`, heardThrough, millis(from), millis(until), of.One, of.Client).Scan(&rows).Error
	all := make([]Pierced, len(rows))
	for i, r := range rows {
		all[i] = Pierced{Arrival: r.Row.arrival(), Client: work.ClientID(r.ClientID), Worth: r.Worth}
	}
	return all, err
}

// ArrivalOf gives an arrival by its number and whose it is, or a not-found fault.
func (tx *Tx) ArrivalOf(id work.ArrivalID) (work.Arrival, work.ClientID, error) {
	var row struct {
		Row      arrivalRow `gorm:"embedded"`
		ClientID int64
	}
	found, err := one(tx.db.Raw(`SELECT a.*, i.client_id FROM arrivals a JOIN items i ON i.id = a.item_id WHERE a.id = ?`, id), &row)
	if err == nil && !found {
		err = orNotFound(nil, "There is no arrival %d.", id)
	}
	return row.Row.arrival(), work.ClientID(row.ClientID), err
}

// Worth is what the user said of a break-through: "", "0" or "1".
func (tx *Tx) Worth(id work.ArrivalID) (said string, err error) {
	err = tx.db.Raw(`SELECT CAST(worth AS TEXT) FROM worth WHERE arrival_id = ?`, id).Scan(&said).Error
	return said, err
}

// SetWorth keeps what the user said of a break-through: "0", "1", or "" to forget it.
func (tx *Tx) SetWorth(id work.ArrivalID, said string, at time.Time) error {
	if said == "" {
		return tx.db.Exec(`DELETE FROM worth WHERE arrival_id = ?`, id).Error
	}
	return tx.db.Exec(`INSERT INTO worth (arrival_id, worth, at) VALUES (?, ?, ?)
		ON CONFLICT (arrival_id) DO UPDATE SET worth = excluded.worth, at = excluded.at`, id, said == "1", millis(at)).Error
}

// Waited is how something waited for a check-in.
type Waited struct {
	Item     work.ItemID
	Received time.Time
	SeenAt   time.Time
}

// Waits gives what a client's check-ins delivered later of what was received in [from, until), the
// longest waits by the clock on the wall first, at most limit.
func (tx *Tx) Waits(client work.ClientID, from, until time.Time, limit int) (waits []Waited, err error) {
	var rows []struct{ ItemID, At, Waited int64 }
	err = tx.db.Raw(`SELECT a.item_id, w.at, w.waited FROM (
			SELECT h.arrival_id, h.at, h.waited FROM voices v CROSS JOIN heard h INDEXED BY heard_of
			ON h.voice_id = v.id AND h.how = ? AND h.at >= ? AND h.at < ?
			WHERE v.client_id = ? ORDER BY h.waited DESC LIMIT ?
		) w JOIN arrivals a ON a.id = w.arrival_id ORDER BY w.waited DESC`,
		heardLater, millis(from), millis(until), client, limit).Scan(&rows).Error
	for _, r := range rows {
		waits = append(waits, Waited{Item: work.ItemID(r.ItemID), Received: instant(r.At), SeenAt: instant(r.At + r.Waited)})
	}
	return waits, err
}

// CountKeptAway counts the pop-ups of a source that were received in [from, until) and came through
// later.
func (tx *Tx) CountKeptAway(source work.SourceID, of Of, from, until time.Time) (n int, err error) {
	err = tx.db.Raw(`SELECT COUNT(*) FROM heard h INDEXED BY heard_at JOIN voices v ON v.id = h.voice_id
		WHERE h.how = 2 AND h.at >= ? AND h.at < ? AND v.source = ? AND (NOT ? OR v.client_id = ?)`,
		millis(from), millis(until), source, of.One, of.Client).Scan(&n).Error
	return n, err
}

// NoteSwitch keeps that the user went over from one client to another.
func (tx *Tx) NoteSwitch(from, to work.ClientID, at time.Time) error {
	return tx.db.Exec(`INSERT INTO switches (at, from_id, to_id) VALUES (?, ?, ?)`, millis(at), from, to).Error
}

// Switches gives when the user went over from one client to another in [from, until), in order.
func (tx *Tx) Switches(from, until time.Time) ([]time.Time, error) {
	var all []int64
	err := tx.db.Raw(`SELECT at FROM switches WHERE at >= ? AND at < ? AND to_id <> 0 ORDER BY at`,
		millis(from), millis(until)).Scan(&all).Error
	times := make([]time.Time, len(all))
	for i, ms := range all {
		times[i] = instant(ms)
	}
	return times, err
}

// ProposalAnswer is what the user answered to a proposal; empty: nothing yet.
func (tx *Tx) ProposalAnswer(key string) (answer string, err error) {
	err = tx.db.Raw(`SELECT answer FROM proposals WHERE key = ?`, key).Scan(&answer).Error
	return answer, err
}

// SetProposalAnswer keeps what the user answered to a proposal; empty forgets it.
func (tx *Tx) SetProposalAnswer(key, answer string, at time.Time) error {
	if answer == "" {
		return tx.db.Exec(`DELETE FROM proposals WHERE key = ?`, key).Error
	}
	return tx.db.Exec(`INSERT INTO proposals (key, at, answer) VALUES (?, ?, ?)
		ON CONFLICT (key) DO UPDATE SET at = excluded.at, answer = excluded.answer`, key, millis(at), answer).Error
}

// JudgeShown adds to the arrivals of an item what the user said of its break-throughs.
func (tx *Tx) JudgeShown(item work.ItemID, shown []Shown) error {
	var rows []struct {
		ArrivalID work.ArrivalID
		Worth     bool
	}
	err := tx.db.Raw(`SELECT arrival_id, worth FROM worth WHERE arrival_id IN (SELECT id FROM arrivals WHERE item_id = ?)`, item).Scan(&rows).Error
	for _, row := range rows {
		for i := range shown {
			if shown[i].ID == row.ArrivalID {
				shown[i].Worth = &row.Worth
			}
		}
	}
	return err
}
