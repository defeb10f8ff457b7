package queue_test

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"sluice/backend/store"
	"sluice/backend/work"
)

// TestTheLongestWaitIsKept lets a random week happen, in which summer time begins, to clients of several
// zones and hours, while the plan is followed at the moments that it names itself and at no other. At
// each of them the minutes are counted that something has waited within its client's hours, one by one.
func TestTheLongestWaitIsKept(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		k := keeping{lived: lived{desk: newDesk(t), rt: rt}, arrived: map[work.ArrivalID]time.Time{}}
		k.now = time.Date(2026, 3, 26, rapid.IntRange(0, 23).Draw(rt, "hour"), rapid.IntRange(0, 59).Draw(rt, "minute"), 0, 0, time.UTC)
		k.begin()
		for range rapid.IntRange(5, 25).Draw(rt, "steps") {
			k.step()
		}
	})
}

// keeping is a life in which longest waits are watched.
type keeping struct {
	lived
	clients []work.Client
	arrived map[work.ArrivalID]time.Time
}

func (k *keeping) begin() {
	office := work.Hours{}
	for day := 1; day <= 5; day++ {
		office.Week[day] = []work.Range{{Start: 9 * 60, End: 12 * 60}, {Start: 13*60 + 30, End: 18 * 60}}
	}
	night := work.Hours{Off: []work.Date{{Year: 2026, Month: 3, Day: 28}}}
	for day := range 7 {
		night.Week[day] = []work.Range{{Start: 0, End: 4*60 + 15}, {Start: 22 * 60, End: 24 * 60}}
	}
	for i, c := range []work.Client{
		{Zone: "Europe/Berlin", Hours: office}, {Zone: "America/New_York", Hours: office}, {Zone: "Europe/Berlin", Hours: night}, {},
	} {
		c.Name, c.Number, c.Colour = fmt.Sprint("client ", i), i+1, i+1
		c.LongestWait = time.Duration(rapid.IntRange(5, 600).Draw(k.rt, "longest wait")) * time.Minute
		saved, _, err := k.queue.SaveClient(ctx, k.now, c)
		k.must(err)
		k.clients = append(k.clients, saved)
	}
	if rapid.Bool().Draw(k.rt, "own check-ins") {
		_, err := k.queue.AddCheckIn(ctx, k.now, work.CheckIn{Client: k.clients[0].ID, At: 11 * 60, Days: work.EveryDay, Zone: "Asia/Tokyo"})
		k.must(err)
	}
}

func (k *keeping) step() {
	k.passes(time.Duration(rapid.IntRange(1, 14*3600).Draw(k.rt, "seconds")) * time.Second)
	switch rapid.SampledFrom([]string{"arrive", "arrive", "arrive", "shield", "unshield", "now", "end", "rule", "shorter", "pause", "done", "undo"}).Draw(k.rt, "what") {
	case "arrive":
		k.arrives()
	case "shield":
		_, _, err := k.queue.StartShield(ctx, k.now, k.now.Add(time.Duration(rapid.IntRange(10, 300).Draw(k.rt, "minutes"))*time.Minute), "")
		k.must(err)
	case "unshield":
		_, _ = k.queue.EndShield(ctx, k.now) // with none up it is refused
	case "now":
		one := behind(rapid.SampledFrom(k.clients).Draw(k.rt, "whose"))
		_, _ = k.queue.CheckInNow(ctx, k.now, one, false, rapid.Bool().Draw(k.rt, "stay")) // refused in a shield
	case "end":
		_, _ = k.queue.EndRun(ctx, k.now) // with none open it is refused
	case "rule":
		rule := work.ShieldRule{Days: work.EveryDay, At: work.Clock(rapid.IntRange(0, 1439).Draw(k.rt, "at")), Length: time.Hour, Zone: "Europe/Berlin"}
		_, err := k.queue.AddShieldRule(ctx, k.now, rule)
		k.must(err)
	case "shorter":
		c := rapid.SampledFrom(k.clients).Draw(k.rt, "whose")
		i := slices.IndexFunc(k.clients, func(other work.Client) bool { return other.ID == c.ID })
		k.clients[i].LongestWait = time.Duration(rapid.IntRange(5, 600).Draw(k.rt, "longest wait")) * time.Minute
		_, _, err := k.queue.SaveClient(ctx, k.now, k.clients[i])
		k.must(err)
	case "pause":
		k.act(k.queue.Pause(ctx, k.now, k.now.Add(time.Duration(rapid.IntRange(10, 900).Draw(k.rt, "minutes"))*time.Minute)))
	case "done":
		k.handles()
	}
	k.settle()
	k.watch()
}

func (k *keeping) arrives() {
	client := rapid.SampledFrom(k.clients).Draw(k.rt, "whose")
	event := of(client, message("hello"))
	if thread := rapid.IntRange(0, 2).Draw(k.rt, "thread"); thread > 0 {
		event.Thread = fmt.Sprint(thread, " of ", client.ID)
	}
	k.arrived[k.arrive(event)] = k.now
}

// passes lets time go by as that of lived does, and watches at each moment.
func (k *keeping) passes(d time.Duration) {
	for until := k.now.Add(d); k.now.Before(until); {
		next := k.nextLook()
		if next.IsZero() || next.After(until) {
			next = until
		}
		k.now = next
		k.watchSince(k.now.Add(-time.Millisecond)) // nothing waited too long for this look either
		k.settle()
		k.watch()
	}
}

func (k *keeping) watch() { k.watchSince(k.now) }

// watchSince counts for everything that is held how long it has waited, unless the gate was shut.
func (k *keeping) watchSince(then time.Time) {
	k.must(k.store.Read(context.Background(), func(tx *store.Tx) error {
		s, err := k.queue.Situation(tx, then)
		if err != nil || !s.ShieldUntil.IsZero() || !s.PausedUntil.IsZero() {
			return err
		}
		for id, arrived := range k.arrived {
			a, client, err := tx.ArrivalOf(id)
			if err != nil {
				return err
			}
			if a.Outcome != work.OutcomeHeld {
				delete(k.arrived, id)
				continue
			}
			c := k.clients[slices.IndexFunc(k.clients, func(c work.Client) bool { return c.ID == client })]
			if waited := waitedWithin(c, arrived, k.now); waited > c.LongestWait {
				k.rt.Fatalf("at %s something of %s that came at %s has waited %s of %s", k.now, c.Name, arrived, waited, c.LongestWait)
			}
		}
		return nil
	}))
}

// waitedWithin counts the minutes of a client's hours, one after another.
func waitedWithin(c work.Client, from, until time.Time) (waited time.Duration) {
	zone, err := time.LoadLocation(c.Zone)
	if err != nil || c.Zone == "" {
		zone = time.UTC
	}
	always := !slices.ContainsFunc(c.Hours.Week[:], func(ranges []work.Range) bool { return len(ranges) > 0 })
	for at := from; at.Before(until); at = at.Add(time.Minute) {
		local := at.In(zone)
		clock := work.Clock(local.Hour()*60 + local.Minute())
		open := always || slices.ContainsFunc(c.Hours.Week[local.Weekday()], func(r work.Range) bool { return clock >= r.Start && clock < r.End })
		if open && !slices.Contains(c.Hours.Off, work.DateOf(at, zone)) {
			waited += time.Minute
		}
	}
	return waited
}
