package sqlite

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

const (
	copyName = "copy.db"
	walEnd   = "-wal"
	// copyTries is how often a copy is begun anew because the owner wrote meanwhile.
	copyTries = 3
	// maxCopy is how large a database may be to be copied whole.
	maxCopy = 256 << 20
)

// errChanging says that the owner wrote each time while a copy was made.
var errChanging = errors.New("the database changes all the time; it is tried again")

// copyAside copies a database and its log to a folder of their own, which only this user may enter. The
// copy is kept only if nobody wrote while it was made.
func copyAside(path string) (folder string, err error) {
	if folder, err = os.MkdirTemp("", "sluice-read-"); err != nil {
		return "", err
	}
	for range copyTries {
		if err = copyOnce(path, folder); !errors.Is(err, errChanging) {
			break
		}
	}
	if err != nil {
		return "", errors.Join(fmt.Errorf("copy %s: %w", filepath.Base(path), err), os.RemoveAll(folder))
	}
	return folder, nil
}

func copyOnce(path, folder string) error {
	before, err := stampOf(path)
	if err != nil {
		return err
	}
	to := filepath.Join(folder, copyName)
	if err := copyFile(path, to); err != nil {
		return err
	}
	if err := copyFile(path+walEnd, to+walEnd); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	after, err := stampOf(path)
	if err == nil && after != before {
		err = errChanging
	}
	return err
}

func copyFile(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer func() { _ = in.Close() }()
	if info, err := in.Stat(); err != nil || info.Size() > maxCopy {
		return errors.Join(err, fs.ErrInvalid)
	}
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Close())
}

// stampOf tells two states of a database's files apart.
func stampOf(path string) (string, error) {
	var stamp strings.Builder
	for _, file := range []string{path, path + walEnd} {
		info, err := os.Stat(file)
		if errors.Is(err, fs.ErrNotExist) && file != path {
			continue
		}
		if err != nil {
			return "", err
		}
		fmt.Fprintf(&stamp, "%d %d ", info.Size(), info.ModTime().UnixNano())
	}
	return stamp.String(), nil
}
