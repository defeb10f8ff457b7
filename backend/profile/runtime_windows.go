package profile

import (
	"io/fs"
	"path/filepath"

	"github.com/adrg/xdg"
)

// runtimeFolder is where this user's short-lived files go: %LOCALAPPDATA%\sluice. It need not exist.
func runtimeFolder() string { return filepath.Join(xdg.RuntimeDir, "sluice") }

// ours asks only for a true folder: the access list of the local data folder, which what lies in it
// inherits, lets nobody in but the user and the system.
func ours(info fs.FileInfo) bool { return info.IsDir() }
