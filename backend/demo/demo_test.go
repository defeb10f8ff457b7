package demo_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"sluice/backend/bus"
	"sluice/backend/demo"
	"sluice/backend/fault"
	"sluice/backend/profile"
	"sluice/backend/queue"
	"sluice/backend/store"
	"sluice/backend/work"
)

var berlin = must(time.LoadLocation("Europe/Berlin"))

func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}

// noon is on a Wednesday, 42 minutes before a check-in.
var noon = time.Date(2026, 3, 4, 12, 18, 0, 0, berlin)

func empty(t *testing.T) profile.Profile {
	t.Helper()
	p, err := profile.Find(filepath.Join(t.TempDir(), "demo"))
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Prepare(); err != nil {
		t.Fatal(err)
	}
	return p
}

// made makes a demo.
func made(t *testing.T, now time.Time) profile.Profile {
	t.Helper()
	p := empty(t)
	if made, err := demo.Make(t.Context(), p, now, berlin, false); err != nil || !made {
		t.Fatalf("made %v, %v", made, err)
	}
	return p
}

// opened opens what was made.
func opened(t *testing.T, p profile.Profile) (*store.Store, *queue.Queue) {
	t.Helper()
	s, err := store.Open(t.Context(), p.Database())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s, queue.New(s, &bus.Bus{}, func() *time.Location { return berlin })
}

func TestDemo(t *testing.T) {
	p := made(t, noon)
	s, q := opened(t, p)
	t.Run("is whole", func(t *testing.T) { isWhole(t, s, q, noon) })
	t.Run("has in its queue", func(t *testing.T) { hasInQueue(t, q) })
	t.Run("stands at the gate", func(t *testing.T) { standsAtTheGate(t, s, q) })
	t.Run("tells of the work", func(t *testing.T) { tellsOfTheWork(t, q) })
	before := everything(t, s)
	_ = s.Close()
	t.Run("is made once", func(t *testing.T) {
		if made, err := demo.Make(t.Context(), p, noon.AddDate(0, 0, 1), berlin, false); err != nil || made {
			t.Errorf("made %v, %v", made, err)
		}
	})
	t.Run("is made anew, the same for the same moment", func(t *testing.T) {
		if made, err := demo.Make(t.Context(), p, noon, berlin, true); err != nil || !made {
			t.Errorf("made %v, %v", made, err)
		}
		if entries := must(os.ReadDir(p.Dir())); len(entries) != 2 || !demo.Is(p) {
			t.Errorf("in its folder are %v", entries)
		}
		s, _ := opened(t, p)
		if diff := cmp.Diff(before, everything(t, s)); diff != "" {
			t.Error(diff)
		}
	})
}

func TestTheStoryIsWholeAtAnyTimeOfDay(t *testing.T) {
	for _, now := range []time.Time{
		noon.Add(-time.Minute),                     // the last day is not told yet
		time.Date(2026, 3, 29, 4, 0, 0, 0, berlin), // a Sunday night on which the clocks change
	} {
		t.Run(now.Format("2006-01-02 15:04"), func(t *testing.T) {
			s, q := opened(t, made(t, now))
			isWhole(t, s, q, now)
		})
	}
}

func everything(t *testing.T, s *store.Store) (items []work.Item) {
	t.Helper()
	err := s.Read(t.Context(), func(tx *store.Tx) error {
		return tx.EachItem(store.Of{}, func(item work.Item) error {
			items = append(items, item)
			return nil
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	return items
}

func isWhole(t *testing.T, s *store.Store, q *queue.Queue, now time.Time) {
	t.Helper()
	items := everything(t, s)
	states, clients := map[work.State]int{}, map[work.ClientID]int{}
	for _, item := range items {
		states[item.State]++
		clients[item.Client]++
	}
	if len(items) < 110 || len(items) > 130 {
		t.Errorf("it has %d items", len(items))
	}
	for state, atLeast := range map[work.State]int{
		work.StateQueued: 15, work.StateDone: 70, work.StateSnoozed: 4, work.StateWaiting: 4, work.StateMuted: 1,
	} {
		if states[state] < atLeast {
			t.Errorf("%d items are %s, want %d at least: %v", states[state], state, atLeast, states)
		}
	}
	for client := work.ClientID(0); client <= 5; client++ {
		if clients[client] < 5 {
			t.Errorf("client %d has %d items", client, clients[client])
		}
	}
	addsUp(t, s, q, now)
}

func addsUp(t *testing.T, s *store.Store, q *queue.Queue, now time.Time) {
	t.Helper()
	receipt, err := q.Receipt(t.Context(), queue.Wall{}, time.UnixMilli(1), now.Add(time.Hour))
	if err != nil || receipt.Lost != 0 || receipt.Arrived < 115 || len(receipt.CheckIns) < 20 || receipt.Outcomes[work.OutcomeBrokeThrough] < 2 {
		t.Errorf("%d arrived, %d are lost, there were %d check-ins, %v (%v)",
			receipt.Arrived, receipt.Lost, len(receipt.CheckIns), receipt.Outcomes, err)
	}
	err = s.Read(t.Context(), func(tx *store.Tx) error {
		stray, err := tx.Stray()
		if stray != 0 {
			t.Errorf("%d things are stray", stray)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func hasInQueue(t *testing.T, q *queue.Queue) {
	t.Helper()
	items, err := q.Items(t.Context(), queue.View{})
	if err != nil {
		t.Fatal(err)
	}
	if first := items[0]; !strings.HasPrefix(first.Title, "Checkout: which address format wins") || !first.Pinned || first.Arrivals != 3 {
		t.Errorf("the first item is %+v", first)
	}
	var text strings.Builder
	for _, item := range items {
		fmt.Fprintln(&text, item.Title, item.Reasons)
	}
	for _, part := range []string{
		"Umsatzsteuer-Identifikationsnummer", "مراجعة نص صفحة الدفع", "plus the two paper samples",
		"is stuck on you", "asks for your review", "Broke through", "Assigned to you", "Sent to a list",
		"Your sign-in code", "whose text is not kept",
	} {
		if !strings.Contains(text.String(), part) {
			t.Errorf("nothing in the queue says %q", part)
		}
	}
}

func standsAtTheGate(t *testing.T, s *store.Store, q *queue.Queue) {
	t.Helper()
	err := s.Read(t.Context(), func(tx *store.Tx) error {
		situation, err := q.Situation(tx, noon)
		if err != nil {
			return err
		}
		if wait := situation.Next.Sub(noon); wait != 42*time.Minute {
			t.Errorf("the next check-in is in %v", wait)
		}
		shields, err := tx.Shields(noon.AddDate(0, 0, -30))
		if err != nil || len(shields) != 4 || shields[0].EndedAt.IsZero() {
			t.Errorf("the shields are %+v (%v)", shields, err)
		}
		held, err := tx.HeldItems()
		if len(held) < 5 {
			t.Errorf("%d items are held", len(held))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func tellsOfTheWork(t *testing.T, q *queue.Queue) {
	t.Helper()
	all := queue.Wall{}
	for _, kind := range work.RecordKinds() {
		records, err := q.Records(t.Context(), all, store.RecordQuery{Kind: kind}, "")
		if err != nil || len(records) < 2 {
			t.Errorf("%d records are a %s (%v)", len(records), kind, err)
		}
	}
	if views, err := q.Views(t.Context(), all); err != nil || len(views) != 1 {
		t.Errorf("the saved searches are %v (%v)", views, err)
	}
	in, err := q.Insights(t.Context(), noon, all, 14)
	if err != nil || in.KeptAway < 10 || len(in.Switches) < 4 || len(in.Pierced) < 3 || in.Pierced[0].Worth != nil || in.Pierced[1].Worth == nil {
		t.Errorf("%d pop-ups were kept away, there were %v switches, %+v broke through (%v)", in.KeptAway, in.Switches, in.Pierced, err)
	}
	if wall, _, err := q.Active(t.Context()); err != nil || wall.Up {
		t.Errorf("one client is worked for, not all (%v)", err)
	}
}

func TestSomebodysOwnProfileIsLeftAlone(t *testing.T) {
	p := empty(t)
	s, err := store.Open(t.Context(), p.Database())
	if err != nil {
		t.Fatal(err)
	}
	_ = s.Close()
	before := must(os.ReadFile(p.Database()))
	for _, fresh := range []bool{false, true} {
		if _, err := demo.Make(t.Context(), p, noon, berlin, fresh); fault.CodeOf(err) != fault.Conflict {
			t.Errorf("it gave %v", err)
		}
	}
	if string(before) != string(must(os.ReadFile(p.Database()))) || demo.Is(p) {
		t.Error("it was changed")
	}
}
