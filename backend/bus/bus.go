// Package bus tells those who are interested that something changed, within the process. An event
// says what kind of thing changed, not what it is now: whoever shows it asks again. So events may be
// merged, nobody is ever behind by more than one look, and a slow listener holds nobody up.
package bus

import (
	"crypto/rand"
	"slices"
	"sync"
)

// Topic is a kind of thing that changes.
type Topic string

// The topics.
const (
	Queue    Topic = "queue"    // items, their order, the acts that can be undone
	Gate     Topic = "gate"     // state, next check-in, shield, check-in run, Do Not Disturb
	Sources  Topic = "sources"  // the health of a source
	Sessions Topic = "sessions" // time worked, the session that is running, what is asked about it
	Meetings Topic = "meetings" // the meetings of the calendars
	Quit     Topic = "quit"     // the user ends the program: windows go too
	Outbox   Topic = "outbox"   // what is to be written at services
)

// Bus hands events to its listeners. The zero value is ready, and may be used from several goroutines.
type Bus struct {
	mu        sync.Mutex
	listeners map[*Listener]struct{}
	run       string
	told      int64           // how often something was told
	last      map[Topic]int64 // when each topic was told last, counted so
}

// Listener is told of events until it is closed.
type Listener struct {
	bus     *Bus
	mu      sync.Mutex
	only    []Topic // what it is told of; none listed: everything
	waiting map[Topic]bool
	wake    chan struct{}
}

// Listen starts listening to some topics; without any to all.
func (b *Bus) Listen(only ...Topic) *Listener {
	l := &Listener{bus: b, only: only, waiting: map[Topic]bool{}, wake: make(chan struct{}, 1)}
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.listeners == nil {
		b.listeners = map[*Listener]struct{}{}
	}
	b.listeners[l] = struct{}{}
	return l
}

// Tell tells every listener that things of these topics changed. It never blocks.
func (b *Bus) Tell(topics ...Topic) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.told++
	if b.last == nil {
		b.last = map[Topic]int64{}
	}
	for _, topic := range topics {
		b.last[topic] = b.told
	}
	for l := range b.listeners {
		l.tell(topics)
	}
}

func (l *Listener) tell(told []Topic) {
	l.mu.Lock()
	concerned := false
	for _, topic := range told {
		if len(l.only) == 0 || slices.Contains(l.only, topic) {
			l.waiting[topic], concerned = true, true
		}
	}
	l.mu.Unlock()
	if !concerned {
		return
	}
	select {
	case l.wake <- struct{}{}:
	default: // it is to be woken already
	}
}

// inOrder are all topics, in the order in which they are told.
var inOrder = []Topic{Gate, Queue, Sources, Sessions, Meetings, Quit, Outbox}

// Since gives the topics that were told after a moment, in a fixed order, and the present moment. The
// moments are those of one Run.
func (b *Bus) Since(moment int64) (topics []Topic, now int64) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, topic := range inOrder {
		if b.last[topic] > moment {
			topics = append(topics, topic)
		}
	}
	return topics, b.told
}

// Run names this bus: another one, after a restart, has another name.
func (b *Bus) Run() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.run == "" {
		b.run = rand.Text()
	}
	return b.run
}

// Wake gives a value when Take has something to give.
func (l *Listener) Wake() <-chan struct{} { return l.wake }

// Take gives the topics that changed since the last Take, each once, in a fixed order.
func (l *Listener) Take() []Topic {
	l.mu.Lock()
	defer l.mu.Unlock()
	var changed []Topic
	for _, topic := range inOrder {
		if l.waiting[topic] {
			changed = append(changed, topic)
		}
	}
	clear(l.waiting)
	return changed
}

// Close ends the listening. It may be called twice.
func (l *Listener) Close() {
	l.bus.mu.Lock()
	defer l.bus.mu.Unlock()
	delete(l.bus.listeners, l)
}
