package store

import (
	"slices"
	"time"

	"sluice/backend/work"
)

// Known gives the arrivals that are known by a key, oldest first, each as the one that it was merged
// into where it was.
func (b *Batch) Known(key string) ([]work.Arrival, error) {
	if err := b.Flush(); err != nil {
		return nil, err
	}
	var rows []arrivalRow
	err := b.tx.db.Raw(`SELECT a.* FROM known_as k JOIN arrivals a ON a.id = k.arrival_id WHERE k.key = ? ORDER BY a.id`, key).Scan(&rows).Error
	return arrivalsOf(rows), err
}

// KnowAs keeps by what keys others know an arrival.
func (b *Batch) KnowAs(id work.ArrivalID, keys []string) {
	for _, key := range keys {
		b.keys = append(b.keys, knownAs{key, id})
	}
}

type knownAs struct {
	key string
	id  work.ArrivalID
}

func (b *Batch) flushKeys() error {
	keys := b.keys
	b.keys = nil
	for some := range slices.Chunk(keys, rowsAtOnce) {
		var values []any
		for _, one := range some {
			values = append(values, one.key, one.id)
		}
		err := b.tx.db.Exec(`INSERT INTO known_as (key, arrival_id) VALUES `+tuples(len(some), 2)+
			` ON CONFLICT DO NOTHING`, values...).Error
		if err != nil {
			return err
		}
	}
	return nil
}

// AnyKnown says which of some keys are known at all, so that most events need no further look.
func (b *Batch) AnyKnown(keys []string) (map[string]bool, error) {
	known := map[string]bool{}
	for some := range slices.Chunk(keys, idsAtOnce) {
		var found []string
		if err := b.tx.db.Raw(`SELECT DISTINCT key FROM known_as WHERE key IN ?`, some).Scan(&found).Error; err != nil {
			return nil, err
		}
		for _, key := range found {
			known[key] = true
		}
	}
	return known, nil
}

// HasTwinOf says whether a source told of an arrival already, as a twin.
func (b *Batch) HasTwinOf(root work.ArrivalID, source work.SourceID) (bool, error) {
	var n int
	err := b.tx.db.Raw(`SELECT COUNT(*) FROM arrivals WHERE merged_into = ? AND twin <> 0 AND source = ?`, root, source).Scan(&n).Error
	return n > 0, err
}

// TwinThread gives the item of another source to which a thread belongs, and whether there is one.
func (b *Batch) TwinThread(source work.SourceID, thread string) (work.Item, bool, error) {
	var id work.ItemID
	err := b.tx.db.Raw(`SELECT item_id FROM twin_threads WHERE source = ? AND thread = ?`, source, thread).Scan(&id).Error
	if err != nil || id == 0 {
		return work.Item{}, false, err
	}
	item, err := b.Item(id)
	return item, err == nil, err
}

// SetTwinThread has a thread belong to an item of another source.
func (b *Batch) SetTwinThread(source work.SourceID, thread string, item work.ItemID) error {
	return b.tx.db.Exec(`INSERT INTO twin_threads (source, thread, item_id) VALUES (?, ?, ?)
		ON CONFLICT (source, thread) DO UPDATE SET item_id = excluded.item_id`, source, thread, item).Error
}

// Split makes a twin an arrival of its own, of another item, with another outcome. It gives what
// Rejoin needs.
func (tx *Tx) Split(a work.Arrival) (was Twinned, err error) {
	var row arrivalRow
	if _, err := one(tx.db.Raw(`SELECT * FROM arrivals WHERE id = ?`, a.ID), &row); err != nil {
		return was, err
	}
	was = Twinned{
		Arrival: a.ID, Item: work.ItemID(row.ItemID), Root: work.ArrivalID(row.MergedInto), Twin: work.Twin(row.Twin),
		OutcomeAt: row.OutcomeAt, Reason: row.Reason, Apart: a.Item,
	}
	if err := tx.db.Raw(`SELECT thread FROM twin_threads WHERE source = ? AND item_id = ?`, row.Source, row.ItemID).Scan(&was.Thread).Error; err != nil {
		return was, err
	}
	err = tx.db.Exec(`UPDATE arrivals SET item_id = ?, merged_into = 0, twin = 0, outcome = ?, outcome_at = ?, reason = ? WHERE id = ?`,
		a.Item, a.Outcome, millis(a.OutcomeAt), a.Reason, a.ID).Error
	if err != nil {
		return was, err
	}
	if was.Thread != "" {
		if err := tx.db.Exec(`UPDATE items SET thread = ? WHERE id = ?`, was.Thread, a.Item).Error; err != nil {
			return was, err
		}
	}
	return was, tx.db.Exec(`DELETE FROM twin_threads WHERE source = ? AND item_id = ?`, row.Source, row.ItemID).Error
}

// Twinned is how a twin was merged before it was split.
type Twinned struct {
	Arrival   work.ArrivalID
	Item      work.ItemID
	Root      work.ArrivalID
	Twin      work.Twin
	OutcomeAt int64
	Reason    string
	Thread    string
	Apart     work.ItemID // the item that it has of its own
}

// Rejoin merges a twin again that was split. The item that it had of its own goes where nothing else
// came to it.
func (tx *Tx) Rejoin(was Twinned) error {
	err := tx.db.Exec(`UPDATE arrivals SET item_id = ?, merged_into = ?, twin = ?, outcome = 'merged', outcome_at = ?, reason = ?
		WHERE id = ? AND item_id = ?`, was.Item, was.Root, was.Twin, was.OutcomeAt, was.Reason, was.Arrival, was.Apart).Error
	if err != nil {
		return err
	}
	if was.Thread != "" {
		err = tx.db.Exec(`INSERT INTO twin_threads (source, thread, item_id) SELECT source, ?, ? FROM arrivals WHERE id = ?
			ON CONFLICT DO NOTHING`, was.Thread, was.Item, was.Arrival).Error
		if err != nil {
			return err
		}
	}
	return tx.db.Exec(`DELETE FROM items WHERE id = ? AND NOT EXISTS (SELECT 1 FROM arrivals WHERE item_id = items.id)`, was.Apart).Error
}

// forgetEchoes forgets what arrivals sound like that came long before the last one: only what comes
// within minutes of one another is compared.
func (tx *Tx) forgetEchoes(long time.Duration) error {
	return tx.db.Exec(`DELETE FROM known_as WHERE key >= 'echo:' AND key < 'echo;' AND arrival_id IN
		(SELECT id FROM door WHERE received_at < (SELECT MAX(received_at) FROM door) - ?)`, long.Milliseconds()).Error
}
