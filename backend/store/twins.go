package store

import (
	"encoding/json"
	"slices"
	"time"

	"sluice/backend/work"
)

// candidates is how many arrivals of other sources are looked at for one key, the newest first.
const candidates = 20

// Known gives the last arrivals that are known by a key and came from other sources, the newest first.
func (b *Batch) Known(key string, except work.SourceID) ([]work.Arrival, error) {
	if err := b.Flush(); err != nil {
		return nil, err
	}
	var rows []arrivalRow
	err := b.tx.db.Raw(`SELECT a.* FROM arrivals a JOIN (
			SELECT * FROM (SELECT arrival_id FROM known_as WHERE key = ? AND source < ? ORDER BY arrival_id DESC LIMIT ?)
			UNION ALL
			SELECT * FROM (SELECT arrival_id FROM known_as WHERE key = ? AND source > ? ORDER BY arrival_id DESC LIMIT ?)
		) k ON a.id = k.arrival_id ORDER BY a.id DESC LIMIT ?`,
		key, except, candidates, key, except, candidates, candidates).Scan(&rows).Error
	return arrivalsOf(rows), err
}

// KnownAs is a key by which others know an arrival of a source.
type KnownAs struct {
	Key    string
	Source work.SourceID
}

// KnowAs keeps by what keys others know an arrival.
func (b *Batch) KnowAs(id work.ArrivalID, keys ...KnownAs) {
	for _, key := range keys {
		b.keys = append(b.keys, knownAs{key, id})
	}
}

type knownAs struct {
	KnownAs
	ID work.ArrivalID
}

func (b *Batch) flushKeys() error {
	keys := b.keys
	b.keys = nil
	for some := range slices.Chunk(keys, idsAtOnce) {
		text, err := json.Marshal(some)
		if err != nil {
			return err
		}
		err = b.tx.db.Exec(`INSERT INTO known_as (key, source, arrival_id)
			SELECT value ->> 'Key', value ->> 'Source', value ->> 'ID' FROM json_each(?) WHERE true ON CONFLICT DO NOTHING`, string(text)).Error
		if err != nil {
			return err
		}
	}
	return nil
}

// KnownElsewhere says which of some keys are known by another source than their own, so that most
// events need no further look.
func (b *Batch) KnownElsewhere(keys []KnownAs) (map[KnownAs]bool, error) {
	elsewhere := map[KnownAs]bool{}
	for some := range slices.Chunk(keys, idsAtOnce) {
		text, err := json.Marshal(some)
		if err != nil {
			return nil, err
		}
		var found []KnownAs
		err = b.tx.db.Raw(`SELECT value ->> 'Key' AS key, value ->> 'Source' AS source FROM json_each(?) WHERE
			EXISTS (SELECT 1 FROM known_as k WHERE k.key = value ->> 'Key' AND k.source < value ->> 'Source') OR
			EXISTS (SELECT 1 FROM known_as k WHERE k.key = value ->> 'Key' AND k.source > value ->> 'Source')`, string(text)).Scan(&found).Error
		if err != nil {
			return nil, err
		}
		for _, key := range found {
			elsewhere[key] = true
		}
	}
	return elsewhere, nil
}

// HasTwinOf says whether a source told of an arrival already, as a twin.
func (b *Batch) HasTwinOf(root work.ArrivalID, source work.SourceID) (bool, error) {
	var n int
	err := b.tx.db.Raw(`SELECT COUNT(*) FROM arrivals WHERE merged_into = ? AND twin <> 0 AND source = ?`, root, source).Scan(&n).Error
	return n > 0, err
}

// TwinThread gives the item of another source to which a thread belongs, and whether there is one.
func (b *Batch) TwinThread(source work.SourceID, thread string) (work.Item, bool, error) {
	id, known := b.twinThreads[threadKey{source, thread}]
	if !known {
		if err := b.loadTwinThreads(source, []string{thread}); err != nil {
			return work.Item{}, false, err
		}
		id = b.twinThreads[threadKey{source, thread}]
	}
	if id == 0 {
		return work.Item{}, false, nil
	}
	item, err := b.Item(id)
	return item, err == nil, err
}

// loadTwinThreads reads in one go which threads of a source belong to items of others.
func (b *Batch) loadTwinThreads(source work.SourceID, threads []string) error {
	for _, thread := range threads {
		b.twinThreads[threadKey{source, thread}] = 0
	}
	var rows []struct {
		Thread string
		ItemID work.ItemID
	}
	err := b.tx.db.Raw(`SELECT thread, item_id FROM twin_threads WHERE source = ? AND thread IN ?`, source, threads).Scan(&rows).Error
	for _, row := range rows {
		b.twinThreads[threadKey{source, row.Thread}] = row.ItemID
	}
	return err
}

// SetTwinThread has a thread belong to an item of another source.
func (b *Batch) SetTwinThread(source work.SourceID, thread string, item work.ItemID) error {
	b.twinThreads[threadKey{source, thread}] = item
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
