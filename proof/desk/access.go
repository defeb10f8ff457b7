//go:build linux

package desk

import (
	"cmp"
	"fmt"
	"os"
	"strconv"
	"strings"

	"github.com/godbus/dbus/v5"
)

const (
	accessBus      = "org.a11y.Bus"
	accessLauncher = "/usr/libexec/at-spi-bus-launcher"
	accessible     = "org.a11y.atspi.Accessible"
	accessRegistry = "org.a11y.atspi.Registry"
	nobody         = dbus.ObjectPath("/org/a11y/atspi/null")
	accessRoot     = dbus.ObjectPath("/org/a11y/atspi/accessible/root")
)

// Bits of an accessible's state.
// https://docs.gtk.org/atspi2/enum.StateType.html
const (
	stateFocused  = 12
	stateSelected = 23
	stateShowing  = 25
)

// Access is what assistive technology, a screen reader say, is told of the windows on the desk.
type Access struct{ bus *dbus.Conn }

// Part is one thing on the screen as assistive technology is told of it.
type Part struct {
	Role     string // in AT-SPI's words: "push button", "list item", "dialog"
	Name     string
	Text     string // what is written on it or in it
	Focused  bool
	Selected bool
}

// ref names an accessible: whose it is, and which.
type ref struct {
	Owner string
	Path  dbus.ObjectPath
}

// Access starts the bus of assistive technology and says that somebody listens. Windows that are
// started later tell it what they show. The test skips where the launcher is missing.
func (d *Desk) Access() *Access {
	d.T.Helper()
	if _, err := os.Stat(accessLauncher); err != nil {
		d.T.Skip("at-spi-bus-launcher is missing: install the Debian package at-spi2-core")
	}
	d.Setenv("NO_AT_BRIDGE", "0")
	d.Setenv("GTK_A11Y", "atspi")
	d.Start("access", accessLauncher, "--launch-immediately")
	d.Eventually("the bus of assistive technology is there", func() bool { return d.Owned(accessBus) })
	launcher := d.bus.Object(accessBus, "/org/a11y/bus")
	if err := launcher.SetProperty("org.a11y.Status.IsEnabled", dbus.MakeVariant(true)); err != nil {
		d.T.Fatalf("switch assistive technology on: %v", err)
	}
	var address string
	if err := launcher.Call(accessBus+".GetAddress", 0).Store(&address); err != nil {
		d.T.Fatalf("ask for the bus of assistive technology: %v", err)
	}
	bus, err := dbus.Connect(address)
	if err != nil {
		d.T.Fatalf("connect to the bus of assistive technology: %v", err)
	}
	d.T.Cleanup(func() { _ = bus.Close() })
	return &Access{bus: bus}
}

// Screen is what is shown in Sluice's window, in the order in which it is read.
type Screen []Part

// Screen asks what is shown now.
func (a *Access) Screen() (parts Screen) {
	for _, program := range a.children(ref{accessRegistry, accessRoot}) {
		parts = append(parts, a.below(program, program.Owner)...)
	}
	return parts
}

// below gives the parts of a program below an accessible that are on the screen. One that has gone
// meanwhile has none.
func (a *Access) below(of ref, program string) (parts []Part) {
	for _, child := range a.children(of) {
		part, showing := a.part(child, program)
		if showing {
			parts = append(parts, part)
		}
		parts = append(parts, a.below(child, program)...)
	}
	return parts
}

func (a *Access) children(of ref) (children []ref) {
	object := a.bus.Object(of.Owner, of.Path)
	_ = object.Call(accessible+".GetChildren", 0).Store(&children) // none: it has gone
	if len(children) > 0 {
		return children
	}
	// The page is another process's, and GTK's list of children leaves it out.
	var page ref
	if object.Call(accessible+".GetChildAtIndex", 0, int32(0)).Store(&page) == nil && page.Path != nobody {
		return []ref{page}
	}
	return nil
}

func (a *Access) part(of ref, program string) (part Part, showing bool) {
	object := a.bus.Object(of.Owner, of.Path)
	var state []uint32
	if object.Call(accessible+".GetState", 0).Store(&state) != nil || len(state) == 0 {
		return Part{}, false
	}
	has := func(bit int) bool { return state[bit/32]&(1<<(bit%32)) != 0 }
	var role uint32
	_ = object.Call(accessible+".GetRole", 0).Store(&role) // no role: it has gone
	part.Role = cmp.Or(roles[role], fmt.Sprintf("role %d", role))
	if name, err := object.GetProperty(accessible + ".Name"); err == nil {
		_ = name.Store(&part.Name)
	}
	if of.Owner != program { // so it is of the page; GTK complains when its own parts are asked
		_ = object.Call("org.a11y.atspi.Text.GetText", 0, int32(0), int32(-1)).Store(&part.Text) // most have none
	}
	part.Focused, part.Selected = has(stateFocused), has(stateSelected)
	return part, has(stateShowing)
}

// Find gives the first part on the screen with a role whose name begins so, or, where it has none, whose
// text does.
func (s Screen) Find(role, begins string) (Part, bool) {
	for _, part := range s {
		if part.Role == role && strings.HasPrefix(cmp.Or(part.Name, part.Text), begins) {
			return part, true
		}
	}
	return Part{}, false
}

// Keep writes a screen to build/out/<test>-<name>.txt, beside the picture of that name.
func (d *Desk) Keep(name string, screen Screen) {
	d.T.Helper()
	var text strings.Builder
	for _, part := range screen {
		fmt.Fprintln(&text, part)
	}
	if err := os.WriteFile(d.out(name+".txt"), []byte(text.String()), 0o600); err != nil {
		d.T.Fatal(err)
	}
}

func (p Part) String() string {
	said := []string{p.Role}
	for _, words := range []string{p.Name, p.Text} {
		if words != "" {
			said = append(said, strconv.Quote(words))
		}
	}
	if p.Focused {
		said = append(said, "focused")
	}
	if p.Selected {
		said = append(said, "selected")
	}
	return strings.Join(said, " ")
}

// roles names the roles that pages have.
// https://docs.gtk.org/atspi2/enum.Role.html
var roles = map[uint32]string{
	2: "alert", 7: "check box", 8: "check menu item", 10: "column header", 11: "combo box", 16: "dialog", 20: "filler", 23: "frame",
	27: "image", 29: "label", 31: "list", 32: "list item", 33: "menu", 35: "menu item", 37: "page tab",
	38: "page tab list", 39: "group", 40: "password", 42: "progress bar", 43: "button", 44: "radio button",
	47: "row header", 50: "separator", 52: "spin button", 54: "status bar", 55: "table", 56: "cell", 61: "text", 62: "toggle button", 73: "paragraph", 79: "entry", 83: "heading",
	85: "section", 87: "form", 88: "link", 90: "row", 95: "page", 98: "list box", 99: "grouping",
	101: "notification", 103: "level bar", 109: "article", 110: "landmark", 115: "timer", 116: "static",
	121: "description list", 122: "term", 123: "value",
}
