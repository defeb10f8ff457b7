//go:build linux

package proof

import (
	"strings"
	"testing"
	"time"

	"sluice/backend/api/wire"
	"sluice/proof/desk"
)

func status(c *desk.Core) (s wire.Status) {
	c.JSON(&s, "status")
	return s
}

func queue(c *desk.Core) []wire.Item {
	var q wire.Queue
	c.JSON(&q, "queue")
	return q.Items
}

func receipt(c *desk.Core) (r wire.Receipt) {
	c.JSON(&r, "receipt")
	return r
}

// titles counts items by their titles.
func titles(items []wire.Item) map[string]int {
	counts := map[string]int{}
	for _, item := range items {
		counts[item.Title]++
	}
	return counts
}

func troubleCodes(c *desk.Core) string {
	var codes []string
	for _, trouble := range status(c).Trouble {
		codes = append(codes, trouble.Code)
	}
	return strings.Join(codes, " ")
}

// addsUp fails the test unless nothing is lost.
func addsUp(t *testing.T, c *desk.Core) {
	t.Helper()
	if r := receipt(c); r.Lost != 0 {
		t.Errorf("the receipt has lost %d of %d", r.Lost, r.Arrived)
	}
}

// well fails the test unless nothing is lost and the doctor finds nothing.
func well(t *testing.T, c *desk.Core) {
	t.Helper()
	addsUp(t, c)
	if out, errs, code := c.Sluice("doctor"); code != 0 {
		t.Errorf("the doctor ends with %d:\n%s%s", code, out, errs)
	}
}

// inGap says whether one of the gaps touches [from, until].
func inGap(gaps []wire.Gap, from, until time.Time) bool {
	for _, gap := range gaps {
		if !until.Before(gap.From) && (gap.Until == nil || !from.After(*gap.Until)) {
			return true
		}
	}
	return false
}
