package queue_test

import (
	"testing"
	"time"

	"sluice/backend/queue"
	"sluice/backend/source"
	"sluice/backend/store"
	"sluice/backend/work"
)

// invitation is to a meeting that is over after a time.
func (d *desk) invitation(title string, over time.Duration) source.Event {
	event := thread("invite/"+title, title)
	event.ExpiresAt = d.now.Add(over)
	return event
}

func (d *desk) expire() {
	d.Helper()
	d.must(d.queue.Expire(ctx, d.now))
}

func (d *desk) wantExpired(want ...string) {
	d.Helper()
	items, err := d.queue.Items(ctx, queue.View{State: work.StateExpired})
	d.must(err)
	if len(items) != len(want) {
		d.Fatalf("expired are %+v, want %q", items, want)
	}
	for i, item := range items {
		if item.Title != want[i] {
			d.Errorf("expired is %q, want %q", item.Title, want[i])
		}
	}
}

// "Expired only by the source's own expiry (a meeting that is over)."
func TestWhatIsOverExpires(t *testing.T) {
	d := newDesk(t)
	d.tick()
	d.arrive(d.invitation("stand-up", 30*time.Minute))
	d.arrive(message("stays"))
	d.after(30*time.Minute - time.Millisecond).expire()
	d.wantExpired()
	d.wantOutcome(work.OutcomeHeld, 2)
	d.write(func(tx *store.Tx) error {
		s, err := d.queue.Situation(tx, d.now)
		d.must(err)
		look, err := d.queue.NextLook(tx, s, queue.Seen{})
		if want := d.now.Add(time.Millisecond); !look.Equal(want) {
			t.Errorf("the next look is at %v, want %v", look, want)
		}
		return err
	})
	d.after(time.Millisecond).expire()
	d.wantExpired("stand-up")
	d.wantOutcome(work.OutcomeExpired, 1)
	d.wantOutcome(work.OutcomeHeld, 1)
	d.at("13:00").tick()
	d.wantTitles("stays")
	d.wantOutcome(work.OutcomeDelivered, 1)
}

// TestAnExpiredItemCanBeReopened has it read, taken back and left alone from then on.
func TestAnExpiredItemCanBeReopened(t *testing.T) {
	d := newDesk(t)
	d.tick()
	d.arrive(d.invitation("stand-up", 30*time.Minute))
	d.after(time.Hour).expire()
	items, err := d.queue.Items(ctx, queue.View{State: work.StateExpired})
	d.must(err)
	_, shown, err := d.queue.Item(ctx, queue.Wall{}, items[0].ID)
	if d.must(err); len(shown) != 1 || shown[0].Title != "stand-up" || shown[0].Reason != queue.ReasonOver {
		t.Errorf("its thread is %+v", shown)
	}
	d.act(d.queue.Reopen(ctx, d.now, one(items[0].ID)))
	d.after(time.Hour).expire()
	d.wantTitles("stand-up")
	d.wantExpired()
	_, err = d.queue.Undo(ctx, d.now)
	d.must(err)
	d.wantExpired("stand-up")
}

// TestOpenItemsExpireToo has what came through, and what was put aside.
func TestOpenItemsExpireToo(t *testing.T) {
	d := newDesk(t)
	d.arrive(d.invitation("snoozed", 3*time.Hour))
	d.arrive(d.invitation("queued", 4*time.Hour))
	d.at("13:00").tick()
	d.act(d.queue.Snooze(ctx, d.now, d.now.Add(48*time.Hour), one(d.items()[0].ID)))
	d.at("16:30").expire()
	d.wantOutcome(work.OutcomeDelivered, 2) // they did come through
	if got := len(d.items()); got != 0 {
		t.Errorf("%d are in the queue", got)
	}
}

// TestMoreThanTheMeetingKeepsAnItem has something without an end in the same thread, on either side.
func TestMoreThanTheMeetingKeepsAnItem(t *testing.T) {
	for _, first := range []bool{true, false} {
		d := newDesk(t)
		d.tick()
		note := thread("invite/stand-up", "bring the numbers")
		if first {
			d.arrive(note)
		}
		d.arrive(d.invitation("stand-up", 30*time.Minute))
		if !first {
			d.arrive(note)
		}
		d.after(time.Hour).expire()
		d.wantExpired()
		d.tick()
		d.wantOutcome(work.OutcomeDelivered, 2)
	}
}

// TestAMovedMeetingEndsWhenItEnds has a newer form with another time.
func TestAMovedMeetingEndsWhenItEnds(t *testing.T) {
	d := newDesk(t)
	d.tick()
	moved := d.invitation("stand-up", 2*time.Hour)
	moved.RemoteID, moved.Replaces = "b", "a"
	first := d.invitation("stand-up", 30*time.Minute)
	first.RemoteID = "a"
	d.arrive(first)
	d.arrive(moved)
	d.after(59 * time.Minute).expire()
	d.wantExpired()
	d.after(2 * time.Hour).expire()
	d.wantExpired("stand-up")
	d.wantOutcome(work.OutcomeMerged, 1)
	d.wantOutcome(work.OutcomeExpired, 1)
	again := d.invitation("stand-up", time.Hour)
	d.arrive(again)
	d.wantExpired()
	d.tick()
	d.wantTitles("stand-up")
}
