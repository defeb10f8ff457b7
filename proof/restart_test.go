//go:build linux

package proof

import (
	"fmt"
	"testing"
	"time"

	"sluice/proof/desk"
)

// TestAShieldOutlivesTheCore kills the core in a shield and starts it again: the shield still stands,
// and its end lets nothing out but what no core could see.
//
// DESIGN: "A shield always has an end and survives a restart"; "Lifting Do Not Disturb never releases a
// flood: what is in our queue is closed at the daemon first".
func TestAShieldOutlivesTheCore(t *testing.T) {
	t.Parallel()
	d := desk.New(t)
	c := d.Core()
	most := d.MostDisplayed()
	c.Do("shield", "start", "--for", "8s")
	d.Notify("before the crash", "")
	d.Eventually("it is held", func() bool { return status(c).Held == 1 })
	c.Kill()
	if now := d.Dunst(); !now.Paused || now.Displayed != 0 {
		t.Errorf("after the crash dunst has %+v", now)
	}
	begun := time.Now()
	d.Notify("unseen", "")
	unseen := time.Now()
	c.Start()
	if s := status(c); s.State != "shield" || s.Silence != "confirmed" || s.Held != 1 {
		t.Errorf("after the restart: state %q, silence %q, %d held", s.State, s.Silence, s.Held)
	}
	if gaps := receipt(c).Gaps; !inGap(gaps, begun, unseen) || inGap(gaps, time.Now(), time.Now()) {
		t.Errorf("what came without a core is in none of the gaps %+v", gaps)
	}
	d.Notify("after the restart", "")
	d.Eventually("it is held too", func() bool { return status(c).Held == 2 })

	c.Await("the shield ends by itself", desk.Patience, func() bool { return status(c).State == "holding" })
	d.Eventually("the system is as the user had it", func() bool { return !d.Dunst().Paused })
	d.Eventually("a pop-up comes up", func() bool { return d.Dunst().Displayed > 0 })
	d.Dismiss()
	d.Eventually("nothing is displayed", func() bool { return d.Dunst().Displayed == 0 })
	past := d.Past()
	if last := past[len(past)-1]; last.Summary != "unseen" || most() != 1 {
		t.Errorf("%d pop-ups came up, the last one is %+v; want the unseen one alone", most(), last)
	}
	well(t, c)
}

// TestALongShieldLetsNothingOut holds far more than a screen takes. dunst 1.9 hangs for minutes when it
// is asked to close more than a handful at once.
//
// DESIGN: "Lifting Do Not Disturb never releases a flood".
func TestALongShieldLetsNothingOut(t *testing.T) {
	t.Parallel()
	const many = 60
	d := desk.New(t)
	c := d.Core()
	most := d.MostDisplayed()
	c.Do("shield", "start", "--for", "1h")
	for i := range many {
		if err := desk.Notify(d.Bus(), "Chat", fmt.Sprint("message ", i), ""); err != nil {
			t.Fatal(err)
		}
	}
	d.Eventually("all are held", func() bool { return status(c).Held == many })
	c.Do("shield", "end")
	if now := d.Dunst(); now.Paused || now.Waiting != 0 || most() != 0 {
		t.Errorf("after the shield dunst has %+v, and displayed %d at once", now, most())
	}
	if s := status(c); s.Held != many || s.Queued != 0 {
		t.Errorf("after the shield %d are held and %d queued", s.Held, s.Queued)
	}
	well(t, c)
}

// TestTheUsersOwnSilenceStays pauses dunst by the user's hand before the shield: neither a crash nor
// the shield's end nor our own end takes that away.
//
// DESIGN: "outside, … Do Not Disturb is the user's own affair"; "If the user switches it by hand, it is
// left alone until the next change of the gate".
func TestTheUsersOwnSilenceStays(t *testing.T) {
	t.Parallel()
	d := desk.New(t)
	d.Pause(true)
	c := d.Core()
	stays := func(after string) {
		t.Helper()
		if !d.Dunst().Paused {
			t.Errorf("after %s the user's own silence is gone", after)
		}
	}
	c.Do("shield", "start", "--for", "1h")
	d.Notify("held", "")
	d.Eventually("it is held", func() bool { return status(c).Held == 1 })
	c.Kill()
	stays("a crash")
	c.Start()
	stays("a restart")
	c.Do("shield", "end")
	stays("the shield")
	c.Stop()
	stays("our end")
}
