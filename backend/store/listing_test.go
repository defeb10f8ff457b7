package store_test

import (
	"cmp"
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"sluice/backend/store"
	"sluice/backend/work"
)

func listed(t testing.TB, s *store.Store, l store.List) (part store.Listed) {
	t.Helper()
	read(t, s, func(tx *store.Tx) (err error) { part, err = tx.ListItems(l); return err })
	return part
}

func idsOf(items []work.Item) (ids []work.ItemID) {
	for _, item := range items {
		ids = append(ids, item.ID)
	}
	return ids
}

// mixed stores items of few senders and scores, so that groups are large and scores equal.
func mixed(t testing.TB, s *store.Store) (all []work.Item) {
	t.Helper()
	people := []string{"Ana", "Ben", "", "Çelik"}
	for i := range 60 {
		item := work.Item{
			State: work.StateQueued, Title: fmt.Sprint("Item ", i), From: people[i*7%len(people)], Client: work.ClientID(i % 3),
			Score: float64(i * 5 % 7),
		}
		if i%11 == 0 {
			item.State = work.StateHeld
		}
		item.LastAt = noon.Add(time.Duration(i*13%31) * time.Minute)
		item.ID = addItem(t, s, item)
		all = append(all, item)
	}
	return all
}

var groupedBy = map[store.Grouping]func(work.Item) string{
	store.GroupNone:   func(work.Item) string { return "" },
	store.GroupPerson: func(item work.Item) string { return item.From },
	store.GroupClient: func(item work.Item) string { return fmt.Sprint(int64(item.Client)) },
}

var ordered = map[work.ViewOrder]func(a, b work.Item) int{
	work.OrderRank:   func(work.Item, work.Item) int { return 0 },
	work.OrderNewest: func(a, b work.Item) int { return cmp.Or(b.LastAt.Compare(a.LastAt), cmp.Compare(b.ID, a.ID)) },
	work.OrderOldest: func(a, b work.Item) int { return cmp.Or(a.LastAt.Compare(b.LastAt), cmp.Compare(a.ID, b.ID)) },
}

// whole gives the list as a plain sort does it: groups by their most important item, then their name.
func whole(all []work.Item, by store.Grouping, order work.ViewOrder) []work.Item {
	name, best := groupedBy[by], map[string]float64{}
	shown := slices.DeleteFunc(slices.Clone(all), func(item work.Item) bool { return item.State == work.StateHeld })
	for _, item := range shown {
		best[name(item)] = max(best[name(item)], item.Score)
	}
	slices.SortFunc(shown, func(a, b work.Item) int {
		return cmp.Or(
			cmp.Compare(best[name(b)], best[name(a)]), cmp.Compare(name(a), name(b)),
			ordered[order](a, b), cmp.Compare(b.Score, a.Score), cmp.Compare(a.ID, b.ID),
		)
	})
	return shown
}

// TestEveryPartOfAListIsThatOfTheWhole asks for parts of any place and length, also around an item.
func TestEveryPartOfAListIsThatOfTheWhole(t *testing.T) {
	s := fresh(t)
	all := mixed(t, s)
	rapid.Check(t, func(r *rapid.T) {
		by := rapid.SampledFrom([]store.Grouping{store.GroupNone, store.GroupPerson, store.GroupClient}).Draw(r, "grouped by")
		order := rapid.SampledFrom([]work.ViewOrder{work.OrderRank, work.OrderNewest, work.OrderOldest}).Draw(r, "in order")
		want := whole(all, by, order)
		l := store.List{Query: store.Query{Limit: rapid.IntRange(1, 70).Draw(r, "limit")}, Group: by, Order: order}
		if rapid.Bool().Draw(r, "around an item") {
			l.Near = rapid.SampledFrom(want).Draw(r, "near").ID
		} else {
			l.Offset = rapid.IntRange(0, 70).Draw(r, "offset")
		}
		part := listed(t, s, l)
		if part.Total != len(want) || l.Near == 0 && part.Offset != l.Offset {
			r.Fatalf("it has %d items, the part begins after %d", part.Total, part.Offset)
		}
		first := min(part.Offset, len(want))
		if want := want[first:min(first+l.Limit, len(want))]; !slices.Equal(idsOf(part.Items), idsOf(want)) {
			r.Fatalf("the part is %v, want %v", idsOf(part.Items), idsOf(want))
		}
		if l.Near != 0 && !slices.Contains(idsOf(part.Items), l.Near) {
			r.Fatalf("item %d is not in the part around it", l.Near)
		}
	})
}

func TestGroupsCountWhatIsInThem(t *testing.T) {
	s := fresh(t)
	all := mixed(t, s)
	for by, name := range groupedBy {
		var want []store.Group
		for _, item := range whole(all, by, work.OrderRank) {
			if n := len(want); by != store.GroupNone && (n == 0 || want[n-1].Name != name(item)) {
				want = append(want, store.Group{Name: name(item)})
			}
			if by != store.GroupNone {
				want[len(want)-1].Count++
			}
		}
		if got := listed(t, s, store.List{Group: by}).Groups; !slices.Equal(got, want) {
			t.Errorf("by %q the groups are %v, want %v", by, got, want)
		}
	}
}

func TestAListIsNarrowedAsASearchIs(t *testing.T) {
	s := fresh(t)
	mixed(t, s)
	l := store.List{Query: store.Query{Words: []string{"item"}, From: "ana", OfClient: true, Client: 1}}
	part := listed(t, s, l)
	for _, item := range part.Items {
		if item.From != "Ana" || item.Client != 1 || item.State == work.StateHeld {
			t.Errorf("%+v is in it", item)
		}
	}
	read(t, s, func(tx *store.Tx) error {
		ids, clients, err := tx.ListIDs(l)
		slices.Sort(ids)
		want := idsOf(part.Items)
		slices.Sort(want)
		if len(want) == 0 || !slices.Equal(ids, want) || !slices.Equal(clients, []work.ClientID{1}) {
			t.Errorf("all of it is %v of %v, want %v", ids, clients, want)
		}
		return err
	})
}
