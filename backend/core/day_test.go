package core_test

import (
	"context"
	"fmt"
	"os"
	"strconv"
	"testing"
	"testing/synctest"
	"time"

	"sluice/backend/core"
	"sluice/backend/queue"
	"sluice/backend/source"
	"sluice/backend/work"
)

// berlin is a user's zone that does not change.
type berlin struct{ *time.Location }

func (b berlin) Now() *time.Location { return b.Location }
func (berlin) Look() bool            { return false }

// day is a day in the life of a profile with four clients, from the Saturday on which summer time
// begins in the night until the Sunday.
type day struct {
	*world
	zone    *time.Location
	clients []work.Client
	sent    int
}

func ctxb() context.Context { return context.Background() }

// until lets the time pass to a moment of the wall clock.
func (d *day) until(date int, clock string) {
	d.Helper()
	at, err := time.ParseInLocation("2006-01-02 15:04", fmt.Sprintf("2026-03-%02d %s", date, clock), d.zone)
	d.must(err)
	time.Sleep(at.Sub(d.now()))
	synctest.Wait()
}

// arrive lets n arrivals come for each client, in one batch.
func (d *day) arrive(n int) {
	d.Helper()
	var events []source.Event
	for range n {
		for _, client := range d.clients {
			d.sent++
			events = append(events, source.Event{
				RemoteID: strconv.Itoa(d.sent), Client: client.ID, Kind: work.KindMessage, From: "Ana",
				Title: fmt.Sprintf("%s %d", client.Name, d.sent),
			})
		}
	}
	d.must(d.memory.Send(ctxb(), events...))
}

// account holds at every moment: nothing is lost.
func (d *day) account() queue.Receipt {
	d.Helper()
	receipt, err := d.core.Receipt(ctxb(), queue.Wall{}, time.UnixMilli(1), d.now().Add(time.Hour))
	d.must(err)
	if receipt.Lost != 0 || receipt.Arrived != d.sent {
		d.Errorf("at %s: %d of %d arrived, %d lost", d.now().In(d.zone), receipt.Arrived, d.sent, receipt.Lost)
	}
	return receipt
}

// expect is how things stand, and what happened outside since the last time.
func (d *day) expect(rule string, state core.State, held int, outside ...string) {
	d.Helper()
	s := d.status()
	if s.State != state || s.Counts.Held != held {
		d.Errorf("%s: the gate is %s with %d held, want %s with %d", rule, s.State, s.Counts.Held, state, held)
	}
	if got := d.took(); fmt.Sprint(got) != fmt.Sprint(outside) {
		d.Errorf("%s: outside happened %q, want %q", rule, got, outside)
	}
	d.account()
}

func (d *day) shield(length time.Duration) {
	d.Helper()
	_, _, err := d.core.StartShield(ctxb(), d.now().Add(length), "")
	d.must(err)
}

// crash ends the core in the midst of its work: the next one finds the files as they lay on the disk at
// that moment, and the desktop as silent as it was.
func (d *day) crash() {
	d.Helper()
	left := d.TempDir()
	d.must(os.CopyFS(left, os.DirFS(d.dir)))
	silent := d.quiet
	d.end()
	d.took()
	d.dir, d.quiet = left, silent
	d.start()
}

// settle makes the profile: four clients, one with a longest wait and one with a check-in of its own,
// and the common plan, one check-in of which lies in the hour that the night skips.
func (d *day) settle() {
	d.Helper()
	rules, _, err := d.core.Plan(ctxb(), queue.Wall{})
	d.must(err)
	for _, rule := range rules {
		do(d.world, func(now time.Time) (work.Act, error) { return d.core.Queue.RemoveCheckIn(ctxb(), now, rule.ID) })
	}
	for i, client := range []work.Client{
		{Name: "Acme", LongestWait: 4 * time.Hour}, {Name: "Birchwood"}, {Name: "Corvid"}, {Name: "Dune"},
	} {
		client.Number, client.Colour = i+1, i+1
		do(d.world, func(now time.Time) (work.Client, error) {
			saved, _, err := d.core.Queue.SaveClient(ctxb(), now, client)
			d.clients = append(d.clients, saved)
			return saved, err
		})
	}
	for _, rule := range []work.CheckIn{
		{At: 9*60 + 30},
		{At: 13 * 60},
		{At: 16*60 + 30},
		{At: 2*60 + 30},
		{At: 18 * 60, Client: d.clients[1].ID},
	} {
		do(d.world, func(now time.Time) (work.CheckIn, error) { return d.core.Queue.AddCheckIn(ctxb(), now, rule) })
	}
}

// TestADay plays a day through: 4 clients, 400 arrivals, 3 shields, 5 check-ins, a sleep, a crash
// and the night in which summer time begins. Each step names the rule that it is about.
func TestADay(t *testing.T) {
	w := newWorld(t)
	zone, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Skip("the system has no time zones: install tzdata")
	}
	w.zone = berlin{zone}
	synctest.Test(t, func(t *testing.T) {
		w.TB = t
		w.setClock(time.Date(2026, 3, 28, 7, 0, 0, 0, zone).Sub(w.now()))
		w.start()
		d := &day{world: w, zone: zone}
		d.settle()
		d.morning()
		d.afternoon()
		d.night()
		w.end()
	})
}

func (d *day) morning() {
	d.took()
	d.arrive(20)
	d.until(28, "09:29")
	d.expect("nothing gets through early", core.Holding, 80)
	d.until(28, "09:30")
	d.expect("a check-in delivers what is held for the clients concerned; Birchwood has its own", core.CheckIn, 20,
		"shown: 60 items. First: Acme 1")
	d.until(28, "09:50")
	d.expect("it stays open until its budget has passed", core.Holding, 20)

	d.until(28, "10:00")
	d.shield(2 * time.Hour)
	d.arrive(20)
	d.expect("a shield holds every client and asks for silence", core.Shield, 100, "quiet")
	d.until(28, "12:00")
	d.expect("a shield has an end", core.Holding, 100, "loud")

	d.until(28, "12:45")
	d.shield(45 * time.Minute)
	d.until(28, "13:00")
	d.expect("a shield beats a check-in", core.Shield, 100, "quiet")
	d.until(28, "13:30")
	d.expect("that check-in moves to the shield's end; silence is lifted first, then our one notification", core.CheckIn, 40,
		"loud", "shown: 60 items. First: Acme 81")
	do(d.world, func(now time.Time) (work.Run, error) { return d.core.Queue.EndRun(ctxb(), now) })
}

func (d *day) afternoon() {
	d.arrive(20)
	d.expect("after it the gate holds again", core.Holding, 120)
	d.until(28, "16:30")
	d.expect("a check-in opens at its time", core.CheckIn, 60, "shown: 60 items. First: Acme 161")
	d.until(28, "16:50")

	d.until(28, "17:00")
	d.setClock(2*time.Hour + 10*time.Minute) // asleep until 19:10, through Birchwood's check-in at 18:00
	time.Sleep(10 * time.Second)
	d.expect("after sleep missed check-ins collapse into one, at once", core.CheckIn, 0, "shown: 60 items. First: Birchwood 2")
	d.until(28, "19:40")

	d.shield(time.Hour)
	d.arrive(10)
	d.expect("it holds", core.Shield, 40, "quiet")
	d.crash()
	d.expect("a shield survives a crash, and nothing of what came is lost", core.Shield, 40, "loud again", "quiet")
	d.arrive(10)
	d.until(28, "20:40")
	d.expect("and ends when it was to", core.Holding, 80, "loud")
}

func (d *day) night() {
	d.until(28, "23:39")
	d.expect("nothing waits too long, and nothing comes early", core.Holding, 80)
	d.until(28, "23:42")
	d.expect("Acme's longest wait is kept by an extra check-in just in time", core.CheckIn, 60,
		"shown: 20 items. First: Acme 241")
	d.until(29, "00:10")
	d.expect("an extra check-in ends as any other", core.Holding, 60)

	d.until(29, "01:59")
	d.expect("the hour before the clock is moved", core.Holding, 60)
	d.until(29, "03:00")
	d.expect("a time that does not exist means the first instant after it", core.CheckIn, 20,
		"shown: 40 items. First: Corvid 243")
	d.until(29, "09:29")
	d.arrive(20)
	d.until(29, "09:30")
	d.expect("the next day is like any other", core.CheckIn, 40, "shown: 60 items. First: Acme 321")
	receipt := d.account()
	if receipt.Arrived != 400 || receipt.Outcomes[work.OutcomeDelivered] != 360 || receipt.Outcomes[work.OutcomeHeld] != 40 {
		d.Errorf("the receipt of the day is %+v", receipt)
	}
	planned := map[string]int{}
	for _, run := range receipt.CheckIns {
		planned[run.DueAt.In(d.zone).Format("02 15:04")]++
	}
	for at, n := range planned {
		if n > 1 {
			d.Errorf("the check-in due at %s came %d times", at, n)
		}
	}
}
