//go:build linux && bench

package bench

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	"sluice/backend/store"
	"sluice/backend/work"
	"sluice/proof/desk"
)

// TestIdleAccounts looks at a core to which 200 accounts are connected of which none has anything new:
// 100 feeds, asked once an hour, and 100 GitLab accounts, asked every three minutes.
func TestIdleAccounts(t *testing.T) {
	const each = 100
	d := desk.New(t)
	var asked atomic.Int64
	server := httptest.NewServer(nothingNew(&asked))
	t.Cleanup(server.Close)
	connect(d, server.URL, each)
	core := d.Core()
	shielded(t, core)
	tended(d) // by then each was asked once, within half a minute of the start
	settled(t)
	before, requests := processor(t, core.Pid()), asked.Load()
	begun := time.Now()
	<-time.After(3 * span()) // the interval of the busier half
	used := processor(t, core.Pid()) - before
	share := 100 * float64(used) / float64(time.Since(begun))
	atMost(t, "core, idle with 200 accounts: memory (PSS)", memory(t, core.Pid()), 30, "MB")
	atMost(t, "core, idle with 200 accounts: processor, of one core", share, 0.2, "%")
	note(t, "core, idle with 200 accounts: requests", "%d in %s", asked.Load()-requests, 3*span())
}

// nothingNew answers for feeds that have not changed and for empty to-do lists.
func nothingNew(asked *atomic.Int64) http.Handler {
	const feed = `<rss version="2.0"><channel><title>A feed</title><item><guid>1</guid><title>Long ago</title></item></channel></rss>`
	mux := http.NewServeMux()
	mux.HandleFunc("/feed.xml", func(w http.ResponseWriter, r *http.Request) {
		asked.Add(1)
		w.Header().Set("ETag", `"1"`)
		if r.Header.Get("If-None-Match") == `"1"` {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		_, _ = io.WriteString(w, feed)
	})
	mux.HandleFunc("/", func(w http.ResponseWriter, _ *http.Request) {
		asked.Add(1)
		w.Header().Set("Content-Type", "application/json")
		_, _ = io.WriteString(w, `[]`)
	})
	return mux
}

// connect writes accounts into a profile in which no core runs.
func connect(d *desk.Desk, address string, each int) {
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
	err = s.Write(d.T.Context(), func(tx *store.Tx) error {
		for i := range each {
			for kind, path := range map[string]string{"feed": "/feed.xml", "gitlab": ""} {
				_, err := tx.AddSource(work.Source{
					Kind: kind, Name: fmt.Sprintf("%s %d", kind, i), Settings: map[string]string{"address": address + path},
					Condition: "ok", CreatedAt: time.Now(), ImportSince: time.Now().AddDate(0, 0, -14),
				})
				if err != nil {
					return err
				}
			}
		}
		return nil
	})
	if err != nil {
		d.T.Fatal(err)
	}
}
