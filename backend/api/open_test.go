package api_test

import (
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"testing"
)

func TestALinkOpensWithItsClientsCommand(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the browser of this test is a shell script; desktop/link is tried on Windows with a program")
	}
	s := serve(t)
	dir := t.TempDir()
	browser := filepath.Join(dir, "browser")
	script := "#!/bin/sh\nprintf '%s\\n' \"$@\" > " + filepath.Join(dir, "told") + "\n"
	if err := os.WriteFile(browser, []byte(script), 0o700); err != nil { // a program
		t.Fatal(err)
	}
	s.post("/clients", map[string]any{"id": 0, "number": 1, "colour": 1, "name": "Acme", "openWith": browser + " -P 'two words'"}).ok()
	s.post("/clients", map[string]any{"id": 0, "number": 2, "colour": 2, "name": "Birchwood"}).ok()
	add := func(client, link string) int64 {
		added := s.post("/arrivals", map[string]any{"arrivals": []map[string]any{{"title": link, "client": client, "url": link, "now": true}}}).ok()
		return int64(added["added"].([]any)[0].(map[string]any)["item"].(float64))
	}
	item := add("Acme", "https://example.org/?q=$(id)")
	if opened := s.post(itemPath(item, "/open"), map[string]any{}).ok(); opened["opened"] != true {
		t.Errorf("opened is %v", opened)
	}
	told, err := os.ReadFile(filepath.Join(dir, "told"))
	if err != nil || string(told) != "-P\ntwo words\nhttps://example.org/?q=$(id)\n" {
		t.Errorf("the browser was given %q, %v", told, err)
	}
	s.post(itemPath(item, "/open"), map[string]any{"link": "file:///etc/passwd"}).problem(http.StatusForbidden, "denied")
	s.post(itemPath(add("Acme", "javascript:alert(1)"), "/open"), map[string]any{}).problem(http.StatusForbidden, "denied")
	if opened := s.post(itemPath(add("Birchwood", "https://example.org/"), "/open"), map[string]any{}).ok(); opened["opened"] != false {
		t.Errorf("without a command, opened is %v", opened)
	}
	s.post(itemPath(item, "/open")+"?client=Birchwood", map[string]any{}).problem(http.StatusNotFound, "not_found")
}
