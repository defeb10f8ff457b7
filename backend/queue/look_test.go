package queue_test

import (
	"context"
	"testing"
	"time"

	"pgregory.net/rapid"

	"sluice/backend/queue"
	"sluice/backend/store"
	"sluice/backend/work"
)

// A planned check-in of one client and the used-up longest wait of another may fall on one instant:
// they are one check-in, and neither waits for some later look.
func TestACheckInTakesAlongWhoseLongestWaitIsUsedUp(t *testing.T) {
	d := newDesk(t)
	acme, dune, other := d.client("Acme", 1, 0), d.client("Dune", 2, 2*time.Hour), d.client("Corvid", 3, 0)
	_, err := d.queue.AddCheckIn(ctx, d.now, work.CheckIn{Client: acme.ID, At: 15*60 + 30, Days: work.EveryDay})
	d.must(err)
	d.at("13:30").tick()
	d.arrive(of(acme, message("for Acme")))
	d.arrive(of(dune, message("for Dune")))
	d.arrive(of(other, message("for Corvid")))
	if next := d.nextLook(); !next.Equal(d.at("15:30").now) {
		t.Fatalf("the next look is at %s", next)
	}
	if next := d.nextLook(); !next.Equal(d.now) {
		t.Errorf("what is due now was passed over: the next look is at %s", next)
	}
	delivery, due := d.release()
	run := delivery.Run
	if !due || !run.Concerns(acme.ID) || !run.Concerns(dune.ID) || run.Concerns(other.ID) || run.Late || run.Extra {
		t.Errorf("got %+v, %v, want one check-in for Acme and Dune", run, due)
	}
	d.wantTitles("for Dune", "for Acme")
	d.wantNothingDue()
}

// What is due already is wanted now: a longest wait that was made shorter, a check-in whose time is over,
// something that comes back.
func TestTheNextLookPassesNothingOver(t *testing.T) {
	d := newDesk(t)
	acme := d.client("Acme", 1, 0)
	d.at("13:30").tick()
	d.arrive(of(acme, message("waits")))
	d.at("15:00")
	acme.LongestWait = time.Hour
	_, _, err := d.queue.SaveClient(ctx, d.now, acme)
	d.must(err)
	if next := d.nextLook(); !next.Equal(d.now) {
		t.Errorf("a wait used up at 14:30 is looked at when it is %s", next)
	}
	d.release()
	d.wantTitles("waits")

	d.at("15:20")
	if next := d.nextLook(); !next.Equal(d.now) {
		t.Errorf("a check-in whose time is over is looked at when it is %s", next)
	}
	d.tick()
	now := d.now
	d.act(d.queue.Snooze(ctx, now, d.at("15:25").now, one(d.items()[0].ID)))
	d.at("15:26")
	if next := d.nextLook(); !next.Equal(d.now) {
		t.Errorf("what comes back is looked at when it is %s", next)
	}
	now = d.now
	_, _, err = d.queue.StartShield(ctx, now, d.at("15:50").now, "")
	d.must(err)
	d.at("15:30")
	if next := d.nextLook(); !next.Equal(d.at("15:50").now) {
		t.Errorf("in a shield the next look is at %s, want its end", next)
	}
}

// TestAfterALookNothingDueIsLeft lets a random life happen to the second. One look, and nothing that
// is due is left.
func TestAfterALookNothingDueIsLeft(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		l := lived{desk: newDesk(t), rt: rt}
		l.begin()
		for range rapid.IntRange(10, 40).Draw(rt, "steps") {
			l.step()
			l.lookOnce()
			l.wantNothingDue()
		}
	})
}

func (l *lived) lookOnce() {
	l.must(l.queue.EndRunWhenOver(ctx, l.now))
	l.must(l.queue.ReturnDue(ctx, l.now))
	l.release()
}

// wantNothingDue asks what the store says, apart from what the queue makes of it.
func (d *desk) wantNothingDue() {
	d.Helper()
	if next := d.nextLook(); !next.IsZero() && !next.After(d.now) {
		d.Errorf("at %s, after a look, another is wanted", d.now)
	}
	d.must(d.store.Read(ctx, func(tx *store.Tx) error {
		s, err := d.queue.Situation(tx, d.now)
		if err != nil || !s.ShieldUntil.IsZero() || !s.PausedUntil.IsZero() {
			return err
		}
		held, err := tx.HeldItems()
		for _, item := range held {
			oldest, err := tx.OldestHeld(item.Client)
			d.must(err)
			wait := s.Clients[item.Client].LongestWait
			if waited := d.now.Sub(oldest[item.Client]); wait > 0 && waited >= wait {
				d.Errorf("at %s something of client %d waits for %s", d.now, item.Client, waited)
			}
		}
		return err
	}))
}

func (d *desk) nextLook() (next time.Time) {
	d.Helper()
	d.must(d.store.Read(context.Background(), func(tx *store.Tx) error {
		s, err := d.queue.Situation(tx, d.now)
		if err != nil {
			return err
		}
		next, err = d.queue.NextLook(tx, s, queue.Seen{})
		return err
	}))
	return next
}
