package capture

import (
	"sync"
	"time"
)

// event is one thing to tell the Receiver.
type event struct {
	kind   eventKind
	at     time.Time
	note   Notification
	closed Closed
	answer Answer
	cause  error
}

type eventKind int

const (
	eventNotified eventKind = iota
	eventClosed
	eventAnswered
	eventReady
	eventGone
)

// maxOutboxBytes bounds the text that waits for a busy receiver, besides the number of messages.
const maxOutboxBytes = 64 << 20

// outbox keeps events between the bus, which must never wait, and the Receiver, which may take its
// time. What it cannot keep it counts.
type outbox struct {
	limit int

	mu     sync.Mutex
	events []event
	bytes  int
	lost   loss
	closed bool
	wake   chan struct{} // holds one token while there is something to take
}

type loss struct {
	n           int
	from, until time.Time
}

func newOutbox(limit int) *outbox {
	return &outbox{limit: limit, wake: make(chan struct{}, 1)}
}

// put keeps an event, or counts it as lost if there is no room. It never blocks. Ready and Gone,
// which are few, are always kept.
func (o *outbox) put(e event) {
	o.mu.Lock()
	defer o.mu.Unlock()
	size := weight(e.note)
	full := len(o.events) >= o.limit || o.bytes+size > maxOutboxBytes
	if full && e.kind != eventReady && e.kind != eventGone {
		o.lost.add(e.at)
	} else {
		o.events = append(o.events, e)
		o.bytes += size
	}
	o.signal()
}

// weight is about how much memory a notification's text takes.
func weight(n Notification) int {
	size := len(n.Summary) + len(n.Body) + len(n.App) + len(n.DesktopEntry) + len(n.Icon)
	for _, action := range n.Actions {
		size += len(action.Key) + len(action.Label)
	}
	return size
}

func (l *loss) add(at time.Time) {
	if l.n == 0 {
		l.from = at
	}
	l.n, l.until = l.n+1, at
}

func (o *outbox) signal() {
	select {
	case o.wake <- struct{}{}:
	default:
	}
}

// close lets deliver return as soon as it has handed over what is left.
func (o *outbox) close() {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.closed = true
	o.signal()
}

func (o *outbox) take() (events []event, lost loss, closed bool) {
	o.mu.Lock()
	defer o.mu.Unlock()
	events, lost = o.events, o.lost
	o.events, o.bytes, o.lost = nil, 0, loss{}
	return events, lost, o.closed
}

// deliver tells the receiver everything, in order, until the outbox is closed and empty.
func (o *outbox) deliver(r Receiver) {
	for range o.wake {
		events, lost, closed := o.take()
		for events = arrange(events); len(events) > 0; {
			n := tell(r, events)
			events = events[n:]
		}
		if lost.n > 0 {
			r.Overflow(lost.n, lost.from, lost.until)
		}
		if closed {
			return
		}
	}
}

// arrange lets notifications pass the answers and closings before them, so that a burst is handed over
// in few calls: each may cost a commit. What is about the same number at a daemon keeps its order, and
// nothing passes Ready or Gone.
func arrange(events []event) []event {
	arranged := make([]event, 0, len(events))
	var passed []event
	numbers := map[uint32]bool{} // that those passed are about
	catchUp := func() {
		arranged = append(arranged, passed...)
		passed = passed[:0]
		clear(numbers)
	}
	for _, e := range events {
		switch e.kind {
		case eventClosed, eventAnswered:
			passed = append(passed, e)
			numbers[max(e.closed.DaemonID, e.answer.DaemonID)] = true
			continue
		case eventNotified:
			if e.note.DaemonID != 0 && numbers[e.note.DaemonID] {
				catchUp()
			}
		case eventReady, eventGone:
			catchUp()
		}
		arranged = append(arranged, e)
	}
	catchUp()
	return arranged
}

// tell makes one call to the receiver and gives the number of events that it covered.
func tell(r Receiver, events []event) int {
	switch first := events[0]; first.kind {
	case eventNotified:
		batch := leading(events, eventNotified, func(e event) Notification { return e.note })
		r.Notified(batch)
		return len(batch)
	case eventClosed:
		batch := leading(events, eventClosed, func(e event) Closed { return e.closed })
		r.Closed(batch)
		return len(batch)
	case eventAnswered:
		batch := leading(events, eventAnswered, func(e event) Answer { return e.answer })
		if answerer, able := r.(Answerer); able {
			answerer.Answered(batch)
		}
		return len(batch)
	case eventReady:
		r.Ready(first.at)
	case eventGone:
		r.Gone(first.at, first.cause)
	}
	return 1
}

// leading gives what the first events tell that are of one kind.
func leading[T any](events []event, kind eventKind, told func(event) T) []T {
	var batch []T
	for _, e := range events {
		if e.kind != kind {
			break
		}
		batch = append(batch, told(e))
	}
	return batch
}
