package idle

import (
	"context"
	"time"

	"github.com/godbus/dbus/v5"
)

// mutter is GNOME's compositor: milliseconds, on X11 and Wayland alike.
// https://gitlab.gnome.org/GNOME/mutter/-/blob/main/data/dbus-interfaces/org.gnome.Mutter.IdleMonitor.xml
func (l *linux) mutter(ctx context.Context) (time.Duration, bool) {
	const name = "org.gnome.Mutter.IdleMonitor"
	var idle uint64
	if !l.session.ask(ctx, name, "/org/gnome/Mutter/IdleMonitor/Core", name+".GetIdletime", &idle) {
		return 0, false
	}
	return time.Duration(idle) * time.Millisecond, true
}

// saver is org.freedesktop.ScreenSaver. Its GetSessionIdleTime is in seconds but for KDE's, which gives
// milliseconds, and on Wayland always 0, since nobody tells it: 0 is therefore no answer.
// https://specifications.freedesktop.org/idle-inhibit-spec/latest/
func (l *linux) saver(ctx context.Context) (time.Duration, bool) {
	const name = "org.freedesktop.ScreenSaver"
	var idle uint32
	if !l.session.ask(ctx, name, "/org/freedesktop/ScreenSaver", name+".GetSessionIdleTime", &idle) || idle == 0 {
		return 0, false
	}
	if l.session.has(ctx, "org.kde.KWin") || l.session.has(ctx, "org.kde.plasmashell") {
		return time.Duration(idle) * time.Millisecond, true
	}
	return time.Duration(idle) * time.Second, true
}

// lockers are the screen lockers that say whether they are up.
var lockers = []struct{ name, path string }{
	{"org.gnome.ScreenSaver", "/org/gnome/ScreenSaver"},
	{"org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"},
	{"org.cinnamon.ScreenSaver", "/org/cinnamon/ScreenSaver"},
	{"org.mate.ScreenSaver", "/org/mate/ScreenSaver"},
	{"org.xfce.ScreenSaver", "/org/xfce/ScreenSaver"},
}

func (l *linux) locked(ctx context.Context) (locked, known bool) {
	for _, each := range lockers {
		var active bool
		if l.session.ask(ctx, each.name, dbus.ObjectPath(each.path), each.name+".GetActive", &active) {
			locked, known = locked || active, true
		}
	}
	return locked, known
}

// hint is what the session told logind of itself.
type hint struct {
	known  bool // logind answered
	locked bool
	idle   bool
	since  time.Time
}

// hint asks for this process's session, or the user's graphical one where it has none.
// https://www.freedesktop.org/software/systemd/man/latest/org.freedesktop.login1.html
func (l *linux) hint(ctx context.Context) (h hint) {
	const name = "org.freedesktop.login1"
	var all map[string]dbus.Variant
	if !l.logind.ask(ctx, name, "/org/freedesktop/login1/session/auto", "org.freedesktop.DBus.Properties.GetAll", &all, name+".Session") {
		return h
	}
	locked, known := all["LockedHint"].Value().(bool)
	h.known, h.locked = known, locked
	h.idle, _ = all["IdleHint"].Value().(bool)
	since, _ := all["IdleSinceHint"].Value().(uint64)
	h.since = time.UnixMicro(int64(since)) //nolint:gosec // microseconds since 1970, for ages to come
	if since == 0 {
		h.idle = false
	}
	return h
}
