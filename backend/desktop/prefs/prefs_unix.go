//go:build unix

package prefs

import (
	"os/exec"
	"syscall"
)

// started gives an opener that starts a program, which outlives the core and hears no key of its terminal.
func started(program string, args ...string) func() error {
	return func() error {
		command := exec.Command(program, args...) //nolint:noctx // it is the user's, and ends when he closes it
		command.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
		if err := command.Start(); err != nil {
			return err
		}
		go func() { _ = command.Wait() }() // how it ends is nobody's concern
		return nil
	}
}
