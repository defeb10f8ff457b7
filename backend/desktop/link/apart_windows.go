package link

import (
	"os/exec"
	"syscall"

	"golang.org/x/sys/windows"
)

// apart has a program not be ended with the core by a key in the core's console.
func apart(command *exec.Cmd) {
	command.SysProcAttr = &syscall.SysProcAttr{CreationFlags: windows.CREATE_NEW_PROCESS_GROUP}
}
