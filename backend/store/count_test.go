package store_test

import (
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"sluice/backend/store"
	"sluice/backend/work"
)

// TestDoorAndOutcomesAgree counts a span at its two ends: [from, until).
func TestDoorAndOutcomesAgree(t *testing.T) {
	s := fresh(t)
	for i, outcome := range work.Outcomes() {
		id, at := fmt.Sprint("m", i), noon.Add(time.Duration(i)*time.Minute)
		number, _ := handIn(t, s, "mail", id, at)
		take(t, s, number, work.Arrival{Source: "mail", RemoteID: id, ReceivedAt: at, Outcome: outcome, OutcomeAt: at})
	}
	read(t, s, func(tx *store.Tx) error {
		from, until := noon.Add(time.Minute), noon.Add(4*time.Minute)
		n, err := tx.CountDoor(from, until)
		if err != nil || n != 3 {
			t.Errorf("the door counts %d (%v), want 3", n, err)
		}
		counts, err := tx.CountOutcomes(from, until)
		want := map[work.Outcome]int{work.OutcomeDelivered: 1, work.OutcomeMerged: 1, work.OutcomeMuted: 1}
		if diff := cmp.Diff(want, counts); diff != "" {
			t.Errorf("outcomes:\n%s", diff)
		}
		return err
	})
	if n := stray(t, s); n != 0 {
		t.Errorf("%d are stray in an honest database", n)
	}
}

func stray(t testing.TB, s *store.Store) (n int) {
	t.Helper()
	read(t, s, func(tx *store.Tx) (err error) { n, err = tx.Stray(); return err })
	return n
}

// TestStrayFindsEachFault makes, behind the store's back, each of the faults that it looks for.
func TestStrayFindsEachFault(t *testing.T) {
	faults := map[string]string{
		"an arrival that never came to the door": `DELETE FROM door`,
		"an item without an arrival":             `INSERT INTO items (source, thread, kind, state) VALUES ('x', '', '', 'held')`,
		"an unknown outcome":                     `UPDATE arrivals SET outcome = 'vanished'`,
	}
	for name, sentence := range faults {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "sluice.db")
			s := open(t, path)
			number, _ := handIn(t, s, "mail", "m1", noon)
			take(t, s, number, work.Arrival{Source: "mail", RemoteID: "m1", ReceivedAt: noon, Outcome: work.OutcomeHeld})
			if n := stray(t, s); n != 0 {
				t.Fatalf("%d are stray before the fault", n)
			}
			if _, err := other(t, path).Exec(sentence); err != nil {
				t.Fatal(err)
			}
			if n := stray(t, s); n != 1 {
				t.Errorf("%d are stray, want 1", n)
			}
		})
	}
}

func TestGapsTouchASpan(t *testing.T) {
	s := fresh(t)
	at := func(minutes int) time.Time { return noon.Add(time.Duration(minutes) * time.Minute) }
	write(t, s, func(tx *store.Tx) error {
		for _, gap := range []work.Gap{
			{Source: "before", From: at(-20), Until: at(0), Why: work.GapBus},
			{Source: "into", From: at(-5), Until: at(5), Why: work.GapBus},
			{Source: "inside", From: at(2), Until: at(3), Why: work.GapOverflow, Lost: 4},
			{Source: "open", From: at(4), Why: work.GapKilled},
			{Source: "after", From: at(10), Until: at(11), Why: work.GapOff},
		} {
			if err := tx.AddGap(gap); err != nil {
				return err
			}
		}
		return nil
	})
	names := func() (names []work.SourceID) {
		read(t, s, func(tx *store.Tx) error {
			gaps, err := tx.Gaps(at(0), at(10))
			for _, gap := range gaps {
				names = append(names, gap.Source)
			}
			return err
		})
		return names
	}
	if diff := cmp.Diff([]work.SourceID{"into", "inside", "open"}, names()); diff != "" {
		t.Error(diff)
	}
	write(t, s, func(tx *store.Tx) error {
		open, err := tx.OpenGap("open")
		if !open {
			t.Error("the gap does not last")
		}
		if err != nil {
			return err
		}
		return tx.EndGaps("open", at(6))
	})
	read(t, s, func(tx *store.Tx) error {
		open, err := tx.OpenGap("open")
		if open {
			t.Error("the gap lasts after its end")
		}
		return err
	})
}

func TestActsForgetTheOldest(t *testing.T) {
	s := fresh(t)
	const keep = 3
	write(t, s, func(tx *store.Tx) error {
		for i := range 5 {
			change := []store.Change{{Thing: "item.state", ID: int64(i), Before: "queued", After: "done"}}
			if _, err := tx.AddAct(work.Act{At: noon, Verb: "done", Sentence: fmt.Sprint("Done: ", i)}, change, keep); err != nil {
				return err
			}
		}
		return nil
	})
	var undone []string
	write(t, s, func(tx *store.Tx) error {
		for {
			act, changes, found, err := tx.LastAct()
			if err != nil || !found {
				return err
			}
			undone = append(undone, fmt.Sprint(act.Sentence, " ", changes[0].ID))
			if err := tx.SetActUndone(act.ID, noon); err != nil {
				return err
			}
		}
	})
	if diff := cmp.Diff([]string{"Done: 4 4", "Done: 3 3", "Done: 2 2"}, undone); diff != "" {
		t.Error(diff)
	}
}

func TestNounsComeBackAsTheyWere(t *testing.T) {
	s := fresh(t)
	item := work.Item{
		Source: "mail", Client: 2, Thread: "t", Kind: work.KindMessage, State: work.StateQueued, App: "Mail", From: "Ana",
		Title: "Invoice \x00 ünïcødé 🧾", Body: "b", URL: "https://example.org/1", DueAt: noon.Add(time.Hour),
		Urgency: work.UrgencyLow, Score: -1.25, Reasons: []work.Reason{{Term: "person", Text: "Ana wrote", Weight: 0.4}},
		Arrivals: 1, FirstAt: noon, LastAt: noon.Add(time.Millisecond),
	}
	arrival := work.Arrival{
		Source: "mail", RemoteID: "m1", ReceivedAt: noon, SentAt: noon.Add(-time.Minute), App: "Mail", From: "Ana",
		Kind: work.KindMessage, Title: "t", Body: "b", URL: "u", DueAt: noon, Urgency: work.UrgencyCritical,
		Outcome: work.OutcomeDelivered, OutcomeAt: noon, Reason: "A check-in was open.", Run: 3, Withdrawn: true,
	}
	number, _ := handIn(t, s, "mail", "m1", noon)
	write(t, s, func(tx *store.Tx) (err error) {
		if item.ID, err = tx.AddItem(item); err != nil {
			return err
		}
		arrival.ID, arrival.Item = number, item.ID
		return tx.AddArrival(arrival, 0)
	})
	read(t, s, func(tx *store.Tx) error {
		gotItem, err := tx.Item(item.ID)
		if diff := cmp.Diff(item, gotItem); diff != "" || err != nil {
			t.Errorf("item: %v\n%s", err, diff)
		}
		gotArrival, found, err := tx.ArrivalByRemote("mail", "m1")
		if diff := cmp.Diff(arrival, gotArrival); diff != "" || !found || err != nil {
			t.Errorf("arrival: %v\n%s", err, diff)
		}
		return nil
	})
}
