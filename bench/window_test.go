//go:build linux && bench

package bench

import (
	"bytes"
	"net/http"
	"path/filepath"
	"testing"
	"time"

	"sluice/proof/desk"
)

// TestWindow starts Sluice's window and a bare WebKitGTK window with an empty page in turn, and
// compares how long they take until all is painted: here the queue, there the page's colour. The core
// runs already, as it does in life.
func TestWindow(t *testing.T) {
	const rounds = 7
	d := desk.New(t)
	fill(d, 1000, 200)
	d.Core()
	welcome(newClient(d))
	s := look(d)
	ours := []string{d.Program("sluice-window"), "--profile", filepath.Join(d.Dir, "profile")}
	bare := []string{d.Program("barewindow")}
	var us, them []time.Duration
	for round := range rounds + 1 {
		our, their := opening(d, s, hasText, ours), opening(d, s, hasColour, bare)
		if round > 0 { // at first both find their files on the disk, later in memory
			us, them = append(us, our), append(them, their)
		}
	}
	our, their := percentile(us, 0.5), percentile(them, 0.5)
	note(t, "bare WebKitGTK window to its empty page: median", "%.0f ms", milliseconds(their))
	note(t, "window to the painted queue: median", "%.0f ms", milliseconds(our))
	atMost(t, "window to the painted queue, against the bare one", float64(our)/float64(their), 1.3, "times")
}

// welcome ends the first run, which the window would show in place of the queue.
func welcome(c *client) {
	c.t.Helper()
	var settings map[string]any
	c.get(&settings, "/settings")
	settings["welcomed"] = true
	c.ask(http.MethodPut, "/settings", settings)
}

// hasText says whether a picture shows text: its edges have many shades.
func hasText(picture []byte) bool { return colours(picture) > 30 }

// hasColour says whether a picture is all of the colour of the bare window's page.
func hasColour(picture []byte) bool {
	return bytes.Equal(picture[:3], []byte{0xac, 0x68, 0x24}) && colours(picture) == 1
}

// opening gives how long a program takes until its window is painted, and ends it.
func opening(d *desk.Desk, s *screen, wanted func([]byte) bool, program []string) time.Duration {
	d.T.Helper()
	empty := s.picture()
	begun := time.Now()
	window := d.Start("opening", program[0], program[1:]...)
	took := s.painted(empty, wanted).Sub(begun)
	window.Kill()
	deadline := time.Now().Add(desk.Patience)
	for !alike(s.picture(), empty) {
		if time.Now().After(deadline) {
			d.T.Fatal("the window does not go")
		}
		<-time.After(glance)
	}
	return took
}
