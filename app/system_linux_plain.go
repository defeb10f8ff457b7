//go:build linux && (!cgo || !desktop)

package app

// Without the toolkit, in tests of the shell's parts and in vetting, there is no window to guard.

const needsBus = true

const shellEvents = false

func dark() bool { return false }

func refuseNavigation() {}
