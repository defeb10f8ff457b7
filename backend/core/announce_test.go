package core_test

import (
	"context"
	"testing"
	"time"

	"sluice/backend/queue"
	"sluice/backend/work"
)

// TestABreakThroughKeepsToTheWall: what comes through for another client than the active one is shown
// without its text, and a click leads to an item only where that may be seen.
func TestABreakThroughKeepsToTheWall(t *testing.T) {
	inWorld(t, func(w *world) {
		ctx := context.Background()
		acme, birch := w.saved(work.Client{Name: "Acme", Number: 1, Colour: 1}), w.saved(work.Client{Name: "Birchwood", Number: 2, Colour: 2})
		for _, client := range []work.Client{acme, birch} {
			do(w, func(now time.Time) (work.Rule, error) {
				return w.core.Queue.AddRule(ctx, now, work.Rule{
					Kind: work.RuleRoute, Client: client.ID, Match: work.Match{Words: "for " + client.Name},
				})
			})
		}
		do(w, func(now time.Time) (work.Rule, error) {
			return w.core.Queue.AddRule(ctx, now, work.Rule{Kind: work.RuleBreakThrough, Match: work.Match{Words: "urgent"}})
		})
		w.must(w.core.Queue.Switch(ctx, w.now(), acme.ID))
		w.took()

		w.send("urgent for Acme")
		w.want("shown: text of urgent for Acme")
		w.send("urgent for Birchwood")
		w.want("shown: ")

		items, err := w.core.Queue.Items(ctx, queue.View{State: work.StateQueued})
		w.must(err)
		for _, item := range items {
			want := item.ID
			if item.Client == birch.ID {
				want = 0
			}
			group := "through 0"
			for _, m := range w.shown {
				if m.Title == item.Title {
					group = m.Group
				}
			}
			w.opened = nil
			w.core.Activated(group, "")
			if len(w.opened) != 1 || w.opened[0] != want {
				t.Errorf("a click on %q opens %v, want %d", item.Title, w.opened, want)
			}
		}
	})
}
