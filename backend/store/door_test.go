package store_test

import (
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"sluice/backend/store"
	"sluice/backend/work"
)

var noon = time.Date(2026, 3, 4, 12, 0, 0, 0, time.UTC)

// handIn puts an event at the door in a transaction of its own.
func handIn(t testing.TB, s *store.Store, source work.SourceID, remoteID string, at time.Time) (id work.ArrivalID, isNew bool) {
	t.Helper()
	write(t, s, func(tx *store.Tx) (err error) {
		kept, err := tx.PutAtDoor(store.Handed{Source: source, RemoteID: remoteID, ReceivedAt: at, Event: []byte(`{}`)})
		for _, one := range kept {
			id, isNew = one.ID, one.IsNew
		}
		return err
	})
	return id, isNew
}

func arrived(t testing.TB, s *store.Store) (n int) {
	t.Helper()
	read(t, s, func(tx *store.Tx) (err error) {
		n, err = tx.CountDoor(time.Time{}, noon.AddDate(10, 0, 0))
		return err
	})
	return n
}

// take stores the arrival of what lies at the door, on an item of its own, and leaves the door.
func take(t testing.TB, s *store.Store, id work.ArrivalID, a work.Arrival) {
	t.Helper()
	write(t, s, func(tx *store.Tx) error {
		item, err := tx.AddItem(work.Item{Source: a.Source, Kind: work.KindMessage, State: work.StateHeld})
		if err != nil {
			return err
		}
		a.ID, a.Item, a.Kind = id, item, work.KindMessage
		if err := tx.AddArrival(a, 0); err != nil {
			return err
		}
		return tx.LeaveDoor(id)
	})
}

func TestSameEventTwiceIsOnce(t *testing.T) {
	s := fresh(t)
	first, isNew := handIn(t, s, "mail", "m1", noon)
	if !isNew {
		t.Error("the first is not new")
	}
	if again, isNew := handIn(t, s, "mail", "m1", noon.Add(time.Hour)); again != first || isNew {
		t.Errorf("again it is %d (new: %v), want %d", again, isNew, first)
	}
	take(t, s, first, work.Arrival{Source: "mail", RemoteID: "m1", ReceivedAt: noon, Outcome: work.OutcomeHeld})
	if again, isNew := handIn(t, s, "mail", "m1", noon); again != first || isNew {
		t.Errorf("after it was taken in it is %d (new: %v), want %d", again, isNew, first)
	}
	if elsewhere, isNew := handIn(t, s, "chat", "m1", noon); elsewhere == first || !isNew {
		t.Error("the same name at another source must be another event")
	}
	if n := arrived(t, s); n != 2 {
		t.Errorf("%d arrived, want 2", n)
	}
}

func TestDoorKeepsOrderAndSurvivesTheEnd(t *testing.T) {
	path := filepath.Join(t.TempDir(), "sluice.db")
	s := open(t, path)
	for _, id := range []string{"c", "a", "b"} {
		handIn(t, s, "mail", id, noon)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = open(t, path)
	read(t, s, func(tx *store.Tx) error {
		handed, err := tx.AtDoor(2)
		if err != nil || len(handed) != 2 {
			t.Fatalf("at the door are %v, %v", handed, err)
		}
		want := store.Handed{ID: handed[0].ID, Source: "mail", RemoteID: "c", ReceivedAt: noon, Event: []byte(`{}`)}
		if diff := cmp.Diff(want, handed[0]); diff != "" || handed[1].RemoteID != "a" {
			t.Errorf("the first two are not c and a:\n%s", diff)
		}
		return nil
	})
}

func TestLastSeen(t *testing.T) {
	s := fresh(t)
	last := func(of work.SourceID) (at time.Time) {
		read(t, s, func(tx *store.Tx) (err error) { at, err = tx.LastSeen(of); return err })
		return at
	}
	if !last("desktop").IsZero() {
		t.Error("nothing arrived yet")
	}
	for i, sent := range []time.Time{noon, noon.Add(-time.Hour)} {
		id, _ := handIn(t, s, "desktop", strconv.Itoa(i), noon.Add(time.Hour))
		take(t, s, id, work.Arrival{
			Source: "desktop", RemoteID: strconv.Itoa(i), ReceivedAt: noon.Add(time.Hour), SentAt: sent, Outcome: work.OutcomeHeld,
		})
	}
	if got := last("desktop"); !got.Equal(noon) {
		t.Errorf("the last was sent at %v, want %v", got, noon)
	}
	if got := last("mail"); !got.IsZero() {
		t.Errorf("another source sent nothing, and it says %v", got)
	}
}
