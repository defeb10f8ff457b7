//go:build !proof

package main

import "os"

// closeInspector keeps WebKit from opening its inspector to whoever may set an environment: through it
// any program of the user could read and drive the window. Only a binary built for the proof, with the
// tag proof, leaves it open.
func closeInspector() {
	for _, name := range []string{"WEBKIT_INSPECTOR_HTTP_SERVER", "WEBKIT_INSPECTOR_SERVER"} {
		_ = os.Unsetenv(name) // fails only for a malformed name
	}
}
