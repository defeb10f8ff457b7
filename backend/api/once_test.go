package api_test

import (
	"bytes"
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	_ "github.com/glebarez/go-sqlite"
)

const arrival = `{"arrivals":[{"title":"Only once","now":true}]}`

func (s *served) arrived() any { s.Helper(); return s.get("/receipt").ok()["arrived"] }

func TestSameKeyAgainGetsTheSameAnswer(t *testing.T) {
	s := serve(t)
	first := s.post("/arrivals", arrival, "Idempotency-Key", "k")
	again := s.post("/arrivals", arrival, "Idempotency-Key", "k")
	first.ok()
	again.ok()
	if !bytes.Equal(first.body, again.body) {
		t.Errorf("first %s, then %s", first.body, again.body)
	}
	s.post("/arrivals", arrival, "Idempotency-Key", "other").ok()
	if n := s.arrived(); n != 2.0 {
		t.Errorf("%v arrived, want 2", n)
	}
}

func TestSameKeyAtOnceIsOnce(t *testing.T) {
	s := serve(t)
	replies := make([]reply, 8)
	var together sync.WaitGroup
	for i := range replies {
		together.Go(func() {
			recorded := httptest.NewRecorder()
			request := httptest.NewRequest(http.MethodPost, "/api/v1/arrivals", strings.NewReader(arrival))
			request.Header.Set("Idempotency-Key", "k")
			s.handler.ServeHTTP(recorded, request)
			replies[i] = reply{T: t, status: recorded.Code, header: recorded.Header(), body: recorded.Body.Bytes()}
		})
	}
	together.Wait()
	for _, r := range replies {
		if r.ok(); !bytes.Equal(r.body, replies[0].body) {
			t.Errorf("one got %s, another %s", replies[0].body, r.body)
		}
	}
	if n := s.arrived(); n != 1.0 {
		t.Errorf("%v arrived, want 1", n)
	}
}

func TestKeyOfSomethingElse(t *testing.T) {
	s := serve(t)
	item := s.add("one")
	s.post("/arrivals", arrival, "Idempotency-Key", "k").ok()
	s.post(itemPath(item, "/done"), nil, "Idempotency-Key", "k").problem(http.StatusConflict, "conflict")
	s.post("/undo", nil, "Idempotency-Key", strings.Repeat("k", 201)).problem(http.StatusBadRequest, "invalid")
}

func TestRefusalIsRememberedAsOne(t *testing.T) {
	s := serve(t)
	s.post("/undo", nil, "Idempotency-Key", "k").problem(http.StatusConflict, "nothing_to_undo")
	s.post(itemPath(s.add("one"), "/done"), nil).ok()
	s.post("/undo", nil, "Idempotency-Key", "k").problem(http.StatusConflict, "nothing_to_undo")
	s.post("/undo", nil, "Idempotency-Key", "fresh").ok()
}

// TestFailureIsTriedAgain has the database refuse for a while: an answer that says "try again" must
// not be kept.
func TestFailureIsTriedAgain(t *testing.T) {
	s := serve(t)
	item := s.add("one")
	s.refusing(`UPDATE ON items`, func() {
		s.post(itemPath(item, "/done"), nil, "Idempotency-Key", "k").problem(http.StatusInternalServerError, "internal")
	})
	s.post(itemPath(item, "/done"), nil, "Idempotency-Key", "k").ok()
}

// TestWhatIsTidiedFirstKeepsNoKey asks for a backup while something lies at the door, which is placed first:
// were the core ended in between, the backup would have to be made all the same.
func TestWhatIsTidiedFirstKeepsNoKey(t *testing.T) {
	s := serve(t)
	s.exec(`INSERT INTO door (source, remote_id, received_at, event) VALUES ('memory', '1', ?, '{"title":"one"}')`, s.nowOf().UnixMilli())
	s.refusing(`INSERT ON requests WHEN NEW.status = 0`, func() { s.post("/backups", map[string]any{}, "Idempotency-Key", "k").ok() })
	if n := s.arrived(); n != 1.0 {
		t.Errorf("%v arrived, want 1", n)
	}
}

// hangingUp is a caller who hangs up once the answer begins, as one does who has waited too long.
type hangingUp struct {
	*httptest.ResponseRecorder
	hangUp context.CancelFunc
}

func (h hangingUp) Write(data []byte) (int, error) { h.hangUp(); return h.ResponseRecorder.Write(data) }

// TestCallerWhoHangsUpMayAskAgain is what request keys are for.
func TestCallerWhoHangsUpMayAskAgain(t *testing.T) {
	s := serve(t)
	ctx, cancel := context.WithCancel(t.Context())
	request := httptest.NewRequestWithContext(ctx, http.MethodPost, "/api/v1/arrivals", strings.NewReader(arrival))
	request.Header.Set("Idempotency-Key", "k")
	s.handler.ServeHTTP(hangingUp{httptest.NewRecorder(), cancel}, request)
	s.post("/arrivals", arrival, "Idempotency-Key", "k").ok()
	if n := s.arrived(); n != 1.0 {
		t.Errorf("%v arrived, want 1", n)
	}
}
