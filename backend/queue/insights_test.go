package queue_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"sluice/backend/queue"
	"sluice/backend/source"
	"sluice/backend/store"
	"sluice/backend/work"
)

// BenchmarkInsights has a hundred thousand arrivals in four weeks.
func BenchmarkInsights(b *testing.B) {
	const arrivals, days = 100_000, 28
	d := newDesk(b)
	ctx := context.Background()
	_, _, err := d.queue.SaveClient(ctx, d.now, work.Client{Name: "Acme", Colour: 1, LongestWait: 4 * time.Hour})
	d.must(err)
	begin := d.now.AddDate(0, 0, -days+1)
	d.write(func(tx *store.Tx) error {
		batch := tx.Batch()
		for i := range arrivals {
			at := begin.Add(time.Duration(i) * ((days - 2) * 24 * time.Hour / arrivals))
			item, err := batch.AddItem(work.Item{Client: work.ClientID(i % 2), State: work.StateDone, Title: "t", DoneAt: at.Add(2 * time.Hour)})
			if err != nil {
				return err
			}
			batch.AddArrival(work.Arrival{
				ID: work.ArrivalID(i + 1), Item: item, Source: "desktop", RemoteID: fmt.Sprint(i), App: fmt.Sprint("app ", i%12),
				From: fmt.Sprint("person ", i%200), ReceivedAt: at, Outcome: work.OutcomeDelivered, OutcomeAt: at.Add(time.Hour),
			}, 0)
		}
		return batch.Flush()
	})
	for b.Loop() {
		in, err := d.queue.Insights(ctx, d.now, queue.Wall{}, days)
		d.must(err)
		if in.N != arrivals {
			b.Fatalf("it rests on %d", in.N)
		}
	}
}

func TestOverlappingShieldsCountOnce(t *testing.T) {
	d := newDesk(t)
	ctx := context.Background()
	for _, long := range []time.Duration{60 * time.Minute, 90 * time.Minute} { // the second begins in the first
		_, _, err := d.queue.StartShield(ctx, d.now, d.now.Add(long), "")
		d.must(err)
		d.now = d.now.Add(30 * time.Minute)
	}
	d.arriveFrom("desktop", source.Event{Title: "a pop-up"})
	d.at("15:00").release()
	in, err := d.queue.Insights(ctx, d.now, queue.Wall{}, 1)
	d.must(err)
	if in.Shielded != 2*time.Hour || in.KeptAway != 1 {
		t.Errorf("shields were up for %s, and %d pop-ups were kept away", in.Shielded, in.KeptAway)
	}
}
