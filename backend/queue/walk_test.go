package queue_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"sluice/backend/fault"
	"sluice/backend/queue"
	"sluice/backend/source"
	"sluice/backend/store"
	"sluice/backend/work"
)

// TestWhateverHappensTheReceiptAddsUp lets a random life happen to a queue, with sleep, clocks that
// jump both ways and restarts, and asks after each step: does the receipt add up, did nothing get
// through a shut gate, and does a check-in leave nothing behind?
func TestWhateverHappensTheReceiptAddsUp(t *testing.T) {
	d := newDesk(t)
	rapid.Check(t, func(rt *rapid.T) {
		w := walk{desk: d, rt: rt}
		w.check()
		rt.Repeat(map[string]func(*rapid.T){
			"arrive":   w.arrives,
			"minutes":  w.minutesPass,
			"sleep":    w.sleeps,
			"clock":    w.clockIsSet,
			"now":      w.opensCheckIn,
			"end":      w.endsCheckIn,
			"done":     w.done,
			"undo":     w.undo,
			"shield":   w.startsShield,
			"unshield": w.endsShield,
			"restart":  func(*rapid.T) { d.restart() },
			"":         func(*rapid.T) { w.check() },
		})
	})
}

// walk is one random life. The desk goes on from life to life, so that the lives add up too.
type walk struct {
	*desk
	rt *rapid.T
}

func (w *walk) arrives(rt *rapid.T) {
	before := w.counts()
	event := source.Event{
		Title:      "event",
		Thread:     rapid.SampledFrom([]string{"", "a", "b", "c"}).Draw(rt, "thread"),
		ThreadEnds: rapid.Bool().Draw(rt, "ends"),
		AtOnce:     rapid.IntRange(0, 9).Draw(rt, "at once") == 0,
	}
	if w.sent > 0 && rapid.IntRange(0, 3).Draw(rt, "newer form") == 0 {
		event.Replaces = fmt.Sprint("r", rapid.IntRange(max(1, w.sent-5), w.sent).Draw(rt, "of"))
	}
	if w.sent > 0 && rapid.IntRange(0, 5).Draw(rt, "again") == 0 {
		event.RemoteID = fmt.Sprint("r", rapid.IntRange(1, w.sent).Draw(rt, "which"))
	}
	w.arrive(event)
	after := w.counts()
	if shut := w.shut(); shut && !event.AtOnce && after[work.OutcomeDelivered] != before[work.OutcomeDelivered] {
		rt.Fatalf("something came through a shut gate: %v, then %v", before, after)
	}
}

// shut says whether nothing may come through at this moment.
func (w *walk) shut() bool {
	shut := false
	w.write(func(tx *store.Tx) error {
		situation, err := w.queue.Situation(tx, w.now)
		shut = !situation.ShieldUntil.IsZero() || !situation.RunOpen
		return err
	})
	return shut
}

func (w *walk) counts() map[work.Outcome]int {
	counts := map[work.Outcome]int{}
	w.write(func(tx *store.Tx) (err error) {
		counts, err = tx.CountOutcomes(time.Time{}, w.now.AddDate(10, 0, 0))
		return err
	})
	return counts
}

func (w *walk) minutesPass(rt *rapid.T) {
	for range rapid.IntRange(1, 4).Draw(rt, "times seven minutes") {
		w.now = w.now.Add(7 * time.Minute)
		w.tick(rt)
	}
}

// tick is a look at the clock: what the core does at least every few seconds.
func (w *walk) tick(rt *rapid.T) {
	w.must(w.queue.EndRunWhenOver(context.Background(), w.now))
	shutBefore := w.shieldUp()
	_, due := w.release()
	if due && shutBefore {
		rt.Fatal("a check-in came through a shield")
	}
	if due && w.counts()[work.OutcomeHeld] != 0 {
		rt.Fatal("a check-in left something behind")
	}
}

func (w *walk) shieldUp() bool {
	up := false
	w.write(func(tx *store.Tx) error {
		situation, err := w.queue.Situation(tx, w.now)
		up = !situation.ShieldUntil.IsZero()
		return err
	})
	return up
}

func (w *walk) sleeps(rt *rapid.T) {
	w.now = w.now.Add(time.Duration(rapid.IntRange(1, 72).Draw(rt, "hours")) * time.Hour)
	w.tick(rt)
}

func (w *walk) clockIsSet(rt *rapid.T) {
	w.now = w.now.Add(time.Duration(rapid.IntRange(-300, 300).Draw(rt, "minutes off")) * time.Minute)
	w.tick(rt)
}

func (w *walk) opensCheckIn(rt *rapid.T) {
	_, err := w.queue.CheckInNow(context.Background(), w.now, queue.Wall{}, rapid.Bool().Draw(rt, "end shield"), false)
	if err == nil && w.counts()[work.OutcomeHeld] != 0 {
		rt.Fatal("opening a check-in left something behind")
	}
	w.mayBe(err, fault.ShieldUp)
}

func (w *walk) endsCheckIn(*rapid.T) {
	_, err := w.queue.EndRun(context.Background(), w.now)
	w.mayBe(err, fault.Conflict)
}

func (w *walk) done(rt *rapid.T) {
	if items := w.items(); len(items) > 0 {
		_, err := w.queue.Done(context.Background(), w.now, one(rapid.SampledFrom(items).Draw(rt, "item").ID))
		w.must(err)
	}
}

func (w *walk) undo(*rapid.T) {
	_, err := w.queue.Undo(context.Background(), w.now)
	w.mayBe(err, fault.NothingToUndo)
}

func (w *walk) startsShield(rt *rapid.T) {
	until := w.now.Add(time.Duration(rapid.IntRange(1, 240).Draw(rt, "long")) * time.Minute)
	_, _, err := w.queue.StartShield(context.Background(), w.now, until, "")
	w.must(err)
}

func (w *walk) endsShield(*rapid.T) {
	_, err := w.queue.EndShield(context.Background(), w.now)
	w.mayBe(err, fault.Conflict)
}

func (w *walk) mayBe(err error, allowed fault.Code) {
	if err != nil && fault.CodeOf(err) != allowed {
		w.rt.Fatal(err)
	}
}

// check holds after every step.
func (w *walk) check() {
	w.write(func(tx *store.Tx) error {
		arrived, err := tx.CountDoor(time.Time{}, w.now.AddDate(10, 0, 0))
		if err != nil {
			return err
		}
		for _, n := range w.in(tx) {
			arrived -= n
		}
		stray, err := tx.Stray()
		if arrived != 0 || stray != 0 {
			w.rt.Fatalf("lost %d, stray %d", arrived, stray)
		}
		return err
	})
}

func (w *walk) in(tx *store.Tx) map[work.Outcome]int {
	counts, err := tx.CountOutcomes(time.Time{}, w.now.AddDate(10, 0, 0))
	w.must(err)
	return counts
}
