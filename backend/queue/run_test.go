package queue_test

import (
	"testing"
	"time"

	"sluice/backend/fault"
	"sluice/backend/store"
	"sluice/backend/work"
)

// "A check-in has a budget in minutes or items."
func TestACheckInEndsAfterAsManyItemsAsItsBudgetHas(t *testing.T) {
	d := newDesk(t)
	settings, err := d.queue.Settings(ctx)
	d.must(err)
	settings.BudgetItems = 2
	d.act(d.queue.SetSettings(ctx, d.now, settings))
	for _, title := range []string{"one", "two", "three"} {
		d.arrive(message(title))
	}
	delivery, _ := d.at("13:00").release()
	if delivery.Run.BudgetItems != 2 || !delivery.Run.EndsAt.IsZero() {
		t.Fatalf("got %+v", delivery.Run)
	}
	d.must(d.queue.EndRunWhenOver(ctx, d.after(2*time.Hour).now)) // no time ends it
	settings.BudgetItems = 1                                      // which counts from the next one on
	d.act(d.queue.SetSettings(ctx, d.now, settings))
	wantOpen := func(want bool) {
		t.Helper()
		if _, open, err := d.queue.OpenRun(ctx); open != want || err != nil {
			t.Errorf("open is %v (%v), want %v", open, err, want)
		}
	}
	d.act(d.queue.Done(ctx, d.now, one(d.items()[0].ID)))
	wantOpen(true)
	_, err = d.queue.Undo(ctx, d.now)
	d.must(err)
	d.act(d.queue.Done(ctx, d.now, one(d.items()[0].ID)))
	wantOpen(true)
	d.act(d.queue.Done(ctx, d.now, one(d.items()[0].ID)))
	wantOpen(false)
	d.wantTitles("three")
	runs := []work.Run{}
	d.write(func(tx *store.Tx) error {
		runs, err = tx.Runs(d.now.Add(-3*time.Hour), d.now)
		return err
	})
	if last := runs[len(runs)-1]; last.Ending != work.RunBudget {
		t.Errorf("it ended as %q", last.Ending)
	}
}

func TestABudgetOfItemsHasBounds(t *testing.T) {
	d := newDesk(t)
	settings, err := d.queue.Settings(ctx)
	d.must(err)
	for _, items := range []int{-1, 1001} {
		settings.BudgetItems = items
		_, err := d.queue.SetSettings(ctx, d.now, settings)
		d.wantCode(err, fault.Invalid)
	}
}
