package dnd

import (
	"context"
	"errors"
	"os"
	"testing"
	"testing/synctest"
	"time"
)

var forever time.Time

func TestEngageSwitchesAndReadsBack(t *testing.T) {
	d := newDesk(likeXfce, absent)
	g := newTestGuard(t, d)
	if s := g.Engage(t.Context(), forever); s.Verdict != Confirmed || s.ByUser || s.Backend != "xfce" {
		t.Fatalf("state %+v", s)
	}
	if d.value != "true" || !journalled(g) {
		t.Fatalf("value %q, journal %v", d.value, journalled(g))
	}
	if s := g.Release(t.Context()); s != (State{Verdict: Off}) || d.value != absent || journalled(g) {
		t.Fatalf("released %+v, value %q, journal %v", s, d.value, journalled(g))
	}
}

func TestEngageTwiceSwitchesOnce(t *testing.T) {
	d := newDesk(likeDunst, "false")
	g := newTestGuard(t, d)
	g.Engage(t.Context(), forever)
	g.Engage(t.Context(), forever)
	g.Engage(t.Context(), time.Now().Add(time.Hour))
	g.Check(t.Context())
	if d.sets != 1 {
		t.Fatalf("switched %d times", d.sets)
	}
}

func TestVerdictsAreHonest(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*desk)
		want   Verdict
	}{
		"nobody can be asked":      {func(d *desk) { d.broken = errors.New("gone") }, Impossible},
		"no daemon runs":           {func(d *desk) { d.id = "" }, Impossible},
		"an unknown daemon":        {func(d *desk) { d.unknown = true }, Impossible},
		"a daemon that is deaf":    {func(d *desk) { d.deaf = true }, Impossible},
		"a daemon that is mute":    {func(d *desk) { d.mute = true }, Impossible},
		"a daemon that does it":    {func(*desk) {}, Confirmed},
		"a daemon that is on":      {func(d *desk) { d.value = "true" }, Confirmed},
		"a daemon never asked yet": {func(d *desk) { d.value = absent }, Confirmed},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(likeDunst, "false")
			c.change(d)
			s := newTestGuard(t, d).Engage(t.Context(), forever)
			if s.Verdict != c.want || s.Sentence == "" {
				t.Fatalf("state %+v", s)
			}
		})
	}
}

func TestAskedIsNotConfirmed(t *testing.T) {
	d := newDesk(likeDunst, "false")
	g := newTestGuard(t, d)
	g.at = func(point string) { d.mute = point == "switched" }
	if s := g.Engage(t.Context(), forever); s.Verdict != Asked {
		t.Fatalf("state %+v", s)
	}
	d.mute = false
	if g.Release(t.Context()); d.value != "false" {
		t.Fatal("what was asked has to be restored all the same")
	}
}

func TestNothingIsSwitchedWithoutAJournal(t *testing.T) {
	d := newDesk(likeDunst, "false")
	file := t.TempDir() + "/file"
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	g := newGuard(Options{Journal: file + "/dnd.json"}, d)
	if s := g.Engage(t.Context(), forever); s.Verdict != Impossible || d.sets != 0 {
		t.Fatalf("state %+v, switched %d times", s, d.sets)
	}
}

func TestTheUsersOwnIsLeftAlone(t *testing.T) {
	d := newDesk(likeDunst, "true")
	g := newTestGuard(t, d)
	if s := g.Engage(t.Context(), forever); s.Verdict != Confirmed || !s.ByUser || journalled(g) {
		t.Fatalf("state %+v", s)
	}
	if s := g.Release(t.Context()); !s.ByUser || d.value != "true" || d.sets != 0 {
		t.Fatalf("released %+v, value %q", s, d.value)
	}
}

func TestTheUsersHandCountsUntilTheGateChanges(t *testing.T) {
	d := newDesk(likeXfce, absent)
	g := newTestGuard(t, d)
	g.Engage(t.Context(), forever)
	d.flip()
	for _, s := range []State{g.Check(t.Context()), g.Engage(t.Context(), forever)} {
		if s.Verdict != Off || !s.ByUser || d.value != "false" || journalled(g) {
			t.Fatalf("state %+v, value %q", s, d.value)
		}
	}
	if s := g.Engage(t.Context(), time.Now().Add(time.Hour)); s.Verdict != Confirmed || d.value != "true" {
		t.Fatalf("another gate: %+v", s)
	}
	if g.Release(t.Context()); d.value != "false" {
		t.Fatalf("value %q: the user had switched it off, so it is no longer absent", d.value)
	}
}

func TestARestartedDaemonIsSilencedAgain(t *testing.T) {
	d := newDesk(likeDunst, "false")
	g := newTestGuard(t, d)
	g.Engage(t.Context(), forever)
	d.id = ""
	if s := g.Check(t.Context()); s.Verdict != Impossible {
		t.Fatalf("while it is gone: %+v", s)
	}
	d.id, d.value = "bus/:2", "false"
	if s := g.Check(t.Context()); s.Verdict != Confirmed || s.ByUser || d.value != "true" {
		t.Fatalf("after its restart: %+v", s)
	}
	if g.Release(t.Context()); d.value != "false" {
		t.Fatal("not restored")
	}
}

func TestADaemonThatForgotIsSilencedAgain(t *testing.T) {
	d := newDesk(likeSwaync, "false")
	g := newTestGuard(t, d)
	g.Engage(t.Context(), forever)
	d.id, d.value = "bus/:2", "false"
	if s := g.Check(t.Context()); s.Verdict != Confirmed || s.ByUser || d.value != "true" {
		t.Fatalf("after its restart: %+v", s)
	}
	d.id = "bus/:3" // and this time it remembers
	if s := g.Check(t.Context()); s.Verdict != Confirmed || s.ByUser || d.sets != 2 {
		t.Fatalf("after another one: %+v, switched %d times", s, d.sets)
	}
}

func TestADoubtIsNeverConfirmed(t *testing.T) {
	for _, before := range []string{"false", "true"} {
		d := newDesk(likeDunst, before)
		d.doubt = "It may show all."
		g := newTestGuard(t, d)
		if s := g.Engage(t.Context(), forever); s.Verdict != Asked || s.Sentence != d.doubt || s.ByUser != (before == "true") {
			t.Fatalf("from %s: %+v", before, s)
		}
		err := g.Through(t.Context(), func(context.Context) error { return nil })
		if leftAlone := errors.Is(err, ErrLeftAlone); leftAlone != (before == "true") {
			t.Fatalf("from %s, through: %v", before, err)
		}
		if s := g.Release(t.Context()); s.ByUser != (before == "true") || d.value != before {
			t.Fatalf("from %s, released: %+v, value %s", before, s, d.value)
		}
	}
}

func TestAnotherKindOfDaemonLeavesNothingBehind(t *testing.T) {
	d := newDesk(likeXfce, absent)
	g := newTestGuard(t, d)
	g.Engage(t.Context(), forever)
	d.id, d.unknown = "bus/:2", true
	if s := g.Check(t.Context()); s.Verdict != Impossible {
		t.Fatalf("state %+v", s)
	}
	if g.Release(t.Context()); d.value != absent {
		t.Fatal("the switch of the daemon that is gone is on disk and has to be restored")
	}
}

func TestAnEndThatHasPassedLifts(t *testing.T) {
	now := time.Date(2025, 3, 1, 9, 0, 0, 0, time.UTC)
	d := newDesk(likeDunst, "false")
	g := d.guard(t.TempDir(), func() time.Time { return now })
	g.Engage(t.Context(), now.Add(time.Hour))
	now = now.Add(time.Hour)
	if s := g.Check(t.Context()); s.Verdict != Off || d.value != "false" {
		t.Fatalf("state %+v", s)
	}
}

func TestAFailedReleaseIsTriedAgain(t *testing.T) {
	d := newDesk(likeDunst, "false")
	g := newTestGuard(t, d)
	g.Engage(t.Context(), forever)
	d.broken = errors.New("gone")
	if s := g.Release(t.Context()); s.Verdict != Impossible || !journalled(g) {
		t.Fatalf("state %+v", s)
	}
	d.broken = nil
	if s := g.Check(t.Context()); s.Verdict != Off || d.value != "false" || journalled(g) {
		t.Fatalf("state %+v", s)
	}
}

func TestABreakThroughLiftsAndRenews(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := newDesk(likeDunst, "false")
		g := newTestGuard(t, d)
		g.Engage(t.Context(), forever)
		d.waits[7] = true
		during := ""
		err := g.Through(t.Context(), func(context.Context) error { during = d.value; return nil })
		if err != nil || during != "false" || d.shown != 0 || d.seen(g) != "false" {
			t.Fatalf("err %v, value during %q, flood of %d, value after %q", err, during, d.shown, d.value)
		}
		if s := g.Check(t.Context()); s.Verdict != Off || s.ByUser {
			t.Fatalf("our own lifting was taken for the user's: %+v", s)
		}
		<-time.After(renewAfter)
		synctest.Wait()
		if s := g.State(); s.Verdict != Confirmed || d.seen(g) != "true" {
			t.Fatalf("not renewed: %+v", s)
		}
	})
}

func TestTwoBreakThroughsRenewOnceAndLate(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := newDesk(likeDunst, "false")
		g := newTestGuard(t, d)
		g.Engage(t.Context(), forever)
		show := func(context.Context) error { return nil }
		_ = g.Through(t.Context(), show)
		<-time.After(renewAfter - time.Second)
		_ = g.Through(t.Context(), show)
		<-time.After(renewAfter - time.Second)
		if synctest.Wait(); d.seen(g) != "false" {
			t.Fatal("the second one was cut short")
		}
		<-time.After(time.Second)
		if synctest.Wait(); d.seen(g) != "true" || d.sets != 3 {
			t.Fatalf("value %q after %d switches", d.value, d.sets)
		}
	})
}

func TestReleaseCancelsTheRenewal(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := newDesk(likeDunst, "false")
		g := newTestGuard(t, d)
		g.Engage(t.Context(), forever)
		_ = g.Through(t.Context(), func(context.Context) error { return nil })
		g.Release(t.Context())
		<-time.After(2 * renewAfter)
		if synctest.Wait(); d.seen(g) != "false" || g.State().Verdict != Off {
			t.Fatalf("value %q, state %+v", d.value, g.State())
		}
	})
}

func TestABreakThroughOnlyShowsWhereThatIsEnough(t *testing.T) {
	boom := errors.New("boom")
	for name, c := range map[string]struct {
		kind   traits
		before string
		want   error
	}{
		"urgent ones are shown anyway":     {likeXfce, "false", nil},
		"the user's own silence swallows":  {likeDunst, "true", ErrLeftAlone},
		"the user's own silence lets pass": {likeXfce, "true", nil},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(c.kind, c.before)
			g := newTestGuard(t, d)
			g.Engage(t.Context(), forever)
			err := g.Through(t.Context(), func(context.Context) error { return boom })
			if !errors.Is(err, boom) || c.want != nil && !errors.Is(err, c.want) || d.value != "true" {
				t.Fatalf("err %v, value %q", err, d.value)
			}
		})
	}
}

func journalled(g *Guard) bool {
	_, err := os.Stat(g.o.Journal)
	return err == nil
}
