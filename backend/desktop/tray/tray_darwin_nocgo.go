//go:build darwin && !cgo

package tray

import "context"

// possible says no: AppKit is reached through cgo alone.
func (t *Tray) possible() error { return ErrUnsupported }

func (t *Tray) run(context.Context) error { return ErrUnsupported }
