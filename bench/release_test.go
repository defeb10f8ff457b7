//go:build linux && bench

package bench

import (
	"encoding/json"
	"net/http"
	"testing"

	"sluice/backend/api/wire"
	"sluice/proof/desk"
)

// TestRelease opens a check-in on 5,000 held items.
func TestRelease(t *testing.T) {
	const held = 5000
	d := desk.Bare(t)
	core := d.Core()
	c := newClient(d)
	handIn(c, newWriter(1), "release", held, 500)
	before := processor(t, core.Pid())
	answer, took := c.ask(http.MethodPost, "/checkins/now", struct{}{})
	var opened wire.Opened
	if err := json.Unmarshal(answer, &opened); err != nil || opened.Delivered != held {
		t.Errorf("%d of %d items came, %v", opened.Delivered, held, err)
	}
	used := processor(t, core.Pid()) - before
	atMost(t, "release of 5,000 held items", took.Seconds(), 1, "s")
	note(t, "release of 5,000: processor", "%.2f s", used.Seconds())
}
