//go:build linux

package proof

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"testing"
	"time"

	"sluice/backend/api/wire"
	"sluice/proof/desk"
)

const (
	kills    = 20
	onItsWay = 100 * time.Millisecond // "what was on its way in the last 100 ms counts as gap"
)

// life is one life of the core: from its ready line until just before it was killed.
type life struct{ ready, killed time.Time }

// seed is what chance begins with; SLUICE_SEED repeats a run.
func seed(t *testing.T) uint64 {
	t.Helper()
	n, err := strconv.ParseUint(os.Getenv("SLUICE_SEED"), 10, 64)
	if err != nil {
		n = rand.Uint64() //nolint:gosec // a play of chance, not a secret
	}
	t.Logf("SLUICE_SEED=%d", n)
	return n
}

// TestNoKillLosesAnything kills the core again and again while programs notify in bursts, half of the
// time in a shield, and accounts for every single notification at the end.
//
// DESIGN: "Nothing is lost. Every arrival is accounted for; the receipt adds up, also after a crash";
// "lost … is 0 always, also after a crash at any point"; "gaps in capture (…; the bus gives no receipt,
// so what was on its way in the last 100 ms counts as gap) are listed as spans".
func TestNoKillLosesAnything(t *testing.T) {
	// Not beside others, and in memory where that can be: 100 ms are a promise about what is on its way
	// to the disk, and not about a disk that many write to.
	d := desk.New(t)
	if _, err := memoryDisk(t, d, "64m"); err != nil {
		t.Logf("the profile lies on the disk: %v", err)
	}
	start := seed(t)
	chance := rand.New(rand.NewPCG(start, kills)) //nolint:gosec // a play of chance, not a secret
	c := d.Core()
	ready := time.Now()
	programs := startSenders(d, 3, start)
	lives := make([]life, kills)
	for i := range lives {
		lives[i] = liveAndDie(d, c, i, ready, chance)
		c.Start()
		ready = time.Now()
	}
	all := programs.stop(t)
	items := comeThrough(t, d, c)
	account(t, c, lives, all, items)
	well(t, c)
	c.Stop()
	if now := d.Dunst(); now.Paused {
		t.Errorf("the core ended and left dunst with %+v", now)
	}
}

// liveAndDie lets the core run for a moment, with a shield in every second round, and kills it.
func liveAndDie(d *desk.Desk, c *desk.Core, round int, ready time.Time, chance *rand.Rand) life {
	d.Dismiss()
	moment := time.After(time.Duration(chance.IntN(600)) * time.Millisecond)
	switch round % 4 {
	case 0:
		c.Do("shield", "start", "--for", "10m")
	case 2:
		c.Do("shield", "end")
	}
	<-moment
	killed := time.Now()
	c.Kill()
	return life{ready, killed}
}

// comeThrough lets everything come through and gives the queue. The last to be sent is the last to
// arrive.
func comeThrough(t *testing.T, d *desk.Desk, c *desk.Core) []wire.Item {
	t.Helper()
	c.Do("checkin", "now", "--end-shield", "--stay")
	d.Notify("the last one", "")
	d.Eventually("the last one is in the queue", func() bool { return titles(queue(c))["the last one"] == 1 })
	return queue(c)
}

// account finds every notification that was sent, or the gap that swallowed it.
func account(t *testing.T, c *desk.Core, lives []life, all []sent, items []wire.Item) {
	t.Helper()
	r := receipt(c)
	known := titles(items)
	missing, proven := 0, 0
	for _, one := range all {
		switch known[one.title] {
		case 1:
			if seen(lives, one) {
				proven++
			}
		case 0:
			missing++
			if !inGap(r.Gaps, one.begun, one.done) {
				t.Errorf("%q, sent %s, is missing, and no gap says so", one.title, span(one.begun, one.done))
			}
			if seen(lives, one) {
				t.Errorf("%q, sent %s, was seen by a core that lived, and is missing", one.title, span(one.begun, one.done))
			}
		default:
			t.Errorf("%q is in the queue %d times", one.title, known[one.title])
		}
	}
	t.Logf("%d sent, %d of them well before a kill; %d in gaps", len(all), proven, missing)
	if want := len(all) - missing + 1; len(items) != want || r.Arrived != want {
		t.Errorf("%d items and %d arrivals, want %d", len(items), r.Arrived, want)
	}
	for _, item := range items {
		oneArrival(t, c, item)
	}
	if t.Failed() {
		describe(t, lives, r.Gaps)
	}
}

// seen says whether the daemon answered while a core lived that had 100 ms to take the call down.
func seen(lives []life, one sent) bool {
	for _, life := range lives {
		if one.begun.After(life.ready) && one.done.Before(life.killed.Add(-onItsWay)) {
			return true
		}
	}
	return false
}

func oneArrival(t *testing.T, c *desk.Core, item wire.Item) {
	t.Helper()
	var thread wire.Thread
	c.Get(&thread, fmt.Sprintf("/items/%d", item.ID))
	if len(thread.Thread) != 1 || thread.Thread[0].Title != item.Title {
		t.Errorf("%q is made of %+v", item.Title, thread.Thread)
	}
}

func describe(t *testing.T, lives []life, gaps []wire.Gap) {
	t.Helper()
	for _, life := range lives {
		t.Log("alive", span(life.ready, life.killed))
	}
	for _, gap := range gaps {
		until := time.Now()
		if gap.Until != nil {
			until = *gap.Until
		}
		t.Log("gap  ", span(gap.From, until), gap.Why)
	}
}

func span(from, until time.Time) string {
	const clock = "15:04:05.000"
	return from.UTC().Format(clock) + " to " + until.UTC().Format(clock)
}
