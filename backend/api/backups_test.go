package api_test

import (
	"net/http"
	"path/filepath"
	"strings"
	"testing"
)

func TestBackups(t *testing.T) {
	s := serve(t)
	s.add("one")
	if list := s.get("/backups").ok()["backups"].([]any); len(list) != 0 {
		t.Errorf("a new profile has %v", list)
	}
	made := s.post("/backups", map[string]any{})
	backup := made.ok()
	made.has(backup, "path", "at", "reason", "size", "items")
	if backup["items"] != 1.0 || backup["reason"] != "" || filepath.Dir(backup["path"].(string)) != filepath.Join(s.profile.Dir(), "backups") {
		t.Errorf("it is %s", made.body)
	}
	list := s.get("/backups").ok()["backups"].([]any)
	if len(list) != 1 || list[0].(map[string]any)["path"] != backup["path"] {
		t.Errorf("the list is %v", list)
	}
	s.post("/backups", map[string]any{"file": "here.db"}).problem(http.StatusUnprocessableEntity, "invalid")
	file := filepath.Join(t.TempDir(), "own.db")
	s.post("/backups", map[string]any{"file": file}).ok()
	s.post("/backups", map[string]any{"file": file}).problem(http.StatusConflict, "conflict")
}

func TestExportKeepsTheWalls(t *testing.T) {
	s := serve(t)
	for _, name := range []string{"Acme", "Birchwood"} {
		s.post("/clients", map[string]any{"id": 0, "name": name, "number": len(name) - 3, "colour": 1}).ok()
		s.post("/arrivals", map[string]any{"arrivals": []any{map[string]any{"title": "For " + name, "client": name, "now": true}}}).ok()
	}
	all := s.get("/export")
	if got := all.header.Get("Content-Type"); all.status != http.StatusOK || got != "application/jsonl" {
		t.Errorf("it answered %d, %s", all.status, got)
	}
	for _, text := range []string{"For Acme", "For Birchwood", `"type":"setting"`, `"type":"checkIn"`} {
		if !strings.Contains(string(all.body), text) {
			t.Errorf("everything has no %s", text)
		}
	}
	one := s.get("/export?client=Acme")
	if text := string(one.body); !strings.Contains(text, "For Acme") || strings.Contains(text, "Birchwood") {
		t.Errorf("Acme's is\n%s", text)
	}
	s.post("/switch", map[string]any{"client": "Acme"}).ok()
	if active := s.get("/export"); string(active.body) != string(one.body) {
		t.Errorf("with Acme active it is\n%s", active.body)
	}
	if empty := s.get("/export?client=none"); empty.status != http.StatusOK || strings.Contains(string(empty.body), "For ") {
		t.Errorf("nobody's is %d\n%s", empty.status, empty.body)
	}
	s.get("/export?client=Nobody").problem(http.StatusNotFound, "not_found")
}
