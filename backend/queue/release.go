package queue

import (
	"context"
	"time"

	"sluice/backend/bus"
	"sluice/backend/fault"
	"sluice/backend/schedule"
	"sluice/backend/store"
	"sluice/backend/work"
)

// Delivery is what a check-in delivered.
type Delivery struct {
	Run   work.Run
	Items int       // items of which something was delivered
	First work.Item // the most important of them; zero where there are none
}

// ReleaseDue opens the check-in that is due, if one is, and delivers everything that is held. The
// occurrences that it stands for are recorded in the same transaction, so that none is delivered
// twice. awake is since when the program has been running without sleep or a jump of the clock.
//
// With nothing held no run stays open: it is recorded as one with nothing to do.
func (q *Queue) ReleaseDue(ctx context.Context, now, awake time.Time) (delivery Delivery, due bool, err error) {
	now = stamp(now)
	err = q.store.Write(ctx, func(tx *store.Tx) error {
		s, err := q.Situation(tx, now)
		if err != nil {
			return err
		}
		records, err := recorded(tx, now)
		if err != nil {
			return err
		}
		var release schedule.Release
		if release, due = s.Plan.Due(now, schedule.Seen{Recorded: records, Awake: awake}); !due {
			return nil
		}
		run := work.Run{Planned: true, DueAt: release.Planned, Late: release.Late}
		if delivery, err = q.open(tx, s, run, work.RunBudget); err != nil {
			return err
		}
		return record(tx, release.Occurrences, delivery.Run)
	})
	if err == nil && due {
		q.bus.Tell(bus.Gate, bus.Queue)
	}
	return delivery, due && err == nil, err
}

// CheckInNow delivers everything that is held, ahead of the plan and without using up any of it.
// While a shield is up it gives a ShieldUp fault, unless endShield ends that first. With nothing held
// it delivers nothing and opens nothing. stay keeps the run open until it is ended or emptied.
func (q *Queue) CheckInNow(ctx context.Context, now time.Time, endShield, stay bool) (delivery Delivery, err error) {
	now = stamp(now)
	err = q.store.Write(ctx, func(tx *store.Tx) error {
		s, err := q.Situation(tx, now)
		if err != nil {
			return err
		}
		if !s.ShieldUntil.IsZero() {
			if !endShield {
				return fault.New(fault.ShieldUp, "A shield is up until %s. End it first, or ask with --end-shield.",
					s.ShieldUntil.In(s.Zone).Format("15:04"))
			}
			if err := q.endShields(tx, now); err != nil {
				return err
			}
		}
		held, err := tx.CountHeldItems()
		if err != nil || held == 0 {
			return err
		}
		ending := work.RunBudget
		if stay {
			ending = work.RunEnded
		}
		delivery, err = q.open(tx, s, work.Run{DueAt: now}, ending)
		return err
	})
	if err == nil {
		q.bus.Tell(bus.Gate, bus.Queue)
	}
	return delivery, err
}

// recorded gives the occurrences that were delivered. Those recorded as delivered later than now are
// void, since the clock was wrong: they are forgotten, so that they count as little when it gets there.
func recorded(tx *store.Tx, now time.Time) (map[schedule.Key]time.Time, error) {
	if err := tx.VoidRecords(now.Add(schedule.Punctual)); err != nil {
		return nil, err
	}
	records, err := tx.Records(now.Add(-2*schedule.Lookback - 48*time.Hour))
	known := make(map[schedule.Key]time.Time, len(records))
	for _, r := range records {
		known[schedule.Key{Rule: r.CheckIn, Date: r.Date}] = r.RecordedAt
	}
	return known, err
}

func record(tx *store.Tx, occurrences []schedule.Occurrence, run work.Run) error {
	for _, o := range occurrences {
		err := tx.AddRecord(store.Record{
			CheckIn: o.Rule, Date: o.Date, PlannedAt: o.At, RecordedAt: run.OpenedAt, Run: run.ID,
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// open opens a run in the place of one that may be open, and delivers what is held. ending says
// whether its budget ends it.
func (q *Queue) open(tx *store.Tx, s Situation, run work.Run, ending work.RunEnd) (Delivery, error) {
	if s.RunOpen {
		if err := endRun(tx, s.Run, s.Now, work.RunNext); err != nil {
			return Delivery{}, err
		}
	}
	items, err := tx.HeldItems()
	if err != nil {
		return Delivery{}, err
	}
	run.OpenedAt = s.Now
	if len(items) == 0 {
		run.EndedAt, run.Ending = s.Now, work.RunNothing
		run.ID, err = tx.AddRun(run)
		return Delivery{Run: run}, err
	}
	if ending == work.RunBudget {
		settings, err := q.settings(tx)
		if err != nil {
			return Delivery{}, err
		}
		run.EndsAt = s.Now.Add(settings.Budget())
	}
	if run.ID, err = tx.AddRun(run); err != nil {
		return Delivery{}, err
	}
	return q.deliver(tx, s, run, items)
}

func (q *Queue) deliver(tx *store.Tx, s Situation, run work.Run, items []work.ItemID) (Delivery, error) {
	n, err := tx.DeliverHeld(run.ID, s.Now, "Delivered at the check-in at "+s.Now.In(s.Zone).Format("15:04")+".")
	if err != nil {
		return Delivery{}, err
	}
	run.Delivered = n
	if err := tx.SaveRun(run); err != nil {
		return Delivery{}, err
	}
	delivery := Delivery{Run: run, Items: len(items)}
	for _, id := range items {
		item, err := tx.Item(id)
		if err != nil {
			return Delivery{}, err
		}
		if err := q.reveal(tx, s, item, false); err != nil {
			return Delivery{}, err
		}
	}
	delivery.First, err = tx.FirstOfRun(run.ID)
	return delivery, err
}
