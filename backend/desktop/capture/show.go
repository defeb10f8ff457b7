package capture

import (
	"fmt"
	"hash/maphash"
	"time"
)

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
