package tray

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var holding = State{
	Gate: Holding, Sentence: "Holding · next check-in 13:00, in 42 min", Session: "Catalogue_template",
	Clients: []Client{{1, "Acme"}, {2, "Birchwood"}}, Client: "Birchwood", Count: 6, ShowNum: true,
}

var shielded = State{
	Gate: Shield, Sentence: "Deep work until 15:30", ShieldUp: true,
	Clients: []Client{{2, "Birchwood"}, {4, "Cedar & Sons"}},
}

func TestAPanelShowsIconAndMenu(t *testing.T) {
	t.Parallel()
	p := desk(t)
	p.open(true)
	program := start(t, p.Desktop, holding)
	i := p.item(program)
	p.shows()
	if title := p.property(i.name, itemPath, itemIface, "Id"); title != "Sluice" {
		t.Errorf("the icon's id is %v", title)
	}
	looksLike(t, i, Holding, "Holding · next check-in 13:00, in 42 min\nBirchwood (6)")
	want := []string{
		"Holding · next check-in 13:00, in 42 min", "Catalogue__template", "Open Sluice (6)", "Check in now",
		"Start a shield", "Stop the session", "Capture an item", "Client: Birchwood", "Quit Sluice",
	}
	rows := i.menu(0)
	if diff := cmp.Diff(want, labels(rows)); diff != "" {
		t.Fatalf("the menu's rows (-want +got):\n%s", diff)
	}
	if !rows[0].is("enabled", false) || !rows[1].is("enabled", false) {
		t.Error("a row that only says something can be clicked")
	}
	clients := i.menu(rows[7].ID)
	if diff := cmp.Diff([]string{"All", "Acme", "Birchwood"}, labels(clients)); diff != "" {
		t.Fatalf("the clients (-want +got):\n%s", diff)
	}
	if !clients[2].is("toggle-state", int32(1)) || !clients[0].is("toggle-state", int32(0)) {
		t.Error("the active client is not ticked, or another is")
	}
	program.end()
	p.Until("the panel lets the icon go", func() bool { return len(p.icons()) == 0 })
}

func TestClicksBecomeActs(t *testing.T) {
	t.Parallel()
	p := desk(t)
	p.open(false)
	program := start(t, p.Desktop, holding)
	i := p.item(program)
	p.click(1)
	asks(t, program, Act{Verb: DoOpen})

	before := p.screen()
	p.click(3)
	p.Until("the menu opens", func() bool { return changed(before, p.screen()) })
	p.press("Down", "Down", "Return") // the first that can be clicked is Open
	asks(t, program, Act{Verb: DoCheckIn})

	rows := i.menu(0)
	for at, want := range map[int]Act{2: {Verb: DoOpen}, 4: {Verb: DoStartShield}, 5: {Verb: DoStopSession}, 6: {Verb: DoCapture}, 8: {Verb: DoQuit}} {
		i.choose(rows[at].ID)
		asks(t, program, want)
	}
	for at, number := range []int{0, 1, 2} {
		i.choose(i.menu(rows[7].ID)[at].ID)
		asks(t, program, Act{Verb: DoSwitch, Client: number})
	}
	program.end()
}

func TestAStateIsChangedInPlace(t *testing.T) {
	t.Parallel()
	p := desk(t)
	p.open(true)
	program := start(t, p.Desktop, holding)
	i := p.item(program)
	p.shows()
	before := i.layout(0)

	later := holding
	later.Sentence = "Holding · next check-in 13:00, in 41 min"
	program.set(holding)
	program.set(later)
	for _, s := range i.until(itemIface + ".NewToolTip") {
		if s.Name == menuIface+".ItemsPropertiesUpdated" && updated(t, s.Body) != before[0].ID {
			t.Errorf("a minute later another row than the sentence was sent: %v", s.Body)
		}
	}
	looksLike(t, i, Holding, "Holding · next check-in 13:00, in 41 min\nBirchwood (6)")

	program.set(shielded)
	i.until(itemIface + ".NewToolTip")
	looksLike(t, i, Shield, "Deep work until 15:30")
	rows := i.menu(0)
	want := []string{
		"Deep work until 15:30", "Open Sluice", "Check in now", "End the shield", "Capture an item", "Client: All", "Quit Sluice",
	}
	if diff := cmp.Diff(want, labels(rows)); diff != "" {
		t.Fatalf("the menu's rows (-want +got):\n%s", diff)
	}
	if !rows[2].is("enabled", false) {
		t.Error("a check-in can be asked for under a shield")
	}
	if diff := cmp.Diff([]string{"All", "Birchwood", "Cedar & Sons"}, labels(i.menu(rows[5].ID))); diff != "" {
		t.Fatalf("the clients (-want +got):\n%s", diff)
	}
	for at, e := range i.layout(0) {
		if e.ID != before[at].ID {
			t.Errorf("row %d is another than before", at)
		}
	}
	i.choose(rows[3].ID)
	asks(t, program, Act{Verb: DoEndShield})
	program.end()
}

func TestATrayThatComesLaterGetsTheIcon(t *testing.T) {
	t.Parallel()
	p := desk(t)
	program := start(t, p.Desktop, holding)
	p.item(program) // it is there, and nobody shows it
	gone := p.Owned(watcher)
	host := p.open(true)
	p.shows()
	_ = host.Process.Kill()
	gone(false)
	p.run(watcher, "xfce4-panel", "--disable-wm-check")
	p.shows()
	program.end()
}

func TestABusThatGoesAwayIsAnErrorAndNoCrash(t *testing.T) {
	t.Parallel()
	p := desk(t)
	program := start(t, p.Desktop, holding)
	p.item(program)
	var bus uint32
	if err := p.Call("org.freedesktop.DBus", "/", "org.freedesktop.DBus.GetConnectionUnixProcessID", "org.freedesktop.DBus").Store(&bus); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Kill(int(bus), syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	if program.acts.Scan() {
		t.Errorf("an act that nobody asked for: %s", program.acts.Text())
	}
	if err := program.cmd.Wait(); err == nil || program.cmd.ProcessState.ExitCode() != 1 {
		t.Fatalf("the program ended with %v", err)
	}
}

func TestWithoutItsBusNothingIsDialled(t *testing.T) {
	for name, address := range map[string]string{"none": "", "one to be started": "autolaunch:", "another": "unix:path=/nonexistent/other"} {
		t.Run(name, func(t *testing.T) {
			t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus")
			if err := New(Options{Address: address}).Run(context.Background()); !errors.Is(err, ErrUnsupported) {
				t.Fatalf("Run returned %v", err)
			}
		})
	}
}

// TestPictures is for people who want to see the icons in a panel.
func TestPictures(t *testing.T) {
	folder := os.Getenv("TRAY_PICTURES")
	if folder == "" {
		t.Skip("this test takes pictures of a panel, when TRAY_PICTURES names a folder for them")
	}
	for name, dark := range map[string]bool{"light": false, "dark": true} {
		p := desk(t)
		p.open(dark)
		program := start(t, p.Desktop, holding)
		i := p.item(program)
		for _, g := range []Gate{Shield, Unsure, Open, Collecting, Off, Holding} {
			program.set(State{Gate: g, Sentence: string(g)})
			i.until(itemIface + ".NewToolTip")
			p.shows()
			p.Run("imagemagick", "import", "-window", "root", filepath.Join(folder, "tray-"+name+"-"+string(g)+".png"))
		}
	}
}

func looksLike(t *testing.T, i *item, g Gate, tooltip string) {
	t.Helper()
	if got := i.tooltip(); got != tooltip {
		t.Errorf("the tooltip is %q, not %q", got, tooltip)
	}
	data, err := icon(g)
	if err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	var alpha []byte
	for y := range img.Bounds().Dy() {
		for x := range img.Bounds().Dx() {
			_, _, _, a := img.At(x, y).RGBA()
			alpha = append(alpha, byte(a>>8))
		}
	}
	if !bytes.Equal(alpha, i.alpha()) {
		t.Errorf("the icon is not that of %s", g)
	}
}

func asks(t *testing.T, program *child, want Act) {
	t.Helper()
	if got := program.act(); got != want {
		t.Errorf("the click asked for %+v, not %+v", got, want)
	}
}

// updated is the one row that a signal is about.
func updated(t *testing.T, body []any) int32 {
	t.Helper()
	rows, _ := body[0].([][]any)
	if len(rows) != 1 {
		t.Fatalf("a signal about other than one row: %v", body)
	}
	id, _ := rows[0][0].(int32)
	return id
}

// changed says whether two pictures of the screen differ below the panel.
func changed(a, b image.Image) bool {
	for y := 40; y < a.Bounds().Dy(); y++ {
		for x := range a.Bounds().Dx() {
			if a.At(x, y) != b.At(x, y) {
				return true
			}
		}
	}
	return false
}
