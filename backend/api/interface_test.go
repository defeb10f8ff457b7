package api_test

import (
	"encoding/json"
	"errors"
	"html"
	"io"
	"net/http"
	"net/http/httptest"
	"reflect"
	"regexp"
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
	const page, asset = "<!doctype html><html lang=\"en\"><head><title>Sluice</title>", "let a"
	s := serve(t)
	for _, c := range []struct {
		name, path    string
		status        int
		body, caching string
	}{
		{"the page", "/", 200, page, "no-store"},
		{"a place in the interface", "/today", 200, page, "no-store"},
		{"a place below", "/item/12", 200, page, "no-store"},
		{"an asset", "/assets/a-1f2e3.js", 200, asset, "public, max-age=31536000, immutable"},
		{"an unknown asset", "/assets/b-00000.js", 404, "", ""},
		{"an unknown asset without an ending", "/assets/nothing", 404, "", ""},
		{"an unknown file", "/robots.txt", 404, "", ""},
		{"the folder of the assets", "/assets/", 404, "", ""},
		{"a way out", "/../../../etc/passwd", 200, page, "no-store"},
		{"a hidden way out", "/%2e%2e/%2e%2e/etc/passwd", 404, "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := s.ask(http.MethodGet, c.path, nil)
			if r.status != c.status || !strings.HasPrefix(string(r.body), c.body) {
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
		if page := s.ask(http.MethodGet, "/", nil).body; !strings.Contains(string(page), c.want+"<head><title>") {
			t.Errorf("with %s and %s the page is %s, want %s", c.language, c.look, page, c.want)
		}
	}
}

// TestThePageNamesItsWords: those of the language that is chosen, else of the first that the browser asks for.
func TestThePageNamesItsWords(t *testing.T) {
	s := serve(t)
	for _, c := range []struct{ accepted, want string }{
		{"de-CH,fr;q=0.9,en;q=0.8", "de-4a5b6"},
		{"fr-FR, en-GB;q=0.9, de;q=0.8", "en-7c8d9"},
		{"de", "de-4a5b6"},
		{"den", "en-7c8d9"},
		{"", "en-7c8d9"},
	} {
		page := string(s.ask(http.MethodGet, "/", nil, "Accept-Language", c.accepted).body)
		if want := `<link rel="modulepreload" crossorigin href="/assets/` + c.want + `.js"></head>`; !strings.Contains(page, want) {
			t.Errorf("asked for %q the page is %s, want %s", c.accepted, page, want)
		}
	}
}

var asked = regexp.MustCompile(`<script type="application/json" data-asked="([^"]+)">([^<]*)</script>`)

// TestThePageBringsAnswersAlong: each is what the same question is answered with, and what stands in it
// cannot end the part that it stands in.
func TestThePageBringsAnswersAlong(t *testing.T) {
	s := serve(t)
	s.add("</script><script>alert(1)</script>")
	page := string(s.ask(http.MethodGet, "/", nil).body)
	if strings.Contains(page, "<script>") || !strings.HasSuffix(page, "</script></body></html>") {
		t.Fatalf("the page is %s", page)
	}
	found := asked.FindAllStringSubmatch(page, -1)
	if len(found) != 4 {
		t.Fatalf("the page brings %d answers: %s", len(found), page)
	}
	for _, part := range found[1:] { // the status says what time it is
		answer := s.ask(http.MethodGet, html.UnescapeString(part[1]), nil)
		var told, asked any
		if err := errors.Join(json.Unmarshal([]byte(part[2]), &told), json.Unmarshal(answer.body, &asked)); err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(told, asked) {
			t.Errorf("%s is told as %s, answered with %s", part[1], part[2], answer.body)
		}
	}
}

// TestThePageTellsNoMoreThanTheAPI: whom the API refuses the page tells nothing, and behind a wall it
// tells of that client alone.
func TestThePageTellsNoMoreThanTheAPI(t *testing.T) {
	s := serve(t)
	s.client("Acme", 1)
	s.client("Birch", 2)
	s.add("zebra")
	b := api.NewBrowser(loopback, s.handler)
	read := func(path, host string, cookie *http.Cookie) string {
		t.Helper()
		text, err := io.ReadAll(knock(b, http.MethodGet, path, host, cookie).Body)
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	mine := enter(t, b)
	other := *mine
	other.Value = "guess"
	for _, path := range []string{"/", "/index.html", "/plan/week"} {
		if told := read(path, loopback, mine); !strings.Contains(told, "zebra") || !strings.Contains(told, "Birch") {
			t.Errorf("%s tells its own browser %s", path, told)
		}
		for _, told := range []string{read(path, loopback, nil), read(path, loopback, &other), read(path, "evil.example:4711", mine)} {
			if strings.Contains(told, "zebra") || strings.Contains(told, "data-asked") {
				t.Errorf("%s tells somebody else %s", path, told)
			}
		}
	}
	s.post("/switch", map[string]any{"client": "Acme"}).ok()
	if told := read("/", loopback, mine); strings.Contains(told, "zebra") || strings.Contains(told, "Birch") || !strings.Contains(told, "Acme") {
		t.Errorf("behind a wall it tells %s", told)
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
