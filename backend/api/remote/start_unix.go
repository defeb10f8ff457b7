//go:build unix

package remote

import (
	"os/exec"
	"syscall"
)

var coreNames = []string{"sluice"}

// detach gives the core a session of its own, so that a closed terminal does not end it.
func detach(command *exec.Cmd) { command.SysProcAttr = &syscall.SysProcAttr{Setsid: true} }
