package capture

import (
	"context"
	"sync"
	"testing"
	"time"
)

// recorder is a Receiver that remembers everything.
type recorder struct {
	mu       sync.Mutex
	changed  chan struct{}
	notes    []Notification
	closings []Closed
	answers  []Answer
	ready    int
	causes   []error
	lost     int
}

// capture starts capturing and returns when it is ready; it ends with the test.
func (b *testBus) capture(o Options) *recorder {
	b.t.Helper()
	o.Address = b.address
	r := startRecording(b.t, o)
	r.await(b.t, "Ready", func() bool { return r.ready == 1 })
	return r
}

// startRecording runs capture until the test ends.
func startRecording(t *testing.T, o Options) *recorder {
	t.Helper()
	r := &recorder{changed: make(chan struct{}, 1)}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- Run(ctx, o, r) }()
	t.Cleanup(func() {
		cancel()
		if err := <-ended; err != nil {
			t.Errorf("Run: %v", err)
		}
	})
	return r
}

func (r *recorder) change(change func()) {
	r.mu.Lock()
	change()
	r.mu.Unlock()
	select {
	case r.changed <- struct{}{}:
	default:
	}
}

func (r *recorder) Ready(time.Time) { r.change(func() { r.ready++ }) }
func (r *recorder) Notified(batch []Notification) {
	r.change(func() { r.notes = append(r.notes, batch...) })
}

func (r *recorder) Closed(batch []Closed) {
	r.change(func() { r.closings = append(r.closings, batch...) })
}

func (r *recorder) Answered(batch []Answer) {
	r.change(func() { r.answers = append(r.answers, batch...) })
}

func (r *recorder) Gone(_ time.Time, cause error) {
	r.change(func() { r.causes = append(r.causes, cause) })
}

func (r *recorder) Overflow(n int, _, _ time.Time) {
	r.change(func() { r.lost += n })
}

// await returns when the condition holds. It may read the recorder's fields.
func (r *recorder) await(t *testing.T, what string, holds func() bool) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), limit)
	defer cancel()
	for {
		r.mu.Lock()
		done := holds()
		r.mu.Unlock()
		if done {
			return
		}
		select {
		case <-r.changed:
		case <-ctx.Done():
			t.Fatalf("%s did not happen", what)
		}
	}
}

// note awaits the notification with a summary, and checks that there is only one.
func (r *recorder) note(t *testing.T, summary string) Notification {
	t.Helper()
	var found []Notification
	r.await(t, summary, func() bool {
		found = nil
		for _, n := range r.notes {
			if n.Summary == summary {
				found = append(found, n)
			}
		}
		return len(found) > 0
	})
	if len(found) != 1 {
		t.Errorf("%q was captured %d times", summary, len(found))
	}
	return found[0]
}

// id awaits the daemon's id for a notification, whether it came in time or late.
func (r *recorder) id(t *testing.T, n Notification) uint32 {
	t.Helper()
	id := n.DaemonID
	r.await(t, "the answer for "+n.Summary, func() bool {
		for _, a := range r.answers {
			if a.ID == n.ID {
				id = a.DaemonID
			}
		}
		return id != 0
	})
	return id
}

func (r *recorder) closing(t *testing.T, id string) Closed {
	t.Helper()
	var found Closed
	r.await(t, "the closing of "+id, func() bool {
		for _, c := range r.closings {
			if c.ID == id {
				found = c
			}
		}
		return found.ID != ""
	})
	return found
}
