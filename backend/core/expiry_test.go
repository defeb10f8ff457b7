package core_test

import (
	"testing"
	"testing/synctest"
	"time"

	"sluice/backend/queue"
	"sluice/backend/source"
	"sluice/backend/work"
)

// TestWhatIsOverExpiresByItself has the clock do it, before the check-in and without a word to anybody.
func TestWhatIsOverExpiresByItself(t *testing.T) {
	w := newWorld(t)
	synctest.Test(t, func(t *testing.T) {
		w.TB = t
		w.start()
		w.plan(time.Hour)
		w.must(w.memory.Send(ctxb(), source.Event{
			RemoteID: "invite", Kind: work.KindMessage, Title: "stand-up", ExpiresAt: w.now().Add(30 * time.Minute),
		}))
		time.Sleep(20 * time.Minute)
		w.countsOne(work.OutcomeHeld)
		w.took()
		time.Sleep(11 * time.Minute)
		w.countsOne(work.OutcomeExpired)
		time.Sleep(time.Hour)
		w.want()
		w.countsOne(work.OutcomeExpired)
		w.end()
	})
}

// countsOne wants the receipt to have one arrival, with an outcome.
func (w *world) countsOne(outcome work.Outcome) {
	w.Helper()
	synctest.Wait()
	receipt, err := w.core.Receipt(ctxb(), queue.Wall{}, time.UnixMilli(1), w.now().Add(time.Hour))
	w.must(err)
	if receipt.Outcomes[outcome] != 1 || receipt.Arrived != 1 || receipt.Lost != 0 {
		w.Errorf("the receipt is %+v, want one %s", receipt, outcome)
	}
}
