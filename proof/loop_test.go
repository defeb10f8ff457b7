//go:build linux

package proof

import (
	"strconv"
	"testing"
	"time"

	"sluice/proof/desk"
)

var captured = []string{"The server is down", "Invoice 17", "Lunch?"}

// ahead is how long before a check-in the proof of the loop begins at the latest: enough for a shield.
const ahead = 15 * time.Second

// TestTheLoop proves the whole way of a message: held in a shield without a pop-up, not let out by the
// shield's end, delivered at the planned minute with one notification of ours, worked through from the
// command line and in the window.
//
// DESIGN: "Everything that wants their attention flows into one place, is held behind a gate, and comes
// through at the check-in times they chose"; "Lifting Do Not Disturb never releases a flood"; "Own
// notification: one per check-in".
func TestTheLoop(t *testing.T) {
	t.Parallel()
	d := desk.New(t)
	c := d.Core()
	most := d.MostDisplayed()
	minute := time.Now().Truncate(time.Minute).Add(time.Minute)
	if time.Until(minute) < ahead {
		minute = minute.Add(time.Minute)
	}
	zone, err := time.LoadLocation(status(c).Zone)
	if err != nil {
		t.Fatal(err)
	}
	c.Do("checkin", "add", "--at", minute.In(zone).Format("15:04"))
	c.Do("shield", "start", "--for", (time.Until(minute) - 3*time.Second).String())

	holdsInTheShield(t, d, c)
	if n := most(); n != 0 {
		t.Errorf("%d pop-ups came up in the shield", n)
	}
	c.Await("the shield ends by itself", 2*time.Minute, func() bool { return status(c).State == "holding" })
	if now := d.Dunst(); now.Paused || now.Waiting != 0 || most() != 0 {
		t.Errorf("after the shield dunst has %+v, and displayed %d", now, most())
	}
	if n := len(queue(c)); n != 0 {
		t.Errorf("the shield's end let %d items out", n)
	}

	c.Await("the check-in opens by itself", 2*time.Minute, func() bool { return status(c).State == "checkin" })
	opensOnce(t, d, c, minute, most)
	worksFromTheCommandLine(t, c)
	worksInTheWindow(t, d, c)
	well(t, c)
}

func holdsInTheShield(t *testing.T, d *desk.Desk, c *desk.Core) {
	t.Helper()
	if s := status(c); s.State != "shield" || s.Silence != "confirmed" {
		t.Fatalf("the shield gives state %q, silence %q: %s", s.State, s.Silence, s.SilenceNote)
	}
	for _, summary := range captured {
		d.Notify(summary, "from another process", "--app-name=Mail")
	}
	d.Eventually("all notifications are held", func() bool { return status(c).Held == len(captured) })
	if items := queue(c); len(items) != 0 {
		t.Errorf("what is held shows in the queue: %+v", items)
	}
	if now := d.Dunst(); now.Displayed != 0 || !now.Paused {
		t.Errorf("in the shield dunst has %+v", now)
	}
}

// opensOnce looks at the check-in of a minute that has just opened.
func opensOnce(t *testing.T, d *desk.Desk, c *desk.Core, minute time.Time, most func() int) {
	t.Helper()
	run := status(c).Run
	if run == nil || !run.Planned || !run.DueAt.Equal(minute) || run.OpenedAt.Before(minute) || run.Delivered != len(captured) {
		t.Fatalf("the check-in of %s is %+v", minute, run)
	}
	d.Eventually("our notification is displayed", func() bool { return d.Dunst().Displayed > 0 })
	d.Shot("checkin")
	items := queue(c)
	for _, summary := range captured {
		if titles(items)[summary] != 1 {
			t.Errorf("%q is in the queue %d times", summary, titles(items)[summary])
		}
	}
	for _, item := range items {
		if len(item.Reasons) == 0 {
			t.Errorf("%q is in the queue without a reason", item.Title)
		}
	}
	if most() != 1 {
		t.Errorf("%d pop-ups were displayed at once", most())
	}
	d.Dismiss()
	d.Eventually("it is closed", func() bool { return d.Dunst().Displayed == 0 })
	past := d.Past()
	if last := past[len(past)-1]; last.App != "Sluice" || last.Summary != "Check-in" {
		t.Errorf("what was displayed is %+v", last)
	}
}

func worksFromTheCommandLine(t *testing.T, c *desk.Core) {
	t.Helper()
	first := queue(c)[0]
	c.Do("done", strconv.FormatInt(first.ID, 10))
	if left := titles(queue(c)); len(left) != len(captured)-1 || left[first.Title] != 0 {
		t.Errorf("after done the queue is %v", left)
	}
	c.Do("undo")
	if all := titles(queue(c)); len(all) != len(captured) {
		t.Errorf("after undo the queue is %v", all)
	}
}

// list is where the window shows the queue, and nothing that moves by itself.
const list = "500x300+200+170"

func worksInTheWindow(t *testing.T, d *desk.Desk, c *desk.Core) {
	t.Helper()
	c.Do("settings", "--welcomed")
	w := d.Window()
	all := d.Redrawn(list, "")
	d.Shot("window")
	d.Keys("e")
	d.Eventually("e marks an item done", func() bool { return status(c).Queued == len(captured)-1 })
	fewer := d.Redrawn(list, all)
	d.Shot("window-done")
	d.Keys("z")
	d.Eventually("z takes it back", func() bool { return status(c).Queued == len(captured) })
	d.Redrawn(list, fewer)
	d.Shot("window-undone")
	w.Stop()
}
