package idle

import (
	"context"
	"fmt"
	"os"
	"os/exec"

	"sluice/backend/foreign/ioreg"
)

// FromEnvironment gives the options of this session: there is nothing to choose.
func FromEnvironment() Options { return Options{} }

// registry asks the system's registry of devices, as it is printed by ioreg(8): the framework behind
// it can be reached through cgo alone.
type registry struct{}

func newSystem(Options) system { return registry{} }

func (registry) look(ctx context.Context) (s State, err error) {
	text, err := exec.CommandContext(ctx, "/usr/sbin/ioreg", "-a", "-r", "-d", "1", "-c", "IOHIDSystem").Output()
	if err != nil {
		return s, fmt.Errorf("ask ioreg for the last input: %w", err)
	}
	s.Idle, s.Known = ioreg.Idle(text)
	text, err = exec.CommandContext(ctx, "/usr/sbin/ioreg", "-a", "-n", "Root", "-d", "1").Output()
	if err != nil {
		return s, fmt.Errorf("ask ioreg for the session: %w", err)
	}
	s.Locked, s.LockKnown = ioreg.Locked(text, os.Getuid())
	return s, nil
}

func (registry) close() {}
