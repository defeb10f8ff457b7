package autostart

import (
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/sys/windows/registry"
)

// TestTheRegistry enters a program of the test's own in the user's registry, switches it off as Task
// Manager does, on again, and leaves nothing.
func TestTheRegistry(t *testing.T) {
	path := filepath.Join(t.TempDir(), "sluice core.exe")
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	e := New(Options{ID: "sluice-test", Program: path, Args: []string{"core", "--profile", `C:\a folder\`}})
	t.Cleanup(func() { _ = e.remove() })
	expect := func(when string, want State) {
		t.Helper()
		if s, err := e.read(); err != nil || s != want {
			t.Errorf("%s it is %+v, %v", when, s, err)
		}
	}
	expect("at first", State{})
	for range 2 {
		if err := e.write(path); err != nil {
			t.Fatal(err)
		}
		expect("on", State{On: true, Program: path})
	}
	switches, _, err := registry.CreateKey(registry.CURRENT_USER, approvedKey, registry.SET_VALUE)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = switches.Close() }()
	if err := switches.SetBinaryValue("sluice-test", []byte{3, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8}); err != nil {
		t.Fatal(err)
	}
	expect("switched off by Task Manager", State{Program: path})
	if err := e.write(path); err != nil {
		t.Fatal(err)
	}
	expect("chosen anew", State{On: true, Program: path})
	for range 2 {
		if err := e.remove(); err != nil {
			t.Fatal(err)
		}
		expect("off", State{})
	}
}
