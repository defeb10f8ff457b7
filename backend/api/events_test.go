package api_test

import (
	"bufio"
	"context"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"
)

// stream is an event stream as a client reads it.
type stream struct {
	*testing.T
	lines  *bufio.Scanner
	hangUp func()
	ended  chan struct{} // closed when the server's side of it has ended
}

// listen opens the event stream. Whatever is awaited from it must come within ten seconds.
func (s *served) listen() *stream {
	s.Helper()
	st := &stream{T: s.T, ended: make(chan struct{})}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer close(st.ended)
		s.handler.ServeHTTP(w, r)
	}))
	s.Cleanup(server.Close)
	ctx, cancel := context.WithTimeout(s.Context(), 10*time.Second)
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, server.URL+"/api/v1/events", nil)
	if err != nil {
		s.Fatal(err)
	}
	response, err := server.Client().Do(request)
	if err != nil {
		cancel()
		s.Fatal(err)
	}
	st.hangUp = func() { cancel(); _ = response.Body.Close() }
	s.Cleanup(st.hangUp)
	if kind := response.Header.Get("Content-Type"); kind != "text/event-stream" {
		s.Errorf("the stream is of the type %q", kind)
	}
	st.lines = bufio.NewScanner(response.Body)
	return st
}

// next gives the next event and its data.
func (st *stream) next() (name, data string) {
	st.Helper()
	for st.lines.Scan() {
		line := st.lines.Text()
		switch {
		case line == "" && name != "":
			return name, data
		case strings.HasPrefix(line, "event: "):
			name = strings.TrimPrefix(line, "event: ")
		case strings.HasPrefix(line, "data: "):
			data = strings.TrimPrefix(line, "data: ")
		}
	}
	st.Fatalf("the stream ended: %v", st.lines.Err())
	return "", ""
}

// until reads on until each of the events came once at least.
func (st *stream) until(names ...string) {
	st.Helper()
	for len(names) > 0 {
		name, _ := st.next()
		names = slices.DeleteFunc(names, func(wanted string) bool { return wanted == name })
	}
}

func TestEvents(t *testing.T) {
	s := serve(t)
	st := s.listen()
	if name, data := st.next(); name != "hello" || data != `{"version":"1.2.3"}` {
		t.Errorf("first came %s with %s", name, data)
	}
	item := s.add("one")
	st.until("queue")
	s.post(itemPath(item, "/done"), nil).ok()
	st.until("queue")
	s.post("/shields", map[string]any{"minutes": 5}).ok()
	st.until("gate")
}

func TestStreamEndsWithItsListener(t *testing.T) {
	s := serve(t)
	st := s.listen()
	st.until("hello")
	st.hangUp()
	select {
	case <-st.ended:
	case <-time.After(10 * time.Second):
		t.Error("the server goes on after its listener has gone")
	}
}
