// Package wake notices what makes a plan stale: that the computer slept, that its clock was set, that
// its time zone changed. It only compares and never waits. It imports nothing of ours.
package wake

import "time"

// Tolerance is how far wall clock and monotonic clock may drift apart between two looks before that
// counts as a jump. The network's time keeping stays far below it.
const Tolerance = 2 * time.Second

// Reading is both clocks at one moment.
type Reading struct {
	Wall time.Time     // the wall clock
	Mono time.Duration // the monotonic clock, from any beginning
}

// Change is what happened between two readings.
type Change int

// The changes.
const (
	Steady  Change = iota
	Forward        // the computer slept, or its clock was set forward
	Back           // its clock was set back
)

// Compare says what happened between two readings that were to be at most expected apart.
//
// Linux and macOS stop the monotonic clock in sleep, so that the wall clock gets ahead of it; Windows
// lets it go on, so that the whole gap is much longer than was to be expected.
func Compare(before, after Reading, expected time.Duration) Change {
	wall := after.Wall.Sub(before.Wall)
	mono := after.Mono - before.Mono
	switch {
	case wall-mono > Tolerance, mono > 3*expected+Tolerance:
		return Forward
	case mono-wall > Tolerance:
		return Back
	}
	return Steady
}
