package core

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
	"unicode"

	"github.com/adrg/xdg"

	"sluice/backend/fault"
	"sluice/backend/queue"
)

// ExportFile writes what Export writes to a new file in the user's folder for downloads, for him
// alone, and gives its path. named is whose it is, for the file's name. When ctx ends first, or
// something fails, no file is left.
func (c *Core) ExportFile(ctx context.Context, wall queue.Wall, named string) (path string, err error) {
	file, err := newExport(xdg.UserDirs.Download, c.o.Profile.Dir(), named, c.o.Now().In(c.Zone()))
	if err != nil {
		return "", err
	}
	path = file.Name()
	out := bufio.NewWriterSize(file, 1<<16)
	err = c.Export(ctx, wall, out)
	if err = errors.Join(err, out.Flush(), file.Sync(), file.Close()); err != nil {
		return "", errors.Join(err, os.Remove(path))
	}
	return path, nil
}

// newExport makes the file in the first of two folders that is there.
func newExport(downloads, otherwise, named string, at time.Time) (*os.File, error) {
	folder := downloads
	if info, err := os.Stat(downloads); err != nil || !info.IsDir() {
		folder = otherwise
	}
	name := "sluice-" + fileName(named) + "-" + at.Format(time.DateOnly)
	for n := 1; ; n++ {
		path := filepath.Join(folder, name+".jsonl")
		if n > 1 {
			path = filepath.Join(folder, fmt.Sprintf("%s-%d.jsonl", name, n))
		}
		file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
		switch {
		case err == nil:
			return file, nil
		case !errors.Is(err, fs.ErrExist):
			return nil, fault.Wrap(err, fault.ReadOnly, "Nothing can be written to %s.", folder)
		}
	}
}

// fileName is a name as every system takes it in a file's: letters and digits, the rest as hyphens.
func fileName(named string) string {
	const longest = 60
	words := strings.FieldsFunc(strings.ToLower(named), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	name := []rune(strings.Join(words, "-"))
	if len(name) == 0 {
		return "all"
	}
	return string(name[:min(longest, len(name))])
}
