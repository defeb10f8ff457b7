package profile

import (
	"path/filepath"

	"github.com/adrg/xdg"
)

// FindDemo is the profile in dir; if dir is empty, the one of the sample data, beside the user's own
// (Linux: ~/.local/share/sluice-demo). Otherwise as Find.
func FindDemo(dir string) (Profile, error) {
	if dir == "" {
		dir = filepath.Join(xdg.DataHome, "sluice-demo")
	}
	return Find(dir)
}
