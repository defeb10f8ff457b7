package core_test

import (
	"context"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"sluice/backend/core"
	"sluice/backend/desktop/idle"
	"sluice/backend/queue"
	"sluice/backend/work"
)

// hands are the user's: since when they rest, if anybody knows.
type hands struct {
	typing  atomic.Bool
	unknown atomic.Bool
	asked   atomic.Int64 // how often somebody looked
	rest    atomic.Int64 // since when, in nanoseconds
}

func (h *hands) Look(context.Context) (idle.State, error) {
	h.asked.Add(1)
	if h.unknown.Load() {
		return idle.State{}, idle.ErrUnsupported
	}
	if h.typing.Load() {
		return idle.State{Known: true}, nil
	}
	return idle.State{Known: true, Idle: time.Since(time.Unix(0, h.rest.Load()))}, nil
}

func (h *hands) stop() { h.rest.Store(time.Now().UnixNano()); h.typing.Store(false) }

// inLull has a check-in in an hour that waits for 20 seconds without input, five minutes at most, and
// something that is held for it.
func inLull(t *testing.T, story func(w *world, h *hands)) {
	t.Helper()
	w, h := newWorld(t), &hands{}
	w.idle = h
	synctest.Test(t, func(t *testing.T) {
		w.TB = t
		w.start()
		w.choose(queue.Settings{BudgetMinutes: 20, KeepDays: 90, Appearance: "system", LullSeconds: 20})
		w.plan(time.Hour)
		w.send("one")
		h.typing.Store(true)
		story(w, h)
		w.end()
	})
}

func (w *world) lastRun() work.Run {
	w.Helper()
	receipt, err := w.core.Receipt(ctxb(), queue.Wall{}, time.UnixMilli(1), w.now().Add(time.Hour))
	w.must(err)
	if len(receipt.CheckIns) == 0 {
		return work.Run{}
	}
	return receipt.CheckIns[len(receipt.CheckIns)-1]
}

func TestACheckInOpensAtTheNextPause(t *testing.T) {
	inLull(t, func(w *world, h *hands) {
		time.Sleep(time.Hour + 2*time.Minute)
		w.want()
		h.stop()
		time.Sleep(19 * time.Second)
		w.want()
		time.Sleep(21 * time.Second) // a look may have been just before the last key
		w.want("shown: one")
		if run := w.lastRun(); run.Late {
			t.Errorf("it was on time, as the user wants it: %+v", run)
		}
	})
}

func TestACheckInWaitsForNoPauseBeyondItsBound(t *testing.T) {
	inLull(t, func(w *world, _ *hands) {
		time.Sleep(time.Hour + 5*time.Minute - time.Second)
		w.want()
		time.Sleep(time.Second)
		w.want("shown: one")
		if run := w.lastRun(); run.Late {
			t.Errorf("within the bound it is not late: %+v", run)
		}
	})
}

func TestWhereNobodyKnowsACheckInOpensOnTime(t *testing.T) {
	inLull(t, func(w *world, h *hands) {
		h.unknown.Store(true)
		time.Sleep(time.Hour)
		w.want("shown: one")
		if s := w.status(); s.State != core.CheckIn {
			t.Errorf("it is %s", s.State)
		}
	})
}

// "The machine is asked only while a check-in is due."
func TestNobodyAsksTheMachineBeforeACheckInIsDue(t *testing.T) {
	inLull(t, func(w *world, h *hands) {
		time.Sleep(time.Hour - time.Minute)
		w.send("two") // and what else has the plan looked at
		w.choose(queue.Settings{BudgetMinutes: 30, KeepDays: 90, Appearance: "system", LullSeconds: 20})
		time.Sleep(time.Minute - time.Second)
		if n := h.asked.Load(); n != 0 {
			t.Errorf("before its time it was asked %d times", n)
		}
		time.Sleep(time.Minute)
		if h.asked.Load() == 0 {
			t.Error("while it is due nobody asks")
		}
	})
}
