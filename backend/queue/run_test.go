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

// A check-in that opens while another is open takes over what is left of that, and cuts it no shorter.
func TestAnExtraCheckInTakesOverTheOpenOne(t *testing.T) {
	d := newDesk(t)
	acme := d.client("Acme", 1, 70*time.Minute)
	_, err := d.queue.AddCheckIn(ctx, d.now, work.CheckIn{At: 23 * 60, Client: acme.ID, Days: work.EveryDay})
	d.must(err)
	settings, err := d.queue.Settings(ctx)
	d.must(err)
	settings.BudgetMinutes = 60
	d.act(d.queue.SetSettings(ctx, d.now, settings))
	d.tick()
	d.arrive(of(acme, message("for Acme")))
	d.arrive(message("a"))
	d.arrive(message("b"))
	first, _ := d.at("13:00").tick()
	settings.BudgetMinutes = 20
	d.act(d.queue.SetSettings(ctx, d.now, settings))
	extra, due := d.at("13:10").tick()
	if !due || !extra.Run.Extra || extra.Items != 1 || extra.First.Title != "for Acme" {
		t.Fatalf("got %+v, %v, want an extra check-in with Acme's item", extra, due)
	}
	if !extra.Run.EndsAt.Equal(first.Run.EndsAt) {
		t.Errorf("it ends at %s, want %s as the one before", extra.Run.EndsAt, first.Run.EndsAt)
	}
	for _, item := range d.items() {
		if item.Run != extra.Run.ID {
			t.Errorf("%q is of check-in %d, want %d", item.Title, item.Run, extra.Run.ID)
		}
	}
	wantOpen := func(want bool) {
		t.Helper()
		if _, open, err := d.queue.OpenRun(ctx); open != want || err != nil {
			t.Errorf("open is %v (%v), want %v", open, err, want)
		}
	}
	d.act(d.queue.Done(ctx, d.now, one(extra.First.ID)))
	wantOpen(true)
	for _, item := range d.items() {
		d.act(d.queue.Done(ctx, d.now, one(item.ID)))
	}
	wantOpen(false)
}

// "--stay keeps it open", also when a planned one opens meanwhile.
func TestACheckInThatStaysIsNotEndedByTheNext(t *testing.T) {
	d := newDesk(t)
	acme := d.client("Acme", 1, 0)
	d.tick()
	d.arrive(of(acme, message("for Acme")))
	_, err := d.queue.CheckInNow(ctx, d.now, behind(acme), false, true)
	d.must(err)
	d.arrive(message("a"))
	if next, _ := d.at("13:00").tick(); next.Items != 1 || !next.Run.EndsAt.IsZero() {
		t.Errorf("got %+v", next)
	}
	d.must(d.queue.EndRunWhenOver(ctx, d.at("15:00").now))
	if _, open, err := d.queue.OpenRun(ctx); !open || err != nil {
		t.Errorf("it was ended (%v)", err)
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

// A check-in whose time is over takes nothing in, though nobody has ended it yet: the computer slept.
func TestACheckInTakesNothingInAfterItsTime(t *testing.T) {
	d := newDesk(t)
	d.arrive(message("brought"))
	delivery, _ := d.at("13:00").tick()
	d.now = delivery.Run.EndsAt.Add(-time.Millisecond)
	d.arrive(message("slots in"))
	d.now = delivery.Run.EndsAt
	d.arrive(message("is too late"))
	d.wantTitles("brought", "slots in")
	d.wantOutcome(work.OutcomeHeld, 1)
}
