package profile

import (
	"path/filepath"

	"github.com/adrg/xdg"
)

// runtimeFolder is where this user's short-lived files go. macOS sweeps its temporary folder, so they
// lie in ~/Library/Application Support/sluice. It need not exist.
func runtimeFolder() string { return filepath.Join(xdg.RuntimeDir, "sluice") }
