package queue

import (
	"context"
	"time"

	"sluice/backend/store"
	"sluice/backend/work"
)

// Receipt accounts for everything that arrived in a span. Arrived is counted at the door, the
// outcomes where they happen, so that Lost shows a fault if there is one.
type Receipt struct {
	From, Until time.Time // [From, Until)
	Arrived     int
	Outcomes    map[work.Outcome]int
	Lost        int // Arrived less all outcomes; 0 always
	CheckIns    []work.Run
	Gaps        []work.Gap
}

// Receipt gives the receipt for what was received in [from, until).
func (q *Queue) Receipt(ctx context.Context, from, until time.Time) (r Receipt, err error) {
	r.From, r.Until = stamp(from), stamp(until)
	err = q.store.Read(ctx, func(tx *store.Tx) error {
		if r.Arrived, err = tx.CountDoor(r.From, r.Until); err != nil {
			return err
		}
		if r.Outcomes, err = tx.CountOutcomes(r.From, r.Until); err != nil {
			return err
		}
		if r.CheckIns, err = tx.Runs(r.From, r.Until); err != nil {
			return err
		}
		r.Gaps, err = tx.Gaps(r.From, r.Until)
		return err
	})
	r.Lost = r.Arrived
	for _, n := range r.Outcomes {
		r.Lost -= n
	}
	return r, err
}

// ReceiptOf gives the receipt of one check-in run: what was received between the run before it and
// its own opening.
func (q *Queue) ReceiptOf(ctx context.Context, id work.RunID) (Receipt, error) {
	var from, until time.Time
	err := q.store.Read(ctx, func(tx *store.Tx) error {
		run, err := tx.Run(id)
		if err != nil {
			return err
		}
		until = run.OpenedAt
		from, err = tx.OpenedBefore(id)
		return err
	})
	if err != nil {
		return Receipt{}, err
	}
	receipt, err := q.Receipt(ctx, from, until)
	return receipt, err
}

// Counts are how many items there are.
type Counts struct {
	Held   int // items of which something is held
	Queued int
	Left   int // of the open check-in run
	InRun  int // delivered by the open run, handled or not
}

// Counts counts items. run is the open check-in run; 0 without one.
func (q *Queue) Counts(ctx context.Context, run work.RunID) (c Counts, err error) {
	err = q.store.Read(ctx, func(tx *store.Tx) error {
		if c.Held, err = tx.CountHeldItems(); err != nil {
			return err
		}
		if c.Queued, err = tx.CountItems(work.StateQueued); err != nil || run == 0 {
			return err
		}
		if c.Left, err = tx.CountLeft(run); err != nil {
			return err
		}
		c.InRun, err = tx.CountRunItems(run)
		return err
	})
	return c, err
}
