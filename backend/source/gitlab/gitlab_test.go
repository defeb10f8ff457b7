package gitlab_test

import (
	"encoding/json"
	"fmt"
	"hash/fnv"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"sluice/backend/source"
	"sluice/backend/source/gitlab"
	"sluice/backend/source/sourcetest"
)

// server is a GitLab with a to-do list, the newest first, in pages.
type server struct {
	mu      sync.Mutex
	pending []map[string]any
	written []string
}

func number(id string) int {
	sum := fnv.New32a()
	_, _ = sum.Write([]byte(id))
	return int(sum.Sum32())
}

func (s *server) Put(m sourcetest.Message) {
	s.mu.Lock()
	defer s.mu.Unlock()
	id := number(m.ID)
	s.pending = slices.Insert(s.pending, 0, map[string]any{
		"id": id, "project": map[string]any{"id": 7, "path_with_namespace": "acme/shop"},
		"author": map[string]any{"name": m.From, "username": "ana"}, "action_name": "mentioned", "target_type": "Issue",
		"target":     map[string]any{"id": id, "iid": id, "project_id": 7, "title": m.Title, "description": "d"},
		"target_url": fmt.Sprintf("https://gitlab.test/acme/shop/-/issues/%d#note_1", id), "body": m.Body, "state": "pending",
		"created_at": m.At,
	})
}

func (s *server) Remove(id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.pending = slices.DeleteFunc(s.pending, func(t map[string]any) bool { return t["id"] == number(id) })
}

func (s *server) Written() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.written)
}

func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	path := strings.TrimPrefix(r.URL.Path, "/git") // under which it lies in the exam
	switch {
	case r.Header.Get("Authorization") != "Bearer glpat-secret":
		w.WriteHeader(http.StatusUnauthorized)
	case r.Method == http.MethodPost:
		s.written = append(s.written, r.URL.Path)
		w.WriteHeader(http.StatusCreated)
		_, _ = fmt.Fprint(w, "{}")
	case path == "/api/v4/user":
		_, _ = fmt.Fprint(w, `{"name":"Me","username":"me"}`)
	case path == "/api/v4/todos" && r.URL.Query().Get("state") == "pending":
		s.page(w, r)
	default:
		w.WriteHeader(http.StatusNotFound)
	}
}

func (s *server) page(w http.ResponseWriter, r *http.Request) {
	size, _ := strconv.Atoi(r.URL.Query().Get("per_page"))
	at, _ := strconv.Atoi(r.URL.Query().Get("page"))
	from := min(len(s.pending), (at-1)*size)
	until := min(len(s.pending), at*size)
	w.Header().Set("X-Total", strconv.Itoa(len(s.pending)))
	w.Header().Set("X-Next-Page", "")
	if until < len(s.pending) {
		w.Header().Set("X-Next-Page", strconv.Itoa(at+1))
	}
	_ = json.NewEncoder(w).Encode(append([]map[string]any{}, s.pending[from:until]...))
}

func TestExam(t *testing.T) {
	sourcetest.Run(t, sourcetest.Subject{
		Source:   gitlab.Source{},
		Settings: source.Values{"address": "https://gitlab.test/git/"},
		Secrets:  source.Secrets{"token": "glpat-secret"},
		Service:  func(testing.TB) sourcetest.Service { return &server{} },
	})
}
