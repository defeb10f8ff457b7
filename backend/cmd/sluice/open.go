package main

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"

	"sluice/backend/address"
	"sluice/backend/fault"
	"sluice/backend/profile"
	"sluice/backend/work"
)

type openCommand struct {
	Link    string `arg:"" optional:"" help:"Where to open, such as sluice://item/5."`
	Browser bool   `help:"Give a link for a browser on this machine; the core must run with --http."`
	Item    int64  `help:"Open at this item." placeholder:"N"`
	Capture bool   `help:"Open to note something down."`
}

func (o openCommand) Run(c *call) error {
	if o.Link != "" {
		if !address.Is(o.Link) { // what is no command is taken for one, since opening needs no word
			return fault.New(fault.Invalid, "There is no command %q, and it is no link of Sluice's such as sluice://item/5. `sluice --help` shows what there is.", o.Link)
		}
		place, err := address.Parse(o.Link)
		if err != nil {
			return err
		}
		o.Item, o.Capture = place.Item, place.Capture
	}
	if !o.Browser {
		if o.Capture {
			return openWindow(c.profile, "", "--capture")
		}
		return openWindow(c.profile, "", itemFlag(work.ItemID(o.Item)))
	}
	var answer linkAnswer
	if err := c.get("/browser-link", &answer); err != nil {
		return err
	}
	if answer.Link == "" {
		return fault.New(fault.Conflict, "The core does not serve browsers. Start it with: sluice core --http 127.0.0.1:0")
	}
	return c.say(answer, func() { c.printf("%s\n", answer.Link) })
}

// itemFlag has the window open at an item; 0: as it is.
func itemFlag(item work.ItemID) string { return "--item=" + strconv.FormatInt(int64(item), 10) }

// openWindow starts the window at a place, a flag of its own; it raises the one that is there already. token lets the desktop
// give it the focus; empty without one.
func openWindow(p profile.Profile, token string, place ...string) error {
	program, err := windowBeside()
	if err != nil {
		return err
	}
	window := exec.CommandContext(context.Background(), program, // it outlives whoever starts it
		append([]string{"--profile", p.Dir()}, place...)...)
	window.Env = os.Environ()
	if token != "" {
		window.Env = append(window.Env, "XDG_ACTIVATION_TOKEN="+token, "DESKTOP_STARTUP_ID="+token)
	}
	if err := window.Start(); err != nil {
		return fault.Wrap(err, fault.Unsupported, "The window %s cannot be started.", program)
	}
	go func() { _ = window.Wait() }() // its end is its own affair
	return nil
}

// windowBeside finds the window's program beside this one.
func windowBeside() (string, error) {
	self, err := os.Executable()
	if err != nil {
		return "", fault.Wrap(err, fault.Unsupported, "Sluice cannot find out where it is installed.")
	}
	for _, name := range windowNames[runtime.GOOS] {
		program := filepath.Join(filepath.Dir(self), name)
		if _, err := os.Stat(program); err == nil {
			return program, nil
		}
	}
	return "", fault.New(fault.Unsupported, "There is no window beside %s. Use a browser: sluice core --http 127.0.0.1:0", self)
}

// windowNames are where the window lies, from the core's folder. On a Mac it is an application within
// that of the core.
var windowNames = map[string][]string{
	"linux":   {"sluice-window"},
	"windows": {"sluice-window.exe"},
	"darwin":  {"sluice-window", "../Helpers/Sluice Window.app/Contents/MacOS/sluice-window"},
}
