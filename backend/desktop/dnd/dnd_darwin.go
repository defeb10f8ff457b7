package dnd

import (
	"errors"
	"fmt"
	"os"
)

// newSystem has no switch: macOS lets only the user and the user's Shortcuts set a Focus.
// See https://support.apple.com/guide/mac-help/mchl613dc43f/mac
func newSystem(Options, func()) system {
	return nowhere{"Sluice cannot switch Do Not Disturb on macOS. Switch a Focus on yourself in Control Centre."}
}

// syncFolder makes a rename or a removal in a folder last.
func syncFolder(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("sync folder: %w", err)
	}
	return errors.Join(f.Sync(), f.Close())
}
