package autostart

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"sluice/backend/fault"
)

func TestOnAndOff(t *testing.T) {
	home, path := t.TempDir(), program(t)
	e := New(Options{ID: "sluice", Program: path, Args: []string{"core"}, Home: home})
	if s, err := e.State(); err != nil || s != (State{}) {
		t.Errorf("at first it is %+v, %v", s, err)
	}
	for range 2 {
		if s, err := e.Set(true); err != nil || s != (State{On: true, Program: path}) {
			t.Errorf("on it is %+v, %v", s, err)
		}
	}
	file := filepath.Join(home, "autostart", "sluice.desktop")
	text, err := os.ReadFile(file)
	if err != nil || !strings.Contains(string(text), `Exec="`+path+`" "core"`) {
		t.Errorf("the file says %s, %v", text, err)
	}
	if err := os.WriteFile(file, append(text, "Hidden=true\n"...), 0o600); err != nil { // as desktops' settings do
		t.Fatal(err)
	}
	if s, err := e.State(); err != nil || s.On {
		t.Errorf("switched off by the desktop it is %+v, %v", s, err)
	}
	if s, err := New(Options{ID: "sluice", Program: program(t), Home: home}).State(); err != nil || !strings.Contains(s.Sentence, path) {
		t.Errorf("another copy's entry is %+v, %v", s, err)
	}
	for range 2 {
		if s, err := e.Set(false); err != nil || s != (State{}) {
			t.Errorf("off it is %+v, %v", s, err)
		}
	}
}

func TestAnAppImageEntersItself(t *testing.T) {
	image := program(t)
	t.Setenv("APPIMAGE", image)
	if s, err := New(Options{ID: "sluice", Home: t.TempDir()}).Set(true); err != nil || s.Program != image {
		t.Errorf("it is %+v, %v", s, err)
	}
}

func TestThisTestsProgramIsRefused(t *testing.T) {
	home := t.TempDir()
	if _, err := New(Options{ID: "sluice", Home: home}).Set(true); fault.CodeOf(err) != fault.Invalid {
		t.Errorf("the error is %v", err)
	}
	if _, err := os.Stat(filepath.Join(home, "autostart")); err == nil {
		t.Error("something was written")
	}
}
