package queue

import (
	"context"
	"time"

	"sluice/backend/schedule"
	"sluice/backend/store"
	"sluice/backend/work"
)

// appsMost is more programs than anybody has; scripts can call themselves anything.
const appsMost = 200

// Apps says which programs' notifications were seen in the last days, today among them, behind a wall:
// the most first, and since when it looked. Of what is held nothing is told.
func (q *Queue) Apps(ctx context.Context, now time.Time, wall Wall, days int) (apps []store.App, from time.Time, err error) {
	now = stamp(now)
	from = schedule.Instant(work.DateOf(now, q.zone()).Add(1-days), 0, q.zone())
	of := store.Of{One: wall.Up, Client: wall.Client}
	err = q.store.Read(ctx, func(tx *store.Tx) error {
		apps, err = tx.Apps(Popups, of, from, now.Add(time.Millisecond), appsMost)
		return err
	})
	return apps, from, err
}
