package api_test

import (
	"net/http"
	"testing"
	"time"
)

// TestVerbs does each verb to an item and takes it back.
func TestVerbs(t *testing.T) {
	s := serve(t)
	s.client("Acme", 1)
	items := []int64{s.add("one")}
	for _, c := range []struct {
		path  string
		body  map[string]any
		state string
	}{
		{"/done", nil, "done"},
		{"/snooze", map[string]any{"words": "tomorrow 9am"}, "snoozed"},
		{"/snooze", map[string]any{"until": time.Now().Add(untilWednesday() + time.Hour)}, "snoozed"},
		{"/snooze", nil, "snoozed"},
		{"/wait", map[string]any{"who": "Ana", "words": "fri"}, "waiting"},
		{"/pin", map[string]any{"pinned": true}, "queued"},
		{"/mute", nil, "muted"},
		{"/assign", map[string]any{"to": "Acme"}, "queued"},
	} {
		t.Run(c.path, func(t *testing.T) {
			body := map[string]any{"items": items}
			for name, value := range c.body {
				body[name] = value
			}
			r := s.post(c.path, body)
			if act := r.ok()["act"].(map[string]any); act["id"] == 0.0 || act["sentence"] == "" {
				t.Errorf("the act is %v", act)
			}
			if got := s.get("/queue?state=" + c.state).ok()["items"].([]any); len(got) != 1 {
				t.Errorf("%s are %v", c.state, got)
			}
			s.post("/undo", nil).ok()
			if got := s.get("/queue").ok()["items"].([]any); len(got) != 1 {
				t.Errorf("after undo the queue is %v", got)
			}
		})
	}
	s.post("/snooze", map[string]any{"items": items, "words": "someday"}).problem(http.StatusUnprocessableEntity, "invalid")
	s.post("/snooze", map[string]any{"items": items, "until": "2020-01-01T00:00:00Z"}).problem(http.StatusUnprocessableEntity, "invalid")
	s.post("/wait", map[string]any{"items": items, "who": ""}).problem(http.StatusUnprocessableEntity, "invalid")
	s.post("/assign", map[string]any{"items": items, "to": "Nobody"}).problem(http.StatusNotFound, "not_found")
	s.post("/reopen", map[string]any{"items": []int64{99}}).problem(http.StatusNotFound, "not_found")
}

func TestPause(t *testing.T) {
	s := serve(t)
	s.post("/pause", map[string]any{"words": "tomorrow"}).ok()
	if status := s.get("/status").ok(); status["state"] != "off" || status["offUntil"] == nil {
		t.Errorf("paused it is %v", status)
	}
	s.post("/resume", nil).ok()
	if status := s.get("/status").ok(); status["state"] != "holding" || status["offUntil"] != nil {
		t.Errorf("resumed it is %v", status)
	}
}

// TestTheEndOfTime has times that JSON has no form for once they are in UTC. One of them must not make
// the whole queue unreadable.
func TestTheEndOfTime(t *testing.T) {
	s := serve(t)
	for _, due := range []string{"9999-12-31T23:59:59-12:00", "0000-01-01T00:00:00+12:00"} {
		s.post("/arrivals", map[string]any{"arrivals": []any{map[string]any{"title": "t", "dueAt": due, "now": true}}}).ok()
	}
	items := s.get("/queue").ok()["items"].([]any)
	if len(items) != 2 {
		t.Errorf("there are %v", items)
	}
	first := items[0].(map[string]any)["id"].(float64)
	r := s.post("/snooze", map[string]any{"items": []float64{first}, "until": "9999-12-31T23:59:59-12:00"})
	if r.status != http.StatusOK && r.status != http.StatusUnprocessableEntity {
		t.Errorf("to snooze for ever gave %d: %s", r.status, r.body)
	}
	s.get("/queue?state=snoozed").ok()
}
