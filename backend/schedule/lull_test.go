package schedule_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"sluice/backend/schedule"
)

func TestACheckInWaitsForAPause(t *testing.T) {
	due := time.Date(2026, 3, 4, 9, 30, 0, 0, time.UTC)
	on := schedule.Lull{Still: 20 * time.Second, Patience: 5 * time.Minute}
	in := func(d time.Duration) time.Time { return due.Add(d) }
	for rule, c := range map[string]struct {
		lull   schedule.Lull
		now    time.Duration // after it was due
		latest time.Duration // 0: none
		idle   time.Duration
		known  bool
		again  time.Duration // 0: it opens
	}{
		"switched off it opens on time":                      {known: true},
		"in a pause it opens":                                {lull: on, idle: 20 * time.Second, known: true},
		"while somebody types it waits until a pause may be": {lull: on, idle: 4 * time.Second, known: true, again: 16 * time.Second},
		"where idleness is not known it opens on time":       {lull: on},
		"it waits no longer than its patience":               {lull: on, now: 5 * time.Minute, known: true},
		"it looks again at the end of it at last":            {lull: on, now: 4*time.Minute + 50*time.Second, known: true, again: 5 * time.Minute},
		"nothing waits beyond a longest wait":                {lull: on, now: time.Minute, latest: time.Minute, known: true},
		"it looks again when a longest wait is used up":      {lull: on, now: time.Minute, latest: 70 * time.Second, known: true, again: 70 * time.Second},
		"what is long overdue opens at once":                 {lull: on, now: 3 * time.Hour, known: true},
	} {
		var latest time.Time
		if c.latest != 0 {
			latest = in(c.latest)
		}
		again, waits := c.lull.Wait(in(c.now), due, latest, c.idle, c.known)
		if waits != (c.again != 0) || waits && !again.Equal(in(c.again)) {
			t.Errorf("%s: got %s, %v", rule, again, waits)
		}
	}
}

// However the user types, a check-in opens at a pause, and within the bounds.
func TestACheckInNeverWaitsBeyondItsBounds(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		seconds := func(name string, from, to int) time.Duration {
			return time.Duration(rapid.IntRange(from, to).Draw(rt, name)) * time.Second
		}
		lull := schedule.Lull{Still: seconds("still", 1, 600), Patience: seconds("patience", 1, 1800)}
		due := time.Date(2026, 3, 4, 9, 30, 0, 0, time.UTC)
		end := due.Add(lull.Patience)
		var latest time.Time
		if rapid.Bool().Draw(rt, "promised") {
			latest = due.Add(seconds("latest", 1, 3600))
			if latest.Before(end) {
				end = latest
			}
		}
		for now := due; ; {
			idle := seconds("idle", 0, 700)
			again, waits := lull.Wait(now, due, latest, idle, true)
			if !waits {
				if now.After(end) || now.Before(end) && idle < lull.Still {
					rt.Fatalf("it opened at %s, idle for %s; it may wait until %s", now, idle, end)
				}
				return
			}
			if !again.After(now) || again.After(end) {
				rt.Fatalf("at %s it is to be looked again at %s; the end is %s", now, again, end)
			}
			now = again
		}
	})
}
