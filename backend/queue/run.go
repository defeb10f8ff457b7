package queue

import (
	"context"
	"time"

	"sluice/backend/bus"
	"sluice/backend/fault"
	"sluice/backend/store"
	"sluice/backend/work"
)

// OpenRun gives the check-in run that is open, and whether one is.
func (q *Queue) OpenRun(ctx context.Context) (run work.Run, open bool, err error) {
	err = q.store.Read(ctx, func(tx *store.Tx) error {
		run, open, err = tx.OpenRun()
		return err
	})
	return run, open, err
}

// EndRun ends the check-in run that is open; without one it gives a Conflict fault.
func (q *Queue) EndRun(ctx context.Context, now time.Time) (run work.Run, err error) {
	now = stamp(now)
	err = q.store.Write(ctx, func(tx *store.Tx) error {
		var open bool
		if run, open, err = tx.OpenRun(); err != nil {
			return err
		}
		if !open {
			return fault.New(fault.Conflict, "No check-in is open.")
		}
		run.EndedAt, run.Ending = now, work.RunEnded
		return closeRun(tx, run)
	})
	if err == nil {
		q.bus.Tell(bus.Gate)
	}
	return run, err
}

// EndRunWhenOver ends the open run if its budget has passed. It writes only where there is something
// to end, so that it may be called at every tick.
func (q *Queue) EndRunWhenOver(ctx context.Context, now time.Time) error {
	run, open, err := q.OpenRun(ctx)
	if err != nil || !open || !isOver(run, now) {
		return err
	}
	err = q.store.Write(ctx, func(tx *store.Tx) error { return endRun(tx, run, run.EndsAt, work.RunBudget) })
	if err == nil {
		q.bus.Tell(bus.Gate)
	}
	return err
}

// isOver says whether the time of a run is over, ended or not.
func isOver(run work.Run, now time.Time) bool { return !run.EndsAt.IsZero() && !now.Before(run.EndsAt) }

// Notified records that a run's one notification was shown, after it happened.
func (q *Queue) Notified(ctx context.Context, id work.RunID, at time.Time) error {
	return q.store.Write(ctx, func(tx *store.Tx) error {
		run, err := tx.Run(id)
		if err != nil {
			return err
		}
		run.NotifiedAt = stamp(at)
		return tx.SaveRun(run)
	})
}

// Unnotified gives the open run whose notification was not shown yet: the process ended in between.
func (q *Queue) Unnotified(ctx context.Context) (delivery Delivery, found bool, err error) {
	err = q.store.Read(ctx, func(tx *store.Tx) error {
		run, open, err := tx.OpenRun()
		if err != nil || !open || !run.NotifiedAt.IsZero() {
			return err
		}
		found = true
		delivery.Run = run
		brought, err := tx.CountBrought(run.ID)
		if err != nil {
			return err
		}
		delivery.Items = Wall{}.sum(brought)
		delivery.First, err = tx.FirstOfRun(run.ID)
		return err
	})
	return delivery, found, err
}

// endWhenEmptied ends the open run if nothing of it is left in the queue, or as many of its items are
// handled as its budget has.
func endWhenEmptied(tx *store.Tx, now time.Time) error {
	run, open, err := tx.OpenRun()
	if err != nil || !open {
		return err
	}
	left, err := tx.CountLeft(run.ID)
	if err != nil {
		return err
	}
	if left == 0 {
		return endRun(tx, run, now, work.RunEmptied)
	}
	if run.BudgetItems == 0 {
		return nil
	}
	_, all, err := tx.CountRun(run.ID)
	if err != nil || (Wall{}).sum(all)-left < run.BudgetItems {
		return err
	}
	return endRun(tx, run, now, work.RunBudget)
}

func endRun(tx *store.Tx, run work.Run, at time.Time, ending work.RunEnd) error {
	run.EndedAt, run.Ending = at, ending
	return closeRun(tx, run)
}

// closeRun stores a run that ended, with what came of it.
func closeRun(tx *store.Tx, run work.Run) error {
	if err := tx.KeepClosing(run.ID); err != nil {
		return err
	}
	return tx.SaveRun(run)
}
