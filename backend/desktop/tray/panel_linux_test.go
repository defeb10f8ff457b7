package tray

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/godbus/dbus/v5"

	"sluice/backend/desktop/dnd/dndtest"
)

const watcher = "org.kde.StatusNotifierWatcher"

// panel is a real Xfce panel with nothing but a tray in it.
type panel struct {
	*dndtest.Desktop
	t *testing.T
}

// desk gives a bus with a screen, and no panel yet.
func desk(t *testing.T) *panel {
	t.Helper()
	for _, program := range []string{"xfce4-panel", "xdotool", "import"} {
		if _, err := exec.LookPath(program); err != nil {
			t.Skipf("this test needs %s, from the Debian packages xfce4-panel, xdotool and imagemagick", program)
		}
	}
	d := dndtest.Start(t)
	d.Screen()
	return &panel{Desktop: d, t: t}
}

// open starts the panel and returns when it takes icons.
func (p *panel) open(dark bool) *exec.Cmd {
	p.t.Helper()
	folder := filepath.Join(p.Dir, "config", "xfce4", "xfconf", "xfce-perchannel-xml")
	if err := os.MkdirAll(folder, 0o700); err != nil {
		p.t.Fatal(err)
	}
	text := fmt.Sprintf(panelConfig, dark)
	if err := os.WriteFile(filepath.Join(folder, "xfce4-panel.xml"), []byte(text), 0o600); err != nil {
		p.t.Fatal(err)
	}
	found, _ := filepath.Glob("/usr/lib/*/xfce4/xfconf/xfconfd")
	if len(found) == 0 {
		p.t.Skip("this test needs xfconfd, from the Debian package xfconf")
	}
	p.run("org.xfce.Xfconf", found[0])
	return p.run(watcher, "xfce4-panel", "--disable-wm-check")
}

// run starts a program and returns when it owns its name.
func (p *panel) run(name, program string, args ...string) *exec.Cmd {
	p.t.Helper()
	owned := p.Owned(name)
	cmd := exec.CommandContext(p.Context(), program, args...)
	cmd.Env, cmd.Dir = p.Env(), p.Dir
	if err := cmd.Start(); err != nil {
		p.t.Fatal(err)
	}
	p.t.Cleanup(func() { _, _ = cmd.Process.Kill(), cmd.Wait() })
	owned(true)
	return cmd
}

const panelConfig = `<?xml version="1.0" encoding="UTF-8"?>
<channel name="xfce4-panel" version="1.0">
  <property name="configver" type="int" value="2"/>
  <property name="panels" type="array">
    <value type="int" value="1"/>
    <property name="dark-mode" type="bool" value="%v"/>
    <property name="panel-1" type="empty">
      <property name="position" type="string" value="p=6;x=0;y=0"/>
      <property name="length" type="uint" value="100"/>
      <property name="position-locked" type="bool" value="true"/>
      <property name="size" type="uint" value="28"/>
      <property name="plugin-ids" type="array"><value type="int" value="1"/></property>
    </property>
  </property>
  <property name="plugins" type="empty">
    <property name="plugin-1" type="string" value="systray"/>
  </property>
</channel>
`

// icons are those that the panel has taken, as "<bus name>/<path>".
func (p *panel) icons() []string {
	p.t.Helper()
	names, _ := p.property(watcher, "/StatusNotifierWatcher", watcher, "RegisteredStatusNotifierItems").([]string)
	return names
}

func (p *panel) property(dest string, path dbus.ObjectPath, iface, name string) any {
	p.t.Helper()
	var value dbus.Variant
	call := p.Call(dest, path, "org.freedesktop.DBus.Properties.Get", iface, name)
	if err := call.Store(&value); err != nil {
		p.t.Fatal(err)
	}
	return value.Value()
}

// screen is what is to be seen.
func (p *panel) screen() image.Image {
	p.t.Helper()
	cmd := exec.CommandContext(p.Context(), "import", "-window", "root", "png:-")
	cmd.Env = p.Env()
	data, err := cmd.Output()
	if err != nil {
		p.t.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		p.t.Fatal(err)
	}
	return img
}

// inked says how many points of the screen have the icon's colour, and where their middle is.
func (p *panel) inked() (points int, middle image.Point) {
	p.t.Helper()
	img := p.screen()
	for y := range img.Bounds().Dy() {
		for x := range img.Bounds().Dx() {
			if r, g, b, _ := img.At(x, y).RGBA(); r>>8 == 0x3a && g>>8 == 0x92 && b>>8 == 0xa5 {
				points++
				middle = middle.Add(image.Pt(x, y))
			}
		}
	}
	if points > 0 {
		middle = middle.Div(points)
	}
	return points, middle
}

// shows waits until the icon is to be seen.
func (p *panel) shows() {
	p.t.Helper()
	p.Until("the icon is to be seen", func() bool {
		points, _ := p.inked()
		return points > 20
	})
}

// click clicks on the icon.
func (p *panel) click(button int) {
	p.t.Helper()
	p.shows()
	_, at := p.inked()
	p.Run("xdotool", "xdotool", "mousemove", strconv.Itoa(at.X), strconv.Itoa(at.Y), "click", strconv.Itoa(button))
}

// press presses keys, one after the other.
func (p *panel) press(keys ...string) {
	p.t.Helper()
	p.Run("xdotool", "xdotool", append([]string{"key"}, keys...)...)
}
