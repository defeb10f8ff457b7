package clickup_test

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
	"sluice/backend/source/clickup"
	"sluice/backend/source/sourcetest"
)

// server is a ClickUp with one workspace, whose tasks are all the user's.
type server struct {
	mu       sync.Mutex
	tasks    []sourcetest.Message
	comments map[string][]map[string]any // by task, the newest first
	messages []map[string]any            // of the one channel, the newest first
	tagged   []string                    // the messages that mention the user
	written  []string
	asked    []*http.Request
}

func (s *server) Put(m sourcetest.Message) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.tasks = slices.DeleteFunc(s.tasks, func(old sourcetest.Message) bool { return old.ID == m.ID })
	s.tasks = append(s.tasks, m)
	if m.ID == "for-resolve" { // there is something to resolve at it
		asked := map[string]any{
			"id": "9", "comment_text": "For you.", "user": person(7, "Ana"), "assignee": person(123, "me"), "date": stamp(m.At.Add(time.Minute)), "resolved": false,
		}
		s.comments = map[string][]map[string]any{m.ID: {asked}}
	}
}

func (s *server) Remove(id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.tasks = slices.DeleteFunc(s.tasks, func(m sourcetest.Message) bool { return m.ID == id })
}

func (s *server) Written() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.written)
}

func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.asked = append(s.asked, r)
	switch {
	case r.Header.Get("Authorization") != "pk_secret":
		w.WriteHeader(http.StatusUnauthorized)
		return
	case r.Method != http.MethodGet:
		s.written = append(s.written, r.Method+" "+r.URL.Path)
	}
	if err := json.NewEncoder(w).Encode(s.answer(r)); err != nil {
		panic(err)
	}
}

func (s *server) answer(r *http.Request) any {
	path := strings.TrimPrefix(r.URL.Path, "/api")
	switch {
	case r.Method != http.MethodGet:
		return map[string]any{}
	case path == "/v2/user":
		return map[string]any{"user": person(123, "me")}
	case path == "/v2/team":
		members := []any{map[string]any{"user": person(7, "Ana")}}
		return map[string]any{"teams": []any{map[string]any{"id": "1234", "name": "Acme", "members": members}}}
	case path == "/v2/team/1234/task":
		return s.list(r)
	case strings.HasSuffix(path, "/comment"):
		comments := s.comments[strings.Split(path, "/")[3]]
		return map[string]any{"comments": append([]map[string]any{}, comments...)}
	case strings.HasPrefix(path, "/v2/task/"):
		return map[string]any{"id": "x", "list": map[string]any{"id": "124"}}
	case path == "/v2/list/124":
		return map[string]any{"statuses": []any{map[string]any{"status": "to do", "type": "open"}, map[string]any{"status": "complete", "type": "closed"}}}
	case path == "/v3/workspaces/1234/chat/channels":
		return map[string]any{"data": []any{map[string]any{"id": "c-1", "name": "checkout", "type": "CHANNEL"}}}
	case path == "/v3/workspaces/1234/chat/channels/c-1/messages":
		return map[string]any{"data": s.messages}
	case strings.HasSuffix(path, "/tagged_users"):
		if slices.Contains(s.tagged, strings.Split(path, "/")[6]) {
			return map[string]any{"data": []any{map[string]any{"id": "123"}}}
		}
		return map[string]any{"data": []any{}}
	}
	panic("asked for " + path)
}

func person(id int, name string) map[string]any {
	return map[string]any{"id": id, "username": name, "email": name + "@acme.test"}
}

func stamp(at time.Time) string { return strconv.FormatInt(at.UnixMilli(), 10) }

func (s *server) list(r *http.Request) any {
	var all []map[string]any
	for _, m := range s.tasks {
		changed := m.At
		if !m.Edited.IsZero() {
			changed = m.Edited
		}
		all = append(all, map[string]any{
			"id": m.ID, "name": m.Title, "text_content": m.Body, "date_created": stamp(m.At), "date_updated": stamp(changed),
			"creator": person(7, m.From), "priority": map[string]any{"id": "2", "priority": "high"}, "due_date": nil,
			"url": "https://app.clickup.com/t/" + m.ID, "list": map[string]any{"id": "124", "name": "Checkout"}, "dependencies": []any{},
		})
	}
	page, _ := strconv.Atoi(r.URL.Query().Get("page"))
	from, until := min(len(all), page*100), min(len(all), (page+1)*100)
	return map[string]any{"tasks": append([]map[string]any{}, all[from:until]...), "last_page": until == len(all)}
}

func TestExam(t *testing.T) {
	sourcetest.Run(t, sourcetest.Subject{
		Source:   clickup.Source{},
		Settings: source.Values{"workspace": "acme"},
		Secrets:  source.Secrets{"token": "pk_secret"},
		Service:  func(testing.TB) sourcetest.Service { return &server{} },
	})
}

func TestCommentsAndChat(t *testing.T) {
	at := time.UnixMilli(1_700_000_000_000)
	said := func(id, text string, more map[string]any) map[string]any {
		whole := map[string]any{"id": id, "comment_text": text, "user": person(7, "Ana"), "date": stamp(at.Add(time.Minute)), "resolved": false}
		for key, value := range more {
			whole[key] = value
		}
		return whole
	}
	s := &server{
		comments: map[string][]map[string]any{"t1": {
			said("4", "mine", map[string]any{"user": person(123, "me")}),
			said("3", "for you", map[string]any{"assignee": person(123, "me"), "assigned_by": person(8, "Ben")}),
			said("2", "@me look", map[string]any{"comment": []any{map[string]any{"type": "tag", "user": map[string]any{"id": 123}}}}),
			said("1", "plain", nil),
		}},
		messages: []map[string]any{
			{"id": "m2", "user_id": "7", "content": "hey @me", "date": at.UnixMilli() + 2},
			{"id": "m1", "user_id": "7", "content": "hey @all others", "date": at.UnixMilli() + 1},
		},
		tagged: []string{"m2"},
	}
	s.Put(sourcetest.Message{ID: "t1", Title: "Checkout", Body: "b", From: "Ana", At: at})
	account := sourcetest.Account(clickup.Source{}, source.Values{"chat": "true"}, source.Secrets{"token": "pk_secret"}, s)
	batch, err := clickup.Source{}.Pull(t.Context(), account, "", source.Budget{Requests: 50, Since: at.Add(-time.Hour)})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range batch.Events {
		got = append(got, fmt.Sprintf("%s %s %s %s %s", e.RemoteID, e.Thread, e.From, e.Reach, e.Blocked))
	}
	want := []string{
		"task/t1 task/t1 Ana assigned ", "comment/1 task/t1 Ana  ", "comment/2 task/t1 Ana mention ",
		"comment/3 task/t1 Ana assigned Ben", "chat/m2 chat/1234/c-1 Ana mention ",
	}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("came\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}
