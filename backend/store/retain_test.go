package store_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"sluice/backend/store"
	"sluice/backend/work"
)

const secret = "xylophonist"

// done stores an item whose texts carry the secret word, done at an instant.
func done(tx *store.Tx, name string, state work.State, at time.Time) error {
	_, err := keep(tx,
		work.Item{State: state, Title: "Title " + name, Body: "Ask the " + secret + " " + name, DoneAt: at, LastAt: at},
		work.Arrival{RemoteID: name, Title: "Title " + name, Body: "Ask the " + secret + " " + name, OutcomeAt: at, Outcome: work.OutcomeDelivered})
	return err
}

func found(t *testing.T, s *store.Store, word string) []string {
	t.Helper()
	var titles []string
	read(t, s, func(tx *store.Tx) error {
		items, err := tx.Search(store.Query{Words: []string{word}, Limit: 100})
		for _, item := range items {
			titles = append(titles, item.Title)
		}
		return err
	})
	slices.Sort(titles)
	return titles
}

func TestTheTextOfWhatWasDoneLongAgoIsForgotten(t *testing.T) {
	s := fresh(t)
	write(t, s, func(tx *store.Tx) error {
		for name, err := range map[string]error{
			"old":     done(tx, "old", work.StateDone, noon.Add(-time.Hour)),
			"just":    done(tx, "just", work.StateDone, noon),
			"queued":  done(tx, "queued", work.StateQueued, time.Time{}),
			"waiting": done(tx, "waiting", work.StateWaiting, noon.Add(-time.Hour)),
		} {
			if err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
		return nil
	})
	if n, err := s.ForgetText(t.Context(), noon); err != nil || n != 1 {
		t.Fatalf("it forgot %d (%v), want 1", n, err)
	}
	if got := found(t, s, secret); !slices.Equal(got, []string{"Title just", "Title queued", "Title waiting"}) {
		t.Errorf("by its text is found %q", got)
	}
	if got := found(t, s, "old"); !slices.Equal(got, []string{"Title old"}) {
		t.Errorf("by its title is found %q", got)
	}
	read(t, s, func(tx *store.Tx) error {
		listed, err := tx.ListItems(store.List{Query: store.Query{State: work.StateDone}})
		for _, item := range listed.Items {
			arrivals, err := tx.ItemArrivals(item.ID)
			if err != nil || len(arrivals) != 1 || arrivals[0].Outcome != work.OutcomeDelivered {
				t.Errorf("%s has the arrivals %+v (%v)", item.Title, arrivals, err)
			}
			if forgotten := item.Title == "Title old"; (item.Body == "") != forgotten || (arrivals[0].Body == "") != forgotten {
				t.Errorf("%s says %q and %q", item.Title, item.Body, arrivals[0].Body)
			}
		}
		return err
	})
	if n, err := s.ForgetText(t.Context(), noon); err != nil || n != 0 {
		t.Errorf("the second time it forgot %d (%v)", n, err)
	}
}

// TestWhatIsForgottenIsGoneFromTheFiles looks for the text where the database does not show it any
// more. How much is stored and forgotten at a time decides how the index of words lies in the file.
func TestWhatIsForgottenIsGoneFromTheFiles(t *testing.T) {
	for _, is := range []struct{ items, atOnce int }{{1, 1}, {12, 5}, {101, 101}} {
		t.Run(fmt.Sprintf("%d by %d", is.items, is.atOnce), func(t *testing.T) {
			dir := t.TempDir()
			s := open(t, filepath.Join(dir, "sluice.db"))
			for first := 0; first < is.items; first += is.atOnce {
				write(t, s, func(tx *store.Tx) error { return doneMany(tx, first, min(first+is.atOnce, is.items)) })
			}
			if n, err := s.ForgetText(t.Context(), noon); err != nil || n != is.items {
				t.Fatalf("it forgot %d (%v)", n, err)
			}
			goneFrom(t, dir)
			if findings, err := s.Check(t.Context()); err != nil || len(findings) > 0 {
				t.Errorf("check found %v, %v", findings, err)
			}
		})
	}
}

// doneMany stores items that were done long ago; every fiftieth says more than a page holds.
func doneMany(tx *store.Tx, from, until int) error {
	for i := from; i < until; i++ {
		if err := done(tx, strconv.Itoa(i), work.StateDone, noon.Add(-time.Hour)); err != nil {
			return err
		}
		if i%50 != 0 {
			continue
		}
		item, err := tx.Item(work.ItemID(i + 1))
		if err != nil {
			return err
		}
		item.Body = strings.Repeat(secret+" ", 500)
		if err := tx.SaveItem(item); err != nil {
			return err
		}
	}
	return nil
}

func goneFrom(t *testing.T, dir string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		if text, err := os.ReadFile(file); err != nil || bytes.Contains(text, []byte(secret)) {
			t.Errorf("%s still has it (%v)", filepath.Base(file), err)
		}
	}
}

// TestTheTextOfWhatIsHeldIsNotForgotten has news held of an item that was done long ago.
func TestTheTextOfWhatIsHeldIsNotForgotten(t *testing.T) {
	s := fresh(t)
	write(t, s, func(tx *store.Tx) error {
		if err := done(tx, "old", work.StateDone, noon.AddDate(0, -6, 0)); err != nil {
			return err
		}
		kept, err := tx.PutAtDoor(store.Handed{Source: "memory", RemoteID: "news", ReceivedAt: noon})
		if err != nil {
			return err
		}
		news := work.Arrival{
			ID: kept[0].ID, Source: "memory", RemoteID: "news", Item: 1, ReceivedAt: noon, Body: secret, Outcome: work.OutcomeHeld, OutcomeAt: noon,
		}
		return tx.AddArrival(news, 0)
	})
	if forgot, err := s.ForgetText(t.Context(), noon.AddDate(0, -3, 0)); err != nil || forgot != 0 {
		t.Errorf("it forgot the text of %d items (%v)", forgot, err)
	}
	read(t, s, func(tx *store.Tx) error {
		a, _, err := tx.ArrivalByRemote("memory", "news")
		if a.Body != secret {
			t.Errorf("of what is held there is left %q", a.Body)
		}
		return err
	})
}
