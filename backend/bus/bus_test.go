package bus_test

import (
	"context"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"sluice/backend/bus"
)

// awake fails the test where the listener is not woken.
func awake(t *testing.T, l *bus.Listener) {
	t.Helper()
	select {
	case <-l.Wake():
	default:
		t.Fatal("the listener was not woken")
	}
}

func asleep(t *testing.T, l *bus.Listener) {
	t.Helper()
	select {
	case <-l.Wake():
		t.Error("the listener was woken")
	default:
	}
}

func TestEventsMergeInAFixedOrder(t *testing.T) {
	var b bus.Bus
	l := b.Listen()
	defer l.Close()
	b.Tell(bus.Sources, bus.Queue)
	b.Tell(bus.Gate)
	b.Tell(bus.Queue)
	awake(t, l)
	if diff := cmp.Diff([]bus.Topic{bus.Gate, bus.Queue, bus.Sources}, l.Take()); diff != "" {
		t.Error(diff)
	}
	asleep(t, l)
	if topics := l.Take(); len(topics) > 0 {
		t.Errorf("%v came twice", topics)
	}
}

func TestEveryListenerIsTold(t *testing.T) {
	var b bus.Bus
	slow, quick := b.Listen(), b.Listen()
	defer slow.Close()
	defer quick.Close()
	for range 100 { // the slow one never takes, and holds nobody up
		b.Tell(bus.Gate)
		awake(t, quick)
		if diff := cmp.Diff([]bus.Topic{bus.Gate}, quick.Take()); diff != "" {
			t.Fatal(diff)
		}
	}
	awake(t, slow)
	if diff := cmp.Diff([]bus.Topic{bus.Gate}, slow.Take()); diff != "" {
		t.Error(diff)
	}
}

func TestWhatWasToldBeforeIsNotHeard(t *testing.T) {
	var b bus.Bus
	b.Tell(bus.Queue)
	l := b.Listen()
	asleep(t, l)
	l.Close()
	l.Close()
	b.Tell(bus.Queue)
	asleep(t, l)
}

// TestNothingIsMissed has several tell at once; after the last of them, one look must see it.
func TestNothingIsMissed(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	var b bus.Bus
	l := b.Listen()
	defer l.Close()
	var counted sync.Mutex
	said, seen := 0, 0
	for range 4 {
		go func() {
			for range 50 {
				counted.Lock()
				said++
				counted.Unlock()
				b.Tell(bus.Queue)
			}
		}()
	}
	for seen < 4*50 {
		select {
		case <-l.Wake():
			l.Take()
			counted.Lock()
			seen = said
			counted.Unlock()
		case <-ctx.Done():
			t.Fatalf("saw %d of %d", seen, 4*50)
		}
	}
}
