package queue

import (
	"context"
	"time"

	"sluice/backend/bus"
	"sluice/backend/store"
	"sluice/backend/work"
)

// Meetings gives the meetings that lie at least in part between two instants, by their start; behind a
// wall the client's.
func (q *Queue) Meetings(ctx context.Context, wall Wall, from, until time.Time) (meetings []work.Meeting, err error) {
	err = q.store.Read(ctx, func(tx *store.Tx) error {
		meetings, err = tx.Meetings(from, until, store.Of{One: wall.Up, Client: wall.Client})
		return err
	})
	return meetings, err
}

// ReplaceMeetings puts meetings in the place of all that a source had beginning between two instants.
// What is not among them is gone there; a meeting that is known by its remote id keeps its number. It
// may move check-ins.
func (q *Queue) ReplaceMeetings(ctx context.Context, source work.SourceID, from, until time.Time, meetings []work.Meeting) error {
	err := q.store.Write(ctx, func(tx *store.Tx) error { return tx.ReplaceMeetings(source, from, until, meetings) })
	if err == nil {
		q.bus.Tell(bus.Meetings, bus.Gate)
	}
	return err
}
