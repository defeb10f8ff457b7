package store_test

import (
	"database/sql"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	_ "github.com/glebarez/go-sqlite" // the driver, to ask the index of words about itself
	"pgregory.net/rapid"

	"sluice/backend/store"
	"sluice/backend/work"
)

// finds gives the titles of what a search finds, in order.
func finds(t testing.TB, s *store.Store, q store.Query) (titles []string) {
	t.Helper()
	if q.Limit == 0 {
		q.Limit = 10_000
	}
	read(t, s, func(tx *store.Tx) error {
		items, err := tx.Search(q)
		for _, item := range items {
			titles = append(titles, item.Title)
		}
		return err
	})
	return titles
}

func setState(t testing.TB, s *store.Store, id work.ItemID, state work.State) {
	t.Helper()
	write(t, s, func(tx *store.Tx) error {
		return tx.SetItemFields(id, map[store.Field]string{store.FieldState: string(state)})
	})
}

func addItem(t testing.TB, s *store.Store, item work.Item) (id work.ItemID) {
	t.Helper()
	item.Source, item.Kind = "mail", work.KindMessage
	write(t, s, func(tx *store.Tx) (err error) { id, err = tx.AddItem(item); return err })
	return id
}

func TestWhatIsHeldIsNotFound(t *testing.T) {
	s := fresh(t)
	id := addItem(t, s, work.Item{Title: "Überfällige Rechnung", State: work.StateHeld})
	for _, step := range []struct {
		state work.State
		found bool
	}{{work.StateQueued, true}, {work.StateDone, true}, {work.StateHeld, false}, {work.StateQueued, true}} {
		setState(t, s, id, step.state)
		for _, word := range []string{"u", "re", "rechnung", "uberfall"} {
			if got := len(finds(t, s, store.Query{Words: []string{word}})) == 1; got != step.found {
				t.Errorf("%s, it is found by %q: %v", step.state, word, got)
			}
		}
	}
}

// TestHoweverManyAreFoundTheOrderIsTheSame has words that are in all of many items, in the less important
// ones of them, and in a few, since each is looked for in a way of its own.
func TestHoweverManyAreFoundTheOrderIsTheSame(t *testing.T) {
	const items, late = 8400, 4200
	s := fresh(t)
	var all, less, few []string
	write(t, s, func(tx *store.Tx) error {
		b := tx.Batch()
		for i := range items {
			title := fmt.Sprint("every ", i)
			if i >= late {
				title += " late"
				less = append(less, title)
			} else if i%1000 == 7 {
				title += " rare"
				few = append(few, title)
			}
			all = append(all, title)
			_, err := b.AddItem(work.Item{
				Source: "mail", Kind: work.KindMessage, State: work.StateQueued, Title: title, Score: float64(-i),
				Reasons: []work.Reason{{Term: "person", Text: "Somebody wrote to you"}},
			})
			if err != nil {
				return err
			}
		}
		return b.Flush()
	})
	for _, c := range []struct {
		query store.Query
		want  []string
	}{
		{store.Query{Words: []string{"eve"}}, all},
		{store.Query{Words: []string{"eve"}, Limit: 10}, all[:10]},
		{store.Query{Words: []string{"eve"}, Limit: 10, Kind: "call"}, nil},
		{store.Query{Words: []string{"eve"}, Limit: 10, State: work.StateQueued}, all[:10]},
		{store.Query{Words: []string{"late"}, Limit: 10}, less[:10]},
		{store.Query{Words: []string{"eve"}, Why: "person", Limit: 10}, all[:10]},
		{store.Query{Words: []string{"rare"}, Why: "person"}, few},
		{store.Query{Words: []string{"e", "rare"}}, few},
	} {
		if got := finds(t, s, c.query); !slices.Equal(got, c.want) {
			t.Errorf("%+v: found are %d, want %d, or they are out of order", c.query, len(got), len(c.want))
		}
	}
}

// TestTheIndexOfWordsStaysTrue changes items at random and has the index compare itself with them.
func TestTheIndexOfWordsStaysTrue(t *testing.T) {
	path := filepath.Join(t.TempDir(), "sluice.db")
	s := open(t, path)
	index, err := sql.Open("sqlite", "file:"+path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = index.Close() })
	states := rapid.SampledFrom([]work.State{work.StateHeld, work.StateQueued, work.StateDone, work.StateSnoozed})
	texts := rapid.StringMatching(`[a-c]{1,3}( [a-c]{1,3}){0,3}`)
	rapid.Check(t, func(r *rapid.T) {
		id := addItem(t, s, work.Item{State: states.Draw(r, "state"), Title: texts.Draw(r, "title")})
		for range rapid.IntRange(0, 6).Draw(r, "changes") {
			state, body := states.Draw(r, "state"), texts.Draw(r, "body")
			write(t, s, func(tx *store.Tx) error {
				item, err := tx.Item(id)
				item.State, item.Body = state, body
				b := tx.Batch()
				b.SaveItem(item)
				if err != nil {
					return err
				}
				return b.Flush()
			})
		}
		if _, err := index.Exec(`INSERT INTO items_text (items_text, rank) VALUES ('integrity-check', 1)`); err != nil {
			r.Fatalf("the index is not as the items are: %v", err)
		}
	})
	if words := finds(t, s, store.Query{Words: strings.Fields("nothing is so")}); len(words) > 0 {
		t.Errorf("found are %q", words)
	}
}
