package store

import (
	"slices"
	"time"

	"sluice/backend/work"
)

// AddArrival stores a new arrival under the number it got at the door. mergedInto is the arrival of
// which it is a newer form or a twin, 0 for none.
func (tx *Tx) AddArrival(a work.Arrival, mergedInto work.ArrivalID) error {
	b := tx.Batch()
	b.AddArrival(a, mergedInto)
	return b.Flush()
}

// ArrivalByRemote gives the arrival with an identity, and whether there is one.
func (tx *Tx) ArrivalByRemote(source work.SourceID, remoteID string) (work.Arrival, bool, error) {
	var row arrivalRow
	found, err := one(tx.db.Raw(`SELECT * FROM arrivals WHERE source = ? AND remote_id = ?`, source, remoteID), &row)
	return row.arrival(), found, err
}

// ItemArrivals gives all arrivals of an item, in the order in which they came.
func (tx *Tx) ItemArrivals(item work.ItemID) ([]work.Arrival, error) {
	var rows []arrivalRow
	err := tx.db.Raw(`SELECT * FROM arrivals WHERE item_id = ? ORDER BY id`, item).Scan(&rows).Error
	return arrivalsOf(rows), err
}

// Shown is an arrival that may be shown, in its newest form.
type Shown struct {
	work.Arrival
	Newest work.Arrival // the last arrival merged into it, or itself
	// Earlier are the forms before the newest, oldest first, that say something else; of very many the last.
	Earlier []work.Arrival
	Twins   []work.Arrival // the same told by other sources
	Worth   *bool          // of a break-through, what the user said of it; nil: nothing, or not asked for
}

// ItemShown gives the arrivals of an item that came through, oldest first, each with its newest form.
func (tx *Tx) ItemShown(item work.ItemID) ([]Shown, error) {
	var rows []arrivalRow
	err := tx.db.Raw(`SELECT * FROM arrivals WHERE item_id = ? ORDER BY id`, item).Scan(&rows).Error
	return shownOf(rows), err
}

// shownOf picks, of all arrivals of an item, those that came through, and those that were over before.
func shownOf(rows []arrivalRow) []Shown {
	newest, twins := map[int64]arrivalRow{}, map[int64][]work.Arrival{}
	forms := map[int64][]arrivalRow{}
	for _, row := range rows {
		if row.MergedInto == 0 {
			continue
		}
		if row.Twin != int(work.TwinTellsLess) {
			newest[row.MergedInto] = row
		}
		if row.Twin == 0 {
			forms[row.MergedInto] = append(forms[row.MergedInto], row)
		}
		if row.Twin != 0 {
			twins[row.MergedInto] = append(twins[row.MergedInto], row.arrival())
		}
	}
	var shown []Shown
	for _, row := range rows {
		if outcome := work.Outcome(row.Outcome); !outcome.CameThrough() && outcome != work.OutcomeExpired {
			continue
		}
		one := Shown{Arrival: row.arrival(), Newest: row.arrival(), Twins: twins[row.ID]}
		if later, found := newest[row.ID]; found {
			one.Newest = later.arrival()
		}
		if others := forms[row.ID]; len(others) > 0 {
			one.Earlier = earlierForms(append([]arrivalRow{row}, others...), one.Newest)
		}
		shown = append(shown, one)
	}
	return shown
}

// earlierMost is how many earlier forms are shown: of a progress, say, there may be hundreds.
const earlierMost = 20

// earlierForms picks, of the forms of an arrival, those that say something else than the one after.
func earlierForms(forms []arrivalRow, newest work.Arrival) (earlier []work.Arrival) {
	after := newest
	for _, row := range slices.Backward(forms) {
		form := row.arrival()
		if len(earlier) < earlierMost && (form.Title != after.Title || form.Body != after.Body) {
			earlier = append(earlier, form)
		}
		after = form
	}
	slices.Reverse(earlier)
	return earlier
}

// HeldItems gives the items of which something is held.
func (tx *Tx) HeldItems() ([]work.Item, error) {
	var rows []itemRow
	err := tx.db.Raw(`SELECT * FROM items WHERE id IN (SELECT item_id FROM arrivals WHERE outcome = 'held')
		ORDER BY id`).Scan(&rows).Error
	return itemsOf(rows), err
}

// OldestHeld gives, for each of the clients of which something is held, when the oldest of it was
// received.
func (tx *Tx) OldestHeld(clients ...work.ClientID) (map[work.ClientID]time.Time, error) {
	if len(clients) == 0 {
		return nil, nil
	}
	var rows []struct {
		ClientID work.ClientID
		At       int64
	}
	err := tx.db.Raw(`SELECT i.client_id, MIN(a.received_at) AS at FROM arrivals a JOIN items i ON i.id = a.item_id
		WHERE a.outcome = 'held' AND i.client_id IN ? GROUP BY i.client_id`, clients).Scan(&rows).Error
	oldest := make(map[work.ClientID]time.Time, len(rows))
	for _, row := range rows {
		oldest[row.ClientID] = instant(row.At)
	}
	return oldest, err
}

// DeliverHeld turns what is held of items into delivered, by a check-in run, and gives how many
// arrivals that were.
func (tx *Tx) DeliverHeld(items []work.ItemID, run work.RunID, at time.Time, reason string) (int, error) {
	done := tx.db.Exec(`UPDATE arrivals SET outcome = 'delivered', outcome_at = ?, run_id = ?, reason = ?
		WHERE item_id IN ? AND outcome = 'held'`, millis(at), run, reason, items)
	return int(done.RowsAffected), done.Error
}

// SetWithdrawn marks arrivals of a source as taken back by their sender. They are delivered all the
// same; one that is not known is passed over.
func (tx *Tx) SetWithdrawn(source work.SourceID, remoteIDs ...string) error {
	for some := range slices.Chunk(remoteIDs, idsAtOnce) {
		err := tx.db.Exec(`UPDATE arrivals SET withdrawn = 1 WHERE source = ? AND remote_id IN ?`, source, some).Error
		if err != nil {
			return err
		}
	}
	return nil
}

// ArrivalNumbers gives the numbers of those arrivals of a source that are known, by their remote ids.
func (tx *Tx) ArrivalNumbers(source work.SourceID, remoteIDs []string) (map[string]work.ArrivalID, error) {
	numbers := make(map[string]work.ArrivalID, len(remoteIDs))
	for some := range slices.Chunk(remoteIDs, idsAtOnce) {
		var rows []struct {
			ID       work.ArrivalID
			RemoteID string
		}
		err := tx.db.Raw(`SELECT id, remote_id FROM arrivals WHERE source = ? AND remote_id IN ?`, source, some).Scan(&rows).Error
		if err != nil {
			return nil, err
		}
		for _, row := range rows {
			numbers[row.RemoteID] = row.ID
		}
	}
	return numbers, nil
}

// Placed is where an arrival went, and why.
type Placed struct {
	Item    work.ItemID
	Outcome work.Outcome
	Reason  string
}

// Placed says where arrivals went; those that are not placed yet are not among the answers.
func (tx *Tx) Placed(ids []work.ArrivalID) (map[work.ArrivalID]Placed, error) {
	placed := make(map[work.ArrivalID]Placed, len(ids))
	for some := range slices.Chunk(ids, idsAtOnce) {
		var rows []struct {
			ID      work.ArrivalID
			ItemID  work.ItemID
			Outcome work.Outcome
			Reason  string
		}
		if err := tx.db.Raw(`SELECT id, item_id, outcome, reason FROM arrivals WHERE id IN ?`, some).Scan(&rows).Error; err != nil {
			return nil, err
		}
		for _, row := range rows {
			placed[row.ID] = Placed{Item: row.ItemID, Outcome: row.Outcome, Reason: row.Reason}
		}
	}
	return placed, nil
}

// Popup is a notification that a daemon may still show or have waiting.
type Popup struct {
	Daemon   string // which daemon gave the number, for it means nothing to another one
	DaemonID uint32
	Arrival  work.ArrivalID
}

// AddPopups keeps the numbers that a daemon gave notifications; a later one takes an earlier one's place.
func (tx *Tx) AddPopups(popups ...Popup) error {
	for some := range slices.Chunk(popups, rowsAtOnce) {
		var values []any
		for _, p := range some {
			values = append(values, p.Daemon, p.DaemonID, p.Arrival)
		}
		err := tx.db.Exec(`INSERT INTO popups (daemon, daemon_id, arrival_id) VALUES `+tuples(len(some), 3)+`
			ON CONFLICT (daemon, daemon_id) DO UPDATE SET arrival_id = excluded.arrival_id`, values...).Error
		if err != nil {
			return err
		}
	}
	return nil
}

// Popups gives all notifications that daemons may still have.
func (tx *Tx) Popups() ([]Popup, error) {
	var rows []struct {
		Daemon    string
		DaemonID  uint32
		ArrivalID int64
	}
	err := tx.db.Raw(`SELECT daemon, daemon_id, arrival_id FROM popups ORDER BY arrival_id`).Scan(&rows).Error
	popups := make([]Popup, len(rows))
	for i, r := range rows {
		popups[i] = Popup{Daemon: r.Daemon, DaemonID: r.DaemonID, Arrival: work.ArrivalID(r.ArrivalID)}
	}
	return popups, err
}

// RemovePopup forgets a notification that its daemon has closed.
func (tx *Tx) RemovePopup(daemon string, id uint32) error {
	return tx.db.Exec(`DELETE FROM popups WHERE daemon = ? AND daemon_id = ?`, daemon, id).Error
}

// ForgetPopupsExcept forgets the notifications of daemons that are gone.
func (tx *Tx) ForgetPopupsExcept(daemon string) error {
	return tx.db.Exec(`DELETE FROM popups WHERE daemon <> ?`, daemon).Error
}

// Root gives the arrival with an identity or, if that was merged, the one that it was merged into.
func (tx *Tx) Root(source work.SourceID, remoteID string) (work.Arrival, bool, error) {
	var row arrivalRow
	found, err := one(tx.db.Raw(`SELECT r.* FROM arrivals a JOIN arrivals r
		ON r.id = CASE a.merged_into WHEN 0 THEN a.id ELSE a.merged_into END
		WHERE a.source = ? AND a.remote_id = ?`, source, remoteID), &row)
	return row.arrival(), found, err
}
