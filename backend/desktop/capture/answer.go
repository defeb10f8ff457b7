package capture

import "time"

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
