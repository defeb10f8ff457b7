package queue_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"sluice/backend/queue"
	"sluice/backend/store"
	"sluice/backend/work"
)

// TestWhatIsHeldMovesNothing lets a random life happen, and looks at everything that can be seen before
// and after each arrival and each quiet moment: while nothing comes through, nothing changes.
func TestWhatIsHeldMovesNothing(t *testing.T) {
	states := []work.State{work.StateQueued, work.StateDone, work.StateSnoozed, work.StateWaiting, work.StateMuted, work.StateExpired}
	rapid.Check(t, func(rt *rapid.T) {
		l := lived{desk: newDesk(t), rt: rt}
		l.begin()
		seen := func() (all []work.Item) {
			for _, state := range states {
				items, err := l.queue.Items(ctx, queue.View{State: state})
				l.must(err)
				all = append(all, items...)
			}
			return all
		}
		for range rapid.IntRange(5, 25).Draw(rt, "steps") {
			l.step()
			before, came := seen(), l.came()
			l.arrives()
			if l.came() == came {
				if diff := cmp.Diff(before, seen(), cmp.Comparer(quietly)); diff != "" {
					rt.Fatalf("something was held, and what is seen is another: %s", diff)
				}
			}
			before, came = seen(), l.came()
			l.now = l.now.Add(time.Second)
			l.settle()
			if _, open, _ := l.queue.OpenRun(ctx); !open && l.came() == came && len(before) == len(seen()) {
				if diff := cmp.Diff(before, seen(), cmp.Comparer(quietly)); diff != "" {
					rt.Fatalf("a moment passed, and what is seen is another: %s", diff)
				}
			}
		}
	})
}

// quietly says whether an item looks the same: when it is over and whether it was dealt with elsewhere
// is not seen of it.
func quietly(a, b work.Item) bool {
	a.ExpiresAt, a.ElsewhereAt = b.ExpiresAt, b.ElsewhereAt
	return cmp.Equal(a, b)
}

// came counts what came through, or was muted for good and shows among what is muted.
func (l *lived) came() (n int) {
	l.must(l.store.Read(ctx, func(tx *store.Tx) error {
		counts, err := tx.CountOutcomes(time.Time{}, l.now.AddDate(10, 0, 0))
		n = counts[work.OutcomeDelivered] + counts[work.OutcomeBrokeThrough] + counts[work.OutcomeMuted] + counts[work.OutcomeExpired]
		return err
	}))
	return n
}
