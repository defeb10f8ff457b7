package profile

import (
	"fmt"
	"os"
	"path/filepath"
)

// runtimeFolder is where this user's short-lived files go: $XDG_RUNTIME_DIR if it is set and ours,
// else sluice-<uid> in the temporary folder. It need not exist.
// https://specifications.freedesktop.org/basedir-spec/latest/
func runtimeFolder() string {
	dir := os.Getenv("XDG_RUNTIME_DIR")
	if filepath.IsAbs(dir) {
		// Under sudo the variable often still names the other user's folder.
		if info, err := os.Lstat(dir); err == nil && ours(info) {
			return filepath.Clean(dir)
		}
	}
	return filepath.Join(os.TempDir(), fmt.Sprintf("sluice-%d", os.Getuid()))
}
