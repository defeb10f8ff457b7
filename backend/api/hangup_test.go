package api_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"sync"
	"syscall"
	"testing"
)

// noisy is what a server says in its log.
type noisy struct {
	mu   sync.Mutex
	said bytes.Buffer
}

func (n *noisy) Write(text []byte) (int, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.said.Write(text)
}

// TestWhoHangsUpMakesNoNoise asks over real connections and hangs up before the answer, or in the midst
// of it, without reading it.
func TestWhoHangsUpMakesNoNoise(t *testing.T) {
	s := serve(t)
	var many []any
	for i := range 500 { // more than fits into what the system keeps for a reader
		many = append(many, map[string]any{"title": fmt.Sprintf("%d %0900d", i, i), "now": true})
	}
	s.post("/arrivals", map[string]any{"arrivals": many}).ok()
	var noise noisy
	server := httptest.NewUnstartedServer(s.handler)
	server.Config.ErrorLog = log.New(&noise, "", 0)
	server.Start()
	defer server.Close()
	for _, line := range []string{
		"GET /api/v1/queue?limit=1000", "GET /api/v1/queue/all", "GET /api/v1/status", "GET /api/v1/insights", "GET /api/v1/export",
		"GET /api/v1/time/export", "GET /api/v1/receipt", "GET /api/v1/none", "GET /", "POST /api/v1/done",
	} {
		for _, read := range []int{0, 1, 2000} {
			hangUp(t, server.Listener.Addr().String(), line, read)
		}
	}
	if err := server.Config.Shutdown(t.Context()); err != nil { // waits for what is answered
		t.Fatal(err)
	}
	if noise.said.Len() > 0 {
		t.Errorf("the log says %s", noise.said.String())
	}
}

// hangUp asks, reads so many bytes of the answer, and resets the connection.
func hangUp(t *testing.T, address, line string, read int) {
	t.Helper()
	conn, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	body := `{"items":[1,2,3]}`
	fmt.Fprintf(conn, "%s HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s", line, len(body), body)
	if _, err := io.ReadFull(conn, make([]byte, read)); err != nil && read <= 1 {
		t.Fatal(err)
	}
	if err := conn.(*net.TCPConn).SetLinger(0); err != nil {
		t.Fatal(err)
	}
	_ = conn.Close()
}

// gone is a reader who has gone before his request's context says so.
type gone struct{ *httptest.ResponseRecorder }

func (gone) Write([]byte) (int, error) { return 0, syscall.EPIPE }

// TestWhatCannotBeWrittenIsDone writes to who has gone: nothing stumbles, and what was asked for stands
// with its answer.
func TestWhatCannotBeWrittenIsDone(t *testing.T) {
	s := serve(t)
	for _, path := range []string{"/status", "/queue", "/items/4711", "/time/export"} {
		request := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/api/v1"+path, http.NoBody)
		s.handler.ServeHTTP(gone{httptest.NewRecorder()}, request)
	}
	request := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/api/v1/arrivals", bytes.NewBufferString(arrival))
	request.Header.Set("Idempotency-Key", "k")
	s.handler.ServeHTTP(gone{httptest.NewRecorder()}, request)
	s.post("/arrivals", arrival, "Idempotency-Key", "k").ok()
	if n := s.arrived(); n != 1.0 {
		t.Errorf("%v arrived, want 1", n)
	}
}

// TestWhoHasHungUpIsAnsweredAllTheSame has the request's context end before anything is asked.
func TestWhoHasHungUpIsAnsweredAllTheSame(t *testing.T) {
	s := serve(t)
	ctx, hangUp := context.WithCancel(t.Context())
	hangUp()
	for _, path := range []string{"/status", "/queue", "/autostart"} {
		recorded := httptest.NewRecorder()
		s.handler.ServeHTTP(recorded, httptest.NewRequestWithContext(ctx, http.MethodGet, "/api/v1"+path, http.NoBody))
		if recorded.Code != http.StatusOK && recorded.Header().Get("Content-Type") != "application/problem+json" {
			t.Errorf("%s is answered %d: %s", path, recorded.Code, recorded.Body)
		}
	}
}

// TestWithoutADatabaseTheAnswerSaysSo asks a core whose store is closed.
func TestWithoutADatabaseTheAnswerSaysSo(t *testing.T) {
	s := serve(t)
	s.stop()
	for _, path := range []string{"/queue", "/clients", "/receipt"} {
		s.get(path).problem(http.StatusInternalServerError, "internal")
	}
}
