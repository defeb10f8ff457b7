package capture

const (
	fdoInterface    = "org.freedesktop.Notifications"
	gtkInterface    = "org.gtk.Notifications"
	portalInterface = "org.freedesktop.portal.Notification"
	implInterface   = "org.freedesktop.impl.portal.Notification"
	busInterface    = "org.freedesktop.DBus"
)

// messageKind says what a message means to us.
type messageKind int

const (
	kindNone    messageKind = iota // nothing to us
	kindNotify                     // org.freedesktop.Notifications.Notify
	kindGtk                        // org.gtk.Notifications.AddNotification
	kindRelayed                    // impl.portal.Notification.AddNotification: the portal to its backend
	kindAsked                      // portal.Notification.AddNotification: an application to the portal
	kindRemove                     // RemoveNotification, at the portal's backend or at org.gtk
	kindClose                      // org.freedesktop.Notifications.CloseNotification
	kindClosed                     // its signal NotificationClosed
	kindReply                      // the daemon's answer to something, an error too
	kindOwner                      // a name has a new owner
)

// meaning says what a message is by its header alone.
func meaning(h header) messageKind {
	switch h.kind {
	case methodReturn, methodError:
		return kindReply
	case signal:
		return signalMeaning(h)
	case methodCall:
		return callMeaning(h)
	}
	return kindNone
}

func signalMeaning(h header) messageKind {
	switch {
	case h.iface == fdoInterface && h.member == "NotificationClosed":
		return kindClosed
	case h.iface == busInterface && h.sender == busInterface && h.member == "NameOwnerChanged":
		return kindOwner
	}
	return kindNone
}

func callMeaning(h header) messageKind {
	switch h.iface + "." + h.member {
	case fdoInterface + ".Notify":
		return kindNotify
	case fdoInterface + ".CloseNotification":
		return kindClose
	case gtkInterface + ".AddNotification":
		return kindGtk
	case implInterface + ".AddNotification":
		return kindRelayed
	case portalInterface + ".AddNotification":
		return kindAsked
	case gtkInterface + ".RemoveNotification", implInterface + ".RemoveNotification":
		return kindRemove
	}
	return kindNone
}
