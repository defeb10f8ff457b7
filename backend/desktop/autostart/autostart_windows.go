package autostart

import (
	"errors"
	"fmt"

	"golang.org/x/sys/windows/registry"
)

// https://learn.microsoft.com/windows/win32/setupapi/run-and-runonce-registry-keys
const (
	runKey      = `Software\Microsoft\Windows\CurrentVersion\Run`
	approvedKey = `Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run`
)

func (e *Entry) read() (s State, err error) {
	key, err := registry.OpenKey(registry.CURRENT_USER, runKey, registry.QUERY_VALUE)
	if errors.Is(err, registry.ErrNotExist) {
		return s, nil
	}
	if err != nil {
		return s, fmt.Errorf("open the key of programs to start: %w", err)
	}
	defer func() { _ = key.Close() }()
	command, _, err := key.GetStringValue(e.o.ID)
	if errors.Is(err, registry.ErrNotExist) {
		return s, nil
	}
	if err != nil {
		return s, fmt.Errorf("read the program to start: %w", err)
	}
	s.Program, s.On = windowsProgram(command), true
	if off, err := registry.OpenKey(registry.CURRENT_USER, approvedKey, registry.QUERY_VALUE); err == nil {
		defer func() { _ = off.Close() }()
		kept, _, _ := off.GetBinaryValue(e.o.ID) // missing: it was never switched off
		s.On = approved(kept)
	}
	return s, nil
}

func (e *Entry) write(program string) error {
	key, _, err := registry.CreateKey(registry.CURRENT_USER, runKey, registry.SET_VALUE)
	if err != nil {
		return fmt.Errorf("open the key of programs to start: %w", err)
	}
	defer func() { _ = key.Close() }()
	if err := key.SetStringValue(e.o.ID, windowsCommand(program, e.o.Args)); err != nil {
		return fmt.Errorf("write the program to start: %w", err)
	}
	return e.forgetSwitch()
}

func (e *Entry) remove() error {
	key, err := registry.OpenKey(registry.CURRENT_USER, runKey, registry.SET_VALUE)
	if errors.Is(err, registry.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("open the key of programs to start: %w", err)
	}
	defer func() { _ = key.Close() }()
	if err := key.DeleteValue(e.o.ID); err != nil && !errors.Is(err, registry.ErrNotExist) {
		return fmt.Errorf("remove the program to start: %w", err)
	}
	return e.forgetSwitch()
}

// forgetSwitch drops what Task Manager kept of an earlier entry: the user just chose anew.
func (e *Entry) forgetSwitch() error {
	key, err := registry.OpenKey(registry.CURRENT_USER, approvedKey, registry.SET_VALUE)
	if errors.Is(err, registry.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("open the switches of programs to start: %w", err)
	}
	defer func() { _ = key.Close() }()
	if err := key.DeleteValue(e.o.ID); err != nil && !errors.Is(err, registry.ErrNotExist) {
		return fmt.Errorf("forget the switch of the program to start: %w", err)
	}
	return nil
}
