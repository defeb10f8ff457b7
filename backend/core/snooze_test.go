package core_test

import (
	"context"
	"net/http"
	"os"
	"testing"
	"testing/synctest"
	"time"

	"sluice/backend/core"
	"sluice/backend/queue"
	"sluice/backend/source"
	"sluice/backend/source/httpx"
	"sluice/backend/work"
)

// snoozing is a world with an account in which the user has the service snoozed during shields, or not.
func snoozing(t *testing.T, on string) *connected {
	t.Helper()
	c := connect(t, nil)
	_, err := c.core.ChangeSource(t.Context(), queue.Wall{}, c.id, core.NewSource{
		Settings: source.Values{"address": "https://memory.test", "snooze": on}, DoneToo: true,
	})
	c.must(err)
	c.settle()
	return c
}

func (w *world) shield(length time.Duration) work.Shield {
	w.Helper()
	shield, _, err := w.core.StartShield(context.Background(), w.now().Add(length), "")
	w.must(err)
	time.Sleep(3 * time.Second)
	synctest.Wait()
	return shield
}

// wantSnoozed wants the service's notifications snoozed for so many minutes from now on; 0: not at all.
func (c *connected) wantSnoozed(when string, minutes int) {
	c.Helper()
	want, got := time.Time{}, c.service.Snoozed()
	if minutes != 0 {
		want = c.now().Add(time.Duration(minutes) * time.Minute)
	}
	if got.Sub(want).Abs() > time.Minute {
		c.Errorf("%s it is snoozed until %s, not %s", when, got, want)
	}
}

func TestAShieldSnoozesWhereTheUserWantsThatAndNowhereElse(t *testing.T) {
	for on, minutes := range map[string]int{"true": 90, "": 0} {
		synctest.Test(t, func(t *testing.T) {
			c := snoozing(t, on)
			defer c.end()
			c.wantSnoozed("before the shield", 0)
			c.shield(90*time.Minute - 40*time.Second) // services count whole minutes
			c.wantSnoozed("at its start", minutes)
			time.Sleep(90*time.Minute - 30*time.Second)
			c.wantSnoozed("after its end", 0)
			if asked := c.net.count("POST /snooze"); minutes == 0 && asked+c.net.count("GET /snooze") > 0 || minutes > 0 && asked != 2 {
				t.Errorf("it was asked %d times to snooze", asked)
			}
		})
	}
}

func TestASnoozeEndsWithItsShieldAndFollowsIt(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := snoozing(t, "true")
		defer c.end()
		c.shield(time.Hour)
		c.shield(2 * time.Hour)
		c.wantSnoozed("with a longer shield", 120)
		c.endShield()
		c.wantSnoozed("ended early", 0)
	})
}

func TestTheUsersOwnSnoozeIsLeftAlone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := snoozing(t, "true")
		defer c.end()
		c.service.SnoozeUntil(c.now().Add(5 * time.Hour))
		c.shield(time.Hour)
		c.wantSnoozed("with the user's own", 5*60)
		time.Sleep(time.Hour + 10*time.Second)
		c.wantSnoozed("after a shield within it", 4*60)
		c.service.SnoozeUntil(time.Time{})
		c.shield(time.Hour)
		c.service.SnoozeUntil(c.now().Add(3 * time.Hour)) // in the middle he makes it longer
		time.Sleep(time.Hour + 10*time.Second)
		c.wantSnoozed("made longer by the user", 2*60)
		c.service.SnoozeUntil(time.Time{})
		c.shield(time.Hour)
		c.service.SnoozeUntil(time.Time{}) // he ends it
		time.Sleep(10 * time.Minute)
		c.wantSnoozed("ended by the user", 0)
	})
}

// "Restored truthfully after kill -9": killed while the service was asked, and after it had answered.
func TestAKillLeavesNoSnoozeBehindAndEndsNoneOfTheUsers(t *testing.T) {
	for name, c := range map[string]struct {
		stuck bool // killed before the service's answer was heard
		users time.Duration
		left  int
	}{
		"ours": {}, "ours, of which nothing was heard": {stuck: true},
		"the user's, set meanwhile": {users: 5 * time.Hour, left: 5 * 60},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := snoozing(t, "true")
				if c.stuck {
					w.net.mu.Lock()
					w.net.stuck = make(chan struct{})
					w.net.mu.Unlock()
				}
				w.shield(2 * time.Hour)
				left := &world{web: w.web, TB: w.TB, dir: w.TempDir(), keys: w.keys, kinds: w.kinds, zone: w.zone, idle: w.idle}
				left.must(os.CopyFS(left.dir, os.DirFS(w.dir))) // as a kill -9 at this moment would leave it
				w.net.answer(http.StatusBadGateway, nil)        // nothing of the one that was killed gets through any more
				if c.stuck {
					w.service.SnoozeUntil(w.now().Add(2 * time.Hour)) // what it had asked for arrived
					close(w.net.stuck)
				}
				if c.users != 0 {
					w.service.SnoozeUntil(w.now().Add(c.users))
				}
				left.outside = httpx.Outside{HTTP: &wire{handler: w.service}}
				left.start()
				time.Sleep(10 * time.Second)
				left.endShield()
				w.wantSnoozed("after the kill", c.left)
				left.end()
				w.end()
			})
		})
	}
}

func TestASnoozeThatDoesNotWorkIsToldAndTriedAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := snoozing(t, "true")
		defer c.end()
		c.net.answer(http.StatusBadGateway, nil)
		c.shield(time.Hour)
		if !c.tells("not_snoozed") {
			t.Error("that it did not work is not told")
		}
		c.net.answer(0, nil)
		time.Sleep(2 * time.Minute)
		c.wantSnoozed("tried again", 58)
		if c.tells("not_snoozed") {
			t.Error("it works, and trouble is told still")
		}
	})
}

func (w *world) endShield() {
	w.Helper()
	do(w, func(now time.Time) (work.Act, error) { return w.core.Queue.EndShield(context.Background(), now) })
	time.Sleep(10 * time.Second)
	synctest.Wait()
}

func (w *world) tells(code string) bool {
	for _, health := range w.status().Trouble {
		if health.Code == code {
			return true
		}
	}
	return false
}

func TestTheEndOfTheCoreEndsASnooze(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := snoozing(t, "true")
		c.shield(time.Hour)
		c.end()
		c.wantSnoozed("after the end", 0)
	})
}
