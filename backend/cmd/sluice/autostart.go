package main

import (
	"os"
	"path/filepath"
	"runtime"

	"sluice/backend/api/wire"
	"sluice/backend/desktop/autostart"
	"sluice/backend/profile"
)

// entryOf is the entry that has a profile's core start when the user signs in.
func entryOf(p profile.Profile) *autostart.Entry {
	args := []string{"core"}
	if !p.IsOwn() {
		args = append(args, "--profile", p.Dir())
	}
	return autostart.New(autostart.Options{ID: p.Name(), Program: quietProgram(), Args: args})
}

// quietProgram is the core's program without a console, where there is one beside this: on Windows a
// black window would open otherwise. Empty: this program.
func quietProgram() string {
	if runtime.GOOS != "windows" {
		return ""
	}
	own, err := os.Executable()
	if err != nil {
		return ""
	}
	quiet := filepath.Join(filepath.Dir(own), "sluice-core.exe")
	if _, err := os.Stat(quiet); err != nil {
		return ""
	}
	return quiet
}

type autostartCommand struct {
	Set string `arg:"" optional:"" enum:"on,off,status" default:"status" help:"on, off, or status."`
}

// Run asks the system itself, so that it works without a core too.
func (a autostartCommand) Run(c *call) error {
	entry := entryOf(c.profile)
	state, err := entry.State()
	if a.Set != "status" {
		state, err = entry.Set(a.Set == "on")
	}
	if err != nil {
		return err
	}
	return c.say(wire.Autostart{On: state.On, Program: state.Program, Sentence: state.Sentence}, func() {
		if state.On {
			c.printf("Sluice starts when you sign in: %s\n", plain(state.Program))
		} else {
			c.printf("Sluice does not start when you sign in.\n")
		}
		if state.Sentence != "" {
			c.printf("! %s\n", plain(state.Sentence))
		}
	})
}
