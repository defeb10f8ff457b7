package capture

// parseAdd reads what the portal and org.gtk.Notifications have in common: s id, a{sv} notification.
// https://flatpak.github.io/xdg-desktop-portal/docs/doc-org.freedesktop.portal.Notification.html
func (m *message) parseAdd(a *arguments) {
	m.key = a.short(maxName)
	readable := a.accept("a{sv}")
	if readable {
		a.dict(func(key, valueType string) { m.property(a.decoder, key, valueType) })
	}
	m.mark(readable && (m.note.Summary != "" || m.note.Body != "" || a.err == nil))
}

func (m *message) property(d *decoder, key, valueType string) {
	n := &m.note
	switch key + " " + valueType {
	case "title s":
		n.Summary = m.summary(d.text(maxSummary))
	case "body s":
		n.Body = m.body(d.text(maxBody))
	case "markup-body s":
		n.Body = m.markup(d.text(maxRawBody))
	case "category s":
		n.Category = shortText(d, maxName)
	case "priority s":
		n.Urgency = priority(shortText(d, maxName))
	case "default-action s":
		m.addAction(shortText(d, maxName), "")
	case "buttons aa{sv}":
		d.array("a{sv}", func() { m.button(d) })
	case "display-hint as":
		d.array("s", func() { n.Transient = shortText(d, maxName) == "transient" || n.Transient })
	case "icon (sv)", "icon v":
		m.icon(d, valueType)
	default:
		d.skip(valueType)
	}
}

// priority gives the urgency for a portal priority, as the portals' own backends do.
func priority(name string) int {
	switch name {
	case "low":
		return -1
	case "high", "urgent":
		return 1
	}
	return 0
}

func (m *message) button(d *decoder) {
	var key, label string
	d.dict(func(name, valueType string) {
		switch {
		case name == "action" && valueType == "s":
			key = shortText(d, maxName)
		case name == "label" && valueType == "s":
			label = shortText(d, maxName)
		default:
			d.skip(valueType)
		}
	})
	m.addAction(key, label)
}

// icon reads a serialised icon, of which only ('themed', <['name', …]>) can be kept as a name.
func (m *message) icon(d *decoder, valueType string) {
	if valueType == "v" {
		if valueType = d.variant(); valueType != "(sv)" {
			d.skip(valueType)
			return
		}
	}
	d.align(8)
	kind, inner := shortText(d, maxName), d.variant()
	if kind != "themed" || inner != "as" {
		d.skip(inner)
		return
	}
	d.array("s", func() {
		if name := shortText(d, maxIcon); m.note.Icon == "" {
			m.note.Icon = name
		}
	})
}
