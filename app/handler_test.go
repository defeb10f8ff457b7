package app

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"sluice/backend/api/remote"
	"sluice/backend/fault"
	"sluice/backend/profile"
)

// newProfile is a prepared profile of the test's own.
func newProfile(t *testing.T) profile.Profile {
	t.Helper()
	base, err := os.MkdirTemp("", "a") // short: a socket's path has little room
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(base) })
	t.Setenv("XDG_RUNTIME_DIR", base)
	p, err := profile.Find(filepath.Join(base, "profile"))
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Prepare(); err != nil {
		t.Fatal(err)
	}
	return p
}

// serveCore plays the core on the profile's socket.
func serveCore(t *testing.T, p profile.Profile, core http.Handler) {
	t.Helper()
	listener, err := net.Listen("unix", p.Socket())
	if err != nil {
		t.Fatal(err)
	}
	server := &http.Server{Handler: core, ReadHeaderTimeout: time.Minute}
	go func() { _ = server.Serve(listener) }()
	t.Cleanup(func() { _ = server.Close() })
}

// shellFor is the window's handler behind a real server, so that answers come as they are flushed.
func shellFor(t *testing.T, p profile.Profile, start startCore) string {
	t.Helper()
	server := httptest.NewServer(newHandler(p, start))
	t.Cleanup(server.Close)
	return server.URL
}

func runs(context.Context, profile.Profile) error { return nil }

func send(t *testing.T, method, address, body string) (*http.Response, string) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), method, address, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response, string(text)
}

func TestEveryMethodReachesTheCoreUnchanged(t *testing.T) {
	p := newProfile(t)
	serveCore(t, p, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		w.WriteHeader(http.StatusTeapot)
		_, _ = fmt.Fprint(w, r.Method, " ", r.URL.RequestURI(), " ", r.Host, " ", len(body))
	}))
	shell := shellFor(t, p, runs)
	for _, method := range []string{http.MethodPost, http.MethodPatch, http.MethodDelete, http.MethodPut} {
		response, got := send(t, method, shell+"/api/v1/items?client=2", strings.Repeat("x", 100_000))
		want := method + " /api/v1/items?client=2 core 100000"
		if got != want || response.StatusCode != http.StatusTeapot {
			t.Errorf("got %d %q, want 418 %q", response.StatusCode, got, want)
		}
	}
}

func TestEventsComeOneByOne(t *testing.T) {
	p := newProfile(t)
	more := make(chan struct{})
	serveCore(t, p, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/event-stream")
		for n := range 3 {
			_, _ = fmt.Fprintf(w, "data: %d\n", n)
			w.(http.Flusher).Flush()
			<-more
		}
	}))
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, shellFor(t, p, runs)+"/api/v1/events", nil)
	if err != nil {
		t.Fatal(err)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	lines := bufio.NewReader(response.Body)
	for n := range 3 {
		line, err := lines.ReadString('\n')
		if want := fmt.Sprintf("data: %d\n", n); line != want || err != nil {
			t.Fatalf("got %q, %v; want %q before the next was sent", line, err, want)
		}
		more <- struct{}{}
	}
}

func TestThePageStartsTheCore(t *testing.T) {
	p := newProfile(t)
	started := 0
	shell := shellFor(t, p, func(context.Context, profile.Profile) error {
		started++
		serveCore(t, p, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "interface") }))
		return nil
	})
	if _, got := send(t, http.MethodGet, shell+"/", ""); got != "interface" {
		t.Errorf("the page is %q", got)
	}
	send(t, http.MethodGet, shell+"/assets/a.js", "")
	send(t, http.MethodPost, shell+"/api/v1/add", "{}")
	if started != 1 {
		t.Errorf("%d starts; only the page itself may start a core", started)
	}
}

func TestACoreThatCannotStartIsToldInWords(t *testing.T) {
	shell := shellFor(t, newProfile(t), func(context.Context, profile.Profile) error {
		return fault.New(fault.Damaged, "The database is <damaged>.")
	})
	response, page := send(t, http.MethodGet, shell+"/", "")
	if response.StatusCode != http.StatusServiceUnavailable {
		t.Errorf("status %d, want 503", response.StatusCode)
	}
	for _, part := range []string{"The database is &lt;damaged&gt;.", `<a href="/"`, "Retry"} {
		if !strings.Contains(page, part) {
			t.Errorf("the page lacks %q:\n%s", part, page)
		}
	}
	if policy := response.Header.Get("Content-Security-Policy"); !strings.HasPrefix(policy, "default-src 'none'") {
		t.Errorf("the page's policy is %q", policy)
	}
}

func TestARequestWithoutACoreGetsAProblem(t *testing.T) {
	response, text := send(t, http.MethodPost, shellFor(t, newProfile(t), runs)+"/api/v1/add", "{}")
	var got remote.Problem
	if err := json.Unmarshal([]byte(text), &got); err != nil {
		t.Fatalf("%q: %v", text, err)
	}
	if response.StatusCode != http.StatusBadGateway || got.Code != fault.NotRunning || got.Detail == "" {
		t.Errorf("got %d %+v, want 502 %s with a sentence", response.StatusCode, got, fault.NotRunning)
	}
	if kind := response.Header.Get("Content-Type"); kind != "application/problem+json" {
		t.Errorf("content type %q", kind)
	}
}
