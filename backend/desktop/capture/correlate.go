package capture

import (
	"fmt"
	"hash/maphash"
	"time"
)

const (
	// patience is how long a notification waits for the daemon's answer and its sender's process.
	// It bounds what a sudden end of this program can lose.
	patience = 25 * time.Millisecond
	// maxRemembered bounds each of the maps by which later messages find earlier ones.
	maxRemembered = 8192
)

// correlator turns messages into events: it joins calls with their answers, updates with what they
// update and closings with what is closed, and drops what is seen twice. It is pure: time comes in
// as a value, and it asks for a sender's process by the function that it is given.
type correlator struct {
	guid  string // of the bus
	limit int    // how many may wait for their answers at once
	own   func(sender string, pid uint32) bool
	ask   func(sender string) // wishes for a call of process

	daemon  string // unique name of the owner of org.freedesktop.Notifications; empty: nobody
	waiting []*pending
	relays  relays

	calls *bounded[callKey, *record] // without an answer so far
	shown *bounded[shownKey, *record]
	added *bounded[addedKey, *record]
	seen  *bounded[callKey, sighting]
	pids  *bounded[string, uint32]
	asked *bounded[string, struct{}]
	seed  maphash.Seed
}

type callKey struct {
	sender string
	serial uint32
}

type shownKey struct {
	daemon string // unique name
	id     uint32
}

// addedKey is how portal and org.gtk name a notification.
type addedKey struct{ app, key string }

// sighting tells a call that is seen again from another one under the same serial.
type sighting struct {
	content uint64
	others  int
}

// record is what is remembered of a notification.
type record struct {
	id       string // of the Notification
	app      string
	sender   string // who showed it at the daemon
	asker    string // whose notification it is; empty: unknown
	daemon   string // who answered; empty: nobody yet
	daemonID uint32
	withdrew bool     // its sender asked for closing it
	own      bool     // known from the hand-over on
	entry    *pending // until the hand-over
}

// pending is an event that waits for its turn. All but notifications are ready at once.
type pending struct {
	event
	about    *record // what the event is about; nil: nothing that we captured
	answered bool
	claimed  uint32
	until    time.Time // the hand-over at the latest
}

func newCorrelator(guid string, limit int, own func(string, uint32) bool, ask func(string)) *correlator {
	return &correlator{
		guid: guid, limit: limit, own: own, ask: ask, relays: newRelays(),
		calls: newBounded[callKey, *record](maxRemembered),
		shown: newBounded[shownKey, *record](maxRemembered),
		added: newBounded[addedKey, *record](maxRemembered),
		seen:  newBounded[callKey, sighting](maxRemembered),
		pids:  newBounded[string, uint32](maxRemembered),
		asked: newBounded[string, struct{}](maxRemembered),
		seed:  maphash.MakeSeed(),
	}
}

// take takes in one message, read at the given instant. What comes of it is given by release.
func (c *correlator) take(m *message, at time.Time) {
	switch m.means {
	case kindNotify:
		c.notify(m, at)
	case kindGtk:
		if _, again := c.relays.match(m, at); !again {
			c.show(m, m.sender, at)
		}
	case kindRelayed:
		c.relayed(m, at)
	case kindAsked:
		c.relays.ask(m, at)
	case kindReply:
		c.reply(m, at)
	case kindClose:
		if shown, found := c.shown.get(shownKey{c.daemon, m.id}); found {
			shown.withdrew = m.sender == shown.sender
		}
	case kindClosed:
		c.closed(m, at)
	case kindRemove:
		c.remove(m, at)
	case kindOwner:
		c.owner(m.name, m.owner)
	case kindNone:
	}
}

// owner takes in that a name belongs to a connection; empty: to nobody.
func (c *correlator) owner(name, owner string) {
	if name == fdoInterface { // the service is called like its interface
		c.daemon = owner
		return
	}
	c.relays.owner(name, owner)
}

// process takes in the process of a sender; 0: not known, and not to be asked for again.
func (c *correlator) process(sender string, pid uint32) {
	c.pids.put(sender, pid)
	c.asked.remove(sender)
}

func (c *correlator) notify(m *message, at time.Time) {
	if m.sender == c.daemon && m.sender != "" {
		return // GNOME's daemon hands every call on to the shell: this is the second sight of it
	}
	if shown, again := c.relays.match(m, at); again {
		shown.sender = m.sender // the portal's backend shows it for the application
		c.awaitAnswer(m, shown)
		return
	}
	shown := c.show(m, m.sender, at)
	if shown == nil {
		return
	}
	c.awaitAnswer(m, shown)
	c.resolveReplaced(&shown.entry.note)
}

func (c *correlator) awaitAnswer(m *message, shown *record) {
	if m.noReply {
		shown.settle()
		return
	}
	c.calls.put(callKey{m.sender, m.serial}, shown)
}

// settle says that no answer is to be waited for any more.
func (r *record) settle() {
	if r.entry != nil {
		r.entry.answered = true
	}
}

// resolveReplaced finds what replaces_id means. Programs make ids up, and so may hit one of another
// program's: that is no update, or one client's business would run into another's.
func (c *correlator) resolveReplaced(n *Notification) {
	if n.ReplacesID == 0 {
		return
	}
	earlier, found := c.shown.get(shownKey{c.daemon, n.ReplacesID})
	if found && earlier.app == n.App && !earlier.own {
		n.Replaces = earlier.id
	}
}

func (c *correlator) relayed(m *message, at time.Time) {
	asker := c.relays.asker(m, at)
	if shown := c.show(m, asker, at); shown != nil {
		shown.entry.answered = false // the backend may show it at the daemon, who may answer
		c.relays.add(m, shown, at)
	}
}

// show queues the notification of a message and gives its record; nil: the same call was seen before.
func (c *correlator) show(m *message, asker string, at time.Time) *record {
	id := c.identity(m)
	if id == "" {
		return nil
	}
	note := m.note
	note.ID, note.At = id, at.UTC().Round(0)
	shown := &record{id: id, app: note.App, sender: m.sender, asker: asker}
	shown.entry = &pending{
		event:    event{kind: eventNotified, at: note.At, note: note},
		about:    shown,
		answered: m.means != kindNotify,
		claimed:  m.claimed,
		until:    at.Add(patience),
	}
	c.resolveAdded(m, shown)
	c.waiting = append(c.waiting, shown.entry)
	c.wantProcess(asker)
	return shown
}

// resolveAdded finds what a call of portal or org.gtk updates, by application and its own id. Without
// an application id the asking connection must be the same.
func (c *correlator) resolveAdded(m *message, shown *record) {
	if m.key == "" {
		return
	}
	key := addedKey{m.app, m.key}
	earlier, found := c.added.get(key)
	if found && (m.app != "" || shown.asker != "" && earlier.asker == shown.asker) {
		shown.entry.note.Replaces = earlier.id
	}
	c.added.put(key, shown)
}

// identity gives the ID of a call; empty: the very call has been seen before.
func (c *correlator) identity(m *message) string {
	key := callKey{m.sender, m.serial}
	id := fmt.Sprintf("%s/%s/%d", c.guid, m.sender, m.serial)
	content := maphash.Comparable(c.seed, [4]string{m.note.App, m.note.Summary, m.note.Body, m.key})
	before, found := c.seen.get(key)
	switch {
	case !found:
		c.seen.put(key, sighting{content: content})
		return id
	case before.content == content:
		return ""
	}
	c.seen.put(key, sighting{content: content, others: before.others + 1})
	return fmt.Sprintf("%s/%d", id, before.others+1)
}

func (c *correlator) wantProcess(sender string) {
	if c.processKnown(sender) {
		return
	}
	if _, already := c.asked.get(sender); already {
		return
	}
	c.asked.put(sender, struct{}{})
	c.ask(sender)
}

func (c *correlator) processKnown(sender string) bool {
	_, known := c.pids.get(sender)
	return known || sender == ""
}

// reply joins an answer of the daemon with its call.
func (c *correlator) reply(m *message, at time.Time) {
	key := callKey{m.destination, m.replySerial}
	shown, found := c.calls.get(key)
	if !found {
		return
	}
	c.calls.remove(key)
	shown.settle()
	if m.id == 0 {
		return
	}
	shown.daemon, shown.daemonID = c.guid+"/"+m.sender, m.id
	c.shown.put(shownKey{m.sender, m.id}, shown)
	if shown.entry != nil {
		shown.entry.note.Daemon, shown.entry.note.DaemonID = shown.daemon, shown.daemonID
		return
	}
	answer := Answer{ID: shown.id, Daemon: shown.daemon, DaemonID: shown.daemonID}
	c.queue(event{kind: eventAnswered, at: at.UTC().Round(0), answer: answer}, shown)
}

func (c *correlator) queue(e event, about *record) {
	c.waiting = append(c.waiting, &pending{event: e, about: about})
}

// closed takes in the daemon's word that a notification is gone. Anybody can send such a signal;
// only that of a daemon counts.
func (c *correlator) closed(m *message, at time.Time) {
	key := shownKey{m.sender, m.id}
	shown, found := c.shown.get(key)
	if !found && m.sender != c.daemon {
		return
	}
	c.shown.remove(key)
	gone := Closed{Daemon: c.guid + "/" + m.sender, DaemonID: m.id, Reason: m.reason, At: at.UTC().Round(0)}
	if found {
		gone.ID = shown.id
		gone.BySender = m.reason == ReasonClosed && shown.withdrew
	}
	c.queue(event{kind: eventClosed, at: gone.At, closed: gone}, shown)
}

// remove takes in that an application withdrew its notification at portal or org.gtk. Where a daemon
// shows it, the daemon's own word follows and is the one that counts.
func (c *correlator) remove(m *message, at time.Time) {
	key := addedKey{m.app, m.key}
	shown, found := c.added.get(key)
	if !found || m.app == "" {
		return
	}
	c.added.remove(key)
	if shown.daemon != "" {
		return
	}
	gone := Closed{ID: shown.id, Reason: ReasonClosed, BySender: true, At: at.UTC().Round(0)}
	c.queue(event{kind: eventClosed, at: gone.At, closed: gone}, shown)
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
