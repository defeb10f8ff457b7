package prefs

import "golang.org/x/sys/windows"

// windows11 is the first build whose page of notifications holds the switch of Do Not Disturb. Before
// that it is called Focus assist and has a page of its own.
const windows11 = 22000

// opener gives addresses to the shell:
// https://learn.microsoft.com/windows/apps/develop/launch/launch-settings
func opener(page Page) func() error {
	address := ""
	switch page {
	case Notifications:
		address = "ms-settings:quiethours"
		if windows.RtlGetVersion().BuildNumber >= windows11 {
			address = "ms-settings:notifications"
		}
	case Access:
		address = "ms-settings:privacy-notifications"
	default: // Shortcuts are Apple's
		return nil
	}
	return func() error {
		text, err := windows.UTF16PtrFromString(address)
		if err != nil {
			return err
		}
		return windows.ShellExecute(0, nil, text, nil, nil, windows.SW_SHOWNORMAL)
	}
}
