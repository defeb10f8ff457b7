//go:build linux && bench

package bench

import (
	"testing"

	"sluice/proof/desk"
)

// TestInbound puts arrivals in by the API as a script does: 500 at a time, each batch answered when it
// is durable and placed.
func TestInbound(t *testing.T) {
	d := desk.Bare(t)
	core := d.Core()
	shielded(t, core)
	c := newClient(d)
	n := 50_000
	if short {
		n = 10_000
	}
	before := processor(t, core.Pid())
	took := handIn(c, newWriter(1), "inbound", n, 500)
	used := processor(t, core.Pid()) - before
	if receipt := c.receipt(); receipt.Arrived != n || receipt.Held != n {
		t.Errorf("of %d arrived %d, and %d are held", n, receipt.Arrived, receipt.Held)
	}
	atLeast(t, "inbound in batches of 500, durable and placed", float64(n)/took.Seconds(), 5000, "a second")
	note(t, "inbound: processor for each", "%.0f µs", used.Seconds()*1e6/float64(n))
}
