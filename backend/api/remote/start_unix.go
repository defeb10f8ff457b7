//go:build unix

package remote

import (
	"os/exec"
	"syscall"
)

// coreNames: beside us; on a Mac the window is an application within that of the core.
var coreNames = []string{"sluice", "../../../../MacOS/sluice"}

// detach gives the core a session of its own, so that a closed terminal does not end it.
func detach(command *exec.Cmd) { command.SysProcAttr = &syscall.SysProcAttr{Setsid: true} }
