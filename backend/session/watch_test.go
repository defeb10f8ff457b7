package session_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"sluice/backend/session"
)

func TestWatch(t *testing.T) {
	for _, test := range []struct {
		name  string
		looks []string // when, and for how long nobody had touched the machine
		want  string
	}{
		{"at work", []string{"10:00 0m", "10:01 0m", "10:02 1m"}, ""},
		{"a coffee", []string{"10:00 0m", "10:09 9m", "10:10 0m"}, "10:00-10:10"},
		{"thinking", []string{"10:00 0m", "10:09 9m", "10:09 0m"}, ""},
		{"still away", []string{"10:00 0m", "10:30 30m", "10:31 31m"}, ""},
		{"back after a while", []string{"10:00 0m", "10:30 30m", "10:48 0m", "10:49 0m"}, "10:00-10:48"},
		{"away when the watch began", []string{"10:30 30m", "10:48 0m"}, "10:00-10:48"},
		{"slept, and it is not counted", []string{"10:00 1m", "12:00 0m"}, "09:59-12:00"},
		{"slept, and it is", []string{"10:00 1m", "12:00 2h1m", "12:01 0m"}, "09:59-12:01"},
	} {
		t.Run(test.name, func(t *testing.T) {
			var watch session.Watch
			got := ""
			for _, look := range test.looks {
				length, err := time.ParseDuration(look[6:])
				if err != nil {
					t.Fatal(err)
				}
				if from, until, away := watch.Saw(at(t, look[:5]), length); away {
					got += from.Format("15:04") + "-" + until.Format("15:04")
				}
			}
			if got != test.want {
				t.Errorf("away is %q, not %q", got, test.want)
			}
		})
	}
}

// However the looks fall, times away are long enough, follow each other, and hold no moment in which
// the machine was touched that a look could know of.
func TestWatchTellsEachTimeOnce(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		var watch session.Watch
		now, touched, last := noon, noon, time.Time{}
		for range rapid.IntRange(1, 60).Draw(r, "looks") {
			now = now.Add(time.Duration(rapid.IntRange(1, 20).Draw(r, "pause")) * time.Minute)
			if rapid.Bool().Draw(r, "touched") {
				touched = now.Add(-time.Duration(rapid.IntRange(0, 59).Draw(r, "ago")) * time.Second)
			}
			from, until, away := watch.Saw(now, now.Sub(touched))
			if !away {
				continue
			}
			if until.Sub(from) < session.AwayAfter || from.Before(last) || !until.Equal(touched) {
				r.Fatalf("away %s–%s, after %s", from, until, last)
			}
			last = until
		}
	})
}
