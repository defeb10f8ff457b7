//go:build linux && bench

package bench

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"testing"
	"time"

	"sluice/backend/api/wire"
	"sluice/proof/desk"
)

// TestAnswers asks for pages of the queue and searches, with 100,000 items of which 5,000 are open.
func TestAnswers(t *testing.T) {
	const items, open = 100_000, 5000
	d := desk.Bare(t)
	fill(d, items, open)
	d.Core()
	c := newClient(d)
	var pages []time.Duration
	for i := range 200 {
		answer, took := c.ask(http.MethodGet, fmt.Sprintf("/queue?limit=100&offset=%d", i%50*100), nil)
		if i == 0 && count(t, answer) != 100 {
			t.Errorf("the first page has %d items", count(t, answer))
		}
		pages = append(pages, took)
	}
	atMost(t, "queue, a page of 100 of 5,000 open: p95", milliseconds(percentile(pages, 0.95)), 20, "ms")
	var whole []time.Duration
	for range 20 {
		_, took := c.ask(http.MethodGet, "/queue?limit=5000", nil)
		whole = append(whole, took)
	}
	note(t, "queue, the whole 5,000: p95", "%.0f ms", milliseconds(percentile(whole, 0.95)))
	searches(c)
	insights(c, items)
}

// insights asks for what four weeks say, in which everything arrived.
func insights(c *client, arrived int) {
	c.t.Helper()
	var all []time.Duration
	for range 20 {
		answer, took := c.ask(http.MethodGet, "/insights?days=28", nil)
		var told wire.Insights
		if err := json.Unmarshal(answer, &told); err != nil || told.N != arrived {
			c.t.Errorf("the insights rest on %d of %d (%v)", told.N, arrived, err)
		}
		all = append(all, took)
	}
	atMost(c.t, "insights of four weeks with 100,000 arrivals: p95", milliseconds(percentile(all, 0.95)), 100, "ms")
}

// queries are what people search for: a word while it is typed, several words, people, states.
func queries() []string {
	const often, seldom, rare = 3, 300, 5000
	var all []string
	for _, n := range []int{often, seldom, rare} {
		for end := range []rune(word(n)) {
			all = append(all, word(n)[:end+1])
		}
	}
	return append(all,
		word(often)+" "+word(seldom), word(often)+" "+word(often+1), word(seldom)+" "+word(seldom+1)+" "+word(often),
		"from:person", `from:"Person 17"`, "from:17 "+word(seldom), "is:done "+word(seldom), "is:queued "+word(often),
		"is:done", "is:pinned", "kind:message", "why:asks", "after:2026-01-01 "+word(often), "in:acme "+word(often), "nothingisthere",
	)
}

func searches(c *client) {
	c.t.Helper()
	var all []time.Duration
	slowest, worst := "", time.Duration(0)
	for range 8 {
		for _, query := range queries() {
			_, took := c.ask(http.MethodGet, "/search?limit=100&q="+url.QueryEscape(query), nil)
			all = append(all, took)
			if took > worst {
				slowest, worst = query, took
			}
		}
	}
	atMost(c.t, "search of 100,000 items, various queries: p95", milliseconds(percentile(all, 0.95)), 50, "ms")
	note(c.t, "search of 100,000 items: median", "%.1f ms", milliseconds(percentile(all, 0.5)))
	note(c.t, "search of 100,000 items: the slowest", "%.0f ms (%s)", milliseconds(worst), slowest)
}

func count(t *testing.T, answer []byte) int {
	t.Helper()
	var queue wire.Queue
	if err := json.Unmarshal(answer, &queue); err != nil {
		t.Fatal(err)
	}
	return len(queue.Items)
}
