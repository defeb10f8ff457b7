package session

import "time"

// AwayAfter is how long nobody has touched the machine before the user counts as away: shorter is
// thinking, reading, a coffee.
const AwayAfter = 10 * time.Minute

// Watch finds the times in which the user was away, from what looks at keyboard and pointer say. It
// keeps one instant and nothing else. The zero value has not looked yet.
type Watch struct {
	touched time.Time // when the machine was last touched, by the last look; zero: not known
}

// Saw takes what a look found: for how long nobody had touched the machine. It gives the time away that
// ended since the look before, and whether there was one. Looks a minute apart tell its end to the
// minute. A machine that slept in between was touched by nobody, whether or not that is counted as idle.
func (w *Watch) Saw(now time.Time, idle time.Duration) (from, until time.Time, away bool) {
	before := w.touched
	touched := now.Add(-idle)
	if before.IsZero() || touched.After(before) {
		w.touched = touched
	}
	if before.IsZero() || touched.Sub(before) < AwayAfter {
		return time.Time{}, time.Time{}, false
	}
	return before, touched, true
}

// Forget forgets what was seen: nothing is running, or nobody knows.
func (w *Watch) Forget() { w.touched = time.Time{} }
