package store_test

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/pressly/goose/v3"

	"sluice/backend/store"
	"sluice/backend/work"
)

// asOf makes a database as it was before a migration, and gives the way into it.
func asOf(t *testing.T, before int64) (db *sql.DB, path string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "sluice.db")
	db = other(t, path)
	provider, err := goose.NewProvider(goose.DialectSQLite3, db, os.DirFS("migrations"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := provider.UpTo(context.Background(), before-1); err != nil {
		t.Fatal(err)
	}
	return db, path
}

// Single check-ins from before they had no days: those that the user set get none; the days of a repeating
// one that go on one by one keep theirs, and rest on days off with it.
func TestSingleCheckInsOfOldKnowWhoSetThem(t *testing.T) {
	db, path := asOf(t, 12)
	const daily, workdays = 127, 62
	created := time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC).UnixMilli()
	add := func(days, at int, once string, since, removed int64) {
		t.Helper()
		if _, err := db.Exec(`INSERT INTO check_ins (days, at, valid_from, once, created_at, removed_at) VALUES (?, ?, ?, ?, ?, ?)`,
			days, at, since, once, since, removed); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := db.Exec(`DELETE FROM check_ins`); err != nil {
		t.Fatal(err)
	}
	add(daily, 600, "2026-03-07", created, 0) // planned for its date
	moved := created + 1000                   // Thursday's of a repeating one was moved
	add(workdays, 780, "", created, moved)
	add(workdays, 780, "2026-03-03", moved, 0) // goes on, day by day
	add(workdays, 780, "2026-03-04", moved, 0)
	add(workdays, 780, "", moved, 0)                // goes on behind it
	add(workdays, 840, "2026-03-05", moved, 0)      // the day that was moved
	add(workdays, 780, "2026-03-06", moved+5000, 0) // one that went on so, moved by itself later
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	days := map[string]int{}
	read(t, open(t, path), func(tx *store.Tx) error {
		rules, err := tx.CheckIns()
		for _, rule := range rules {
			days[fmt.Sprint(rule.At, " ", rule.Once)] = int(rule.Days)
		}
		return err
	})
	want := map[string]int{
		"10:00 2026-03-07": 0, "13:00 2026-03-03": workdays, "13:00 2026-03-04": workdays,
		"13:00 " + work.Date{}.String(): workdays, "14:00 2026-03-05": 0, "13:00 2026-03-06": 0,
	}
	if diff := cmp.Diff(want, days); diff != "" {
		t.Errorf("days (-want +got):\n%s", diff)
	}
}

// How long somebody had been stuck at the last check-in is no part of what was stored any more.
func TestStuckOfOldSaysSinceWhen(t *testing.T) {
	db, path := asOf(t, 12)
	since := time.Date(2026, 3, 4, 9, 15, 0, 0, time.UTC)
	const reasons = `[{"term":"blocked","text":"Ana is stuck on you, for 1 h","weight":2.6},{"term":"direct","text":"Ana wrote to you directly","weight":1}]`
	for _, who := range []string{"Ana", "Bob"} { // the second changed hands since it was judged
		if _, err := db.Exec(`INSERT INTO items (source, client_id, thread, kind, state, app, sender, title, body, url, due_at, urgency, score,
			reasons, arrivals, first_at, last_at, blocked, blocked_since) VALUES ('memory', 0, ?, 'message', 'queued', '', 'Ana', 't', '', '', 0, 0, 3.6, ?, 1, 0, 0, ?, ?)`,
			who, reasons, who, since.UnixMilli()); err != nil {
			t.Fatal(err)
		}
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	read(t, open(t, path), func(tx *store.Tx) error {
		ana, err := tx.Item(1)
		if err != nil {
			return err
		}
		want := []work.Reason{
			{Term: "blocked", Text: "Ana is stuck on you", Weight: 2.6, Since: &since},
			{Term: "direct", Text: "Ana wrote to you directly", Weight: 1},
		}
		if diff := cmp.Diff(want, ana.Reasons); diff != "" {
			t.Errorf("reasons (-want +got):\n%s", diff)
		}
		bob, err := tx.Item(2)
		if bob.Reasons[0].Text != "Ana is stuck on you, for 1 h" {
			t.Errorf("what is not known was changed: %+v", bob.Reasons)
		}
		return err
	})
}

// A migration of a lower number than the last that ran is not left out.
func TestAMigrationThatWasWrittenLaterRuns(t *testing.T) {
	db, path := asOf(t, 12)
	provider, err := goose.NewProvider(goose.DialectSQLite3, db, os.DirFS("migrations"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := provider.ApplyVersion(context.Background(), 14, true); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	read(t, open(t, path), func(tx *store.Tx) error {
		_, err := tx.KeptCheckIns()
		return err
	})
}
