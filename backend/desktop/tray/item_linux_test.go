package tray

import (
	"strconv"
	"strings"

	"github.com/godbus/dbus/v5"
)

const (
	itemIface = "org.kde.StatusNotifierItem"
	menuIface = "com.canonical.dbusmenu"
	itemPath  = dbus.ObjectPath("/StatusNotifierItem")
	menuPath  = dbus.ObjectPath("/StatusNotifierItem/menu")
)

// item is the program's icon as a tray asks for it over the bus.
type item struct {
	*panel
	name    string
	signals chan *dbus.Signal
}

// item watches the icon of a program whether or not there is a tray.
func (p *panel) item(c *child) *item {
	p.t.Helper()
	i := &item{panel: p, name: itemIface + "-" + strconv.Itoa(c.cmd.Process.Pid) + "-1", signals: make(chan *dbus.Signal, 256)}
	owned := p.Owned(i.name)
	var there bool
	if err := p.Call("org.freedesktop.DBus", "/", "org.freedesktop.DBus.NameHasOwner", i.name).Store(&there); err != nil {
		p.t.Fatal(err)
	}
	if !there {
		owned(true)
	}
	p.Conn.Signal(i.signals)
	if err := p.Conn.AddMatchSignal(dbus.WithMatchPathNamespace(itemPath)); err != nil {
		p.t.Fatal(err)
	}
	p.t.Cleanup(func() { p.Conn.RemoveSignal(i.signals) })
	return i
}

// until gathers the icon's signals up to the first that is named so, which is the last in the list.
func (i *item) until(name string) []*dbus.Signal {
	i.t.Helper()
	var seen []*dbus.Signal
	for {
		select {
		case s := <-i.signals:
			if s != nil && strings.HasPrefix(string(s.Path), string(itemPath)) {
				seen = append(seen, s)
				if s.Name == name {
					return seen
				}
			}
		case <-i.Context().Done():
			i.t.Fatalf("no signal %s in time", name)
		}
	}
}

// tooltip is what a tray shows beside the mouse.
func (i *item) tooltip() string {
	i.t.Helper()
	fields, _ := i.property(i.name, itemPath, itemIface, "ToolTip").([]any)
	if len(fields) != 4 {
		i.t.Fatalf("a tooltip has four parts: %v", fields)
	}
	text, _ := fields[2].(string)
	return text
}

// alpha is the drawing's alpha, point after point.
func (i *item) alpha() []byte {
	i.t.Helper()
	pictures, _ := i.property(i.name, itemPath, itemIface, "IconPixmap").([][]any)
	if len(pictures) != 1 || len(pictures[0]) != 3 {
		i.t.Fatalf("an icon has one picture: %v", pictures)
	}
	argb, _ := pictures[0][2].([]byte)
	var alpha []byte
	for at := 0; at < len(argb); at += 4 {
		alpha = append(alpha, argb[at])
	}
	return alpha
}

// entry is one row of the menu as a tray gets it.
type entry struct {
	ID       int32
	Props    map[string]dbus.Variant
	Children []dbus.Variant
}

func (e entry) label() string {
	text, _ := e.Props["label"].Value().(string)
	return text
}

func (e entry) is(property string, value any) bool {
	return e.Props[property].Value() == value
}

// menu is the menu's rows that are shown, without separators; below is the row whose menu it is, 0 for all.
func (i *item) menu(below int32) []entry {
	i.t.Helper()
	var shown []entry
	for _, e := range i.layout(below) {
		if !e.is("visible", false) && !e.is("type", "separator") {
			shown = append(shown, e)
		}
	}
	return shown
}

func (i *item) layout(below int32) []entry {
	i.t.Helper()
	var version uint32
	var root entry
	if err := i.Call(i.name, menuPath, menuIface+".GetLayout", below, int32(1), []string{}).Store(&version, &root); err != nil {
		i.t.Fatal(err)
	}
	var rows []entry
	for _, child := range root.Children {
		var e entry
		if err := dbus.Store([]any{child.Value()}, &e); err != nil {
			i.t.Fatal(err)
		}
		rows = append(rows, e)
	}
	return rows
}

func labels(rows []entry) []string {
	var texts []string
	for _, e := range rows {
		texts = append(texts, e.label())
	}
	return texts
}

// choose clicks on a row as a tray does.
func (i *item) choose(id int32) {
	i.t.Helper()
	i.Call(i.name, menuPath, menuIface+".Event", id, "clicked", dbus.MakeVariant(0), uint32(0))
}
