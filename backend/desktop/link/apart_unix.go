//go:build !windows

package link

import (
	"os/exec"
	"syscall"
)

// apart has a program outlive the core, and not be ended with it by a key in the core's terminal.
func apart(command *exec.Cmd) { command.SysProcAttr = &syscall.SysProcAttr{Setsid: true} }
