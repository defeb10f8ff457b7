package demo

import (
	"context"
	"fmt"
	"log/slog"
	"slices"
	"sync"
	"time"

	"sluice/backend/bus"
	"sluice/backend/intake"
	"sluice/backend/queue"
	"sluice/backend/source"
	"sluice/backend/source/memory"
	"sluice/backend/store"
	"sluice/backend/work"
)

// The sources from which the story comes: what was on the screen as a pop-up, and everything else.
const (
	sample  work.SourceID = "demo"
	desktop work.SourceID = "desktop"
)

// telling tells the story to a store, by a clock that it sets itself.
type telling struct {
	frame
	store  *store.Store
	queue  *queue.Queue
	source *memory.Source
	popups *memory.Source
	clock  time.Time
	steps  []step // in order
	fates  []told // what was handed over and is still to be handled
}

// step is something that happens in the story at an instant.
type step struct {
	at time.Time
	do func(ctx context.Context) error
}

// tell tells the whole story to an empty store, through the same door, gate and queue as everything
// else.
func tell(ctx context.Context, s *store.Store, f frame) error {
	t := &telling{frame: f, store: s, source: memory.New(sample), popups: memory.New(desktop)}
	t.clock = f.on(firstDay, clock("08:00"))
	told := &bus.Bus{}
	t.queue = queue.New(s, told, func() *time.Location { return f.zone })
	in := intake.New(intake.Options{
		Store: s, Queue: t.queue, Bus: told, Now: func() time.Time { return t.clock },
		Health: func(work.SourceID, source.Health) {}, Log: slog.New(slog.DiscardHandler),
	})
	ctx, end := context.WithCancel(ctx)
	var streams sync.WaitGroup
	defer streams.Wait()
	defer end()
	for _, each := range []*memory.Source{t.source, t.popups} {
		streams.Go(func() { _ = each.Stream(ctx, in.Door(each.Describe().ID)) }) // it ends with ctx, and in no other way
	}
	if err := t.begin(ctx); err != nil {
		return fmt.Errorf("set the story up: %w", err)
	}
	if err := t.run(ctx); err != nil {
		return err
	}
	if err := t.hoursWorked(ctx); err != nil {
		return fmt.Errorf("write down what was worked: %w", err)
	}
	if err := t.meetings(ctx); err != nil {
		return fmt.Errorf("fill the calendar: %w", err)
	}
	return t.presently(ctx)
}

// presently is what the user does last: he plans the afternoon, keeps a search, and works for all.
func (t *telling) presently(ctx context.Context) error {
	t.clock = t.now
	for _, do := range []func(context.Context) error{
		func(ctx context.Context) error { return t.goOver(ctx, "") }, t.keep, t.afternoon,
	} {
		if err := do(ctx); err != nil {
			return err
		}
	}
	return nil
}

// sourceOf is where a message comes from: chats are pop-ups on this computer.
func (t *telling) sourceOf(one told) *memory.Source {
	if one.event.App == slack || one.event.App == signal {
		return t.popups
	}
	return t.source
}

// run lets the steps happen up to the end, and between them what the plan wants.
func (t *telling) run(ctx context.Context) error {
	for len(t.steps) > 0 && !t.steps[0].at.After(t.now) {
		next := t.steps[0]
		looked, err := t.plan(ctx, next.at)
		if err != nil {
			return err
		}
		if looked {
			continue // it may have put a step before this one
		}
		t.steps = t.steps[1:]
		t.clock = next.at
		if err := next.do(ctx); err != nil {
			return fmt.Errorf("tell of %s: %w", next.at.Format(time.RFC3339), err)
		}
	}
	for {
		if looked, err := t.plan(ctx, t.now); err != nil || !looked {
			return err
		}
	}
}

// plan does the next thing that the plan wants before an instant, and says whether there was one.
func (t *telling) plan(ctx context.Context, before time.Time) (bool, error) {
	var look time.Time
	err := t.store.Read(ctx, func(tx *store.Tx) error {
		s, err := t.queue.Situation(tx, t.clock)
		if err != nil {
			return err
		}
		look, err = t.queue.NextLook(tx, s, queue.Seen{})
		return err
	})
	if err != nil || look.IsZero() || look.After(before) {
		return false, err
	}
	t.clock = look
	return true, t.settle(ctx)
}

// settle does what the core's clock does.
func (t *telling) settle(ctx context.Context) error {
	if err := t.queue.EndRunWhenOver(ctx, t.clock); err != nil {
		return err
	}
	if err := t.queue.ReturnDue(ctx, t.clock); err != nil {
		return err
	}
	delivery, due, err := t.queue.ReleaseDue(ctx, t.clock, queue.Seen{})
	if err != nil || !due || delivery.Items == 0 {
		return err
	}
	if err := t.queue.Notified(ctx, delivery.Run.ID, t.clock); err != nil {
		return err
	}
	return t.work(ctx)
}

// pace is how long the user takes for an item of a check-in.
const pace = 40 * time.Second

// work plans what the user does in a check-in with what came through.
func (t *telling) work(ctx context.Context) error {
	at := t.clock
	var left []told
	for _, one := range t.fates {
		item, err := t.itemOf(ctx, one)
		if err != nil {
			return err
		}
		if item.State != work.StateQueued {
			left = append(left, one)
			continue
		}
		at = at.Add(pace)
		t.at(at, func(ctx context.Context) error { return t.handle(ctx, item, one.then) })
	}
	t.fates = left
	return nil
}

func (t *telling) itemOf(ctx context.Context, one told) (item work.Item, err error) {
	err = t.store.Read(ctx, func(tx *store.Tx) error {
		arrival, _, err := tx.ArrivalByRemote(t.sourceOf(one).Describe().ID, one.event.RemoteID)
		if err != nil {
			return err
		}
		item, err = tx.Item(arrival.Item)
		return err
	})
	return item, err
}

// at puts a step behind those of the same instant and before later ones.
func (t *telling) at(at time.Time, do func(ctx context.Context) error) {
	i, _ := slices.BinarySearchFunc(t.steps, at, func(s step, at time.Time) int {
		if s.at.After(at) {
			return 1
		}
		return -1
	})
	t.steps = slices.Insert(t.steps, i, step{at: at, do: do})
}

// handle does with an item what the story says.
func (t *telling) handle(ctx context.Context, item work.Item, then fate) error {
	pick := queue.Pick{Items: []work.ItemID{item.ID}}
	var err error
	switch then.verb {
	case "done":
		_, err = t.queue.Done(ctx, t.clock, pick)
	case "snooze":
		_, err = t.queue.Snooze(ctx, t.clock, t.ahead(1, clock("09:30")), pick)
	case "wait":
		_, err = t.queue.Wait(ctx, t.clock, then.who, t.ahead(2, clock("09:30")), pick)
	case "mute":
		_, err = t.queue.Mute(ctx, t.clock, pick)
	case "pin":
		_, err = t.queue.Pin(ctx, t.clock, true, pick)
	}
	return err
}
