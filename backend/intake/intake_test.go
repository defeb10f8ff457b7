package intake_test

import (
	"context"
	"log/slog"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"sluice/backend/bus"
	"sluice/backend/intake"
	"sluice/backend/queue"
	"sluice/backend/source"
	"sluice/backend/store"
	"sluice/backend/work"
)

const memory work.SourceID = "memory"

// hall is an intake on a real store, whose process can end and start again.
type hall struct {
	testing.TB
	path   string
	store  *store.Store
	queue  *queue.Queue
	bus    *bus.Bus
	intake *intake.Intake

	mu     sync.Mutex
	health []source.Health
	told   chan source.Health // each health as it is told, where anybody listens
}

func newHall(t testing.TB) *hall {
	t.Helper()
	return newHallAt(t, t.TempDir())
}

func newHallAt(t testing.TB, dir string) *hall {
	t.Helper()
	h := &hall{TB: t, path: filepath.Join(dir, "sluice.db"), told: make(chan source.Health, 100)}
	h.open()
	t.Cleanup(func() { _ = h.store.Close() })
	return h
}

func (h *hall) open() {
	h.Helper()
	opened, err := store.Open(context.Background(), h.path)
	h.must(err)
	h.store, h.bus = opened, &bus.Bus{}
	h.queue = queue.New(opened, h.bus, func() *time.Location { return time.UTC })
	h.intake = intake.New(intake.Options{
		Store: opened, Queue: h.queue, Bus: h.bus, Now: time.Now, Health: h.hear, Log: slog.New(slog.DiscardHandler),
	})
}

func (h *hall) restart() {
	h.Helper()
	h.must(h.store.Close())
	h.open()
}

func (h *hall) must(err error) {
	h.Helper()
	if err != nil {
		h.Fatal(err)
	}
}

func (h *hall) hear(_ work.SourceID, health source.Health) {
	h.mu.Lock()
	h.health = append(h.health, health)
	h.mu.Unlock()
	select {
	case h.told <- health:
	default:
	}
}

// writeDown puts an event at the door as the first of the two steps does, and no more: as if the
// process ended then.
func (h *hall) writeDown(remoteID, event string) {
	h.Helper()
	h.must(h.store.Write(context.Background(), func(tx *store.Tx) error {
		_, err := tx.PutAtDoor(store.Handed{
			Source: memory, RemoteID: remoteID, ReceivedAt: time.Now(), Event: []byte(event),
		})
		return err
	}))
}

// arrival gives what became of an event; it must have an outcome.
func (h *hall) arrival(remoteID string) (a work.Arrival) {
	h.Helper()
	h.must(h.store.Read(context.Background(), func(tx *store.Tx) error {
		var found bool
		var err error
		if a, found, err = tx.ArrivalByRemote(memory, remoteID); !found || a.Outcome == "" {
			h.Errorf("%s has no outcome (found: %v)", remoteID, found)
		}
		return err
	}))
	return a
}

// account gives how many events came and how many of them have an outcome.
func (h *hall) account() (came, placed int) {
	h.Helper()
	receipt, err := h.queue.Receipt(context.Background(), queue.Wall{}, time.UnixMilli(1), time.Now().AddDate(1, 0, 0))
	h.must(err)
	return receipt.Arrived, receipt.Arrived - receipt.Lost
}

func (h *hall) wantAccount(n int) {
	h.Helper()
	if came, placed := h.account(); came != n || placed != n {
		h.Errorf("%d came and %d have an outcome, want %d", came, placed, n)
	}
}

func TestTakeGivesEachEventItsOutcome(t *testing.T) {
	h := newHall(t)
	events := []source.Event{{RemoteID: "a", Title: "A"}, {RemoteID: "b", Title: "B", AtOnce: true}, {RemoteID: "a", Title: "A again"}}
	taken, err := h.intake.Take(t.Context(), memory, events)
	h.must(err)
	if taken[0].ID != taken[2].ID || !taken[0].IsNew || !taken[1].IsNew || taken[2].IsNew {
		t.Errorf("taken are %+v", taken)
	}
	if a, b := h.arrival("a"), h.arrival("b"); a.Outcome != work.OutcomeHeld || b.Outcome != work.OutcomeDelivered || a.Title != "A" {
		t.Errorf("they are %+v and %+v", a, b)
	}
	h.wantAccount(2)
}

func TestTakingTellsOthers(t *testing.T) {
	h := newHall(t)
	listener := h.bus.Listen()
	defer listener.Close()
	h.must(h.intake.Place(t.Context()))
	if topics := listener.Take(); len(topics) > 0 {
		t.Errorf("with nothing at the door it told of %v", topics)
	}
	h.must(h.intake.Door(memory).Hand(t.Context(), []source.Event{{RemoteID: "a", Title: "A"}}))
	if diff := cmp.Diff([]bus.Topic{bus.Gate, bus.Queue}, listener.Take()); diff != "" {
		t.Error(diff)
	}
}

// TestWrittenDownIsPlacedAfterTheEnd is the process that ends between the two steps.
func TestWrittenDownIsPlacedAfterTheEnd(t *testing.T) {
	h := newHall(t)
	h.writeDown("a", `{"Title":"A"}`)
	h.writeDown("b", `{"Title":"B"}`)
	if came, placed := h.account(); came != 2 || placed != 0 {
		t.Fatalf("before: %d came, %d placed", came, placed)
	}
	h.restart()
	for range 2 { // and once only
		h.must(h.intake.Place(t.Context()))
		h.wantAccount(2)
	}
	if a := h.arrival("a"); a.Title != "A" || a.Outcome != work.OutcomeHeld {
		t.Errorf("it is %+v", a)
	}
	again, err := h.intake.Take(t.Context(), memory, []source.Event{{RemoteID: "a", Title: "A"}})
	h.must(err)
	if again[0].IsNew {
		t.Error("the source handed it over again, and it counts as new")
	}
	h.wantAccount(2)
}

// TestMoreThanABatch places more than one transaction takes, in the order in which they came.
func TestMoreThanABatch(t *testing.T) {
	h := newHall(t)
	const n = 1001
	h.must(h.store.Write(t.Context(), func(tx *store.Tx) error {
		for i := range n {
			_, err := tx.PutAtDoor(store.Handed{
				Source: memory, RemoteID: time.Duration(i).String(), ReceivedAt: time.Now(), Event: []byte(`{"Title":"T"}`),
			})
			if err != nil {
				return err
			}
		}
		return nil
	}))
	h.must(h.intake.Place(t.Context()))
	h.wantAccount(n)
	if first, last := h.arrival(time.Duration(0).String()), h.arrival(time.Duration(n-1).String()); first.Item >= last.Item {
		t.Errorf("the first is item %d, the last item %d", first.Item, last.Item)
	}
}

func TestUnreadableIsPlacedAllTheSame(t *testing.T) {
	h := newHall(t)
	h.writeDown("a", `{"Title": "cut in the mid`)
	h.writeDown("b", `[]`)
	h.must(h.intake.Place(t.Context()))
	for _, id := range []string{"a", "b"} {
		if a := h.arrival(id); a.Title != "(unreadable)" || a.Outcome != work.OutcomeHeld {
			t.Errorf("%s is %+v", id, a)
		}
	}
	h.wantAccount(2)
}

// TestUnwritableIsTakenAllTheSame hands over an event that JSON has no form for; it must not keep the
// source at the door for ever.
func TestUnwritableIsTakenAllTheSame(t *testing.T) {
	h := newHall(t)
	events := []source.Event{
		{RemoteID: "a", Title: "Due at the end of time", DueAt: time.Date(123456, 1, 1, 0, 0, 0, 0, time.UTC)},
		{RemoteID: "b", Title: "B"},
	}
	_, err := h.intake.Take(t.Context(), memory, events)
	h.must(err)
	if a, b := h.arrival("a"), h.arrival("b"); a.Title != "(unreadable)" || b.Title != "B" {
		t.Errorf("they are %+v and %+v", a, b)
	}
}

func TestDoorTellsWhatItCannotSee(t *testing.T) {
	h := newHall(t)
	door, now := h.intake.Door(memory), time.Now().UTC().Truncate(time.Millisecond)
	h.must(door.Blind(t.Context(), now, work.GapBus))
	h.must(door.Blind(t.Context(), now.Add(time.Second), work.GapBus)) // it is blind already
	h.must(door.Seeing(t.Context(), now.Add(time.Minute)))
	h.must(door.Missed(t.Context(), 7, now, now.Add(time.Second)))
	var gaps []work.Gap
	h.must(h.store.Read(t.Context(), func(tx *store.Tx) (err error) {
		gaps, err = tx.Gaps(now.Add(-time.Hour), now.Add(time.Hour))
		return err
	}))
	want := []work.Gap{
		{Source: memory, From: now, Until: now.Add(time.Minute), Why: work.GapBus},
		{Source: memory, From: now, Until: now.Add(time.Second), Why: work.GapOverflow, Lost: 7},
	}
	if diff := cmp.Diff(want, gaps); diff != "" {
		t.Error(diff)
	}
}

func TestWithdrawnIsMarkedAndStays(t *testing.T) {
	h := newHall(t)
	door := h.intake.Door(memory)
	h.must(door.Withdraw(t.Context(), "unknown"))
	h.must(door.Hand(t.Context(), []source.Event{{RemoteID: "a", Title: "A"}}))
	h.must(door.Withdraw(t.Context(), "a"))
	if a := h.arrival("a"); !a.Withdrawn || a.Outcome != work.OutcomeHeld {
		t.Errorf("it is %+v", a)
	}
}

func TestPopupsFollowTheDaemon(t *testing.T) {
	h := newHall(t)
	door := h.intake.Door(memory)
	popups := func() (popups []store.Popup) {
		h.must(h.store.Read(t.Context(), func(tx *store.Tx) (err error) { popups, err = tx.Popups(); return err }))
		return popups
	}
	h.must(door.PopupShown(t.Context(), source.Shown{RemoteID: "unknown", Popup: source.Popup{Daemon: "d", ID: 1}}))
	h.must(door.Hand(t.Context(), []source.Event{
		{RemoteID: "a", Title: "A"}, {RemoteID: "b", Title: "B", Popup: &source.Popup{Daemon: "d", ID: 3}},
	}))
	h.must(door.PopupShown(t.Context(), source.Shown{RemoteID: "a", Popup: source.Popup{Daemon: "d", ID: 2}}))
	want := []store.Popup{
		{Daemon: "d", DaemonID: 2, Arrival: h.arrival("a").ID}, {Daemon: "d", DaemonID: 3, Arrival: h.arrival("b").ID},
	}
	if diff := cmp.Diff(want, popups()); diff != "" {
		t.Error(diff)
	}
	h.must(door.PopupClosed(t.Context(), source.Popup{Daemon: "d", ID: 2}))
	if diff := cmp.Diff(want[1:], popups()); diff != "" {
		t.Error(diff)
	}
}
