package notify

import "github.com/godbus/dbus/v5"

// read follows the daemon's signals until the connection ends.
func (d *desktop) read(signals <-chan *dbus.Signal) {
	for s := range signals {
		var id uint32
		var word string
		switch s.Name {
		case daemonIface + ".ActivationToken":
			if dbus.Store(s.Body, &id, &word) == nil {
				d.keepToken(s.Sender, id, word)
			}
		case daemonIface + ".ActionInvoked":
			if dbus.Store(s.Body, &id, &word) == nil {
				d.clicked(s.Sender, id, word)
			}
		case daemonIface + ".NotificationClosed":
			var why uint32
			if dbus.Store(s.Body, &id, &why) == nil {
				d.isGone(s.Sender, id)
			}
		}
	}
}

// keepToken keeps what comes just before a click on the same notification.
func (d *desktop) keepToken(sender string, id uint32, token string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if _, ours := d.group(sender, id); ours {
		d.tokens[id] = token
	}
}

func (d *desktop) clicked(sender string, id uint32, action string) {
	d.mu.Lock()
	group, ours := d.group(sender, id)
	token := d.tokens[id]
	delete(d.tokens, id)
	d.mu.Unlock()
	if ours {
		d.o.Activated(group, action, token)
	}
}

func (d *desktop) isGone(sender string, id uint32) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if group, ours := d.group(sender, id); ours {
		d.last[group] = entry{Shown: d.last[group].Shown, gone: true}
	}
}

// group finds ours among everybody's: a daemon may tell all its clients of every notification.
func (d *desktop) group(sender string, id uint32) (string, bool) {
	for group, e := range d.last {
		if e.ID == id && e.Daemon == d.bus+"/"+sender {
			return group, true
		}
	}
	return "", false
}
