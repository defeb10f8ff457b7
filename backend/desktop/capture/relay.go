package capture

import (
	"strings"
	"time"
)

// One notification through the portal is seen up to four times: from the application to the portal,
// from the portal to its backend, from the backend to org.gtk.Notifications where there is such a
// service, and to org.freedesktop.Notifications otherwise. The second is the one that counts, since
// it has the application id; relays recognises the others.

const (
	// relayFor is how long after the portal's call its backend's own call is recognised.
	relayFor = 10 * time.Second
	// maxRelays bounds how many such calls are remembered.
	maxRelays = 256
	// backendNames is the namespace of the names under which backends are called.
	backendNames = "org.freedesktop.impl.portal"
)

type relays struct {
	asks  []ask
	open  []relay
	names *bounded[string, string] // owner of each backend's name
}

// ask is a call of an application to the portal.
type ask struct {
	sender, key, summary string
	at                   time.Time
}

// relay is a call of the portal to its backend.
type relay struct {
	backend string // as the portal addressed it: a unique or a well-known name
	summary string
	shown   *record
	at      time.Time
	matched map[messageKind]bool
}

func newRelays() relays { return relays{names: newBounded[string, string](maxRelays)} }

func (r *relays) owner(name, owner string) {
	if name == backendNames || strings.HasPrefix(name, backendNames+".") {
		r.names.put(name, owner)
	}
}

// ask remembers who asked the portal.
func (r *relays) ask(m *message, at time.Time) {
	r.expire(at)
	r.asks = append(r.asks, ask{sender: m.sender, key: m.key, summary: m.note.Summary, at: at})
}

// asker finds who asked for what the portal hands on; empty: not known.
func (r *relays) asker(m *message, at time.Time) string {
	r.expire(at)
	for i, a := range r.asks {
		if a.key == m.key && a.summary == m.note.Summary {
			r.asks = append(r.asks[:i], r.asks[i+1:]...)
			return a.sender
		}
	}
	return ""
}

// add remembers what the portal handed on to its backend.
func (r *relays) add(m *message, shown *record, at time.Time) {
	r.expire(at)
	r.open = append(r.open, relay{
		backend: m.destination, summary: m.note.Summary, shown: shown, at: at, matched: map[messageKind]bool{},
	})
}

// match says whether a call is a backend showing what the portal handed on to it, and of what. It
// goes by the text too: what a backend shows on its own account is not to be lost.
func (r *relays) match(m *message, at time.Time) (*record, bool) {
	r.expire(at)
	for _, open := range r.open {
		if open.summary == m.note.Summary && !open.matched[m.means] && r.isBackend(open.backend, m.sender) {
			open.matched[m.means] = true
			return open.shown, true
		}
	}
	return nil, false
}

func (r *relays) isBackend(backend, sender string) bool {
	if backend == sender {
		return true
	}
	owner, known := r.names.get(backend)
	return known && owner == sender
}

// expire forgets what is too old or too much.
func (r *relays) expire(now time.Time) {
	for len(r.asks) > 0 && (len(r.asks) >= maxRelays || now.Sub(r.asks[0].at) > relayFor) {
		r.asks = r.asks[1:]
	}
	for len(r.open) > 0 && (len(r.open) >= maxRelays || now.Sub(r.open[0].at) > relayFor) {
		r.open = r.open[1:]
	}
}
