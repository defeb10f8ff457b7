package api_test

import (
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"sluice/backend/desktop/prefs"
)

func TestAPageOfTheSystemsSettingsIsShown(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("the system's own settings would open")
	}
	s := serve(t)
	dir := t.TempDir()
	t.Setenv("PATH", dir+":"+os.Getenv("PATH"))
	t.Setenv("XDG_CURRENT_DESKTOP", "KDE")
	if err := os.WriteFile(filepath.Join(dir, "systemsettings"), []byte("#!/bin/sh\n"), 0o700); err != nil { // a program
		t.Fatal(err)
	}
	path := "/system/pages/" + string(prefs.Notifications)
	if shown := s.post(path, map[string]any{}).ok(); shown["page"] != "notifications" {
		t.Errorf("shown is %v", shown)
	}
	s.post("/system/pages/access", map[string]any{}).problem(http.StatusNotImplemented, "unsupported")
	if r := s.post("/system/pages/passwords", map[string]any{}); r.status != http.StatusUnprocessableEntity {
		t.Errorf("a page that nobody knows: %d, %s", r.status, r.body)
	}
	t.Setenv("XDG_CURRENT_DESKTOP", "sway")
	s.post(path, map[string]any{}).problem(http.StatusNotImplemented, "unsupported")
}
