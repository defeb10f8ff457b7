package dnd

// newSystem has no switch: Windows offers no public one to programs like ours, only to those that
// Microsoft lists. See https://learn.microsoft.com/en-us/uwp/api/windows.ui.shell.focussessionmanager
func newSystem(Options, func()) system {
	return nowhere{"Sluice cannot switch Do Not Disturb on Windows. Switch it on yourself in Settings, System, Notifications."}
}

// syncFolder has nothing to do: NTFS journals renames, and a folder cannot be synced.
func syncFolder(string) error { return nil }
