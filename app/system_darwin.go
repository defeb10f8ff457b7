package app

import "os/exec"

// needsBus is false: a second start finds the first by the system's distributed notifications.
const needsBus = false

// shellEvents is false: WebKit reads the stream of events itself.
const shellEvents = false

// dark says whether the user chose the dark appearance. The setting is absent in the light one.
func dark() bool {
	return exec.Command("/usr/bin/defaults", "read", "-g", "AppleInterfaceStyle").Run() == nil //nolint:noctx // a moment, once
}

// refuseNavigation does nothing here yet: Wails offers no hold on WKWebView's navigation. The interface's
// click handler and its Content-Security-Policy stand alone on this system.
func refuseNavigation() {}
