package dnd

import (
	"context"
	"fmt"
	"os"
	"strings"
)

// process is another program as it was started; see proc(5).
type process struct {
	args []string
	env  map[string]string
}

// process looks at the program behind a unique name.
func (b *bus) process(ctx context.Context, owner string) (process, error) {
	var pid uint32
	err := b.conn.BusObject().CallWithContext(ctx, "org.freedesktop.DBus.GetConnectionUnixProcessID", 0, owner).Store(&pid)
	if err != nil {
		return process{}, fmt.Errorf("ask for the program behind %s: %w", owner, err)
	}
	args, err := procList(pid, "cmdline")
	if err != nil {
		return process{}, err
	}
	vars, err := procList(pid, "environ")
	if err != nil {
		return process{}, err
	}
	p := process{args: args, env: make(map[string]string, len(vars))}
	for _, v := range vars {
		name, value, _ := strings.Cut(v, "=")
		p.env[name] = value
	}
	return p, nil
}

// procList reads a file of entries that each end with a zero byte.
func procList(pid uint32, name string) ([]string, error) {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/%s", pid, name))
	if err != nil {
		return nil, fmt.Errorf("look at a program: %w", err)
	}
	return strings.Split(strings.TrimSuffix(string(text), "\x00"), "\x00"), nil
}
