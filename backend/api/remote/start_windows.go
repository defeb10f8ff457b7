package remote

import (
	"os/exec"
	"syscall"

	"golang.org/x/sys/windows"
)

// coreNames: the core without a console first, or a black window would open beside ours.
var coreNames = []string{"sluice-core.exe", "sluice.exe"}

// detach keeps the core from the caller's console and from its Ctrl+C.
func detach(command *exec.Cmd) {
	command.SysProcAttr = &syscall.SysProcAttr{
		CreationFlags: windows.DETACHED_PROCESS | windows.CREATE_NEW_PROCESS_GROUP,
		HideWindow:    true,
	}
}
