//go:build linux

package proof

import (
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	"sluice/backend/profile"
	"sluice/proof/desk"
)

// playCore serves pages of the test's own on the socket of the desk's profile, to try the shell by itself.
func playCore(t *testing.T, d *desk.Desk, pages http.Handler) {
	t.Helper()
	t.Setenv("XDG_RUNTIME_DIR", filepath.Join(d.Dir, "run"))
	p, err := profile.Find(filepath.Join(d.Dir, "profile"))
	if err != nil {
		t.Fatal(err)
	}
	listener, err := net.Listen("unix", p.Socket())
	if err != nil {
		t.Fatal(err)
	}
	server := &http.Server{Handler: pages, ReadHeaderTimeout: time.Minute}
	go func() { _ = server.Serve(listener) }()
	t.Cleanup(func() { _ = server.Close() })
}

// pages answers the status, serves a page with a script, and counts what the script reports.
func pages(script string, reached func(path string)) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /api/v1/status", func(w http.ResponseWriter, _ *http.Request) { _, _ = fmt.Fprint(w, `{"version":"dev"}`) })
	mux.HandleFunc("GET /{$}", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		_, _ = fmt.Fprintf(w, `<!doctype html><title>Sluice</title><body><h1>The interface</h1><script>%s</script>`, script)
	})
	mux.HandleFunc("POST /", func(_ http.ResponseWriter, r *http.Request) { reached(r.URL.Path) })
	return mux
}

func TestTheWindowHidesWarmAndComesBack(t *testing.T) {
	d := desk.New(t)
	var item atomic.Value
	playCore(t, d, pages(`
		const tell = () => fetch("/hash/" + location.hash.slice(1), {method: "POST"});
		addEventListener("hashchange", tell); tell()`, func(path string) { item.Store(path) }))
	w := d.Window("--item", "7")
	d.Eventually("the page is sent to the item", func() bool { return item.Load() == "/hash/item=7" })
	d.Shot("window")

	d.Keys("alt+F4")
	d.Eventually("the closed window is hidden", func() bool { return !w.Shown() })
	d.Try(d.Program("sluice-window"), "--profile", filepath.Join(d.Dir, "profile"), "--item", "8")
	d.Eventually("the window is back", w.Shown)
	d.Eventually("and shows the second item", func() bool { return item.Load() == "/hash/item=8" })
	select {
	case <-w.Ended():
		t.Fatal("the first window ended")
	default:
	}
	w.Stop()
}

func TestTheWindowGoesNowhereElse(t *testing.T) {
	d := desk.New(t)
	var strangers atomic.Int32
	elsewhere := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { strangers.Add(1) }))
	t.Cleanup(elsewhere.Close)
	var stayed atomic.Bool
	playCore(t, d, pages(fmt.Sprintf(`
		location.href = %q;
		open(%[1]q);
		const frame = document.body.appendChild(document.createElement("iframe")); frame.src = %[1]q;
		// A page that was left would not get so far.
		setTimeout(() => fetch("/stayed", {method: "POST"}), 1000)`, elsewhere.URL), func(string) { stayed.Store(true) }))
	d.Window()
	d.Eventually("the page stays", stayed.Load)
	if n := strangers.Load(); n != 0 {
		t.Errorf("another address was asked for %d times", n)
	}
	d.Shot("stayed")
}

func TestWithoutACoreTheWindowSaysSo(t *testing.T) {
	d := desk.New(t)
	// The window alone in a folder: no core lies beside it.
	alone := filepath.Join(d.Dir, "sluice-window")
	program, err := os.ReadFile(d.Program("sluice-window"))
	if err != nil {
		t.Skip("sluice-window is missing: run make build")
	}
	if err := os.WriteFile(alone, program, 0o700); err != nil { // a program
		t.Fatal(err)
	}
	w := d.WindowOf(alone)
	d.Shot("no-core")
	w.Stop()
	if code := w.ExitCode(); code != 0 {
		t.Errorf("the window ended with %d", code)
	}
}
