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
	write(t, s, func(tx *store.Tx) error { return tx.SetItemField(id, store.FieldState, string(state)) })
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

// TestManyFindsAndFewComeInTheSameOrder has a word that is in all of many items and one that is in a
// few, since both are looked for in ways of their own.
func TestManyFindsAndFewComeInTheSameOrder(t *testing.T) {
	const items = 2500
	s := fresh(t)
	var all, some []string
	write(t, s, func(tx *store.Tx) error {
		b := tx.Batch()
		for i := range items {
			title := fmt.Sprint("every ", i)
			if i%100 == 7 {
				title += " rare"
				some = append(some, title)
			}
			all = append(all, title)
			_, err := b.AddItem(work.Item{
				Source: "mail", Kind: work.KindMessage, State: work.StateQueued, Title: title, Score: float64(-i),
			})
			if err != nil {
				return err
			}
		}
		return b.Flush()
	})
	if got := finds(t, s, store.Query{Words: []string{"eve"}}); !slices.Equal(got, all) {
		t.Errorf("of %d are found %d, or they are out of order", items, len(got))
	}
	if got := finds(t, s, store.Query{Words: []string{"eve"}, Limit: 10}); !slices.Equal(got, all[:10]) {
		t.Errorf("the first ten are %q", got)
	}
	if got := finds(t, s, store.Query{Words: []string{"e", "rare"}}); !slices.Equal(got, some) {
		t.Errorf("found are %q", got)
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
