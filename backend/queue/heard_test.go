package queue_test

import (
	"context"
	"database/sql"
	"net/url"
	"slices"
	"testing"

	_ "github.com/glebarez/go-sqlite"
	"pgregory.net/rapid"

	"sluice/backend/queue"
	"sluice/backend/work"
)

// TestWhatInsightsCountIsWhatHappened lets a random fortnight happen, with items given to other clients
// and acts undone, and has what is kept for counting be what arrivals and items say.
func TestWhatInsightsCountIsWhatHappened(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		d := newDesk(t)
		l := lived{desk: d, rt: rt}
		l.begin()
		for range rapid.IntRange(10, 40).Draw(rt, "steps") {
			switch rapid.IntRange(0, 3).Draw(rt, "what else") {
			case 0:
				_, _ = d.queue.Undo(context.Background(), d.now) // with nothing done it is refused
			case 1:
				l.gives()
			default:
				l.step()
			}
		}
		kept, is := d.rows(`SELECT * FROM heard ORDER BY arrival_id`), d.rows(`SELECT * FROM hearing ORDER BY arrival_id`)
		if !slices.Equal(kept, is) {
			rt.Fatalf("kept is\n%v\nbut it is\n%v", kept, is)
		}
		if came := d.rows(`SELECT id, 0, 0, 0, 0, 0 FROM arrivals WHERE outcome <> 'held'`); len(came) != len(is) {
			rt.Fatalf("%d are not held, and %d are counted", len(came), len(is))
		}
	})
}

// gives has one of the items that are there go to a client.
func (l *lived) gives() {
	items := l.items()
	if len(items) == 0 {
		return
	}
	pick := queue.Pick{Items: []work.ItemID{rapid.SampledFrom(items).Draw(l.rt, "item").ID}}
	clients, err := l.queue.Clients(context.Background())
	l.must(err)
	_, err = l.queue.Assign(context.Background(), l.now, clients[work.ClientID(rapid.IntRange(0, 2).Draw(l.rt, "client"))], pick)
	l.must(err)
}

// rows reads rows of six numbers past the store.
func (d *desk) rows(query string) (all [][6]int64) {
	d.Helper()
	db, err := sql.Open("sqlite", "file:"+(&url.URL{Path: d.path}).EscapedPath())
	d.must(err)
	defer db.Close()
	rows, err := db.Query(query)
	d.must(err)
	defer rows.Close()
	for rows.Next() {
		var r [6]int64
		d.must(rows.Scan(&r[0], &r[1], &r[2], &r[3], &r[4], &r[5]))
		all = append(all, r)
	}
	d.must(rows.Err())
	return all
}
