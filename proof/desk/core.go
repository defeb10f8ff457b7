//go:build linux

package desk

import (
	"encoding/json"
	"path/filepath"
	"strings"
)

// Core is a core of a profile on the desk, running or ended.
type Core struct {
	*Process
	Profile string // its folder
	Ready   string // the line with which it said that it is ready; with --http it holds the link

	desk *Desk
	args []string
}

// Program is the path of a built program in build/bin, "sluice" say.
func (d *Desk) Program(name string) string { return filepath.Join(Root(d.T), "build", "bin", name) }

// Core starts `sluice core` on the desk's profile and returns when it is ready. Further arguments are
// handed on. It is killed when the test ends.
func (d *Desk) Core(args ...string) *Core {
	d.T.Helper()
	c := &Core{Profile: d.path("profile"), desk: d, args: args}
	c.Start()
	return c
}

// Demo starts a core on sample data: `sluice demo` makes them in the desk's profile.
func (d *Desk) Demo() *Core {
	d.T.Helper()
	maker := &Core{Profile: d.path("profile"), desk: d}
	maker.Process = d.Start("demo", d.Program("sluice"), "demo", "--profile", maker.Profile)
	d.Eventually("the sample data are made", func() bool {
		_, _, code := maker.Sluice("status")
		return code == 0
	})
	maker.Stop()
	return d.Core()
}

// Start starts an ended core again, in the same profile and with the same arguments, and returns when
// it is ready.
func (c *Core) Start() {
	c.desk.T.Helper()
	args := append([]string{"core", "--profile", c.Profile}, c.args...)
	c.Process, c.Ready = c.desk.startTelling("core", toStdout, c.desk.Program("sluice"), args...)
}

// Sluice runs a command of the command line to its end: c.Sluice("checkin", "now").
func (c *Core) Sluice(args ...string) (out, errs string, code int) {
	c.desk.T.Helper()
	return c.desk.Try(c.desk.Program("sluice"), append(args, "--profile", c.Profile)...)
}

// JSON runs a command with --json and decodes its answer; the test fails if the command does.
func (c *Core) JSON(into any, args ...string) {
	c.desk.T.Helper()
	out, errs, code := c.Sluice(append(args, "--json")...)
	if code != 0 {
		c.desk.T.Fatalf("sluice %s: exit %d\n%s%s", strings.Join(args, " "), code, out, errs)
	}
	if err := json.Unmarshal([]byte(out), into); err != nil {
		c.desk.T.Fatalf("sluice %s --json gave no JSON: %v\n%s", strings.Join(args, " "), err, out)
	}
}
