package idle

import (
	"testing"
	"time"
)

func TestAway(t *testing.T) {
	const limit = 5 * time.Minute
	for name, c := range map[string]struct {
		state State
		want  bool
	}{
		"touched just now":                      {State{Known: true, Idle: time.Second}, false},
		"not touched for long":                  {State{Known: true, Idle: limit}, true},
		"locked a moment ago":                   {State{Known: true, Idle: time.Second, Locked: true, LockKnown: true}, true},
		"nothing known":                         {State{Idle: time.Hour, Locked: true}, false},
		"unlocked, nothing known of the touch":  {State{LockKnown: true}, false},
		"not touched for long, though unlocked": {State{Known: true, Idle: time.Hour, LockKnown: true}, true},
	} {
		if got := c.state.Away(limit); got != c.want {
			t.Errorf("%s: away is %v", name, got)
		}
	}
}
