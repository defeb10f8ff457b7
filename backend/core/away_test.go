package core

import (
	"context"
	"log/slog"
	"testing"
	"time"

	"sluice/backend/bus"
	"sluice/backend/desktop/idle"
	"sluice/backend/queue"
	"sluice/backend/session"
	"sluice/backend/store"
	"sluice/backend/store/storetest"
	"sluice/backend/work"
)

// touch is a machine that was touched some time ago, or of which nobody knows.
type touch struct {
	ago   time.Duration
	known bool
	asked int
}

func (f *touch) Look(context.Context) (idle.State, error) {
	f.asked++
	return idle.State{Idle: f.ago, Known: f.known}, nil
}

func TestATimeAwayIsNotedOnlyWhileASessionRuns(t *testing.T) {
	now := time.Date(2026, 6, 10, 12, 0, 0, 0, time.UTC)
	s, b, zone := storetest.Open(t), &bus.Bus{}, func() *time.Location { return time.UTC }
	machine := &touch{known: true}
	c := &Core{store: s, Bus: b, Sessions: session.New(s, b, zone), o: Options{Idle: machine, Now: func() time.Time { return now }}}
	client, _, err := queue.New(s, b, zone).SaveClient(t.Context(), now, work.Client{Name: "Acme", Colour: 1})
	if err != nil {
		t.Fatal(err)
	}
	look := func(later, ago time.Duration) {
		t.Helper()
		now, machine.ago = now.Add(later), ago
		if err := c.lookAround(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	asked := func() int {
		t.Helper()
		aways, err := c.Sessions.Aways(t.Context(), store.Of{})
		if err != nil {
			t.Fatal(err)
		}
		return len(aways)
	}
	look(time.Minute, 30*time.Minute)
	if machine.asked != 0 {
		t.Error("without a session the machine was asked")
	}
	if _, err := c.Sessions.Start(t.Context(), now, store.Of{}, session.Begin{Client: client.ID}); err != nil {
		t.Fatal(err)
	}
	look(time.Minute, 0)
	look(20*time.Minute, 20*time.Minute)
	if n := asked(); n != 0 {
		t.Errorf("it asks %d times while he is away", n)
	}
	look(18*time.Minute, 0)
	if n := asked(); n != 1 {
		t.Errorf("it asks %d times when he is back", n)
	}
	machine.known = false
	look(time.Hour, 0)
	machine.known = true
	look(time.Minute, 0)
	if n := asked(); n != 1 {
		t.Errorf("it asks %d times where nobody knew", n)
	}
}

// hung is a machine that does not answer before the test ends.
type hung struct{ asked chan struct{} }

func (h hung) Look(ctx context.Context) (idle.State, error) {
	h.asked <- struct{}{}
	<-ctx.Done()
	return idle.State{}, ctx.Err()
}

// The clock must go on while somebody who was asked is silent.
func TestAMachineThatDoesNotAnswerHoldsNobodyUp(t *testing.T) {
	now := time.Date(2026, 6, 10, 12, 0, 0, 0, time.UTC)
	s, b, zone := storetest.Open(t), &bus.Bus{}, func() *time.Location { return time.UTC }
	machine := hung{make(chan struct{})}
	c := &Core{
		store: s, Bus: b, Sessions: session.New(s, b, zone), log: slog.New(slog.DiscardHandler),
		o: Options{Idle: machine, Now: func() time.Time { return now }},
	}
	client, _, err := queue.New(s, b, zone).SaveClient(t.Context(), now, work.Client{Name: "Acme", Colour: 1})
	if err == nil {
		_, err = c.Sessions.Start(t.Context(), now, store.Of{}, session.Begin{Client: client.ID})
	}
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	c.watchOver(ctx)
	<-machine.asked
	now = now.Add(time.Minute)
	c.watchOver(ctx)
	if err := c.lookAround(ctx); err != nil {
		t.Error(err)
	}
	cancel()
	c.shows.Wait()
}
