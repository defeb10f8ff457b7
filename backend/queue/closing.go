package queue

import (
	"context"
	"time"

	"sluice/backend/fault"
	"sluice/backend/store"
	"sluice/backend/work"
)

// Closing is what came of a check-in.
type Closing struct {
	Run     work.Run
	Handled int       // items that it brought and that were no longer queued
	Carried int       // items that it brought and that still were: they stay in the queue, and age
	Next    time.Time // the next check-in, behind a wall the client's; zero: none is planned
}

// Closing says what came of a check-in: of one that is over as it was at its end, of one that is open as
// things stand now; behind a wall of what is the client's. One that does not concern the client is not
// found.
func (q *Queue) Closing(ctx context.Context, now time.Time, wall Wall, id work.RunID) (c Closing, err error) {
	err = q.store.Read(ctx, func(tx *store.Tx) error {
		if c.Run, err = tx.Run(id); err != nil {
			return err
		}
		if wall.Up && !c.Run.Concerns(wall.Client) {
			return fault.New(fault.NotFound, "There was no check-in %d.", id)
		}
		if err := c.count(tx, wall); err != nil {
			return err
		}
		s, err := q.Situation(tx, stamp(now))
		c.Next = s.Next
		if wall.Up {
			c.Next = s.nextFor(wall.Client)
			if c.Run.Delivered, err = tx.CountClientDelivered(wall.Client, id); err != nil {
				return err
			}
		}
		return err
	})
	return c, err
}

func (c *Closing) count(tx *store.Tx, wall Wall) error {
	if !c.Run.EndedAt.IsZero() {
		handled, carried, kept, err := tx.Closing(c.Run.ID)
		if err != nil || kept {
			c.Handled, c.Carried = wall.sum(handled), wall.sum(carried)
			return err
		}
	}
	left, all, err := tx.CountRun(c.Run.ID)
	c.Carried = wall.sum(left)
	c.Handled = wall.sum(all) - c.Carried
	return err
}
