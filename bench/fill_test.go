//go:build linux && bench

package bench

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"testing"
	"time"

	"sluice/backend/store"
	"sluice/backend/work"
	"sluice/proof/desk"
)

const memorySource work.SourceID = "bench"

// fill writes items into a profile in which no core runs: done ones but for the newest, which are open.
func fill(d *desk.Desk, items, open int) {
	d.T.Helper()
	profile := filepath.Join(d.Dir, "profile")
	if err := os.MkdirAll(profile, 0o700); err != nil {
		d.T.Fatal(err)
	}
	s, err := store.Open(d.T.Context(), filepath.Join(profile, "sluice.db"))
	if err != nil {
		d.T.Fatal(err)
	}
	defer s.Close()
	w := newWriter(1)
	const some = 1000
	for from := 0; from < items; from += some {
		err := s.Write(d.T.Context(), func(tx *store.Tx) error { return fillSome(tx, w, from, min(some, items-from), items-open) })
		if err != nil {
			d.T.Fatal(err)
		}
	}
}

// fillSome writes n items with one arrival each; those before firstOpen are done.
func fillSome(tx *store.Tx, w *writer, from, n, firstOpen int) error {
	handed := make([]store.Handed, n)
	for i := range handed {
		handed[i] = store.Handed{Source: memorySource, RemoteID: fmt.Sprint(from + i), ReceivedAt: time.Now(), Event: []byte("{}")}
	}
	kept, err := tx.PutAtDoor(handed...)
	if err != nil {
		return err
	}
	b := tx.Batch()
	ids := make([]work.ArrivalID, n)
	for i, one := range kept {
		ids[i] = one.ID
		item := filled(w, from+i < firstOpen)
		arrival := work.Arrival{
			ID: one.ID, Source: memorySource, RemoteID: handed[i].RemoteID, ReceivedAt: item.FirstAt.Add(-time.Hour), App: item.App, From: item.From,
			Kind: item.Kind, Title: item.Title, Body: item.Body, Outcome: work.OutcomeDelivered, OutcomeAt: item.FirstAt,
			Reason: "Delivered at the check-in at 09:30.",
		}
		if arrival.Item, err = b.AddItem(item); err != nil {
			return err
		}
		b.AddArrival(arrival, 0)
	}
	if err := b.Flush(); err != nil {
		return err
	}
	return tx.LeaveDoor(ids...)
}

func filled(w *writer, done bool) work.Item {
	now := time.Now()
	item := work.Item{
		Source: memorySource, Thread: w.text(4), Kind: work.KindMessage, State: work.StateQueued, App: "Chat", From: w.person(),
		Title: w.text(6), Body: w.text(40), Score: float64(w.chance.IntN(500)) / 100, Arrivals: 1, FirstAt: now, LastAt: now,
		Reasons: []work.Reason{{Term: "person", Text: "Somebody wrote to you", Weight: 0.4}, {Term: "asks", Text: "asks you something", Weight: 0.9}},
	}
	if done {
		item.State, item.DoneAt = work.StateDone, now
	}
	return item
}

// handIn puts n arrivals in over the API, in batches, held at the gate. It gives how long that took.
func handIn(c *client, w *writer, name string, n, batch int) (took time.Duration) {
	c.t.Helper()
	type arrival struct {
		Key    string `json:"key"`
		Title  string `json:"title"`
		Body   string `json:"body"`
		From   string `json:"from"`
		App    string `json:"app"`
		Thread string `json:"thread"`
	}
	for from := 0; from < n; from += batch {
		some := make([]arrival, min(batch, n-from))
		for i := range some {
			key := fmt.Sprint(name, " ", from+i)
			some[i] = arrival{Key: key, Title: w.text(6), Body: w.text(20), From: w.person(), App: "Chat", Thread: "thread " + key}
		}
		_, once := c.ask(http.MethodPost, "/arrivals", map[string]any{"arrivals": some})
		took += once
	}
	return took
}

// shielded keeps the plan of the profile from opening a check-in meanwhile.
func shielded(t *testing.T, c *desk.Core) {
	t.Helper()
	c.Do("shield", "start", "--for", "2h")
}
