package api_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"

	"sluice/backend/api"
)

func TestHeaders(t *testing.T) {
	s := serve(t)
	for _, path := range []string{"/", "/assets/a-1f2e3.js", "/api/v1/status", "/api/v1/nonsense", "/assets/nothing.js"} {
		header := s.ask(http.MethodGet, path, nil).header
		for name, want := range map[string]string{
			"Content-Security-Policy": "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; " +
				"form-action 'none'; frame-ancestors 'none'",
			"X-Content-Type-Options":     "nosniff",
			"Referrer-Policy":            "no-referrer",
			"Cross-Origin-Opener-Policy": "same-origin",
		} {
			if got := header.Get(name); got != want {
				t.Errorf("%s: %s is %q, want %q", path, name, got, want)
			}
		}
	}
}

func TestInterface(t *testing.T) {
	const page, asset = "<!doctype html><html lang=\"en\"><title>Sluice</title>", "let a"
	s := serve(t)
	for _, c := range []struct {
		name, path    string
		status        int
		body, caching string
	}{
		{"the page", "/", 200, page, "no-cache"},
		{"a place in the interface", "/today", 200, page, "no-cache"},
		{"a place below", "/item/12", 200, page, "no-cache"},
		{"an asset", "/assets/a-1f2e3.js", 200, asset, "public, max-age=31536000, immutable"},
		{"an unknown asset", "/assets/b-00000.js", 404, "", ""},
		{"an unknown asset without an ending", "/assets/nothing", 404, "", ""},
		{"an unknown file", "/robots.txt", 404, "", ""},
		{"the folder of the assets", "/assets/", 404, "", ""},
		{"a way out", "/../../../etc/passwd", 200, page, "no-cache"},
		{"a hidden way out", "/%2e%2e/%2e%2e/etc/passwd", 404, "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := s.ask(http.MethodGet, c.path, nil)
			if r.status != c.status || c.status == 200 && string(r.body) != c.body {
				t.Errorf("answered %d: %.200s", r.status, r.body)
			}
			if got := r.header.Get("Cache-Control"); got != c.caching {
				t.Errorf("to be kept as %q, want %q", got, c.caching)
			}
		})
	}
}

// TestThePageBeginsAsTheUserChose: what it speaks and how it looks stands at its root.
func TestThePageBeginsAsTheUserChose(t *testing.T) {
	s := serve(t)
	for _, c := range []struct{ language, look, want string }{
		{"system", "system", `<html lang="en">`},
		{"de", "system", `<html lang="en" data-language="de">`},
		{"en", "dark", `<html lang="en" data-language="en" data-theme="dark">`},
	} {
		var settings map[string]any
		if err := json.Unmarshal(s.get("/settings").body, &settings); err != nil {
			t.Fatal(err)
		}
		settings["language"], settings["appearance"] = c.language, c.look
		if r := s.ask(http.MethodPut, "/api/v1/settings", settings); r.status >= 300 {
			t.Fatalf("answered %d: %s", r.status, r.body)
		}
		if page := s.ask(http.MethodGet, "/", nil).body; !strings.Contains(string(page), c.want+"<title>") {
			t.Errorf("with %s and %s the page is %s, want %s", c.language, c.look, page, c.want)
		}
	}
}

// TestInterfaceIsOnlyLookedAt: what changes something has no business with its files.
func TestInterfaceIsOnlyLookedAt(t *testing.T) {
	s := serve(t)
	if r := s.ask(http.MethodPost, "/", "x"); r.status != http.StatusMethodNotAllowed {
		t.Errorf("answered %d: %s", r.status, r.body)
	}
}

// TestInterfaceThatWasNotBuilt is a fresh checkout: it has no page, and says so.
func TestInterfaceThatWasNotBuilt(t *testing.T) {
	recorded := httptest.NewRecorder()
	api.New(nil, "1.2.3", fstest.MapFS{".keep": {}}).ServeHTTP(recorded, httptest.NewRequest(http.MethodGet, "/", nil))
	if recorded.Code != http.StatusServiceUnavailable || !strings.Contains(recorded.Body.String(), "make build") {
		t.Errorf("answered %d: %s", recorded.Code, recorded.Body)
	}
}
