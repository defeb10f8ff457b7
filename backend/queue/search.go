package queue

import (
	"context"
	"slices"
	"strings"
	"time"

	"sluice/backend/fault"
	"sluice/backend/store"
	"sluice/backend/work"
)

// errHeld refuses to look at what is held.
var errHeld = fault.New(fault.Conflict, "To see what is held is to open a check-in early, and that is recorded. Open it, then search.")

// Search gives the items that say something, the most important first. Words must all be there, at
// their beginnings; what stands in quotes must be there as it stands. Prefixes narrow it:
//
//	from:ana  in:acme  is:queued|done|snoozed|waiting|muted|pinned|held  kind:task  why:asks
//	is:decision|blocker|baton|note, which asks for records of that kind and for no items
//	before:2026-03-29  after:2026-03-01  from:"Ana Diaz"
//
// What is held is never found: is:held is a Conflict fault, since it asks for more than to look. Use
// OpenHeld for it.
func (q *Queue) Search(ctx context.Context, wall Wall, text string, limit int) ([]work.Item, error) {
	query, err := q.parse(text)
	if err != nil {
		return nil, err
	}
	if query.Held {
		return nil, errHeld
	}
	return q.find(ctx, wall, query, limit)
}

// OpenHeld opens a check-in early, as CheckInNow does, and searches what that brought.
func (q *Queue) OpenHeld(ctx context.Context, now time.Time, wall Wall, text string, limit int) ([]work.Item, error) {
	query, err := q.parse(text)
	if err != nil {
		return nil, err
	}
	opened, err := q.CheckInNow(ctx, now, wall, false, false)
	if err != nil || opened.Run.ID == 0 { // nothing is held
		return nil, err
	}
	query.Run = opened.Run.ID
	return q.find(ctx, wall, query, limit)
}

func (q *Queue) find(ctx context.Context, wall Wall, query store.Query, limit int) (items []work.Item, err error) {
	if query.Record != "" {
		return nil, nil
	}
	query.OfClient, query.Client, query.Limit = wall.Up, wall.Client, limit
	err = q.store.Read(ctx, func(tx *store.Tx) error {
		items, err = tx.Search(query)
		return err
	})
	return items, err
}

func (q *Queue) parse(text string) (query store.Query, err error) {
	for _, word := range split(text) {
		prefix, value, found := strings.Cut(word, ":")
		if !found || value == "" {
			query.Words = append(query.Words, word)
			continue
		}
		if err := q.narrow(&query, strings.ToLower(prefix), value, word); err != nil {
			return query, err
		}
	}
	return query, nil
}

func (q *Queue) narrow(query *store.Query, prefix, value, word string) error {
	switch prefix {
	case "from":
		query.From = value
	case "in":
		query.In = value
	case "kind":
		query.Kind = strings.ToLower(value)
	case "why":
		query.Why = value
	case "is":
		return is(query, strings.ToLower(value))
	case "before", "after":
		date, err := work.ParseDate(value)
		if err != nil {
			return fault.Wrap(err, fault.Invalid, "%s.", err)
		}
		at := time.Date(date.Year, date.Month, date.Day, 0, 0, 0, 0, q.zone())
		if prefix == "before" {
			query.Before = at
		} else {
			query.After = at.AddDate(0, 0, 1)
		}
	default: // an address or a time of day, say
		query.Words = append(query.Words, word)
	}
	return nil
}

func is(query *store.Query, value string) error {
	switch state := work.State(value); state {
	case work.StateHeld:
		query.Held = true
	case work.StateQueued, work.StateDone, work.StateSnoozed, work.StateWaiting, work.StateMuted, work.StateExpired:
		query.State = state
	case "pinned":
		query.Pinned = true
	case "open":
		query.State = work.StateQueued
	default:
		return isRecord(query, work.RecordKind(value))
	}
	return nil
}

func isRecord(query *store.Query, kind work.RecordKind) error {
	if !slices.Contains(work.RecordKinds(), kind) {
		return fault.New(fault.Invalid, "is: knows queued, done, snoozed, waiting, muted, expired, pinned, held, "+
			"decision, blocker, baton and note, not %q.", kind)
	}
	query.Record = kind
	return nil
}

// FindRecords gives the records that a search finds besides its items, the newest first: none where it
// asks for something that records do not have, or asks nothing.
func (q *Queue) FindRecords(ctx context.Context, wall Wall, text string, limit int) ([]work.Record, error) {
	query, err := q.parse(text)
	if err != nil {
		return nil, err
	}
	if ofItems(query) || query.Record == "" && len(query.Words) == 0 {
		return nil, nil
	}
	return q.Records(ctx, wall, store.RecordQuery{Limit: limit}, text)
}

// ofItems says whether a query asks for what only items have.
func ofItems(q store.Query) bool {
	return q.From != "" || q.Kind != "" || q.Why != "" || q.State != "" || q.Held || q.Pinned
}

// split parts a text at its spaces, but for what stands in quotes, alone or behind a prefix.
func split(text string) []string {
	var words []string
	prefixed := false
	for i, part := range strings.Split(text, `"`) {
		quoted := i%2 == 1
		switch {
		case quoted && part == "":
		case quoted && prefixed:
			words[len(words)-1] += part
		case quoted:
			words = append(words, part)
		default:
			words = append(words, strings.Fields(part)...)
			prefixed = strings.HasSuffix(part, ":")
		}
	}
	return words
}
