package capture

import (
	"bytes"
	"context"
	"os"
	"os/exec"

	"sluice/backend/foreign/usernoted"
)

// Here is where notifications are read on this system.
const Here = InDatabase

// run reads the notification centre's database, which needs Full Disk Access: macOS offers no other way
// to see another program's notifications. Granting it is the user's consent.
func run(ctx context.Context, o Options, r Receiver) error {
	home, err := os.UserHomeDir()
	if err != nil {
		return ErrUnsupported
	}
	paths := usernoted.Paths(home, userFolder(ctx))
	return follow(ctx, o, r, func(ctx context.Context) (centre, error) { return openMac(ctx, paths...) })
}

// userFolder is DARWIN_USER_DIR, empty where nobody says: only systems before 15 need it. See getconf(1).
func userFolder(ctx context.Context) string {
	text, err := exec.CommandContext(ctx, "/usr/bin/getconf", "DARWIN_USER_DIR").Output()
	if err != nil {
		return ""
	}
	return string(bytes.TrimSpace(text))
}
