//go:build linux

package desk

import "strings"

// Window is a started window of Sluice.
type Window struct {
	*Process
	desk *Desk
}

// title finds Sluice's window by xdotool's pattern.
const title = "^Sluice"

// Window starts `sluice-window` on the desk's profile and returns when it is on the screen, has the
// keyboard and has painted something.
func (d *Desk) Window(args ...string) *Window {
	d.T.Helper()
	return d.WindowOf(d.Program("sluice-window"), args...)
}

// WindowOf is Window for another program file: the one in build/bin/proof, which leaves the inspector
// open, say.
func (d *Desk) WindowOf(program string, args ...string) *Window {
	d.T.Helper()
	args = append([]string{"--profile", d.path("profile")}, args...)
	w := &Window{Process: d.Start("window", program, args...), desk: d}
	d.Eventually("the window is on the screen", w.Shown)
	d.Eventually("the window has the keyboard", func() bool {
		active, _, code := d.Try("xdotool", "getactivewindow", "getwindowname")
		return code == 0 && strings.HasPrefix(active, "Sluice")
	})
	d.Eventually("the window has painted something", d.painted)
	return w
}

// painted says whether the middle of the screen has more than one colour.
func (d *Desk) painted() bool {
	d.T.Helper()
	colours := d.Run("import", "-window", "root", "-crop", "1200x760+75+80", "-format", "%k", "info:")
	return strings.TrimSpace(colours) != "1"
}

// Shown says whether the window is on the screen, neither hidden nor gone.
func (w *Window) Shown() bool {
	w.desk.T.Helper()
	out, _, code := w.desk.Try("xdotool", "search", "--onlyvisible", "--name", title)
	return code == 0 && strings.TrimSpace(out) != ""
}

// Keys presses keys one after another, as xdotool names them ("j", "ctrl+k", "Return"), in the window
// that has the keyboard.
func (d *Desk) Keys(keys ...string) {
	d.T.Helper()
	d.Run("xdotool", append([]string{"key", "--clearmodifiers"}, keys...)...)
}

// Type types a text into the window that has the keyboard.
func (d *Desk) Type(text string) {
	d.T.Helper()
	d.Run("xdotool", "type", "--", text)
}

// Shot keeps a picture of the whole screen in build/out/<test>-<name>.png and gives its path.
func (d *Desk) Shot(name string) string {
	d.T.Helper()
	path := d.out(name + ".png")
	d.Run("import", "-window", "root", path)
	return path
}
