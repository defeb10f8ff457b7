package queue_test

import (
	"testing"
	"time"

	"sluice/backend/queue"
	"sluice/backend/work"
)

// What is carried over gains weight by its age against the client's longest wait, as the next check-in
// opens, and not in between.
func TestWhatIsCarriedOverAges(t *testing.T) {
	d := newDesk(t)
	acme := d.client("Acme", 1, 4*time.Hour)
	d.arrive(of(acme, message("carried over")))
	d.at("13:00").tick()
	before := d.items()[0]
	d.at("15:30").tick()
	if now := d.items()[0]; now.Score != before.Score {
		t.Errorf("between check-ins its score went from %.2f to %.2f", before.Score, now.Score)
	}
	d.arrive(of(acme, message("fresh")))
	d.at("16:30").tick()
	d.wantTitles("carried over", "fresh")
	aged := d.items()[0]
	if aged.Score <= before.Score || !hasTerm(aged, "waited") || hasTerm(before, "waited") {
		t.Errorf("it went from %.2f %v to %.2f %v", before.Score, before.Reasons, aged.Score, aged.Reasons)
	}
}

// A check-in of others leaves a client's items where they are.
func TestACheckInOfOthersAgesNothing(t *testing.T) {
	d := newDesk(t)
	acme, dune := d.client("Acme", 1, 2*time.Hour), d.client("Dune", 2, 0)
	d.arrive(of(acme, message("carried over")))
	d.at("13:00").tick()
	before := d.items()[0].Score
	d.at("15:30") // the one at 13:00 is over, though nobody has ended it yet: the computer slept
	d.arrive(of(dune, message("other")))
	delivery, err := d.queue.CheckInNow(ctx, d.now, behind(dune), false, false)
	d.must(err)
	for _, item := range d.items() {
		if item.Client == acme.ID && item.Score != before {
			t.Errorf("it went from %.2f to %.2f", before, item.Score)
		}
	}
	if delivery.Run.Concerns(acme.ID) {
		t.Errorf("the check-in is for %v, which takes over what is over", delivery.Run.Clients)
	}
	d.arrive(of(acme, message("too early")))
	d.wantTitles("carried over", "other")
}

func hasTerm(item work.Item, term string) bool {
	for _, reason := range item.Reasons {
		if reason.Term == term {
			return true
		}
	}
	return false
}

// The closing of a check-in stays as it was at its end, though a later one takes over what it left.
func TestAClosingStaysAsItWas(t *testing.T) {
	d := newDesk(t)
	acme := d.client("Acme", 1, 0)
	for _, title := range []string{"one", "two", "three"} {
		event := of(acme, message(title))
		event.Thread = title
		d.arrive(event)
	}
	first, _ := d.at("13:00").tick()
	d.act(d.queue.Done(ctx, d.now, one(d.items()[0].ID)))
	d.at("13:30").tick()
	want := func(when string) {
		t.Helper()
		closing, err := d.queue.Closing(ctx, d.now, behind(acme), first.Run.ID)
		if err != nil || closing.Handled != 1 || closing.Carried != 2 {
			t.Errorf("%s: %d handled, %d carried over (%v), want 1 and 2", when, closing.Handled, closing.Carried, err)
		}
	}
	want("at its end")
	again := of(acme, message("two again"))
	again.Thread = "two"
	d.arrive(again)
	d.at("16:30").tick()
	want("after a later one took an item over")
	for _, item := range d.items() {
		d.act(d.queue.Done(ctx, d.now, one(item.ID)))
	}
	want("after all was handled")
}

// A check-in that takes over what an open one left tells of what it brought itself alone, behind each
// wall too, and also where it is told only after a restart.
func TestWhatWasTakenOverIsNotAnnouncedAgain(t *testing.T) {
	d := newDesk(t)
	acme, dune := d.client("Acme", 1, 0), d.client("Dune", 2, 0)
	d.arrive(of(acme, message("carried over")))
	_, err := d.queue.CheckInNow(ctx, d.now, behind(acme), false, true)
	d.must(err)
	d.arrive(of(dune, message("brought")))
	brought, err := d.queue.CheckInNow(ctx, d.now, behind(dune), false, true)
	d.must(err)
	want := func(when string, told queue.Delivery, items int, first string) {
		t.Helper()
		if told.Items != items || told.First.Title != first {
			t.Errorf("%s it tells of %d items, first %q; want %d, first %q", when, told.Items, told.First.Title, items, first)
		}
	}
	later, found, err := d.queue.Unnotified(ctx)
	if d.must(err); !found {
		t.Fatal("no check-in waits to be told of")
	}
	for when, delivery := range map[string]queue.Delivery{"at once": brought, "later": later} {
		want(when, delivery, 1, "brought")
		for _, to := range []struct {
			client work.Client
			items  int
			first  string
		}{{acme, 0, ""}, {dune, 1, "brought"}} {
			told, err := d.queue.DeliveryBehind(ctx, behind(to.client), delivery)
			d.must(err)
			want(when+", for "+to.client.Name, told, to.items, to.first)
		}
	}
	if counts, err := d.queue.Counts(ctx, queue.Wall{}, brought.Run.ID); err != nil || counts.Left != 2 {
		t.Errorf("%d items are left in it (%v), want both", counts.Left, err)
	}
}
