package queue

import (
	"context"
	"encoding/json"
	"time"

	"sluice/backend/fault"
	"sluice/backend/store"
	"sluice/backend/work"
)

// thingSplit is a twin that was made an item of its own.
const thingSplit = "split"

// Split makes an arrival that was taken for the same as another an item of its own. What is no twin of
// the item is a not-found fault.
func (q *Queue) Split(ctx context.Context, now time.Time, wall Wall, id work.ItemID, arrival work.ArrivalID) (work.Act, error) {
	return q.act(ctx, now, "split", func(tx *store.Tx) (string, []store.Change, error) {
		item, err := wall.visible(tx, id)
		if err != nil {
			return "", nil, err
		}
		a, _, err := tx.ArrivalOf(arrival)
		if err != nil || a.Item != id || a.Twin == work.NoTwin {
			return "", nil, fault.Wrap(err, fault.NotFound, "There is nothing in item %d that was taken for the same as %d.", id, arrival)
		}
		apart := itemOfTwin(item, a)
		s, err := q.Situation(tx, now)
		if err != nil {
			return "", nil, err
		}
		if err := judge(tx, s, &apart, false); err != nil {
			return "", nil, err
		}
		if a.Item, err = tx.AddItem(apart); err != nil {
			return "", nil, err
		}
		a.Outcome, a.OutcomeAt, a.Reason = work.OutcomeDelivered, stamp(now), "You split it from what it was taken for."
		was, err := tx.Split(a)
		if err != nil {
			return "", nil, err
		}
		text, err := json.Marshal(was)
		return "Split: " + a.Title, []store.Change{{Thing: thingSplit, ID: int64(arrival), Before: string(text)}}, err
	})
}

// itemOfTwin is the item that a twin gets of its own: queued, of the same client.
func itemOfTwin(item work.Item, a work.Arrival) work.Item {
	return work.Item{
		Source: a.Source, Client: item.Client, Kind: a.Kind, State: work.StateQueued, App: a.App, From: a.From,
		Title: a.Title, Body: a.Body, URL: a.URL, DueAt: a.DueAt, ExpiresAt: a.ExpiresAt, Urgency: a.Urgency, Reach: a.Reach, Priority: a.Priority,
		Blocked: a.Blocked, BlockedAt: a.BlockedAt, Arrivals: 1, FirstAt: a.ReceivedAt, LastAt: a.ReceivedAt,
	}
}

func rejoin(tx *store.Tx, c store.Change) error {
	var was store.Twinned
	if err := json.Unmarshal([]byte(c.Before), &was); err != nil {
		return err
	}
	return tx.Rejoin(was)
}
