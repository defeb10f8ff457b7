package queue_test

import (
	"context"
	"encoding/json"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"sluice/backend/bus"
	"sluice/backend/fault"
	"sluice/backend/queue"
	"sluice/backend/source"
	"sluice/backend/store"
	"sluice/backend/work"
)

// wednesday is between the proposed check-ins at 09:30 and 13:00.
var wednesday = time.Date(2026, 3, 4, 12, 0, 0, 0, time.UTC)

// desk is a queue on a real store, at a time of its own.
type desk struct {
	testing.TB
	path  string
	store *store.Store
	queue *queue.Queue
	now   time.Time
	sent  int
}

func newDesk(t testing.TB) *desk {
	t.Helper()
	d := &desk{TB: t, path: filepath.Join(t.TempDir(), "sluice.db"), now: wednesday}
	d.open()
	t.Cleanup(func() { _ = d.store.Close() })
	d.write(func(tx *store.Tx) error { // the proposed plan counts from the time at which the profile was made
		rules, err := tx.CheckIns()
		for _, rule := range rules {
			if err := tx.SetCheckInRemoved(rule.ID, d.now); err != nil {
				return err
			}
			rule.ID, rule.From, rule.CreatedAt = 0, d.now.AddDate(-1, 0, 0), d.now.AddDate(-1, 0, 0)
			if _, err := tx.AddCheckIn(rule); err != nil {
				return err
			}
		}
		return err
	})
	return d
}

func (d *desk) open() {
	d.Helper()
	opened, err := store.Open(context.Background(), d.path)
	d.must(err)
	d.store = opened
	d.queue = queue.New(opened, &bus.Bus{}, func() *time.Location { return time.UTC })
}

// restart closes and opens everything, as the end of the process does.
func (d *desk) restart() {
	d.Helper()
	d.must(d.store.Close())
	d.open()
}

func (d *desk) must(err error) {
	d.Helper()
	if err != nil {
		d.Fatal(err)
	}
}

func (d *desk) write(do func(tx *store.Tx) error) {
	d.Helper()
	d.must(d.store.Write(context.Background(), do))
}

func (d *desk) at(clock string) *desk {
	d.Helper()
	at, err := work.ParseClock(clock)
	d.must(err)
	year, month, day := d.now.Date()
	d.now = time.Date(year, month, day, at.Hour(), at.Minute(), 0, 0, time.UTC)
	return d
}

// arrive hands an event over, as intake does.
func (d *desk) arrive(event source.Event) work.ArrivalID {
	d.Helper()
	return d.arriveFrom("memory", event)
}

func (d *desk) arriveFrom(from work.SourceID, event source.Event) work.ArrivalID {
	d.Helper()
	d.sent++
	if event.RemoteID == "" {
		event.RemoteID = fmt.Sprint("r", d.sent)
	}
	text, err := json.Marshal(event)
	d.must(err)
	handed := store.Handed{Source: from, RemoteID: event.RemoteID, ReceivedAt: d.now, Event: text}
	d.write(func(tx *store.Tx) error {
		kept, err := tx.PutAtDoor(handed)
		if err != nil || !kept[0].IsNew {
			return err
		}
		handed.ID = kept[0].ID
		situation, err := d.queue.Situation(tx, d.now)
		if err != nil {
			return err
		}
		_, err = d.queue.Place(tx, situation, []store.Handed{handed}, []source.Event{event})
		return err
	})
	return handed.ID
}

func (d *desk) release() (queue.Delivery, bool) {
	d.Helper()
	delivery, due, err := d.queue.ReleaseDue(context.Background(), d.now, queue.Seen{})
	d.must(err)
	return delivery, due
}

func (d *desk) items() []work.Item {
	d.Helper()
	items, err := d.queue.Items(context.Background(), queue.View{})
	d.must(err)
	return items
}

func (d *desk) titles() (titles []string) {
	d.Helper()
	for _, item := range d.items() {
		titles = append(titles, item.Title)
	}
	return titles
}

func (d *desk) receipt() queue.Receipt {
	d.Helper()
	receipt, err := d.queue.Receipt(context.Background(), queue.Wall{}, d.now.AddDate(-1, 0, 0), d.now.AddDate(1, 0, 0))
	d.must(err)
	return receipt
}

func (d *desk) wantTitles(want ...string) {
	d.Helper()
	if got := d.titles(); fmt.Sprint(got) != fmt.Sprint(want) {
		d.Errorf("the queue has %q, want %q", got, want)
	}
}

func (d *desk) wantOutcome(outcome work.Outcome, want int) {
	d.Helper()
	if got := d.receipt(); got.Outcomes[outcome] != want || got.Lost != 0 {
		d.Errorf("the receipt has %d %s and %d lost, want %d and 0: %+v", got.Outcomes[outcome], outcome, got.Lost, want, got)
	}
}

func (d *desk) wantCode(err error, want fault.Code) {
	d.Helper()
	if got := fault.CodeOf(err); got != want {
		d.Errorf("got %q (%v), want %q", got, err, want)
	}
}

// one picks a single item.
func one(id work.ItemID) queue.Pick { return queue.Pick{Items: []work.ItemID{id}} }

func message(title string) source.Event {
	return source.Event{Title: title, Kind: work.KindMessage, App: "Chat"}
}

func thread(key, title string) source.Event {
	event := message(title)
	event.Thread = key
	return event
}

func TestWhatArrivesBetweenCheckInsIsAbsentUntilTheNext(t *testing.T) {
	d := newDesk(t)
	d.release() // 09:30 of today was missed and is over
	d.arrive(message("hello"))
	d.wantTitles()
	if _, due := d.at("12:59").release(); due {
		t.Error("a check-in came early")
	}
	delivery, due := d.at("13:00").release()
	if !due || delivery.Items != 1 || delivery.First.Title != "hello" {
		t.Errorf("got %+v, %v", delivery, due)
	}
	d.wantTitles("hello")
	d.wantOutcome(work.OutcomeDelivered, 1)
	if _, due := d.release(); due {
		t.Error("a check-in came twice")
	}
	d.restart()
	if _, due := d.release(); due {
		t.Error("a check-in came again after a restart")
	}
}

func TestACheckInWithNothingHeldOpensNothing(t *testing.T) {
	d := newDesk(t)
	delivery, due := d.at("13:00").release()
	if !due || delivery.Run.Ending != work.RunNothing || delivery.Run.EndedAt.IsZero() {
		t.Errorf("got %+v, %v", delivery, due)
	}
}

func TestWhileACheckInIsOpenArrivalsSlotIn(t *testing.T) {
	d := newDesk(t)
	d.arrive(message("first"))
	d.at("13:00").release()
	d.arrive(message("second"))
	d.wantTitles("first", "second")
	d.must(d.queue.EndRunWhenOver(context.Background(), d.at("13:20").now))
	d.arrive(message("third"))
	d.wantTitles("first", "second")
	d.wantOutcome(work.OutcomeHeld, 1)
}

func TestACheckInEndsWhenItIsEmptied(t *testing.T) {
	d := newDesk(t)
	d.arrive(message("only"))
	d.at("13:00").release()
	_, err := d.queue.Done(context.Background(), d.now, one(d.items()[0].ID))
	d.must(err)
	if _, open, err := d.queue.OpenRun(context.Background()); open || err != nil {
		t.Errorf("the check-in is still open (%v)", err)
	}
}

func TestANewArrivalOnAQueuedItemChangesNothingBeforeItsCheckIn(t *testing.T) {
	d := newDesk(t)
	d.arrive(thread("t", "as it was"))
	d.at("13:00").release()
	d.must(d.queue.EndRunWhenOver(context.Background(), d.at("14:00").now))
	before := d.items()[0]
	d.arrive(thread("t", "urgent? today?"))
	if after := d.items()[0]; fmt.Sprint(after) != fmt.Sprint(before) {
		t.Errorf("the item changed from %+v to %+v", before, after)
	}
	item, shown, err := d.queue.Item(context.Background(), queue.Wall{}, before.ID)
	if err != nil || len(shown) != 1 {
		t.Errorf("the thread shows %d arrivals of %+v (%v), want 1", len(shown), item, err)
	}
	d.at("16:30").release()
	if after := d.items()[0]; after.Title != "urgent? today?" || after.Arrivals != 2 || after.Score <= before.Score {
		t.Errorf("after its check-in the item is %+v", after)
	}
}

func TestADoneItemComesBackAtTheNextCheckIn(t *testing.T) {
	d := newDesk(t)
	d.arrive(thread("t", "question"))
	d.at("13:00").release()
	id := d.items()[0].ID
	_, err := d.queue.Done(context.Background(), d.now, one(id))
	d.must(err)
	d.at("14:00").arrive(thread("t", "answer"))
	d.wantTitles()
	d.at("16:30").release()
	if items := d.items(); len(items) != 1 || items[0].ID != id {
		t.Errorf("got %+v, want item %d back", items, id)
	}
}

func TestAPopUpThreadIsOverOnceItIsDone(t *testing.T) {
	d := newDesk(t)
	event := thread("t", "build failed")
	event.ThreadEnds = true
	d.arrive(event)
	d.at("13:00").release()
	first := d.items()[0].ID
	_, err := d.queue.Done(context.Background(), d.now, one(first))
	d.must(err)
	d.at("14:00").arrive(event)
	d.at("16:30").release()
	if items := d.items(); len(items) != 1 || items[0].ID == first {
		t.Errorf("got %+v, want a new item", items)
	}
}

func TestANewerFormOfWhatIsHeldIsMerged(t *testing.T) {
	d := newDesk(t)
	d.arrive(source.Event{RemoteID: "a", Title: "1 of 3"})
	d.arrive(source.Event{RemoteID: "b", Title: "2 of 3", Replaces: "a"})
	d.arrive(source.Event{RemoteID: "c", Title: "3 of 3", Replaces: "b"})
	d.wantOutcome(work.OutcomeMerged, 2)
	d.at("13:00").release()
	d.wantTitles("3 of 3")
	d.wantOutcome(work.OutcomeDelivered, 1)
}

func TestANewerFormOfWhatCameThroughIsHeld(t *testing.T) {
	d := newDesk(t)
	d.arrive(source.Event{RemoteID: "a", Title: "old"})
	d.at("13:00").release()
	d.must(d.queue.EndRunWhenOver(context.Background(), d.at("14:00").now))
	d.arrive(source.Event{RemoteID: "b", Title: "new", Replaces: "a"})
	d.wantTitles("old")
	d.wantOutcome(work.OutcomeHeld, 1)
	d.at("16:30").release()
	d.wantTitles("new")
}

func TestWhatTheUserPutsInDoesNotWait(t *testing.T) {
	d := newDesk(t)
	_, _, err := d.queue.StartShield(context.Background(), d.now, d.now.Add(time.Hour), "")
	d.must(err)
	event := message("call Bea")
	event.AtOnce = true
	d.arrive(event)
	d.wantTitles("call Bea")
}

func TestAShieldMovesACheckInToItsEnd(t *testing.T) {
	d := newDesk(t)
	_, _, err := d.queue.StartShield(context.Background(), d.now, d.now.Add(2*time.Hour), "")
	d.must(err)
	d.arrive(message("wait"))
	if _, due := d.at("13:00").release(); due {
		t.Error("a check-in came through a shield")
	}
	delivery, due := d.at("14:00").release()
	if !due || !delivery.Run.Late {
		t.Errorf("got %+v, %v, want a late check-in at the shield's end", delivery, due)
	}
	d.wantTitles("wait")
}

func TestAShieldEndsTheOpenCheckIn(t *testing.T) {
	d := newDesk(t)
	d.arrive(message("one"))
	d.at("13:00").release()
	_, _, err := d.queue.StartShield(context.Background(), d.now, d.now.Add(time.Hour), "")
	d.must(err)
	d.arrive(message("two"))
	d.wantTitles("one")
}

func TestCheckInNow(t *testing.T) {
	d := newDesk(t)
	ctx := context.Background()
	if delivery, err := d.queue.CheckInNow(ctx, d.now, queue.Wall{}, false, false); err != nil || delivery.Items != 0 {
		t.Errorf("with nothing held: %+v, %v", delivery, err)
	}
	_, _, err := d.queue.StartShield(ctx, d.now, d.now.Add(2*time.Hour), "")
	d.must(err)
	d.arrive(message("held"))
	_, err = d.queue.CheckInNow(ctx, d.now, queue.Wall{}, false, false)
	d.wantCode(err, fault.ShieldUp)
	delivery, err := d.queue.CheckInNow(ctx, d.now, queue.Wall{}, true, false)
	if err != nil || delivery.Items != 1 {
		t.Errorf("ending the shield: %+v, %v", delivery, err)
	}
	if _, due := d.at("13:00").release(); !due {
		t.Error("opening one early used up the planned one")
	}
}

// The shield that a check-in by hand ends is an act like any other: undo has it up again.
func TestUndoOfAShieldThatACheckInEnded(t *testing.T) {
	d := newDesk(t)
	until := d.now.Add(2 * time.Hour)
	_, _, err := d.queue.StartShield(ctx, d.now, until, "")
	d.must(err)
	d.arrive(message("held"))
	d.after(time.Minute)
	_, err = d.queue.CheckInNow(ctx, d.now, queue.Wall{}, true, false)
	d.must(err)
	d.wantTitles("held")
	act, err := d.queue.Undo(ctx, d.after(time.Minute).now)
	if err != nil || act.Sentence != "Shield ended" {
		t.Errorf("undo took back %q (%v)", act.Sentence, err)
	}
	d.write(func(tx *store.Tx) error {
		s, err := d.queue.Situation(tx, d.now)
		if !s.ShieldUntil.Equal(until) {
			t.Errorf("a shield is up until %s, want %s", s.ShieldUntil, until)
		}
		return err
	})
	d.wantTitles("held") // deliveries are not undone
}

func TestUndo(t *testing.T) {
	d := newDesk(t)
	ctx := context.Background()
	_, err := d.queue.Undo(ctx, d.now)
	d.wantCode(err, fault.NothingToUndo)
	d.arrive(message("a"))
	d.arrive(message("b"))
	d.at("13:00").release()
	ids := []work.ItemID{d.items()[0].ID, d.items()[1].ID}
	act, err := d.queue.Done(ctx, d.now, queue.Pick{Items: ids})
	if err != nil || act.Sentence != "Done: 2 items" {
		t.Errorf("got %+v, %v", act, err)
	}
	d.wantTitles()
	d.restart()
	_, err = d.queue.Undo(ctx, d.now)
	d.must(err)
	d.wantTitles("a", "b")
	_, err = d.queue.Undo(ctx, d.now)
	d.wantCode(err, fault.NothingToUndo)
}

func TestUndoRestoresOnlyWhatTheActChanged(t *testing.T) {
	d := newDesk(t)
	ctx := context.Background()
	d.arrive(thread("t", "before"))
	d.at("13:00").release()
	id := d.items()[0].ID
	_, err := d.queue.Done(ctx, d.now, one(id))
	d.must(err)
	d.at("14:00").arrive(thread("t", "after")) // which stays held until 16:30
	_, err = d.queue.Undo(ctx, d.now)
	d.must(err)
	d.wantTitles("before")
	d.at("16:30").release()
	d.wantTitles("after")
}

func TestUndoOfAShield(t *testing.T) {
	d := newDesk(t)
	ctx := context.Background()
	_, _, err := d.queue.StartShield(ctx, d.now, d.now.Add(time.Hour), "")
	d.must(err)
	_, err = d.queue.EndShield(ctx, d.now)
	d.must(err)
	_, err = d.queue.Undo(ctx, d.now) // it is up again
	d.must(err)
	_, err = d.queue.CheckInNow(ctx, d.now, queue.Wall{}, false, false)
	d.wantCode(err, fault.ShieldUp)
	_, err = d.queue.Undo(ctx, d.now) // it was never started
	d.must(err)
	_, err = d.queue.EndShield(ctx, d.now)
	d.wantCode(err, fault.Conflict)
}

func TestWhatIsHeldCannotBeReached(t *testing.T) {
	d := newDesk(t)
	d.arrive(message("secret"))
	_, _, err := d.queue.Item(context.Background(), queue.Wall{}, 1)
	d.wantCode(err, fault.NotFound)
	_, err = d.queue.Done(context.Background(), d.now, one(1))
	d.wantCode(err, fault.NotFound)
}

func TestTheSameEventTwiceIsOnce(t *testing.T) {
	d := newDesk(t)
	d.arrive(source.Event{RemoteID: "same", Title: "once"})
	d.arrive(source.Event{RemoteID: "same", Title: "once"})
	if receipt := d.receipt(); receipt.Arrived != 1 || receipt.Lost != 0 {
		t.Errorf("got %+v", receipt)
	}
}

func TestWithdrawnIsMarkedAndStillDelivered(t *testing.T) {
	d := newDesk(t)
	d.arrive(source.Event{RemoteID: "a", Title: "oops"})
	d.write(func(tx *store.Tx) error { return tx.SetWithdrawn("memory", "a") })
	d.at("13:00").release()
	_, shown, err := d.queue.Item(context.Background(), queue.Wall{}, d.items()[0].ID)
	if err != nil || len(shown) != 1 || !shown[0].Withdrawn {
		t.Errorf("got %+v, %v", shown, err)
	}
}

func TestReceiptOfACheckIn(t *testing.T) {
	d := newDesk(t)
	d.arrive(message("before"))
	first, _ := d.at("13:00").release()
	d.must(d.queue.EndRunWhenOver(context.Background(), d.at("14:00").now))
	d.arrive(message("between"))
	d.arrive(message("between too"))
	second, _ := d.at("16:30").release()
	for _, row := range []struct {
		run  work.Run
		want int
	}{{first.Run, 1}, {second.Run, 2}} {
		receipt, err := d.queue.ReceiptOf(context.Background(), queue.Wall{}, row.run.ID)
		if err != nil || receipt.Arrived != row.want || receipt.Lost != 0 {
			t.Errorf("check-in %d: %+v, %v", row.run.ID, receipt, err)
		}
	}
}

// "What a first import brings from before is filed": so is a thread of several.
func TestOldOnesOfOneThreadStayFiled(t *testing.T) {
	d := newDesk(t).at("12:00")
	for _, title := range []string{"Offer", "Re: Offer"} {
		d.arriveFrom("mail-1", source.Event{Title: title, Thread: "offer", From: "Ana", Filed: true})
	}
	d.at("13:00").release()
	d.wantTitles()
	d.wantOutcome(work.OutcomeDelivered, 2)
	d.after(time.Minute).arriveFrom("mail-1", source.Event{Title: "Re: Re: Offer", Thread: "offer", From: "Ana"})
	d.after(4 * time.Hour).release()
	d.wantTitles("Re: Re: Offer")
	if items := d.items(); len(items) != 1 || items[0].Arrivals != 3 {
		t.Errorf("the items are %+v", items)
	}
}

// What is held of an item that is done changes nothing about it: it can be found, taken back, and written
// about, and comes back at the next check-in.
func TestADoneItemStaysDoneWhileItsNewsAreHeld(t *testing.T) {
	d := newDesk(t)
	d.arrive(thread("t", "question"))
	d.at("13:00").release()
	id := d.items()[0].ID
	d.act(d.queue.Done(ctx, d.now, one(id)))
	d.at("14:00").arrive(thread("t", "answer"))
	done, err := d.queue.Items(ctx, queue.View{State: work.StateDone})
	d.must(err)
	if len(done) != 1 || done[0].Title != "question" {
		t.Errorf("done are %+v", done)
	}
	d.act(d.queue.Undo(ctx, d.now))
	d.wantTitles("question")
	d.act(d.queue.Done(ctx, d.now, one(id)))
	d.must(d.store.Close())
	d.open()
	d.at("16:30").release()
	d.wantTitles("answer")
}
