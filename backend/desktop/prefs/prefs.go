// Package prefs opens pages of the system's own settings: what Sluice may not switch by itself, the user
// switches there.
package prefs

import "sluice/backend/fault"

// Page is a page of the system's settings.
type Page string

// The pages. No system has them all.
const (
	Notifications Page = "notifications" // Do Not Disturb, and which programs may notify
	Access        Page = "access"        // which programs may see the notifications of others
	Shortcuts     Page = "shortcuts"     // a new Shortcut of the user's own, on macOS
)

// Has says whether this system has a page and something to open it with, so that no button leads nowhere.
func Has(page Page) bool { return opener(page) != nil }

// Open shows a page to the user, and returns without waiting for its end. It may be called again. A page
// that this system lacks, or that cannot be opened, is an Unsupported fault.
func Open(page Page) error {
	open := opener(page)
	if open == nil {
		return fault.New(fault.Unsupported, "Sluice knows no such page in the settings of this system.")
	}
	if err := open(); err != nil {
		return fault.Wrap(err, fault.Unsupported, "The system's settings cannot be opened from here. Open them yourself.")
	}
	return nil
}
