package queue

import (
	"context"
	"slices"
	"time"

	"sluice/backend/schedule"
	"sluice/backend/store"
	"sluice/backend/work"
)

// Behind is the situation as it is told behind a wall: the next check-in is the one that delivers for
// the client, and of one that is open for others nothing is told but that it is open.
func (s Situation) Behind(wall Wall) Situation {
	if !wall.Up {
		return s
	}
	s.Next = time.Time{}
	if next, found := s.Plan.Next(s.Now, wall.Client); found {
		s.Next = next.At
	}
	if !s.Run.Concerns(wall.Client) {
		s.Run = work.Run{}
	}
	return s
}

// RunBehind is a check-in as it is told behind a wall: of the arrivals that it delivered only those
// of the client are counted. One that is for others is the zero Run.
func (q *Queue) RunBehind(ctx context.Context, wall Wall, run work.Run) (told work.Run, err error) {
	err = q.store.Read(ctx, func(tx *store.Tx) error {
		told, err = wall.run(tx, run)
		return err
	})
	return told, err
}

func (w Wall) run(tx *store.Tx, run work.Run) (work.Run, error) {
	if !w.Up {
		return run, nil
	}
	if run.ID == 0 || !run.Concerns(w.Client) {
		return work.Run{}, nil
	}
	var err error
	run.Delivered, err = tx.CountClientDelivered(w.Client, run.ID)
	return run, err
}

// moments gives those of the plan's moments that deliver for the client, without a trace of what else
// falls into them.
func (w Wall) moments(plan schedule.Plan, all []schedule.Moment) []schedule.Moment {
	if !w.Up {
		return all
	}
	var told []schedule.Moment
	for _, m := range all {
		own := plan.Own(m.At)
		m.Occurrences = slices.DeleteFunc(slices.Clone(m.Occurrences), func(o schedule.Occurrence) bool {
			one := schedule.Moment{Occurrences: []schedule.Occurrence{o}}
			return !one.Concerns(w.Client, own)
		})
		if len(m.Occurrences) > 0 {
			m.Planned = m.Occurrences[0].At
			told = append(told, m)
		}
	}
	return told
}

// DeliveryBehind is what a check-in delivered as it is told behind a wall: how many items that it brought
// of the client are still to be handled, and the first of them. With none it is told only that it is open.
func (q *Queue) DeliveryBehind(ctx context.Context, wall Wall, delivery Delivery) (Delivery, error) {
	if !wall.Up {
		return delivery, nil
	}
	err := q.store.Read(ctx, func(tx *store.Tx) error {
		brought, err := tx.CountBrought(delivery.Run.ID)
		if err != nil {
			return err
		}
		delivery.Items = brought[wall.Client]
		if delivery.First, err = tx.FirstOfRunFor(delivery.Run.ID, wall.Client); err != nil {
			return err
		}
		delivery.Run, err = wall.run(tx, delivery.Run)
		return err
	})
	return delivery, err
}
