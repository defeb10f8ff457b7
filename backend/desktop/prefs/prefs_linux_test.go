package prefs

import (
	"os/exec"
	"strings"
	"testing"

	"sluice/backend/desktop/dnd/dndtest"
	"sluice/backend/fault"
)

// TestThePageOpens opens the real pages of real desktops on a screen of the test's own, which takes them
// along when it ends.
func TestThePageOpens(t *testing.T) {
	for _, desktop := range []struct{ name, program, pkg string }{
		{"XFCE", "xfce4-notifyd-config", "xfce4-notifyd"},
		{"MATE", "mate-notification-properties", "mate-notification-daemon"},
	} {
		t.Run(desktop.name, func(t *testing.T) {
			if _, err := exec.LookPath(desktop.program); err != nil {
				t.Skipf("%s is missing, from the Debian package %s", desktop.program, desktop.pkg)
			}
			d := dndtest.Start(t)
			d.Screen()
			for _, variable := range d.Env() {
				name, value, _ := strings.Cut(variable, "=")
				t.Setenv(name, value)
			}
			t.Setenv("GSETTINGS_BACKEND", "memory")
			t.Setenv("XDG_CURRENT_DESKTOP", "somebody:"+desktop.name)
			if !Has(Notifications) {
				t.Fatal("it is not known")
			}
			if err := Open(Notifications); err != nil {
				t.Fatal(err)
			}
			d.Until("its window is there", func() bool {
				found := exec.CommandContext(d.Context(), "xdotool", "search", "--onlyvisible", "--class", desktop.program).Run()
				return found == nil
			})
		})
	}
}

func TestWhereThereIsNoPageItSaysSo(t *testing.T) {
	for _, desktop := range []struct {
		name string
		page Page
	}{
		{"", Notifications}, {"sway", Notifications}, {"XFCE", Access}, {"XFCE", Shortcuts}, {"XFCE", "others"},
	} {
		t.Setenv("XDG_CURRENT_DESKTOP", desktop.name)
		if Has(desktop.page) {
			t.Errorf("%s has a page %s", desktop.name, desktop.page)
		}
		if err := Open(desktop.page); fault.CodeOf(err) != fault.Unsupported {
			t.Errorf("opening %s on %s gives %v", desktop.page, desktop.name, err)
		}
	}
	t.Setenv("XDG_CURRENT_DESKTOP", "XFCE")
	t.Setenv("PATH", t.TempDir())
	if Has(Notifications) {
		t.Error("a program that is missing is offered")
	}
}
