//go:build linux

package proof

import (
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"
	"time"

	"sluice/proof/desk"
)

// sent is a notification that somebody sent, under a title that no other has.
type sent struct {
	title       string
	begun, done time.Time // done: when the notification daemon had answered
}

// senders are programs that notify in bursts, until they are told to end.
type senders struct {
	end  chan struct{}
	busy sync.WaitGroup

	mu   sync.Mutex
	sent []sent
	errs []error
}

// startSenders starts n of them, each with a connection to the bus of its own. The seed gives the
// length of the bursts and the pauses in between.
func startSenders(d *desk.Desk, n int, seed uint64) *senders {
	s := &senders{end: make(chan struct{})}
	for i := range n {
		conn := d.Dial()
		chance := rand.New(rand.NewPCG(seed, uint64(i))) //nolint:gosec // a play of chance, not a secret
		s.busy.Go(func() {
			for burst := 0; s.pause(time.Duration(20+chance.IntN(150)) * time.Millisecond); burst++ {
				for k := range 1 + chance.IntN(6) {
					title := fmt.Sprintf("sender %d, burst %d, message %d", i, burst, k)
					begun := time.Now()
					err := desk.Notify(conn, "Chat", title, "as it happens")
					s.note(sent{title, begun, time.Now()}, err)
				}
			}
		})
	}
	return s
}

// pause is the rhythm of a sender; false: it is told to end.
func (s *senders) pause(length time.Duration) bool {
	select {
	case <-time.After(length):
		return true
	case <-s.end:
		return false
	}
}

func (s *senders) note(one sent, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.sent = append(s.sent, one)
	if err != nil {
		s.errs = append(s.errs, err)
	}
}

// stop ends the senders and gives everything that they sent.
func (s *senders) stop(t *testing.T) []sent {
	t.Helper()
	close(s.end)
	s.busy.Wait()
	if len(s.errs) > 0 {
		t.Fatalf("%d notifications were not answered, the first with: %v", len(s.errs), s.errs[0])
	}
	return s.sent
}
