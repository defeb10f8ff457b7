package memory_test

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"sluice/backend/source"
	"sluice/backend/source/memory"
)

// door keeps what it is handed, or refuses it.
type door struct {
	source.Door // the rest is never called
	got         []source.Event
	refuse      error
	health      []source.Health
}

func (d *door) Hand(_ context.Context, events []source.Event) error {
	d.got = append(d.got, events...)
	return d.refuse
}

func (d *door) Seeing(context.Context, time.Time) error { return nil }

func (d *door) Health(h source.Health) { d.health = append(d.health, h) }

// streaming runs a source at the door until the test ends it.
func streaming(t *testing.T, s *memory.Source, at *door) (end func() error) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- s.Stream(ctx, at) }()
	return func() error { cancel(); return <-ended }
}

func TestSendWaitsForTheDoor(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, at := memory.New("sample"), &door{}
		if id := s.Describe().ID; id != "sample" {
			t.Errorf("the source is %q", id)
		}
		sent := make(chan error, 1)
		go func() { sent <- s.Send(t.Context(), source.Event{RemoteID: "1"}, source.Event{RemoteID: "2"}) }()
		synctest.Wait()
		select {
		case err := <-sent:
			t.Fatalf("sent before anybody took it: %v", err)
		default:
		}
		end := streaming(t, s, at)
		if err := <-sent; err != nil || len(at.got) != 2 || at.got[1].RemoteID != "2" {
			t.Errorf("the door got %v (%v)", at.got, err)
		}
		if len(at.health) != 1 || at.health[0].Condition != source.OK {
			t.Errorf("the source said %v of itself", at.health)
		}
		if err := end(); err != nil {
			t.Errorf("the stream ended with %v", err)
		}
	})
}

func TestSendGivesTheDoorsError(t *testing.T) {
	s, at := memory.New("sample"), &door{refuse: errors.New("full")}
	end := streaming(t, s, at)
	if err := s.Send(t.Context(), source.Event{}); !errors.Is(err, at.refuse) {
		t.Errorf("send gave %v", err)
	}
	if err := end(); err != nil {
		t.Errorf("the stream ended with %v", err)
	}
}

func TestSendEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := memory.New("sample").Send(ctx, source.Event{}); !errors.Is(err, context.Canceled) {
		t.Errorf("send gave %v", err)
	}
}
