package core_test

import (
	"context"
	"testing"
	"time"

	"sluice/backend/bus"
	"sluice/backend/queue"
	"sluice/backend/source"
	"sluice/backend/work"
)

// saved gives a client as the store has it.
func (w *world) saved(client work.Client) work.Client {
	w.Helper()
	client, _, err := w.core.Queue.SaveClient(ctxb(), w.now(), client)
	w.must(err)
	return client
}

func TestACheckInAndAUsedUpLongestWaitOfOneInstantBothCome(t *testing.T) {
	inWorld(t, func(w *world) {
		acme := w.saved(work.Client{Name: "Acme", Colour: 1})
		dune := w.saved(work.Client{Name: "Dune", Colour: 2, LongestWait: 2 * time.Hour})
		w.plan(23 * time.Hour) // of everybody, and far away
		at := w.now().Add(2 * time.Hour)
		rule := work.CheckIn{Client: acme.ID, At: work.Clock(at.Hour()*60 + at.Minute()), Zone: "Etc/UTC", Days: work.EveryDay}
		do(w, func(now time.Time) (work.CheckIn, error) { return w.core.Queue.AddCheckIn(ctxb(), now, rule) })
		w.must(w.memory.Send(ctxb(),
			source.Event{RemoteID: "a", Client: acme.ID, Title: "for Acme", Kind: work.KindMessage},
			source.Event{RemoteID: "d", Client: dune.ID, Title: "for Dune", Kind: work.KindMessage}))
		time.Sleep(2*time.Hour - time.Second)
		w.want()
		time.Sleep(time.Second)
		if s := w.status(); s.Counts.Held != 0 || s.Counts.Queued != 2 {
			t.Errorf("at the instant: %+v", s.Counts)
		}
		w.want("shown: 2 items. First: for Dune")
	})
}

// What arrives at the very moment of a check-in, before the clock looked, has the next look reckoned
// anew, which must not pass over the one that is due.
func TestAnArrivalAtTheMomentOfACheckInDoesNotHideIt(t *testing.T) {
	inWorld(t, func(w *world) {
		w.plan(time.Hour)
		w.send("one")
		time.Sleep(time.Hour - time.Second)
		w.setClock(time.Second) // the clock is a little ahead of the timer, as with a machine under load
		w.send("two")
		time.Sleep(time.Second)
		if s := w.status(); s.Counts.Held != 0 || s.Counts.Queued != 2 {
			t.Errorf("at the check-in: %+v", s.Counts)
		}
	})
}

// A longest wait that is made shorter may be used up at once, also where nobody has the gate followed.
func TestALongestWaitThatIsUsedUpAtOnceIsKept(t *testing.T) {
	inWorld(t, func(w *world) {
		acme := w.saved(work.Client{Name: "Acme", Colour: 1})
		w.plan(23 * time.Hour)
		w.must(w.memory.Send(context.Background(), source.Event{RemoteID: "a", Client: acme.ID, Title: "for Acme", Kind: work.KindMessage}))
		time.Sleep(2 * time.Hour)
		acme.LongestWait = time.Hour
		w.saved(acme)
		if s := w.status(); s.Counts.Held != 0 {
			t.Errorf("what was overdue is held still: %+v", s.Counts)
		}
		receipt, err := w.core.Receipt(ctxb(), queue.Wall{}, time.UnixMilli(1), w.now().Add(time.Hour))
		w.must(err)
		if receipt.Lost != 0 {
			t.Errorf("%d lost", receipt.Lost)
		}
	})
}

func TestNotificationsSayAsMuchAsTheUserWants(t *testing.T) {
	for name, chosen := range map[string]struct {
		bare, quiet bool
		want        []string
	}{
		"bare":  {bare: true, want: []string{"shown: 1 item"}},
		"quiet": {quiet: true},
	} {
		t.Run(name, func(t *testing.T) {
			inWorld(t, func(w *world) {
				settings, err := w.core.Queue.Settings(ctxb())
				w.must(err)
				settings.BareNotices, settings.QuietCheckIns = chosen.bare, chosen.quiet
				w.choose(settings)
				w.plan(time.Hour)
				w.send("a secret")
				time.Sleep(time.Hour)
				w.want(chosen.want...)
				if s := w.status(); !s.Gate.RunOpen || len(s.Trouble) > 0 {
					t.Errorf("the check-in did not open, or in trouble: %+v", s)
				}
			})
		})
	}
}

// During a call the notification counts and names nothing; the call ends by itself.
func TestDuringACallTheNotificationNamesNothing(t *testing.T) {
	inWorld(t, func(w *world) {
		w.plan(time.Hour)
		do(w, func(now time.Time) (work.Act, error) {
			return w.core.Queue.StartCall(ctxb(), now, now.Add(90*time.Minute))
		})
		w.send("a secret")
		time.Sleep(time.Hour)
		w.want("shown: 1 item")
		w.endRun()
		changes := w.core.Bus.Listen(bus.Queue)
		defer changes.Close()
		time.Sleep(30 * time.Minute)
		if s := w.status(); !s.Gate.CallUntil.IsZero() {
			t.Errorf("the call goes on: %s", s.Gate.CallUntil)
		}
		if len(changes.Take()) == 0 {
			t.Error("nobody was told that content is shown again")
		}
	})
}
