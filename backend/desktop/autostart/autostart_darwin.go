package autostart

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

// label is under which launchd knows the agent.
func (e *Entry) label() string { return "app.sluice." + e.o.ID }

func (e *Entry) path() (string, error) {
	home := e.o.Home
	if home == "" {
		var err error
		if home, err = os.UserHomeDir(); err != nil {
			return "", err
		}
	}
	return filepath.Join(home, "Library", "LaunchAgents", e.label()+".plist"), nil
}

func (e *Entry) read() (s State, err error) {
	path, err := e.path()
	if err != nil {
		return s, err
	}
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return s, nil
	}
	if err != nil {
		return s, err
	}
	s.On, s.Program = readAgent(text)
	if printed, err := launchctl("print-disabled", domain()); err == nil && isDisabled(printed, e.label()) {
		s.On = false
	}
	return s, nil
}

func (e *Entry) write(program string) error {
	path, err := e.path()
	if err != nil {
		return err
	}
	text, err := agentFile(e.label(), program, e.o.Args)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	if err := os.WriteFile(path, text, 0o644); err != nil { // launchd refuses what others may write, and only that
		return err
	}
	_, err = launchctl("enable", domain()+"/"+e.label()) // it may have been switched off in the settings
	return err
}

func (e *Entry) remove() error {
	path, err := e.path()
	if err != nil {
		return err
	}
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

func domain() string { return fmt.Sprintf("gui/%d", os.Getuid()) }

func launchctl(args ...string) (string, error) {
	const patience = 5 * time.Second
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	out, err := exec.CommandContext(ctx, "/bin/launchctl", args...).Output()
	return string(out), err
}
