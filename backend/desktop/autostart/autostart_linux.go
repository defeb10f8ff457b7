package autostart

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/adrg/xdg"
)

func (e *Entry) path() string {
	home := e.o.Home
	if home == "" {
		home = xdg.ConfigHome
	}
	return filepath.Join(home, "autostart", e.o.ID+".desktop")
}

func (e *Entry) read() (State, error) {
	text, err := os.ReadFile(e.path())
	if errors.Is(err, fs.ErrNotExist) {
		return State{}, nil
	}
	if err != nil {
		return State{}, err
	}
	var s State
	s.On, s.Program = readDesktopFile(string(text))
	return s, nil
}

func (e *Entry) write(program string) error {
	if err := os.MkdirAll(filepath.Dir(e.path()), 0o700); err != nil {
		return err
	}
	return os.WriteFile(e.path(), []byte(desktopFile(program, e.o.Args)), 0o600)
}

func (e *Entry) remove() error {
	if err := os.Remove(e.path()); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}
