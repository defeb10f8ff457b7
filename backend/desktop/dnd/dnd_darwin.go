package dnd

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/sys/unix"
)

// macOS lets only the user, and the user's own Shortcuts, set a Focus. So the user makes one Shortcut,
// once, which we run: see focus.go. https://support.apple.com/guide/shortcuts-mac/apd455c82f02/mac
func newSystem(o Options, _ func()) system {
	home, _ := os.UserHomeDir() // empty: then nothing can be read back
	run := func(ctx context.Context, input string, args ...string) (string, error) {
		command := exec.CommandContext(ctx, "/usr/bin/shortcuts", args...)
		command.Stdin = strings.NewReader(input)
		out, err := command.Output()
		return string(out), err
	}
	assertions := func() ([]byte, error) {
		return os.ReadFile(filepath.Join(home, "Library", "DoNotDisturb", "DB", "Assertions.json"))
	}
	return lone{only: &focus{run: run, assertions: assertions, now: o.Now}, apart: focusSetUp, me: self, lives: alive}
}

func self() owner { return ownerOf(os.Getpid()) }

// ownerOf tells a process by when it began, since numbers are given again. It is empty when there is none.
func ownerOf(pid int) owner {
	info, err := unix.SysctlKinfoProc("kern.proc.pid", pid)
	if err != nil {
		return owner{}
	}
	began := info.Proc.P_starttime
	return owner{PID: pid, Start: strconv.FormatInt(began.Sec, 10) + "." + strconv.Itoa(int(began.Usec))}
}

func alive(o owner) bool { return o.Start != "" && o == ownerOf(o.PID) }

// syncFolder makes a rename or a removal in a folder last.
func syncFolder(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("sync folder: %w", err)
	}
	return errors.Join(f.Sync(), f.Close())
}
