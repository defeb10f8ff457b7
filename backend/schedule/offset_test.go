package schedule_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"sluice/backend/schedule"
)

// TestOffsetsAreTheZones: wherever one looks, the last offset before is what the zone has.
func TestOffsetsAreTheZones(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		zone := rapid.SampledFrom(zones()).Draw(t, "zone")
		from := time.Unix(rapid.Int64Range(0, 2_000_000_000).Draw(t, "from"), 0)
		until := from.AddDate(0, 0, rapid.IntRange(1, 1200).Draw(t, "days"))
		offsets := schedule.Offsets(zone, from, until)
		at := from.Add(time.Duration(rapid.Int64Range(0, int64(until.Sub(from))-1).Draw(t, "after")))
		var ahead time.Duration
		for _, offset := range offsets {
			if !offset.From.After(at) {
				ahead = offset.Ahead
			}
		}
		if _, seconds := at.In(zone).Zone(); ahead != time.Duration(seconds)*time.Second {
			t.Fatalf("in %s at %s the offset is %s, want %ds: %v", zone, at, ahead, seconds, offsets)
		}
	})
}
