package api_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"sluice/backend/api"
)

const loopback = "127.0.0.1:4711"

// guarded is a browser's door to a handler that says "inside".
func guarded() *api.Browser {
	return api.NewBrowser(loopback, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		_, _ = io.WriteString(w, "inside")
	}))
}

// knock sends a request; further texts are names and values of headers.
func knock(b *api.Browser, method, target, host string, cookie *http.Cookie, headers ...string) *http.Response {
	request := httptest.NewRequest(method, target, nil)
	request.Host = host
	for i := 0; i < len(headers); i += 2 {
		request.Header.Set(headers[i], headers[i+1])
	}
	if cookie != nil {
		request.AddCookie(cookie)
	}
	recorded := httptest.NewRecorder()
	b.ServeHTTP(recorded, request)
	return recorded.Result()
}

// enter follows a fresh link and gives the cookie.
func enter(t *testing.T, b *api.Browser) *http.Cookie {
	t.Helper()
	response := knock(b, http.MethodGet, path(t, b.Link()), loopback, nil)
	cookies := response.Cookies()
	if response.StatusCode != http.StatusOK || len(cookies) != 1 {
		t.Fatalf("a fresh link gave %s and %v", response.Status, cookies)
	}
	return cookies[0]
}

func path(t *testing.T, link string) string {
	t.Helper()
	parsed, err := url.Parse(link)
	if err != nil || parsed.Scheme != "http" || parsed.Host != loopback {
		t.Fatalf("the link is %q (%v)", link, err)
	}
	return parsed.RequestURI()
}

func TestLinkWorksOnce(t *testing.T) {
	b := guarded()
	link := path(t, b.Link())
	for i, want := range []int{http.StatusOK, http.StatusUnauthorized, http.StatusUnauthorized} {
		if got := knock(b, http.MethodGet, link, loopback, nil).StatusCode; got != want {
			t.Errorf("time %d: %d, want %d", i+1, got, want)
		}
	}
	for _, other := range []string{"/open", "/open?key=", "/open?key=guess"} {
		if got := knock(b, http.MethodGet, other, loopback, nil).StatusCode; got != http.StatusUnauthorized {
			t.Errorf("%s: %d", other, got)
		}
	}
	if a, b := b.Link(), b.Link(); a == b {
		t.Error("two links are the same")
	}
}

// TestLinkNamesTheIcon: a browser asks for /favicon.ico where a page names none, and there is none.
func TestLinkNamesTheIcon(t *testing.T) {
	b := guarded()
	page, err := io.ReadAll(knock(b, http.MethodGet, path(t, b.Link()), loopback, nil).Body)
	if err != nil || !strings.Contains(string(page), `<link rel="icon" href="/icon.svg"`) {
		t.Errorf("the page is %s (%v)", page, err)
	}
}

// TestLinkUnderAnotherNameDoesNotUseItUp: another page that makes the browser ask must not get in.
func TestLinkUnderAnotherNameDoesNotUseItUp(t *testing.T) {
	b := guarded()
	link := path(t, b.Link())
	if got := knock(b, http.MethodGet, link, "evil.example:4711", nil).StatusCode; got != http.StatusMisdirectedRequest {
		t.Errorf("under another name: %d", got)
	}
	if got := knock(b, http.MethodGet, link, loopback, nil).StatusCode; got != http.StatusOK {
		t.Errorf("afterwards: %d", got)
	}
}

func TestCookie(t *testing.T) {
	b := guarded()
	cookie := enter(t, b)
	if !cookie.HttpOnly || cookie.SameSite != http.SameSiteStrictMode || cookie.Path != "/" || len(cookie.Value) < 20 ||
		cookie.Domain != "" || cookie.Name != "sluice-4711" { // two profiles at two ports share the jar
		t.Errorf("the cookie is %+v", cookie)
	}
	if second := enter(t, b); second.Value == cookie.Value {
		t.Error("two links gave one cookie")
	}
	if got := knock(b, http.MethodGet, "/", loopback, cookie).StatusCode; got != http.StatusOK {
		t.Errorf("the first browser is shut out: %d", got)
	}
}

func TestWhoMayEnter(t *testing.T) {
	b := guarded()
	cookie := enter(t, b)
	guess := &http.Cookie{Name: cookie.Name, Value: strings.Repeat("A", len(cookie.Value))}
	const origin = "http://" + loopback
	for _, c := range []struct {
		name, method, host string
		cookie             *http.Cookie
		headers            []string
		want               int
	}{
		{"a look", "GET", loopback, cookie, nil, 200},
		{"a look without a cookie", "GET", loopback, nil, nil, 401},
		{"a look with a guess", "GET", loopback, guess, nil, 401},
		{"a change by our page", "POST", loopback, cookie, []string{"Origin", origin, "X-Sluice", "1"}, 200},
		{"a removal by our page", "DELETE", loopback, cookie, []string{"Origin", origin, "X-Sluice", "1"}, 200},
		{"a change without a cookie", "POST", loopback, nil, []string{"Origin", origin, "X-Sluice", "1"}, 401},
		{"a change without our header", "POST", loopback, cookie, []string{"Origin", origin}, 403},
		{"a change without an origin", "POST", loopback, cookie, []string{"X-Sluice", "1"}, 403},
		{"a change by another page", "POST", loopback, cookie, []string{"Origin", "http://evil.example", "X-Sluice", "1"}, 403},
		{"a change by another port", "POST", loopback, cookie, []string{"Origin", "http://127.0.0.1:80", "X-Sluice", "1"}, 403},
		{"a change by a frame without an origin", "POST", loopback, cookie, []string{"Origin", "null", "X-Sluice", "1"}, 403},
		{"a removal without our header", "DELETE", loopback, cookie, []string{"Origin", origin}, 403},
		{"a name that was bound to us", "GET", "evil.example:4711", cookie, nil, 421},
		{"the machine's own name", "GET", "localhost:4711", cookie, nil, 421},
		{"another port", "GET", "127.0.0.1:80", cookie, nil, 421},
		{"no port", "GET", "127.0.0.1", cookie, nil, 421},
		{"no name", "GET", "", cookie, nil, 421},
	} {
		t.Run(c.name, func(t *testing.T) {
			response := knock(b, c.method, "/api/v1/status", c.host, c.cookie, c.headers...)
			body, _ := io.ReadAll(response.Body)
			if response.StatusCode != c.want || (string(body) == "inside") != (c.want == 200) {
				t.Errorf("answered %s: %s, want %d", response.Status, body, c.want)
			}
			if kind := response.Header.Get("Content-Type"); c.want != 200 && kind != "application/problem+json" {
				t.Errorf("the refusal is of the type %q", kind)
			}
		})
	}
}

// TestFirstPageGivesNothingAway: what a fresh link shows is not kept, framed or told to others.
func TestFirstPageGivesNothingAway(t *testing.T) {
	b := guarded()
	header := knock(b, http.MethodGet, path(t, b.Link()), loopback, nil).Header
	if header.Get("Cache-Control") != "no-store" || header.Get("Referrer-Policy") != "no-referrer" ||
		!strings.Contains(header.Get("Content-Security-Policy"), "frame-ancestors 'none'") {
		t.Errorf("its headers are %v", header)
	}
}
