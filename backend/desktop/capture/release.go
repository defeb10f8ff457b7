package capture

import "time"

// patience is how long a notification waits for the daemon's answer and its sender's process. It
// bounds what a sudden end of this program can lose.
const patience = 25 * time.Millisecond

// pending is an event that waits for its turn. All but notifications are ready at once.
type pending struct {
	event
	about    *record // what the event is about; nil: nothing that we captured
	answered bool
	claimed  uint32
	until    time.Time // the hand-over at the latest
}

// next is when release has to be called again at the latest; false: not before the next message.
func (c *correlator) next() (time.Time, bool) {
	if len(c.waiting) == 0 {
		return time.Time{}, false
	}
	return c.waiting[0].until, true
}

// release gives the events that are ready, in the order of the bus: one that still waits holds up
// those behind it, for the length of patience at most.
func (c *correlator) release(now time.Time) []event {
	var ready []event
	for len(c.waiting) > 0 {
		head := c.waiting[0]
		if !c.isReady(head, now) && len(c.waiting) <= c.limit {
			break
		}
		c.waiting[0], c.waiting = nil, c.waiting[1:]
		if c.handOver(head) {
			ready = append(ready, head.event)
		}
	}
	return ready
}

// flush gives everything that waits, ready or not.
func (c *correlator) flush(now time.Time) []event { return c.release(now.Add(patience)) }

func (c *correlator) isReady(p *pending, now time.Time) bool {
	if p.kind != eventNotified || !now.Before(p.until) {
		return true
	}
	return p.answered && c.processKnown(p.about.asker)
}

// handOver completes an event; false: it is about a notification of our own.
func (c *correlator) handOver(p *pending) bool {
	if p.about == nil {
		return true
	}
	if p.kind == eventNotified {
		pid, _ := c.pids.get(p.about.asker)
		p.about.own = p.about.asker != "" && c.own(p.about.asker, pid)
		p.about.entry = nil
		p.note.SenderPID = pid
		if pid == 0 {
			p.note.SenderPID = p.claimed
		}
	}
	return !p.about.own
}
