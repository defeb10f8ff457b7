package remote

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"sluice/backend/fault"
	"sluice/backend/profile"
)

// TestMain lets the test's own program play the core: `<this test> core --profile DIR`.
func TestMain(m *testing.M) {
	if len(os.Args) > 1 && os.Args[1] == "core" {
		os.Exit(playCore(os.Args[3]))
	}
	os.Exit(m.Run())
}

// playCore serves a status until somebody posts to /quit; with a file named "broken" in the profile's
// folder it complains and ends.
func playCore(dir string) int {
	if _, err := os.Stat(filepath.Join(dir, "broken")); err == nil {
		fmt.Println("first line")
		fmt.Println("The database is damaged.")
		return 1
	}
	p, err := profile.Find(dir)
	if err != nil {
		fmt.Println(err)
		return 1
	}
	if _, err := p.Lock(); err != nil {
		fmt.Println(err)
		return 1
	}
	quit := make(chan struct{})
	server := serve(p, quit)
	<-quit
	_ = server.Shutdown(context.Background())
	return 0
}

func serve(p profile.Profile, quit chan<- struct{}) *http.Server {
	listener, err := net.Listen("unix", p.Socket())
	if err != nil {
		panic(err)
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /api/v1/status", func(w http.ResponseWriter, _ *http.Request) {
		_, _ = io.WriteString(w, `{"version":"1.2.3"}`)
	})
	mux.HandleFunc("POST /echo", func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		_, _ = w.Write(body)
	})
	mux.HandleFunc("POST /quit", func(http.ResponseWriter, *http.Request) { close(quit) })
	server := &http.Server{Handler: mux, ReadHeaderTimeout: time.Minute}
	go func() { _ = server.Serve(listener) }()
	return server
}

func newProfile(t *testing.T) (context.Context, profile.Profile) {
	t.Helper()
	base, err := os.MkdirTemp("", "r") // short: a socket's path has little room
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
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	t.Cleanup(cancel)
	return ctx, p
}

func own(t *testing.T) string {
	t.Helper()
	path, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	return path
}

func post(ctx context.Context, t *testing.T, p profile.Profile, path, body string) string {
	t.Helper()
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, Base+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	client := http.Client{Transport: Transport(p)}
	defer client.CloseIdleConnections()
	response, err := client.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestStartRunsACoreThatAnswers(t *testing.T) {
	ctx, p := newProfile(t)
	if Running(ctx, p) {
		t.Fatal("a core runs before it was started")
	}
	if err := start(ctx, p, own(t)); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { post(context.Background(), t, p, "/quit", "") })
	status, err := StatusOf(ctx, p)
	if err != nil || status.Version != "1.2.3" {
		t.Errorf("status %+v, %v; want version 1.2.3", status, err)
	}
	if err := Start(ctx, p); err != nil {
		t.Errorf("starting what runs already: %v", err)
	}
	// A second process started one at the same moment: ours ends, theirs serves, and that is no error.
	if err := start(ctx, p, own(t)); err != nil {
		t.Errorf("starting beside another: %v", err)
	}
	long := strings.Repeat("x", 100_000)
	if got := post(ctx, t, p, "/echo", long); got != long {
		t.Errorf("100 kB came back as %d bytes", len(got))
	}
}

func TestStartTellsWhatTheCoreSaid(t *testing.T) {
	ctx, p := newProfile(t)
	if err := os.WriteFile(filepath.Join(p.Dir(), "broken"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	err := start(ctx, p, own(t))
	if fault.CodeOf(err) != fault.NotRunning {
		t.Fatalf("got %v, want %s", err, fault.NotRunning)
	}
	want := "Sluice's core ended at once. It said: The database is damaged."
	if got := fault.SentenceOf(err); got != want {
		t.Errorf("it says %q, want %q", got, want)
	}
}

func TestStartSaysThatTheCoreIsMissing(t *testing.T) {
	ctx, p := newProfile(t)
	if err := Start(ctx, p); fault.CodeOf(err) != fault.NotFound {
		t.Errorf("beside the test's program lies no core; got %v", err)
	}
}

func TestWithoutACoreARequestSaysSo(t *testing.T) {
	ctx, p := newProfile(t)
	if _, err := StatusOf(ctx, p); fault.CodeOf(err) != fault.NotRunning {
		t.Errorf("got %v, want %s", err, fault.NotRunning)
	}
}

func TestAStrangersFolderIsNotDialled(t *testing.T) {
	ctx, p := newProfile(t)
	server := serve(p, nil)
	t.Cleanup(func() { _ = server.Close() })
	if err := os.Chmod(filepath.Dir(p.Socket()), 0o777); err != nil { // an open folder is what is tried
		t.Fatal(err)
	}
	if _, err := StatusOf(ctx, p); fault.CodeOf(err) != fault.Denied {
		t.Errorf("got %v, want %s", err, fault.Denied)
	}
}

// TestACoreThatEndsInTheMidstIsAskedAgain has a core break off, once or for good, in the midst of what
// it is asked.
func TestACoreThatEndsInTheMidstIsAskedAgain(t *testing.T) {
	ctx, p := newProfile(t)
	var mu sync.Mutex // net/http answers on goroutines of its own
	var keys []string
	breaks := 1
	asked := func() []string {
		mu.Lock()
		defer mu.Unlock()
		return slices.Clone(keys)
	}
	begin := func(n int) {
		mu.Lock()
		defer mu.Unlock()
		keys, breaks = nil, n
	}
	listener, err := net.Listen("unix", p.Socket())
	if err != nil {
		t.Fatal(err)
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /api/v1/status", func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, `{}`) })
	mux.HandleFunc("/api/v1/do", func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		keys = append(keys, r.Header.Get("Idempotency-Key"))
		broken := len(keys) <= breaks
		mu.Unlock()
		if broken {
			panic(http.ErrAbortHandler)
		}
		_, _ = io.WriteString(w, `{"done":true}`)
	})
	server := &http.Server{Handler: mux, ReadHeaderTimeout: time.Minute}
	go func() { _ = server.Serve(listener) }()
	t.Cleanup(func() { _ = server.Close() })
	client := NewClient(p)

	var answer struct{ Done bool }
	if err := client.Ask(ctx, http.MethodPost, "/do", nil, &answer); err != nil || !answer.Done {
		t.Errorf("it was answered %+v, %v", answer, err)
	}
	first := asked()
	if len(first) != 2 || first[0] == "" || first[0] != first[1] {
		t.Errorf("it was asked with the keys %q", first)
	}
	if err := client.Ask(ctx, http.MethodPost, "/do", nil, nil); err != nil || asked()[2] == first[0] {
		t.Errorf("another request: %v, with the keys %q", err, asked())
	}
	begin(9) // on a connection that is used again, net/http tries once more by itself
	if err := client.Ask(ctx, http.MethodPost, "/do", nil, nil); fault.CodeOf(err) != fault.Unreachable || len(slices.Compact(asked())) != 1 {
		t.Errorf("of one that breaks off for good: %v, with the keys %q", err, asked())
	}
	begin(1)
	if err := client.Ask(ctx, http.MethodGet, "/do", nil, nil); fault.CodeOf(err) != fault.Unreachable || !slices.Equal(asked(), []string{""}) {
		t.Errorf("what only reads: %v, with the keys %q", err, asked())
	}
}
