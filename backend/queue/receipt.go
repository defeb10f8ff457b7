package queue

import (
	"context"
	"time"

	"sluice/backend/fault"
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

// Receipt gives the receipt for what was received in [from, until). Behind a wall it counts what
// belongs to the client; what is still at the door belongs to nobody yet.
func (q *Queue) Receipt(ctx context.Context, wall Wall, from, until time.Time) (r Receipt, err error) {
	if wall.Up {
		return q.receiptOfClient(ctx, wall.Client, from, until)
	}
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

func (q *Queue) receiptOfClient(ctx context.Context, client work.ClientID, from, until time.Time) (r Receipt, err error) {
	r.From, r.Until = stamp(from), stamp(until)
	err = q.store.Read(ctx, func(tx *store.Tx) error {
		if r.Outcomes, err = tx.CountClientOutcomes(client, r.From, r.Until); err != nil {
			return err
		}
		runs, err := tx.Runs(r.From, r.Until)
		if err != nil {
			return err
		}
		for _, run := range runs {
			if run, err = (Wall{Up: true, Client: client}).run(tx, run); err != nil {
				return err
			}
			if run.ID != 0 {
				r.CheckIns = append(r.CheckIns, run)
			}
		}
		r.Gaps, err = tx.Gaps(r.From, r.Until)
		return err
	})
	for _, n := range r.Outcomes {
		r.Arrived += n
	}
	return r, err
}

// ReceiptOf gives the receipt of one check-in run: what was received between the run before it and
// its own opening. Behind a wall one that is for others is not found, and does not count as before.
func (q *Queue) ReceiptOf(ctx context.Context, wall Wall, id work.RunID) (Receipt, error) {
	var from, until time.Time
	err := q.store.Read(ctx, func(tx *store.Tx) error {
		run, err := tx.Run(id)
		if err != nil {
			return err
		}
		if wall.Up && !run.Concerns(wall.Client) {
			return fault.New(fault.NotFound, "There is no check-in %d.", id)
		}
		until = run.OpenedAt
		from, err = tx.OpenedBefore(id, func(before work.Run) bool { return !wall.Up || before.Concerns(wall.Client) })
		return err
	})
	if err != nil {
		return Receipt{}, err
	}
	return q.Receipt(ctx, wall, from, until)
}

// Counts are how many items there are, behind a wall.
type Counts struct {
	Held     int // items of which something is held
	Queued   int
	Left     int                   // of the open check-in run
	InRun    int                   // delivered by the open run, handled or not
	ByClient map[work.ClientID]int // queued
}

// Counts counts items. run is the open check-in run; 0 without one.
func (q *Queue) Counts(ctx context.Context, wall Wall, run work.RunID) (c Counts, err error) {
	err = q.store.Read(ctx, func(tx *store.Tx) error {
		if c.Held, err = wall.held(tx); err != nil {
			return err
		}
		queued, err := tx.CountByClient(work.StateQueued)
		if err != nil {
			return err
		}
		c.Queued, c.ByClient = wall.sum(queued), wall.behind(queued)
		if run == 0 {
			return nil
		}
		left, all, err := tx.CountRun(run)
		c.Left, c.InRun = wall.sum(left), wall.sum(all)
		return err
	})
	return c, err
}

func (w Wall) held(tx *store.Tx) (int, error) {
	if w.Up {
		return tx.CountHeldItemsOf(w.Client)
	}
	return tx.CountHeldItems()
}

func (w Wall) sum(counts map[work.ClientID]int) int {
	sum := 0
	for _, n := range w.behind(counts) {
		sum += n
	}
	return sum
}

func (w Wall) behind(counts map[work.ClientID]int) map[work.ClientID]int {
	if !w.Up {
		return counts
	}
	return map[work.ClientID]int{w.Client: counts[w.Client]}
}
