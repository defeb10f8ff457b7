package autostart

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"sluice/backend/fault"
)

func TestTheDesktopFileIsReadBack(t *testing.T) {
	for _, program := range []string{"/usr/bin/sluice", `/home/a b/50% "off" $HOME/\x` + "`", "/opt/Sluice/sluice"} {
		text := desktopFile(program, []string{"core", "--profile", "/x y"})
		on, read := readDesktopFile(text)
		if !on || read != program {
			t.Errorf("%q is read back as %q, %v", program, read, on)
		}
		if strings.Count(text, "\n") != 9 {
			t.Errorf("it has other lines: %q", text)
		}
	}
}

func TestEntriesThatAreOff(t *testing.T) {
	for text, want := range map[string]bool{
		"[Desktop Entry]\nExec=sluice core\n":                                  true,
		"[Desktop Entry]\nExec=sluice core\nHidden=true\n":                     false,
		"[Desktop Entry]\nExec=sluice core\nX-GNOME-Autostart-enabled=false\n": false,
		"[Desktop Entry]\nExec=\"sluice\n":                                     false,
		"[Another]\nExec=sluice\n":                                             false,
		"":                                                                     false,
	} {
		if on, _ := readDesktopFile(text); on != want {
			t.Errorf("%q is on: %v", text, on)
		}
	}
}

func TestTheAgentIsReadBack(t *testing.T) {
	text, err := agentFile("app.sluice.sluice", "/Applications/Sluice.app/Contents/MacOS/sluice", []string{"core"})
	if err != nil {
		t.Fatal(err)
	}
	if on, program := readAgent(text); !on || program != "/Applications/Sluice.app/Contents/MacOS/sluice" {
		t.Errorf("it is read back as %q, %v: %s", program, on, text)
	}
	if on, _ := readAgent([]byte("garbage")); on {
		t.Error("garbage is on")
	}
	for printed, want := range map[string]bool{
		"\tdisabled services = {\n\t\t\"app.sluice.sluice\" => disabled\n\t}\n": true,
		"\t\t\"app.sluice.sluice\" => true\n":                                   true,
		"\t\t\"app.sluice.sluice\" => enabled\n":                                false,
		"\t\t\"app.sluice.sluice.other\" => disabled\n":                         false,
	} {
		if isDisabled(printed, "app.sluice.sluice") != want {
			t.Errorf("%q", printed)
		}
	}
}

func TestTheWindowsCommand(t *testing.T) {
	got := windowsCommand(`C:\Program Files\Sluice\sluice-core.exe`, []string{"core", "--profile", `C:\my data\`, `a"b`, ""})
	const want = `"C:\Program Files\Sluice\sluice-core.exe" core --profile "C:\my data\\" "a\"b" ""`
	if got != want {
		t.Errorf("it is %s", got)
	}
	if program := windowsProgram(got); program != `C:\Program Files\Sluice\sluice-core.exe` {
		t.Errorf("its program is %s", program)
	}
	if !approved(nil) || !approved([]byte{2, 0}) || approved([]byte{3, 0}) {
		t.Error("Task Manager's switch is misread")
	}
}

// program makes a file that could be one, in a folder that stays.
func program(t *testing.T) string {
	t.Helper()
	home, err := os.UserHomeDir()
	if err != nil {
		t.Fatal(err)
	}
	if strings.HasPrefix(home, os.TempDir()) {
		t.Skipf("this test needs a home folder that stays, and %s lies in %s", home, os.TempDir())
	}
	folder, err := os.MkdirTemp(home, "sluice-autostart-")
	if err != nil {
		t.Skipf("this test needs a home folder that can be written: %v", err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(folder) })
	path := filepath.Join(folder, "sluice")
	if err := os.WriteFile(path, nil, 0o700); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestWhatDoesNotStayIsRefused(t *testing.T) {
	if err := lasting(program(t)); err != nil {
		t.Errorf("a program at home is refused: %v", err)
	}
	inTemp := filepath.Join(t.TempDir(), "sluice")
	if err := os.WriteFile(inTemp, nil, 0o700); err != nil {
		t.Fatal(err)
	}
	built := program(t)
	if err := os.WriteFile(filepath.Join(filepath.Dir(built), "go.mod"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	link := filepath.Join(filepath.Dir(program(t)), "link")
	if err := os.Symlink(inTemp, link); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{inTemp, built, link, "/nonexistent/sluice", "sluice"} {
		if code := fault.CodeOf(lasting(path)); code != fault.Invalid {
			t.Errorf("%s gives %q", path, code)
		}
	}
}

func TestInAFlatpakTheUserIsTold(t *testing.T) {
	t.Setenv("FLATPAK_ID", "app.sluice")
	e := New(Options{ID: "sluice", Home: t.TempDir()})
	if s, err := e.State(); err != nil || s.On || s.Sentence == "" {
		t.Errorf("it is %+v, %v", s, err)
	}
	if _, err := e.Set(true); fault.CodeOf(err) != fault.Unsupported {
		t.Errorf("the error is %v", err)
	}
}
