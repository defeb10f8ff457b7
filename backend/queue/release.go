package queue

import (
	"context"
	"slices"
	"time"

	"sluice/backend/bus"
	"sluice/backend/fault"
	"sluice/backend/schedule"
	"sluice/backend/store"
	"sluice/backend/work"
)

// Delivery is what a check-in delivered.
type Delivery struct {
	Run   work.Run
	Items int       // items of which something was delivered, or that came back with it
	First work.Item // the most important of them; zero where there are none
}

// Seen is what the clock saw of the machine, besides the time.
type Seen struct {
	Awake     time.Time     // since when the program has been running without sleep or a jump of the clock; zero: always
	Idle      time.Duration // how long ago the user touched something
	IdleKnown bool
}

// ReleaseDue opens the check-in that is due, if one is, and delivers what is held for the clients that
// it concerns. The occurrences that it stands for are recorded in the same transaction, so that none
// is delivered twice. A client whose longest wait is used up by then is taken along; where no check-in
// is due an extra one opens for it. One that waits for a pause of the user's is not due yet.
//
// With nothing held no run stays open: it is recorded as one with nothing to do.
func (q *Queue) ReleaseDue(ctx context.Context, now time.Time, seen Seen) (delivery Delivery, due bool, err error) {
	now = stamp(now)
	err = q.store.Write(ctx, func(tx *store.Tx) error {
		s, err := q.Situation(tx, now)
		if err != nil {
			return err
		}
		if err := forgetVoid(tx, now); err != nil {
			return err
		}
		var run work.Run
		var occurrences []schedule.Occurrence
		if run, occurrences, due, err = s.due(tx, seen); err != nil || !due {
			return err
		}
		items, err := s.comingOut(tx, run)
		if err != nil {
			return err
		}
		if delivery, err = q.open(tx, s, run, items, true); err != nil {
			return err
		}
		return record(tx, occurrences, delivery.Run)
	})
	if err == nil && due {
		q.bus.Tell(bus.Gate, bus.Queue)
	}
	return delivery, due && err == nil, err
}

// WaitsForLull says whether it counts at this moment how long ago the user touched something: a planned
// check-in is due, and the user has them wait for a pause of his.
func (q *Queue) WaitsForLull(ctx context.Context, now time.Time, seen Seen) (waits bool, err error) {
	now = stamp(now)
	err = q.store.Read(ctx, func(tx *store.Tx) error {
		s, err := q.Situation(tx, now)
		if err != nil || !s.Settings.lull().On() {
			return err
		}
		records, err := recorded(tx, now)
		_, waits = s.Plan.Due(now, schedule.Seen{Recorded: records, Awake: seen.Awake})
		return err
	})
	return waits, err
}

// due gives the check-in that is due, with the occurrences that it stands for, and whether one is.
// Nothing that is due is left to another: it is one check-in, with one notification.
func (s *Situation) due(tx *store.Tx, seen Seen) (work.Run, []schedule.Occurrence, bool, error) {
	records, err := recorded(tx, s.Now)
	if err != nil {
		return work.Run{}, nil, false, err
	}
	extra, overdue, err := s.extra(tx)
	if err != nil {
		return work.Run{}, nil, false, err
	}
	lull := s.Settings.lull()
	release, planned := s.Plan.Due(s.Now, schedule.Seen{Recorded: records, Awake: seen.Awake, Grace: lull.Grace()})
	if !planned {
		return extra, nil, overdue, nil
	}
	if !overdue {
		first, err := s.firstWait(tx)
		if err != nil {
			return work.Run{}, nil, false, err
		}
		if again, waits := lull.Wait(s.Now, release.At, first, seen.Idle, seen.IdleKnown); waits {
			s.lookAgain = again
			return work.Run{}, nil, false, nil
		}
	}
	run := work.Run{Planned: true, DueAt: release.Planned, Late: release.Late, Clients: s.concerned(release.Moment)}
	if overdue {
		run.Late = run.Late || extra.Late
		run.Clients = united(run.Clients, extra.Clients)
	}
	return run, release.Occurrences, true, nil
}

// firstWait is when the first of the longest waits of what is held is used up; zero: none is.
func (s *Situation) firstWait(tx *store.Tx) (first time.Time, err error) {
	err = s.eachWait(tx, func(_ work.ClientID, latest time.Time) { first = earliest([]time.Time{first, latest}) })
	return first, err
}

// concerned lists the clients that a moment delivers for; nil: everybody.
func (s *Situation) concerned(moment schedule.Moment) []work.ClientID {
	everybody := s.everybody()
	clients := slices.DeleteFunc(slices.Clone(everybody), func(client work.ClientID) bool {
		return !s.Plan.Concerns(moment, client)
	})
	if len(clients) == len(everybody) {
		return nil
	}
	return clients
}

func (s *Situation) everybody() []work.ClientID {
	everybody := []work.ClientID{work.Unassigned}
	for id := range s.Clients {
		everybody = append(everybody, id)
	}
	slices.Sort(everybody)
	return everybody
}

// extra gives the check-in that keeps the longest waits which are used up, and whether there is one.
func (s *Situation) extra(tx *store.Tx) (work.Run, bool, error) {
	if !s.shut().IsZero() {
		return work.Run{}, false, nil
	}
	run := work.Run{Planned: true, Extra: true}
	err := s.eachWait(tx, func(client work.ClientID, latest time.Time) {
		if latest.After(s.Now) {
			return
		}
		run.Clients = append(run.Clients, client)
		run.Late = run.Late || s.Now.Sub(latest) > schedule.Punctual
		if run.DueAt.IsZero() || latest.Before(run.DueAt) {
			run.DueAt = latest
		}
	})
	return run, len(run.Clients) > 0, err
}

// eachWait gives, for each client of which something is held and that has a longest wait, the instant
// by which it must be delivered.
func (s *Situation) eachWait(tx *store.Tx, do func(client work.ClientID, latest time.Time)) error {
	waiters := s.waiters()
	oldest, err := tx.OldestHeld(waiters...)
	for _, client := range waiters {
		if arrived, held := oldest[client]; held {
			if latest := s.latest(client, arrived); !latest.IsZero() {
				do(client, latest)
			}
		}
	}
	return err
}

// waiters lists the clients that have a longest wait.
func (s *Situation) waiters() []work.ClientID {
	return slices.DeleteFunc(s.everybody(), func(client work.ClientID) bool { return s.Clients[client].LongestWait <= 0 })
}

// CheckInNow delivers everything that is held, for all clients or for one, ahead of the plan and
// without using up any of it. While a shield is up it gives a ShieldUp fault, unless endShield ends
// that first, which can be undone; the delivery cannot. With nothing held it delivers nothing and opens nothing. stay keeps the run open until
// it is ended or emptied.
func (q *Queue) CheckInNow(ctx context.Context, now time.Time, wall Wall, endShield, stay bool) (delivery Delivery, err error) {
	now = stamp(now)
	err = q.store.Write(ctx, func(tx *store.Tx) error {
		s, err := q.Situation(tx, now)
		if err != nil {
			return err
		}
		if err := q.lower(tx, s, endShield); err != nil {
			return err
		}
		run := work.Run{DueAt: now}
		if wall.Up {
			run.Clients = []work.ClientID{wall.Client}
		}
		items, err := s.comingOut(tx, run)
		if err != nil || len(items) == 0 {
			return err
		}
		delivery, err = q.open(tx, s, run, items, !stay)
		return err
	})
	if err == nil {
		q.bus.Tell(bus.Gate, bus.Queue)
	}
	return delivery, err
}

// lower ends the shield that is up, as an act of its own: undo has it up again.
func (q *Queue) lower(tx *store.Tx, s Situation, endShield bool) error {
	if s.ShieldUntil.IsZero() {
		return nil
	}
	if !endShield {
		return fault.New(fault.ShieldUp, "A shield is up until %s. End it first, or ask with --end-shield.",
			s.ShieldUntil.In(s.Zone).Format("15:04"))
	}
	changes, err := endShields(tx, s.Now)
	if err != nil {
		return err
	}
	_, err = tx.AddAct(work.Act{At: s.Now, Verb: verbEndShield, Sentence: shieldEnded}, changes, store.ActsKept)
	return err
}

// recorded gives the occurrences that were delivered.
func recorded(tx *store.Tx, now time.Time) (map[schedule.Key]schedule.Record, error) {
	records, err := tx.Occurrences(now.Add(-2*schedule.Lookback - 48*time.Hour))
	known := make(map[schedule.Key]schedule.Record, len(records))
	for _, r := range records {
		known[schedule.Key{Rule: r.CheckIn, Date: r.Date}] = schedule.Record{Planned: r.PlannedAt, At: r.RecordedAt}
	}
	return known, err
}

// forgetVoid forgets the records that tell of a clock that was wrong, so that they count as little when
// the clock gets there.
func forgetVoid(tx *store.Tx, now time.Time) error {
	records, err := tx.Occurrences(now) // of one whose time is over the record stands
	for _, r := range records {
		if (schedule.Record{Planned: r.PlannedAt, At: r.RecordedAt}).Void(now) && err == nil {
			err = tx.ForgetOccurrence(r.CheckIn, r.Date)
		}
	}
	return err
}

func record(tx *store.Tx, occurrences []schedule.Occurrence, run work.Run) error {
	for _, o := range occurrences {
		err := tx.AddOccurrence(store.Occurred{
			CheckIn: o.Rule, Date: o.Date, PlannedAt: o.At, RecordedAt: run.OpenedAt, Run: run.ID,
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// comingOut gives the items that a run delivers something of, and those snoozed until it.
func (s *Situation) comingOut(tx *store.Tx, run work.Run) ([]work.Item, error) {
	held, err := tx.HeldItems()
	if err != nil {
		return nil, err
	}
	snoozed, err := tx.ReturningWithCheckIn()
	var items []work.Item
	for _, item := range held {
		if s.delivers(run, item.Client) {
			items = append(items, item)
		}
	}
	for _, item := range snoozed {
		known := slices.ContainsFunc(items, func(other work.Item) bool { return other.ID == item.ID })
		if s.delivers(run, item.Client) && !known {
			items = append(items, item)
		}
	}
	return items, err
}

// open opens a run in the place of one that may be open, whose clients, items and time it takes over,
// and delivers what is held of items. bounded says whether its budget ends it.
func (q *Queue) open(tx *store.Tx, s Situation, run work.Run, items []work.Item, bounded bool) (_ Delivery, err error) {
	run.OpenedAt = s.Now
	if len(items) == 0 {
		run.EndedAt, run.Ending = s.Now, work.RunNothing
		run.ID, err = tx.AddRun(run)
		return Delivery{Run: run}, err
	}
	if bounded {
		run.BudgetItems = s.Settings.BudgetItems
	}
	if bounded && run.BudgetItems == 0 {
		run.EndsAt = s.Now.Add(s.Settings.Budget())
	}
	switch {
	case !s.RunOpen:
	case isOver(s.Run, s.Now): // nobody has ended it yet, as right after sleep: it hands nothing on
		err, s.RunOpen = endRun(tx, s.Run, s.Run.EndsAt, work.RunBudget), false
	default:
		err = endRun(tx, s.Run, s.Now, work.RunNext)
		takeOver(&run, s.Run)
	}
	if err != nil {
		return Delivery{}, err
	}
	if run.ID, err = tx.AddRun(run); err != nil {
		return Delivery{}, err
	}
	if err := age(tx, s, run); err != nil {
		return Delivery{}, err
	}
	return q.deliver(tx, s, run, items)
}

// takeOver gives a run what an open one has that it replaces: its clients, and the time that it would
// have stayed open for where that is longer, so that it cuts nobody short.
func takeOver(run *work.Run, open work.Run) {
	run.Clients = united(run.Clients, open.Clients)
	switch {
	case open.EndsAt.IsZero() && open.BudgetItems == 0: // it stays until it is emptied or ended
		run.EndsAt, run.BudgetItems = time.Time{}, 0
	case !run.EndsAt.IsZero() && open.EndsAt.After(run.EndsAt):
		run.EndsAt = open.EndsAt
	}
}

// age judges anew what earlier check-ins brought and the user has not handled: it has waited for longer
// since. That is done as a check-in opens, when the list changes anyway, and never under the cursor.
func age(tx *store.Tx, s Situation, run work.Run) error {
	const some = 500 // at once, so that thousands take little memory
	for last := work.ItemID(0); ; {
		items, err := tx.QueuedAfter(last, some)
		if err != nil || len(items) == 0 {
			return err
		}
		last = items[len(items)-1].ID
		for _, item := range items {
			if !s.delivers(run, item.Client) {
				continue
			}
			if err := judgeAgain(tx, s, item); err != nil {
				return err
			}
		}
	}
}

// united joins the clients of two runs; one that concerns everybody makes it everybody.
func united(a, b []work.ClientID) []work.ClientID {
	if len(a) == 0 || len(b) == 0 {
		return nil
	}
	all := append(slices.Clone(a), b...)
	slices.Sort(all)
	return slices.Compact(all)
}

func (q *Queue) deliver(tx *store.Tx, s Situation, run work.Run, items []work.Item) (Delivery, error) {
	reason := "Delivered at the check-in at " + s.Now.In(s.Zone).Format("15:04") + "."
	const some = 500 // in one go, so that thousands come quickly and take little memory
	for items := range slices.Chunk(items, some) {
		n, err := tx.DeliverHeld(idsOf(items), run.ID, s.Now, reason)
		if err != nil {
			return Delivery{}, err
		}
		run.Delivered += n
		if err := revealAll(tx.Batch(), s, run, items); err != nil {
			return Delivery{}, err
		}
	}
	left, err := tx.CountLeft(run.ID)
	if err != nil {
		return Delivery{}, err
	}
	first, err := tx.FirstOfRun(run.ID)
	if err != nil {
		return Delivery{}, err
	}
	carried := 0 // from the run that was open; they are not what this one delivered
	if s.RunOpen {
		if carried, err = tx.CarryOver(s.Run.ID, run.ID); err != nil {
			return Delivery{}, err
		}
	}
	if left+carried == 0 { // everything joined what the user put aside
		run.EndedAt, run.Ending = s.Now, work.RunEmptied
	}
	return Delivery{Run: run, Items: left, First: first}, tx.SaveRun(run)
}

func idsOf(items []work.Item) []work.ItemID {
	ids := make([]work.ItemID, len(items))
	for i, item := range items {
		ids[i] = item.ID
	}
	return ids
}

// revealAll brings items up to date with what a run delivered of them.
func revealAll(b *store.Batch, s Situation, run work.Run, items []work.Item) error {
	if err := b.LoadShown(idsOf(items)); err != nil {
		return err
	}
	b.Know(items...)
	for _, item := range items {
		item.Run = run.ID
		if err := reveal(b, s, item, false); err != nil {
			return err
		}
	}
	return b.Flush()
}

// ReturnDue brings back the items that the user put aside until now: snoozed ones, and waiting ones
// that are to be asked about again. While a shield or a pause lasts nothing comes back.
func (q *Queue) ReturnDue(ctx context.Context, now time.Time) error {
	now = stamp(now)
	returned := 0
	err := q.store.Write(ctx, func(tx *store.Tx) error {
		items, err := tx.Returning(now)
		if err != nil || len(items) == 0 {
			return err
		}
		s, err := q.Situation(tx, now)
		if err != nil || !s.shut().IsZero() {
			return err
		}
		for _, item := range items {
			if err := bringBack(tx, s, item); err != nil {
				return err
			}
		}
		returned = len(items)
		return nil
	})
	if err == nil && returned > 0 {
		q.bus.Tell(bus.Queue)
	}
	return err
}

// bringBack keeps on whom an item was waiting, for the reason that it now has.
func bringBack(tx *store.Tx, s Situation, item work.Item) error {
	item.State, item.SnoozeUntil = work.StateQueued, time.Time{}
	if err := judge(tx, s, &item, false); err != nil {
		return err
	}
	return tx.SaveItem(item)
}

// NextLook is when the plan wants the next look: a check-in, the beginning or end of a shield, a pause,
// the beginning or end of the user's hours, a longest wait that is used up, an item that comes back or is over, the
// end of a call. Zero: never by itself. What is due already is wanted now, however long it has been so.
func (q *Queue) NextLook(tx *store.Tx, s Situation, seen Seen) (time.Time, error) {
	_, _, due, err := s.due(tx, seen)
	if err != nil || due {
		return s.Now, err
	}
	looks := []time.Time{s.Next, s.shut(), s.OffUntil, s.OffFrom, s.CallUntil, s.lookAgain}
	for _, shield := range s.Plan.Shields {
		looks = append(looks, shield.From)
	}
	if err := s.eachWait(tx, func(_ work.ClientID, latest time.Time) { looks = append(looks, latest) }); err != nil {
		return time.Time{}, err
	}
	// What lies behind now is over, or a shield keeps it from happening until its own end.
	looks = slices.DeleteFunc(looks, func(at time.Time) bool { return !at.After(s.Now) })
	ends, err := tx.FirstExpiry()
	if err != nil {
		return time.Time{}, err
	}
	looks = append(looks, ends)
	back, err := tx.FirstReturn()
	if back.After(s.Now) || s.shut().IsZero() {
		looks = append(looks, back)
	}
	first := earliest(append(looks, s.Run.EndsAt))
	if !first.IsZero() && first.Before(s.Now) {
		first = s.Now
	}
	return first, err
}

// earliest gives the first of the instants that are set; zero: none is.
func earliest(all []time.Time) (first time.Time) {
	for _, at := range all {
		if !at.IsZero() && (first.IsZero() || at.Before(first)) {
			first = at
		}
	}
	return first
}
