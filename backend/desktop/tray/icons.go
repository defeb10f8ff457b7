//go:build !darwin || cgo

package tray

// icon is the drawing of a gate, in the format of the system.
func icon(g Gate) ([]byte, error) {
	return icons.ReadFile(iconFolder + string(g.drawn()) + iconFormat)
}
