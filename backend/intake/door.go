package intake

import (
	"context"
	"time"

	"sluice/backend/fault"
	"sluice/backend/source"
	"sluice/backend/store"
	"sluice/backend/work"
)

// The pauses between tries while the database cannot be written to.
const (
	firstPause = 250 * time.Millisecond
	longPause  = 5 * time.Second
)

// Door gives the door of one source.
func (in *Intake) Door(id work.SourceID) source.Door { return &door{in: in, id: id} }

type door struct {
	in *Intake
	id work.SourceID
}

func (d *door) Hand(ctx context.Context, events []source.Event) error {
	if err := d.insist(ctx, func() error {
		_, err := d.in.writeDown(ctx, d.id, events, nil)
		return err
	}); err != nil {
		return err
	}
	return d.insist(ctx, func() error { return d.in.Place(ctx) })
}

// insist tries again until it works or ctx ends. What the source handed over stays in its hands
// meanwhile, and the source counts what it cannot keep. What is given up when ctx ends stays counted
// as waiting: it was not kept.
func (d *door) insist(ctx context.Context, do func() error) error {
	d.in.waiting.Add(1)
	err := do()
	for pause := firstPause; err != nil; pause = min(2*pause, longPause) {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		d.in.log.Error("keep what arrived", "source", d.id, "err", err)
		d.in.health(storeHealth, source.Health{
			Condition: source.Degraded, Code: string(fault.CodeOf(err)), Sentence: fault.SentenceOf(err),
		})
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(pause):
		}
		if err = do(); err == nil {
			d.in.health(storeHealth, source.Health{Condition: source.OK})
		}
	}
	d.in.waiting.Add(-1)
	return nil
}

// storeHealth is under which trouble with the database itself is told.
const storeHealth work.SourceID = "store"

func (d *door) Withdraw(ctx context.Context, remoteIDs ...string) error {
	return d.write(ctx, func(tx *store.Tx) error { return tx.SetWithdrawn(d.id, remoteIDs...) })
}

func (d *door) PopupShown(ctx context.Context, shown ...source.Shown) error {
	ids := make([]string, len(shown))
	for i, one := range shown {
		ids[i] = one.RemoteID
	}
	return d.write(ctx, func(tx *store.Tx) error {
		arrivals, err := tx.ArrivalNumbers(d.id, ids)
		if err != nil {
			return err
		}
		var popups []store.Popup
		for _, one := range shown {
			if arrival, known := arrivals[one.RemoteID]; known {
				popups = append(popups, store.Popup{Daemon: one.Popup.Daemon, DaemonID: one.Popup.ID, Arrival: arrival})
			}
		}
		return tx.AddPopups(popups...)
	})
}

func (d *door) PopupClosed(ctx context.Context, popups ...source.Popup) error {
	return d.write(ctx, func(tx *store.Tx) error {
		for _, popup := range popups {
			if err := tx.RemovePopup(popup.Daemon, popup.ID); err != nil {
				return err
			}
		}
		return nil
	})
}

func (d *door) Seeing(ctx context.Context, since time.Time) error {
	if since.IsZero() {
		since = d.in.now()
	}
	return d.write(ctx, func(tx *store.Tx) error { return tx.EndGaps(d.id, since) })
}

func (d *door) Blind(ctx context.Context, since time.Time, why work.GapReason) error {
	return d.write(ctx, func(tx *store.Tx) error {
		already, err := tx.OpenGap(d.id)
		if err != nil || already {
			return err
		}
		return tx.AddGap(work.Gap{Source: d.id, From: since, Why: why})
	})
}

func (d *door) Missed(ctx context.Context, n int, from, until time.Time) error {
	return d.write(ctx, func(tx *store.Tx) error {
		return tx.AddGap(work.Gap{Source: d.id, From: from, Until: until, Why: work.GapOverflow, Lost: n})
	})
}

func (d *door) Health(h source.Health) { d.in.health(d.id, h) }

func (d *door) write(ctx context.Context, do func(tx *store.Tx) error) error {
	return d.insist(ctx, func() error { return d.in.store.Write(ctx, do) })
}
