package api_test

import (
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
	const page, asset = "<!doctype html><title>Sluice</title>", "let a"
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
