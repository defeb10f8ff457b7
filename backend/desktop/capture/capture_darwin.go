package capture

import "context"

// run is missing: macOS lets no program see another one's notifications, except by reading the
// notification centre's database with Full Disk Access.
func run(context.Context, Options, Receiver) error { return ErrUnsupported }
