//go:build linux

package dndtest

import (
	"os/exec"
	"sync"

	"github.com/godbus/dbus/v5"
)

// Process is a program that runs until it is killed or the test ends.
type Process struct {
	cmd  *exec.Cmd
	once sync.Once
}

// Kill ends the process as a crash would and returns when it is gone. A second call does nothing.
func (p *Process) Kill() {
	p.once.Do(func() {
		_ = p.cmd.Process.Kill()
		_ = p.cmd.Wait()
	})
}

func (d *Desktop) start(cmd *exec.Cmd) *Process {
	d.t.Helper()
	if err := cmd.Start(); err != nil {
		d.t.Fatal(err)
	}
	p := &Process{cmd: cmd}
	d.t.Cleanup(p.Kill)
	return p
}

// service starts a program and returns when it owns its name on the bus.
func (d *Desktop) service(name string, cmd *exec.Cmd) *Process {
	d.t.Helper()
	wait := d.Owned(name)
	p := d.start(cmd)
	wait(true)
	return p
}

// Owned watches a name. The function that it gives returns when the name has got an owner (true) or
// lost it (false) since; it may be called several times.
func (d *Desktop) Owned(name string) func(owned bool) {
	d.t.Helper()
	signals := make(chan *dbus.Signal, 64)
	d.Conn.Signal(signals)
	match := []dbus.MatchOption{
		dbus.WithMatchSender("org.freedesktop.DBus"), dbus.WithMatchMember("NameOwnerChanged"), dbus.WithMatchArg(0, name),
	}
	if err := d.Conn.AddMatchSignalContext(d.ctx, match...); err != nil {
		d.t.Fatal(err)
	}
	d.t.Cleanup(func() { d.Conn.RemoveSignal(signals) })
	return func(owned bool) {
		d.t.Helper()
		for {
			select {
			case s := <-signals:
				if s != nil && len(s.Body) == 3 && s.Body[0] == name && (s.Body[2] != "") == owned {
					return
				}
			case <-d.ctx.Done():
				d.t.Fatalf("nobody took or left the name %s in time", name)
			}
		}
	}
}

// Until asks again and again until a question is answered with yes. Every question should be one to
// another program, so that waiting for its answer is the pause.
func (d *Desktop) Until(what string, yes func() bool) {
	d.t.Helper()
	for !yes() {
		if d.ctx.Err() != nil {
			d.t.Fatalf("in vain: %s", what)
		}
	}
}
