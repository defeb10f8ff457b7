package api

import (
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"

	"sluice/backend/desktop/dnd"
)

// TestThePagesFitTheSilence on a desktop that has a page of its notifications and no other.
func TestThePagesFitTheSilence(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("which pages there are is the system's affair")
	}
	dir := t.TempDir()
	t.Setenv("PATH", dir)
	t.Setenv("XDG_CURRENT_DESKTOP", "KDE")
	if err := os.WriteFile(filepath.Join(dir, "systemsettings"), nil, 0o700); err != nil { // a program
		t.Fatal(err)
	}
	there := []string{"notifications"}
	for _, c := range []struct {
		state dnd.State
		want  []string
	}{
		{dnd.State{Verdict: dnd.Off}, []string{}},
		{dnd.State{Verdict: dnd.Confirmed, Backend: "plasma"}, []string{}},
		{dnd.State{Verdict: dnd.Asked, Backend: "plasma"}, there},
		{dnd.State{Verdict: dnd.Asked, Backend: "macos"}, there},
		{dnd.State{Verdict: dnd.Impossible}, there},
	} {
		if got := pagesFor(c.state); !slices.Equal(got, c.want) || got == nil {
			t.Errorf("for %+v the pages are %v, want %v", c.state, got, c.want)
		}
	}
	if got := pageAgainst("disk_access"); got != "" {
		t.Errorf("Linux asks for no access, and has the page %s", got)
	}
}
