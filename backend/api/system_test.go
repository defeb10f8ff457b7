package api_test

import (
	"fmt"
	"net/http"
	"slices"
	"testing"
)

func TestWithoutAStarterTheAnswerSaysSo(t *testing.T) {
	s := serve(t)
	state := s.get("/autostart").ok()
	if state["on"] != false || state["sentence"] == "" {
		t.Errorf("it is %v", state)
	}
	if r := s.ask(http.MethodPut, "/autostart", map[string]bool{"on": true}); r.status == http.StatusOK {
		t.Errorf("it was switched on: %s", r.body)
	}
}

// next asks what changed since an answer.
func next(s *served, since map[string]any) map[string]any {
	path := "/events/next"
	if since != nil {
		path += fmt.Sprintf("?run=%v&since=%.0f", since["run"], since["since"])
	}
	return s.get(path).ok()
}

func TestWhatChangedIsToldToWhoAsksAgain(t *testing.T) {
	s := serve(t)
	first := next(s, nil)
	if first["version"] != "1.2.3" || first["run"] == "" || len(first["topics"].([]any)) != 0 {
		t.Fatalf("at first it is %v", first)
	}
	s.add("something")
	second := next(s, first)
	if topics := second["topics"].([]any); !slices.Contains(topics, any("queue")) || second["run"] != first["run"] {
		t.Errorf("after something came it is %v", second)
	}
	other := map[string]any{"run": "another", "since": 7.0}
	if third := next(s, other); third["run"] != first["run"] || len(third["topics"].([]any)) != 0 {
		t.Errorf("for one of another run it is %v", third)
	}
}
