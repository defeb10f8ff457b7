package prefs

import (
	"strconv"
	"strings"

	"golang.org/x/sys/unix"
)

// ventura is the macOS whose System Settings took the place of System Preferences, and named pages anew.
const ventura = 13

// opener gives addresses to open(1). Apple documents that of the Shortcuts application,
// https://support.apple.com/guide/shortcuts-mac/apdf22b0444c/mac, and that of Full Disk Access in its
// material for administrators; one that it does not know opens the settings at their front page.
func opener(page Page) func() error {
	address := ""
	switch page {
	case Notifications:
		address = "x-apple.systempreferences:com.apple.preference.notifications"
		if release() >= ventura {
			address = "x-apple.systempreferences:com.apple.Focus-Settings.extension"
		}
	case Access:
		address = "x-apple.systempreferences:com.apple.preference.security?Privacy_AllFiles"
	case Shortcuts:
		address = "shortcuts://create-shortcut"
	default:
		return nil
	}
	return started("/usr/bin/open", address)
}

// release is the first number of macOS's version; 0: nobody tells.
func release() int {
	version, _ := unix.Sysctl("kern.osproductversion") // empty: as from an old one
	first, _, _ := strings.Cut(version, ".")
	number, _ := strconv.Atoi(first)
	return number
}
