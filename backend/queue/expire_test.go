package queue_test

import (
	"fmt"
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

// mailed is an invitation by mail, or its change, each in a conversation of its own.
func (d *desk) mailed(id, title string, over time.Duration) source.Event {
	event := mail("re:"+id, title)
	event.RemoteID, event.Title, event.Body, event.Same = id, title, title, nil
	event.Also, event.ExpiresAt = []string{"meeting:m1"}, d.now.Add(over)
	return event
}

// TestAMeetingsMailsAreOneItem has one moved, called off, and talked about in both conversations.
func TestAMeetingsMailsAreOneItem(t *testing.T) {
	d := newDesk(t)
	d.tick()
	invited, _ := d.item(d.arriveFrom("mail-1", d.mailed("a", "Review", 30*time.Minute)))
	moved, _ := d.item(d.arriveFrom("mail-1", d.mailed("b", "Review, moved", 3*time.Hour)))
	if moved.ID != invited.ID {
		t.Fatal("the change of a meeting is an item of its own")
	}
	if elsewhere, _ := d.item(d.arriveFrom("mail-2", d.mailed("c", "Another's", time.Hour))); elsewhere.ID == invited.ID {
		t.Error("another account's mail came to the same item")
	}
	d.after(time.Hour).expire()
	d.wantExpired("Another's") // and not what was moved
	called := d.mailed("d", "Review, called off", 2*time.Hour)
	if off, _ := d.item(d.arriveFrom("mail-1", called)); off.ID != invited.ID {
		t.Error("that it is called off is an item of its own")
	}
	answer := mail("re:b", "I can")
	answer.RemoteID, answer.Same = "e", nil
	if joined, _ := d.item(d.arriveFrom("mail-1", answer)); joined.ID != invited.ID {
		t.Error("what was said about the change is an item of its own")
	}
	d.after(3 * time.Hour).expire()
	d.wantExpired("Another's") // somebody said something that has no end
}

func TestAMeetingThatIsCalledOffIsOverWithItsTime(t *testing.T) {
	d := newDesk(t)
	d.tick()
	d.arriveFrom("mail-1", d.mailed("a", "Review", 2*time.Hour))
	d.arriveFrom("mail-1", d.mailed("b", "Called off: Review", 2*time.Hour))
	d.after(2 * time.Hour).expire()
	d.wantOutcome(work.OutcomeExpired, 2)
	again, _ := d.item(d.arriveFrom("mail-1", d.mailed("c", "Review, on again", 2*time.Hour)))
	if again.State != work.StateHeld {
		t.Errorf("on again, it is %s", again.State)
	}
}

// What is held of an item that is done is over by itself: the item stays done.
func TestWhatIsHeldOfADoneItemExpiresByItself(t *testing.T) {
	d := newDesk(t)
	d.arrive(thread("invite/x", "talk"))
	d.at("13:00").tick()
	d.act(d.queue.Done(ctx, d.now, one(d.items()[0].ID)))
	d.at("14:00").arrive(d.invitation("x", 30*time.Minute))
	d.at("14:30").expire()
	d.wantExpired()
	d.wantOutcome(work.OutcomeExpired, 1)
	d.at("16:30").tick()
	d.wantTitles()
	d.at("17:00").arrive(d.invitation("x", 30*time.Minute))
	d.arrive(thread("invite/x", "a note that has no end"))
	d.at("17:30").expire()
	d.wantOutcome(work.OutcomeHeld, 2)
}

// A meeting that is moved while its invitation is held is over at its new time.
func TestAMovedMeetingExpiresAtItsNewTime(t *testing.T) {
	for name, first := range map[string]string{"alone": "", "in a thread that is queued": "talk"} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t)
			if first != "" {
				event := d.invitation("x", 5*time.Hour)
				event.Title = first
				d.arrive(event)
			}
			d.at("13:00").tick()
			d.at("13:30").tick()
			d.arrive(d.invitation("x", time.Hour))
			moved := d.invitation("x", 3*time.Hour)
			moved.Replaces = fmt.Sprint("r", d.sent)
			d.arrive(moved)
			d.at("14:30").expire()
			d.wantOutcome(work.OutcomeExpired, 0)
			d.at("16:29").expire()
			d.wantOutcome(work.OutcomeExpired, 0)
			d.at("16:30").expire()
			d.wantOutcome(work.OutcomeExpired, 1)
		})
	}
}
