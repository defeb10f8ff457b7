package capture

import (
	"hash/maphash"
	"time"
)

// maxRemembered bounds each of the maps by which later messages find earlier ones.
const maxRemembered = 8192

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

func (c *correlator) relayed(m *message, at time.Time) {
	asker := c.relays.asker(m, at)
	if shown := c.show(m, asker, at); shown != nil {
		shown.entry.answered = false // the backend may show it at the daemon, who may answer
		c.relays.add(m, shown, at)
	}
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
