package capture

// The caps of what is kept, in bytes.
const (
	maxSummary = 1 << 10
	maxBody    = 64 << 10
	maxRawBody = 4 * maxBody // before markup is taken out
	maxName    = 256         // application, category, action key and label
	maxIcon    = 1 << 10
	maxActions = 32
)

// message is what a D-Bus message means, with its strings clean and capped.
type message struct {
	header
	means messageKind

	note     Notification // of notify, gtk, relayed and asked; without ID, time and answer
	claimed  uint32       // the process that the sender says it is; 0: says nothing
	app, key string       // application and notification id as portal and org.gtk give them
	id       uint32       // of close, closed and reply; 0: none
	reason   uint32       // of closed
	name     string       // of owner
	owner    string       // of owner; empty: nobody
}

// parse reads the body of a message. A body that is not what the member should carry gives what can
// be read of it: d.err is no reason to throw the message away.
func parse(h header, d *decoder) *message {
	m := &message{header: h, means: meaning(h)}
	a := &arguments{decoder: d, signature: h.signature}
	switch m.means {
	case kindNotify:
		m.parseNotify(a)
	case kindGtk, kindRelayed:
		m.app = a.short(maxName)
		m.note.DesktopEntry = m.app
		m.parseAdd(a)
	case kindAsked:
		m.parseAdd(a)
	case kindRemove:
		m.app, m.key = a.short(maxName), a.short(maxName)
	case kindClose:
		m.id = a.uint32()
	case kindClosed:
		m.id, m.reason = a.uint32(), a.uint32()
	case kindReply:
		if h.kind == methodReturn {
			m.id = a.uint32()
		}
	case kindOwner:
		m.name = a.short(maxName)
		a.short(maxName)
		m.owner = a.short(maxName)
	case kindNone:
	}
	return m
}

// parseNotify reads Notify(s app_name, u replaces_id, s app_icon, s summary, s body, as actions,
// a{sv} hints, i expire_timeout).
func (m *message) parseNotify(a *arguments) {
	n := &m.note
	n.App = a.short(maxName)
	n.ReplacesID = a.uint32()
	n.Icon = a.short(maxIcon)
	readable := a.expect("s")
	n.Summary = m.summary(a.text(maxSummary))
	readable = a.expect("s") || readable
	n.Body = m.markup(a.text(maxRawBody))
	if a.accept("as") {
		m.actions(a.decoder)
	}
	if a.accept("a{sv}") {
		a.dict(func(key, valueType string) { m.hint(a.decoder, key, valueType) })
	}
	m.mark(readable && (n.Summary != "" || n.Body != "" || a.err == nil))
}

// mark leaves a word in the place of a text of which nothing could be read.
func (m *message) mark(readable bool) {
	if !readable {
		m.note.Summary = Unreadable
	}
}

// keep cleans and caps a text; one that was longer marks the notification as truncated.
func (m *message) keep(limit int, text string, cut bool) string {
	cleaned, shortened := clean(text, limit)
	m.note.Truncated = m.note.Truncated || cut || shortened
	return cleaned
}

func (m *message) summary(text string, cut bool) string { return m.keep(maxSummary, text, cut) }
func (m *message) body(text string, cut bool) string    { return m.keep(maxBody, text, cut) }
func (m *message) markup(text string, cut bool) string  { return m.keep(maxBody, plain(text), cut) }

// actions reads a flat list of key, label, key, label…
func (m *message) actions(d *decoder) {
	key, odd := "", false
	d.array("s", func() {
		text := shortText(d, maxName)
		if odd {
			m.addAction(key, text)
		}
		key, odd = text, !odd
	})
}

func (m *message) addAction(key, label string) {
	if len(m.note.Actions) >= maxActions {
		m.note.Truncated = true
		return
	}
	m.note.Actions = append(m.note.Actions, Action{Key: key, Label: label})
}
