package dnd

import (
	"context"
	"os"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// points are the moments at which a guard may be killed, in their order.
var points = []string{"journalled", "switched", "closed", "restored"}

// killed is what a guard panics with where it is to die. It leaves everything as it stands.
type killed struct{}

// life is a run of the program on a desk.
type life struct {
	desk *desk
	dir  string
	now  time.Time
	g    *Guard
}

// begin starts a life after the earlier one, if there was one, is dead.
func (l *life) begin() {
	if l.g != nil {
		l.g.stopRenewal() // the dead have no timers
	}
	delete(l.desk.living, l.desk.pid)
	l.desk.pid++
	l.desk.living[l.desk.pid] = true
	l.g = l.desk.guard(l.dir, func() time.Time { return l.now })
}

// dies runs something that is killed at a point, and tells whether it came there.
func (l *life) dies(point string, do func(*Guard)) (died bool) {
	l.g.at = func(p string) {
		if p == point {
			panic(killed{})
		}
	}
	defer func() {
		l.g.at = func(string) {}
		if r := recover(); r != nil {
			died = r == killed{}
		}
	}()
	do(l.g)
	return false
}

func TestRecoverAfterEveryDeath(t *testing.T) {
	for _, kind := range []traits{likeDunst, likeXfce, likeSwaync} {
		for _, point := range points {
			t.Run(kind.name+" "+point, func(t *testing.T) {
				l := &life{desk: newDesk(kind, "false"), dir: t.TempDir()}
				l.begin()
				died := l.dies(point, func(g *Guard) {
					g.Engage(t.Context(), forever)
					l.desk.waits[7] = true
					g.Release(t.Context())
				})
				if !died {
					t.Fatal("the guard never came to this point")
				}
				l.begin()
				if err := l.g.Recover(t.Context()); err != nil {
					t.Fatal(err)
				}
				if l.desk.value != "false" || l.desk.shown != 0 || journalled(l.g) {
					t.Fatalf("value %q, flood of %d, journal %v", l.desk.value, l.desk.shown, journalled(l.g))
				}
			})
		}
	}
}

func TestRecoverLeavesWhatIsNotOurs(t *testing.T) {
	for name, c := range map[string]struct {
		kind  traits
		since func(*desk)
		want  string
	}{
		"the user switched it off":         {likeXfce, func(d *desk) { d.flip() }, "false"},
		"a new daemon, paused by the user": {likeDunst, func(d *desk) { d.id = "bus/:9" }, "true"},
		"a new bus, paused by the user":    {likeDunst, func(d *desk) { d.id = "another/:1" }, "true"},
		"nobody runs any more":             {likeDunst, func(d *desk) { d.id = "" }, "true"},
		"a new daemon, same switch":        {likeXfce, func(d *desk) { d.id = "bus/:9" }, absent},
		"no daemon, but its switch":        {likeXfce, func(d *desk) { d.id = "" }, absent},
		"the owner still runs":             {likeXfce, func(d *desk) { d.living[2] = true }, "true"},
	} {
		t.Run(name, func(t *testing.T) {
			l := &life{desk: newDesk(c.kind, absent), dir: t.TempDir()}
			l.begin()
			l.g.Engage(t.Context(), forever)
			l.begin()
			c.since(l.desk)
			err := l.g.Recover(t.Context())
			if running := l.desk.living[2]; (err != nil) != running || journalled(l.g) != running {
				t.Fatalf("err %v, journal %v", err, journalled(l.g))
			}
			if l.desk.value != c.want {
				t.Fatalf("value %q, want %q", l.desk.value, c.want)
			}
		})
	}
}

func TestAProgramReplacedInPlaceRecovers(t *testing.T) {
	d, dir := newDesk(likeXfce, absent), t.TempDir()
	d.guard(dir, time.Now).Engage(t.Context(), forever)
	g := d.guard(dir, time.Now) // the same process, another guard
	if err := g.Recover(t.Context()); err != nil || d.value != absent {
		t.Fatalf("err %v, value %q", err, d.value)
	}
}

func TestEngageRecoversByItself(t *testing.T) {
	l := &life{desk: newDesk(likeXfce, absent), dir: t.TempDir()}
	l.begin()
	l.g.Engage(t.Context(), forever)
	l.begin()
	l.g.Engage(t.Context(), forever)
	if l.g.Release(t.Context()); l.desk.value != absent {
		t.Fatalf("value %q: what we set was taken for the user's", l.desk.value)
	}
}

func TestADamagedJournalIsSetAside(t *testing.T) {
	g := newTestGuard(t, newDesk(likeDunst, "false"))
	g.Engage(t.Context(), forever)
	g.Release(t.Context())
	if err := os.WriteFile(g.o.Journal, []byte(`{"backend":`), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := g.Recover(t.Context()); err == nil {
		t.Fatal("nothing was said")
	}
	if err := g.Recover(t.Context()); err != nil {
		t.Fatalf("the second time: %v", err)
	}
	if _, err := os.Stat(g.o.Journal + ".damaged"); err != nil {
		t.Fatal(err)
	}
}

// TestTheUserAlwaysHasTheLastWord plays a program, its deaths, its daemon's restarts and its user against one
// another. Whatever happens, once the program has released or recovered the switch is as the user had
// it, and nothing that was in the queue ever flooded the screen by our doing.
func TestTheUserAlwaysHasTheLastWord(t *testing.T) {
	dir := t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		ctx := context.Background()
		kind := rapid.SampledFrom([]traits{likeDunst, likeXfce, likeSwaync}).Draw(t, "kind")
		start := rapid.SampledFrom([]string{"false", "true", absent}).Draw(t, "start")
		l := &life{desk: newDesk(kind, start), dir: dir, now: time.Unix(1_700_000_000, 0)}
		l.begin()
		will, serial := start, uint32(0)
		mayDie := func(t *rapid.T, do func(*Guard)) {
			point := rapid.SampledFrom(append(slices.Clone(points), "")).Draw(t, "point")
			if l.dies(point, do) {
				l.begin()
				if err := l.g.Recover(ctx); err != nil {
					t.Fatal(err)
				}
			}
		}
		t.Repeat(map[string]func(*rapid.T){
			"engage": func(t *rapid.T) {
				until := l.now.Add(time.Duration(rapid.IntRange(1, 3).Draw(t, "hours")) * time.Hour)
				mayDie(t, func(g *Guard) { g.Engage(ctx, until) })
			},
			"release": func(t *rapid.T) { mayDie(t, func(g *Guard) { g.Release(ctx) }) },
			"later":   func(t *rapid.T) { l.now = l.now.Add(time.Hour); mayDie(t, func(g *Guard) { g.Check(ctx) }) },
			"through": func(t *rapid.T) {
				mayDie(t, func(g *Guard) { _ = g.Through(ctx, func(context.Context) error { return nil }) })
			},
			"renew": func(t *rapid.T) { mayDie(t, func(g *Guard) { g.renew(g.turn) }) },
			"notify": func(*rapid.T) {
				if serial++; l.desk.value == kind.on {
					l.desk.waits[serial] = true
				}
			},
			"flip": func(*rapid.T) {
				clear(l.desk.waits) // a flood by the user's own hand is the user's
				l.desk.flip()
				will = l.desk.value
				l.g.Check(ctx)
			},
			"restart": func(t *rapid.T) {
				l.desk.id += "1"
				clear(l.desk.waits)
				if !kind.persistent || kind.forgets && rapid.Bool().Draw(t, "forgets") {
					l.desk.value, will = "false", "false"
				}
				mayDie(t, func(g *Guard) { g.Check(ctx) })
			},
			"": func(t *rapid.T) {
				if l.desk.shown > 0 {
					t.Fatalf("a flood of %d", l.desk.shown)
				}
				if !l.g.wanted && (l.desk.value != will || journalled(l.g)) {
					t.Fatalf("value %q, the user wants %q, journal %v", l.desk.value, will, journalled(l.g))
				}
			},
		})
		if err := l.g.Close(); err != nil || l.desk.value != will {
			t.Fatalf("closed with %q (%v), the user wants %q", l.desk.value, err, will)
		}
	})
}
