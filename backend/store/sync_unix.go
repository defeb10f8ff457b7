//go:build unix

package store

import (
	"errors"
	"os"
)

// syncFolder makes the names in a folder durable: that a file is written to the disk does not say
// that its name is. https://man7.org/linux/man-pages/man2/fsync.2.html
func syncFolder(folder string) error {
	open, err := os.Open(folder)
	if err != nil {
		return err
	}
	return errors.Join(open.Sync(), open.Close())
}
