package github_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"sluice/backend/source"
	"sluice/backend/source/github"
	"sluice/backend/source/sourcetest"
)

const base = "https://github.test/api/v3"

// server is a GitHub with unread notifications, the newest first, that knows whether they changed.
type server struct {
	mu       sync.Mutex
	unread   []sourcetest.Message
	serial   int
	written  []string
	unasked  int // how often nothing had changed
	comments int // how many comments were fetched
}

func changed(m sourcetest.Message) time.Time {
	if m.Edited.IsZero() {
		return m.At
	}
	return m.Edited
}

func (s *server) Put(m sourcetest.Message) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.serial++
	s.unread = slices.DeleteFunc(s.unread, func(old sourcetest.Message) bool { return old.ID == m.ID })
	s.unread = slices.Insert(s.unread, 0, m)
}

func (s *server) Remove(id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.serial++
	s.unread = slices.DeleteFunc(s.unread, func(m sourcetest.Message) bool { return m.ID == id })
}

func (s *server) Written() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.written)
}

func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	path := strings.TrimPrefix(r.URL.Path, "/api/v3")
	switch {
	case r.Header.Get("Authorization") != "Bearer ghp_secret":
		w.WriteHeader(http.StatusUnauthorized)
	case r.Method != http.MethodGet:
		s.written = append(s.written, r.Method+" "+path)
		w.WriteHeader(map[string]int{http.MethodDelete: 204, http.MethodPatch: 205, http.MethodPost: 201}[r.Method])
	case path == "/user":
		_, _ = fmt.Fprint(w, `{"login":"me","name":null}`)
	case path == "/notifications":
		s.list(w, r)
	case strings.HasPrefix(path, "/notifications/threads/"):
		s.one(w, strings.TrimPrefix(path, "/notifications/threads/"))
	default:
		s.comment(w, path)
	}
}

// one tells of one thread.
func (s *server) one(w http.ResponseWriter, id string) {
	for _, m := range s.unread {
		if m.ID == id {
			_ = json.NewEncoder(w).Encode(threadOf(m))
			return
		}
	}
	w.WriteHeader(http.StatusNotFound)
}

func threadOf(m sourcetest.Message) map[string]any {
	return map[string]any{
		"id": m.ID, "reason": "review_requested", "updated_at": changed(m),
		"repository": map[string]any{"full_name": "acme/shop", "html_url": "https://github.test/acme/shop"},
		"subject": map[string]any{
			"title": m.Title, "type": "PullRequest", "url": base + "/repos/acme/shop/pulls/12",
			"latest_comment_url": base + "/repos/acme/shop/issues/comments/" + m.ID,
		},
	}
}

func (s *server) list(w http.ResponseWriter, r *http.Request) {
	state := strconv.Itoa(s.serial)
	w.Header().Set("X-Poll-Interval", "60")
	w.Header().Set("Last-Modified", state)
	if r.Header.Get("If-Modified-Since") == state {
		s.unasked++
		w.WriteHeader(http.StatusNotModified)
		return
	}
	since, _ := time.Parse(time.RFC3339, r.URL.Query().Get("since"))
	var all []map[string]any
	for _, m := range s.unread {
		if changed(m).Before(since) {
			continue
		}
		all = append(all, threadOf(m))
	}
	size, _ := strconv.Atoi(r.URL.Query().Get("per_page"))
	page, _ := strconv.Atoi(r.URL.Query().Get("page"))
	from, until := min(len(all), (page-1)*size), min(len(all), page*size)
	if until < len(all) {
		w.Header().Set("Link", fmt.Sprintf(`<%s/notifications?page=%d>; rel="next"`, base, page+1))
	}
	_ = json.NewEncoder(w).Encode(append([]map[string]any{}, all[from:until]...))
}

func (s *server) comment(w http.ResponseWriter, path string) {
	s.comments++
	for _, m := range s.unread {
		if path == "/repos/acme/shop/issues/comments/"+m.ID {
			_ = json.NewEncoder(w).Encode(map[string]any{
				"body": m.Body, "html_url": "https://github.test/acme/shop/pull/12#issuecomment-1", "user": map[string]any{"login": m.From},
			})
			return
		}
	}
	w.WriteHeader(http.StatusNotFound)
}

func subject(more ...string) sourcetest.Subject {
	settings := source.Values{"address": base}
	for _, toggle := range more {
		settings[toggle] = "true"
	}
	return sourcetest.Subject{
		Source: github.Source{}, Settings: settings, Secrets: source.Secrets{"token": "ghp_secret"},
		Service: func(testing.TB) sourcetest.Service { return &server{} },
	}
}

func TestExam(t *testing.T) { sourcetest.Run(t, subject("read")) }

// Wherever people look the API up, they end at it.
func TestTheAPIIsFoundByTheAddressThatPeopleKnow(t *testing.T) {
	for entered, want := range map[string]string{
		"https://api.github.com":             "https://api.github.com/user",
		"https://github.com/":                "https://api.github.com/user",
		"https://github.acme.test":           "https://github.acme.test/api/v3/user",
		"https://github.acme.test/api/v3/":   "https://github.acme.test/api/v3/user",
		"https://api.acme.ghe.com":           "https://api.acme.ghe.com/user",
		" https://github.acme.test:8443/ghe": "https://github.acme.test:8443/ghe/user",
	} {
		asked := ""
		account := sourcetest.Account(github.Source{}, source.Values{"address": entered}, source.Secrets{"token": "t"},
			http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if asked == "" {
					asked = "https://" + r.Host + r.URL.Path
				}
				_, _ = fmt.Fprint(w, `{}`)
			}))
		_, _ = github.Source{}.Check(t.Context(), account) // the answer is none that it knows
		if asked != want {
			t.Errorf("%q is asked at %q", entered, asked)
		}
	}
}
