package prefs

import (
	"os"
	"os/exec"
	"strings"
)

// pagesOf has, for the names that desktops give themselves in XDG_CURRENT_DESKTOP, the program that shows
// the page about notifications. Daemons without a desktop (dunst, mako) have a file of settings and no page.
var pagesOf = map[string][]string{
	"GNOME":      {"gnome-control-center", "notifications"}, //nolint:misspell // so it is called
	"KDE":        {"systemsettings", "kcm_notifications"},
	"XFCE":       {"xfce4-notifyd-config"},
	"MATE":       {"mate-notification-properties"},
	"X-Cinnamon": {"cinnamon-settings", "notifications"},
	"Budgie":     {"budgie-control-center", "notifications"}, //nolint:misspell // so it is called
}

// opener goes by the desktop's names, the most particular of which stands first:
// https://specifications.freedesktop.org/desktop-entry-spec/latest/recognized-keys.html
func opener(page Page) func() error {
	if page != Notifications { // programs need no permission here
		return nil
	}
	for name := range strings.SplitSeq(os.Getenv("XDG_CURRENT_DESKTOP"), ":") {
		words, known := pagesOf[name]
		if !known {
			continue
		}
		if program, err := exec.LookPath(words[0]); err == nil {
			return started(program, words[1:]...)
		}
	}
	return nil
}
