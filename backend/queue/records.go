package queue

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"sluice/backend/fault"
	"sluice/backend/store"
	"sluice/backend/work"
)

// maxRecord is how much a record may say, in bytes: more belongs into a document of its own.
const maxRecord = 64 << 10

// Records gives records behind a wall, those that stand first, then the newest. The words of text must
// all be there; is: with a kind of record, in:, before: and after: narrow it as they do a search. What
// only items have is an Invalid fault.
func (q *Queue) Records(ctx context.Context, wall Wall, asked store.RecordQuery, text string) (records []work.Record, err error) {
	query, err := q.parse(text)
	if err != nil {
		return nil, err
	}
	if ofItems(query) {
		return nil, fault.New(fault.Invalid, "Records are narrowed by is: with their kind, in:, before: and after: alone.")
	}
	asked.Of = store.Of{One: wall.Up, Client: wall.Client}
	asked.Words, asked.In, asked.Before, asked.After = query.Words, query.In, query.Before, query.After
	if query.Record != "" {
		asked.Kind = query.Record
	}
	err = q.store.Read(ctx, func(tx *store.Tx) error {
		records, err = tx.Records(asked)
		return err
	})
	return records, err
}

// AddRecord writes something down. One that is linked to an item is whose the item is. A kind that is
// not known, no text or too much of it are Invalid faults; an item that is not there, or not yet, is
// not found.
func (q *Queue) AddRecord(ctx context.Context, now time.Time, wall Wall, r work.Record) (work.Record, error) {
	now = stamp(now)
	r.ID, r.CreatedAt, r.ChangedAt = 0, now, time.Time{}
	_, err := q.act(ctx, now, "record.add", func(tx *store.Tx) (string, []store.Change, error) {
		if err := checkRecord(tx, wall, &r); err != nil {
			return "", nil, err
		}
		if r.Kind == work.RecordBlocker && r.Since.IsZero() {
			r.Since = now
		}
		var err error
		r.ID, err = tx.SaveRecord(r)
		change := store.Change{Thing: thingRecordRemoved, ID: int64(r.ID), Before: atUndo}
		return "Written down: " + beginning(r.Text), []store.Change{change}, err
	})
	return r, err
}

// ChangeRecord changes a record as change does. One behind the wall is not found.
func (q *Queue) ChangeRecord(ctx context.Context, now time.Time, wall Wall, id work.RecordID, change func(*work.Record)) (r work.Record, err error) {
	now = stamp(now)
	_, err = q.act(ctx, now, "record.change", func(tx *store.Tx) (string, []store.Change, error) {
		before, err := wall.record(tx, id)
		if err != nil {
			return "", nil, err
		}
		r = before
		if change(&r); r == before {
			return "Changed: " + beginning(r.Text), nil, nil
		}
		if err := checkRecord(tx, wall, &r); err != nil {
			return "", nil, err
		}
		said := "Changed: "
		switch {
		case before.ResolvedAt.IsZero() && !r.ResolvedAt.IsZero():
			said = "Resolved: "
		case !before.ResolvedAt.IsZero() && r.ResolvedAt.IsZero():
			said = "Stands again: "
		}
		r.ChangedAt = now
		was, err := json.Marshal(before)
		if err != nil {
			return "", nil, err
		}
		_, err = tx.SaveRecord(r)
		undo := store.Change{Thing: thingRecord, ID: int64(id), Before: string(was)}
		return said + beginning(r.Text), []store.Change{undo}, err
	})
	return r, err
}

// RemoveRecord removes a record. One behind the wall is not found.
func (q *Queue) RemoveRecord(ctx context.Context, now time.Time, wall Wall, id work.RecordID) (work.Act, error) {
	now = stamp(now)
	return q.act(ctx, now, "record.remove", func(tx *store.Tx) (string, []store.Change, error) {
		r, err := wall.record(tx, id)
		if err != nil {
			return "", nil, err
		}
		change := store.Change{Thing: thingRecordRemoved, ID: int64(id), After: formatInstant(now)}
		return "Removed: " + beginning(r.Text), []store.Change{change}, tx.SetRecordRemoved(id, now)
	})
}

// record gives a record on this side of the wall.
func (w Wall) record(tx *store.Tx, id work.RecordID) (work.Record, error) {
	r, err := tx.Record(id)
	if err == nil && w.Up && r.Client != w.Client {
		return work.Record{}, fault.New(fault.NotFound, "There is no record %d.", id)
	}
	return r, err
}

func checkRecord(tx *store.Tx, wall Wall, r *work.Record) error {
	switch {
	case !slices.Contains(work.RecordKinds(), r.Kind):
		return fault.New(fault.Invalid, "A record is a decision, a blocker, a baton or a note, not %q.", r.Kind)
	case strings.TrimSpace(r.Text) == "":
		return fault.New(fault.Invalid, "Write something first.")
	case len(r.Text) > maxRecord || !utf8.ValidString(r.Text):
		return fault.New(fault.Invalid, "A record holds at most 64 kB of text.")
	}
	if r.Kind != work.RecordBlocker {
		r.On, r.Since = "", time.Time{}
	}
	if r.Item != 0 {
		item, err := wall.visible(tx, r.Item)
		if err != nil {
			return err
		}
		r.Client = item.Client
		return nil
	}
	return knownClient(tx, r.Client)
}

// knownClient gives a not-found fault for a client that is not there; nobody always is.
func knownClient(tx *store.Tx, id work.ClientID) error {
	clients, err := clientsByID(tx)
	if err != nil {
		return err
	}
	if _, known := clients[id]; !known && id != work.Unassigned {
		return noClient(id)
	}
	return nil
}

// beginning is the first line of a text, shortened, as a sentence names it.
func beginning(text string) string {
	const most = 60 // characters
	line, _, _ := strings.Cut(strings.TrimSpace(text), "\n")
	if runes := []rune(line); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return line
}

func restoreRecord(tx *store.Tx, c store.Change) error {
	var before work.Record
	if err := json.Unmarshal([]byte(c.Before), &before); err != nil {
		return fmt.Errorf("read the record of an act: %w", err)
	}
	_, err := tx.SaveRecord(before)
	return err
}
