package api_test

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"go.uber.org/goleak"

	"sluice/backend/api"
	"sluice/backend/core"
	"sluice/backend/desktop/dnd"
	"sluice/backend/desktop/notify"
	"sluice/backend/profile"
	"sluice/backend/source"
	"sluice/backend/source/memory"
)

// TestMain finds what is still running when every test has cleaned up: an event stream that nobody
// listens to any more, say.
func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// quiet is a system whose Do Not Disturb does what it is asked, and whose notifications nobody sees.
type quiet struct {
	mu    sync.Mutex
	state dnd.State
}

func (q *quiet) set(verdict dnd.Verdict) dnd.State {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.state.Verdict = verdict
	return q.state
}

func (q *quiet) State() dnd.State {
	q.mu.Lock()
	defer q.mu.Unlock()
	return q.state
}

func (q *quiet) Recover(context.Context) error               { return nil }
func (q *quiet) Engage(context.Context, time.Time) dnd.State { return q.set(dnd.Confirmed) }
func (q *quiet) Release(context.Context) dnd.State           { return q.set(dnd.Off) }
func (q *quiet) Through(ctx context.Context, show func(context.Context) error) error {
	return show(ctx)
}

func (q *quiet) Check(context.Context) dnd.State { return q.State() }
func (q *quiet) Close() error                    { return nil }
func (q *quiet) Show(context.Context, notify.Message) (notify.Shown, error) {
	return notify.Shown{}, nil
}

// served is a real core behind its API.
type served struct {
	*testing.T
	profile profile.Profile
	memory  *memory.Source
	other   *memory.Source // nil: there is none
	beside  *sql.DB        // what database opened
	handler http.Handler
	server  *httptest.Server
	stop    func() // ends the core; it may be called before the test's end
}

// serve runs a core in a profile of its own on a Wednesday, an hour before the check-in at 13:00.
func serve(t *testing.T) *served {
	t.Helper()
	return serveWith(t)
}

// serveWith runs one with more sources that are always there.
func serveWith(t *testing.T, more ...source.Source) *served {
	t.Helper()
	t.Setenv("XDG_RUNTIME_DIR", shortDir(t))
	p, err := profile.Find(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Prepare(); err != nil {
		t.Fatal(err)
	}
	s := &served{T: t, profile: p, memory: memory.New("memory")}
	system, offset := &quiet{state: dnd.State{Verdict: dnd.Off}}, untilWednesday()
	running, err := core.Open(t.Context(), core.Options{
		Profile: p, Sources: append([]source.Source{s.memory}, more...), Kinds: []source.Puller{memory.Kind{}, signedIn{}}, Notifier: system,
		Silencer: func(func(context.Context) []dnd.Held) core.Silencer { return system },
		Now:      func() time.Time { return time.Now().Add(offset) },
	})
	if err != nil {
		t.Fatal(err)
	}
	s.run(running)
	s.handler = api.New(running, "1.2.3", fstest.MapFS{
		"index.html":         {Data: []byte("<!doctype html><html lang=\"en\"><head><title>Sluice</title></head><body></body></html>")},
		"assets/a-1f2e3.js":  {Data: []byte("let a")},
		"assets/de-4a5b6.js": {Data: []byte("export let de")},
		"assets/en-7c8d9.js": {Data: []byte("export let en")},
	})
	s.server = httptest.NewServer(s.handler)
	t.Cleanup(func() { s.server.CloseClientConnections(); s.server.Close() })
	return s
}

func (s *served) run(running *core.Core) {
	ctx, cancel := context.WithCancel(context.Background())
	ready, ended := make(chan struct{}), make(chan error, 1)
	go func() { ended <- running.Run(ctx, func() { close(ready) }) }()
	s.stop = sync.OnceFunc(func() {
		cancel()
		if err := <-ended; err != nil {
			s.Errorf("the core ended with %v", err)
		}
	})
	s.Cleanup(s.stop)
	select {
	case <-ready:
	case err := <-ended:
		s.Fatalf("the core ended at once: %v", err)
	}
}

// shortDir is a folder whose name leaves room for a socket's.
func shortDir(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "s")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	return dir
}

// untilWednesday is how far it is to noon of the next Wednesday: no check-in of the proposed plan falls
// due in a test, whenever it runs.
func untilWednesday() time.Duration {
	now := time.Now()
	noon := time.Date(now.Year(), now.Month(), now.Day()+1, 12, 0, 0, 0, time.Local)
	for noon.Weekday() != time.Wednesday {
		noon = noon.AddDate(0, 0, 1)
	}
	return noon.Sub(now)
}

// reply is an answer, read whole.
type reply struct {
	*testing.T
	status int
	header http.Header
	body   []byte
}

// ask sends a request to a path of the server; text and readers are sent as they are, the rest as JSON.
// Further texts are names and values of headers.
func (s *served) ask(method, path string, body any, headers ...string) reply {
	s.Helper()
	var content io.Reader
	switch body := body.(type) {
	case nil:
	case io.Reader:
		content = body
	case string:
		content = bytes.NewBufferString(body)
	default:
		text, err := json.Marshal(body)
		if err != nil {
			s.Fatal(err)
		}
		content = bytes.NewReader(text)
	}
	request, err := http.NewRequestWithContext(s.Context(), method, s.server.URL+path, content)
	if err != nil {
		s.Fatal(err)
	}
	for i := 0; i < len(headers); i += 2 {
		request.Header.Set(headers[i], headers[i+1])
	}
	response, err := s.server.Client().Do(request)
	if err != nil {
		s.Fatal(err)
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		s.Fatal(err)
	}
	return reply{T: s.T, status: response.StatusCode, header: response.Header, body: text}
}

func (s *served) get(path string) reply {
	s.Helper()
	return s.ask(http.MethodGet, "/api/v1"+path, nil)
}

func (s *served) post(path string, body any, headers ...string) reply {
	s.Helper()
	return s.ask(http.MethodPost, "/api/v1"+path, body, headers...)
}

// ok gives a good answer's fields.
func (r reply) ok() (fields map[string]any) {
	r.Helper()
	if r.status != http.StatusOK || r.header.Get("Content-Type") != "application/json" {
		r.Fatalf("answered %d, %s: %s", r.status, r.header.Get("Content-Type"), r.body)
	}
	if err := json.Unmarshal(r.body, &fields); err != nil {
		r.Fatalf("%v: %s", err, r.body)
	}
	return fields
}

// has fails where fields that are promised are not there.
func (r reply) has(fields map[string]any, names ...string) {
	r.Helper()
	for _, name := range names {
		if _, there := fields[name]; !there {
			r.Errorf("the field %q is missing: %s", name, r.body)
		}
	}
}

// problem checks that the answer is a problem document with a status and a code, and a sentence.
func (r reply) problem(status int, code string) {
	r.Helper()
	var document struct {
		Type, Title, Detail, Code string
		Status                    int
	}
	err := json.Unmarshal(r.body, &document)
	if err != nil || r.status != status || document.Status != status || document.Code != code ||
		r.header.Get("Content-Type") != "application/problem+json" {
		r.Errorf("answered %d, %s: %s, want %d, %s", r.status, r.header.Get("Content-Type"), r.body, status, code)
	}
	if document.Type == "" || document.Title == "" || document.Detail == "" {
		r.Errorf("the problem says too little: %s", r.body)
	}
}

// add puts something straight into the queue and gives its item.
func (s *served) add(title string) (item int64) {
	s.Helper()
	added := s.post("/arrivals", map[string]any{"arrivals": []any{map[string]any{"title": title, "now": true}}}).ok()
	return int64(added["added"].([]any)[0].(map[string]any)["item"].(float64))
}

// hold has the memory source hand something over, which is held.
func (s *served) hold(title string) {
	s.Helper()
	event := source.Event{RemoteID: title, Title: title, App: "Chat", From: "Ana"}
	if err := s.memory.Send(s.Context(), event); err != nil {
		s.Fatal(err)
	}
}

func itemPath(item int64, rest string) string { return fmt.Sprintf("/items/%d%s", item, rest) }
