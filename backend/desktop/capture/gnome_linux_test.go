package capture

import (
	"testing"

	"sluice/backend/desktop/dnd/dndtest"
)

// TestWithGnome captures what notify-send sends to GNOME's own shell, which passes every notification on
// to itself, so that the bus carries it twice.
func TestWithGnome(t *testing.T) {
	d := dndtest.Start(t)
	settings := d.Settings("gsettings-desktop-schemas", "org.gnome.desktop.notifications")
	d.Gnome()
	r := startRecording(t, Options{Address: d.Address})
	r.await(t, "Ready", func() bool { return r.ready == 1 })

	id := d.NotifySend("--app-name=Slack", "--urgency=low", "Ana: hello", "a body")
	n := r.note(t, "Ana: hello")
	if n.App != "Slack" || n.Body != "a body" || n.Urgency != -1 || r.id(t, n) != id {
		t.Errorf("got %+v, the shell's number is %d", n, id)
	}
	settings.Set("show-banners", "false")
	d.NotifySend("while nothing is shown")
	r.note(t, "while nothing is shown")
	d.NotifySend("the end")
	r.note(t, "the end")
	if len(r.notes) != 3 {
		t.Errorf("three were sent, and %d captured: %+v", len(r.notes), r.notes)
	}
}
