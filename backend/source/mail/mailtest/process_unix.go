//go:build unix

package mailtest

import (
	"os/exec"
	"syscall"
)

// alone gives a process a group of its own, so that its children end with it.
func alone(c *exec.Cmd) { c.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} }

// end asks a process and its children to end.
func end(c *exec.Cmd) { _ = syscall.Kill(-c.Process.Pid, syscall.SIGTERM) }
