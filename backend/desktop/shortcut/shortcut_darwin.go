package shortcut

import "context"

// FromEnvironment gives the options of this session: there is nothing to choose.
func FromEnvironment() Options { return Options{} }

// run is missing: Carbon's RegisterEventHotKey is reached through cgo alone. The user can have a
// Shortcut run `sluice open --capture`, and give that keys.
func run(context.Context, Options, []Wish) error { return ErrUnsupported }
