package store_test

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"sluice/backend/store"
	"sluice/backend/work"
)

// TestABatchKeepsWhatItIsTold gives items random fields, some of them again and again, some within one
// batch and some in a later one, and reads them back. How few statements that takes must not show.
func TestABatchKeepsWhatItIsTold(t *testing.T) {
	s := fresh(t)
	rapid.Check(t, func(r *rapid.T) {
		want := map[work.ItemID]work.Item{}
		for range rapid.IntRange(1, 3).Draw(r, "batches") {
			write(t, s, func(tx *store.Tx) error {
				b := tx.Batch()
				for range rapid.IntRange(1, 4).Draw(r, "changes") {
					item := anItem(r)
					if ids := sortedIDs(want); len(ids) > 0 && rapid.Bool().Draw(r, "again") {
						id := rapid.SampledFrom(ids).Draw(r, "which")
						was, err := b.Item(id)
						if err != nil {
							return err
						}
						if item.ID = id; rapid.Bool().Draw(r, "only moves on") {
							item = movedOn(was, item)
						}
						b.SaveItem(item)
					} else {
						var err error
						if item.ID, err = b.AddItem(item); err != nil {
							return err
						}
					}
					want[item.ID] = item
				}
				return b.Flush()
			})
		}
		read(t, s, func(tx *store.Tx) error {
			for id, item := range want {
				got, err := tx.Item(id)
				if diff := cmp.Diff(item, got); diff != "" || err != nil {
					r.Errorf("item %d (%v):\n%s", id, err, diff)
				}
			}
			return nil
		})
	})
}

func anItem(r *rapid.T) work.Item {
	texts := rapid.SampledFrom([]string{"", "one", "ünïcode “x”", "with \x00 in it", `{"a":1}`, "'; DROP TABLE items; --"})
	text := func(name string) string { return texts.Draw(r, name) }
	at := func(name string) time.Time {
		if rapid.Bool().Draw(r, name+" is none") {
			return time.Time{}
		}
		return noon.Add(time.Duration(rapid.IntRange(-1e9, 1e9).Draw(r, name)) * time.Millisecond)
	}
	return work.Item{
		Source: "mail", Thread: text("thread"), Kind: work.KindMessage, Client: work.ClientID(rapid.IntRange(0, 2).Draw(r, "client")),
		State: rapid.SampledFrom([]work.State{work.StateHeld, work.StateQueued, work.StateDone}).Draw(r, "state"),
		App:   text("app"), From: text("from"), Title: text("title"), Body: text("body"), URL: text("url"), DueAt: at("due"),
		Urgency: work.Urgency(rapid.IntRange(-1, 1).Draw(r, "urgency")), Score: rapid.Float64Range(-9, 9).Draw(r, "score"),
		Reasons:  []work.Reason{{Term: "person", Text: text("reason"), Weight: 0.4}},
		Arrivals: rapid.IntRange(0, 9).Draw(r, "arrivals"), FirstAt: at("first"), LastAt: at("last"), Pinned: rapid.Bool().Draw(r, "pinned"),
		Blocked: text("blocked"), BlockedAt: at("blocked at"), WaitingOn: text("waiting on"), WaitingSince: at("waiting since"),
		AskAt: at("ask"), DoneAt: at("done"), Run: work.RunID(rapid.IntRange(0, 3).Draw(r, "run")),
	}
}

// movedOn is an item of which only that changed which changes when it is delivered, say.
func movedOn(was, to work.Item) work.Item {
	was.State, was.Score, was.Reasons, was.Arrivals = to.State, to.Score, to.Reasons, to.Arrivals
	was.FirstAt, was.LastAt, was.DoneAt, was.Run = to.FirstAt, to.LastAt, to.DoneAt, to.Run
	return was
}

func sortedIDs(items map[work.ItemID]work.Item) (ids []work.ItemID) {
	for id := range items {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return ids
}
