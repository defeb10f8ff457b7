package app

import (
	"context"
	"os"
	"path/filepath"

	"github.com/wailsapp/wails/v2/pkg/runtime"

	"sluice/backend/fault"
)

// SaveFile asks the user where a file is to lie and writes it there: a web view has no downloads of
// its own. The name is proposed; of a path only its end counts. False: the user chose no place.
func (s *Shell) SaveFile(name string, content []byte) (saved bool, err error) {
	var path string
	ask := func(ctx context.Context) {
		path, err = runtime.SaveFileDialog(ctx, runtime.SaveDialogOptions{DefaultFilename: filepath.Base(name)})
	}
	if closed := s.with(ask); closed != nil {
		return false, closed
	}
	if err != nil || path == "" {
		return false, err
	}
	if err := os.WriteFile(path, content, 0o600); err != nil {
		return false, fault.Wrap(err, fault.Invalid, "The file could not be written there. Choose another folder.")
	}
	return true, nil
}
