package api_test

import (
	"bytes"
	"fmt"
	"net/http"
	"testing"

	"sluice/backend/source"
)

// sends has the memory source hand over some of a sender's messages.
func (s *served) sends(n int, event source.Event) {
	s.Helper()
	for i := range n {
		event.RemoteID = fmt.Sprint(event.From, event.Title, i)
		if err := s.memory.Send(s.Context(), event); err != nil {
			s.Fatal(err)
		}
	}
}

func TestInsights(t *testing.T) {
	s := serve(t)
	s.client("Acme", 1)
	s.post("/rules", map[string]any{"kind": "route", "client": "Acme", "match": map[string]string{"app": "Board"}}).ok()
	rule := s.post("/rules", map[string]any{"kind": "breakthrough", "match": map[string]string{"from": "boss"}}).ok()
	s.sends(6, source.Event{Title: "urgent", From: "boss", App: "Mail"})
	s.sends(25, source.Event{Title: "moved", From: "bot", App: "Board"})
	if in := s.get("/insights").ok(); in["n"] != 6.0 {
		t.Errorf("what is held shows: %v", in)
	}
	s.post("/checkins/now", map[string]any{}).ok()
	var board []int64
	for _, item := range s.get("/queue").list("items") {
		if item["app"] == "Board" {
			board = append(board, int64(item["id"].(float64)))
		}
	}
	s.post("/done", map[string]any{"items": board}).ok()
	in := s.get("/insights").ok()
	if in["n"] != 31.0 || in["held"] != 25.0 || in["brokeThrough"] != 6.0 {
		t.Fatalf("the insights are %v", in)
	}
	for _, each := range in["breakThroughs"].([]any) {
		s.post("/insights/worth", map[string]any{"arrival": each.(map[string]any)["arrival"], "worth": false}).ok()
	}
	s.post("/insights/worth", map[string]any{"arrival": 30, "worth": true}).problem(http.StatusNotFound, "not_found")
	byRule := s.get("/insights").ok()["byRule"].([]any)[0].(map[string]any)
	if byRule["rule"] != rule["id"] || byRule["notWorth"] != 6.0 || byRule["tooFew"] != true {
		t.Errorf("by rule it is %v", byRule)
	}
	proposals := s.get("/insights/proposals").list("proposals")
	if len(proposals) != 2 || proposals[0]["sentence"] != "Everything of Acme in Board is muted." {
		t.Fatalf("proposed are %v", proposals)
	}
	s.post(fmt.Sprintf("/insights/proposals/%v/accept", proposals[0]["id"]), nil).ok()
	s.post(fmt.Sprintf("/insights/proposals/%v/decline", proposals[1]["id"]), nil).ok()
	if mutes := s.get("/rules?kind=mute").list("rules"); len(mutes) != 1 || mutes[0]["client"] != "Acme" {
		t.Errorf("the rules are %v", mutes)
	}
	if left := s.get("/insights/proposals").list("proposals"); len(left) != 0 {
		t.Errorf("left are %v", left)
	}
	s.post("/undo", nil).ok()
	s.post("/undo", nil).ok()
	if mutes, again := s.get("/rules?kind=mute").list("rules"), s.get("/insights/proposals").list("proposals"); len(mutes) != 0 || len(again) != 2 {
		t.Errorf("after undo there are %v and %v", mutes, again)
	}
}

func TestInsightsKeepTheWall(t *testing.T) {
	s := serve(t)
	s.client("Acme", 1)
	s.client("Secretive", 2)
	s.post("/rules", map[string]any{"kind": "route", "client": "Secretive", "match": map[string]string{"app": "Secret chat"}}).ok()
	s.post("/rules", map[string]any{"kind": "breakthrough", "client": "Secretive", "match": map[string]string{"from": "secret boss"}}).ok()
	s.sends(25, source.Event{Title: "Secret", From: "secret boss", App: "Secret chat"})
	items := s.get("/queue").list("items")
	arrival := s.get("/insights").ok()["breakThroughs"].([]any)[0].(map[string]any)["arrival"]
	for _, item := range items {
		s.post(itemPath(int64(item["id"].(float64)), "/done"), nil).ok()
	}
	s.post("/switch", map[string]any{"client": "Acme"}).ok()
	for _, path := range []string{"/insights", "/insights/proposals"} {
		r := s.get(path)
		r.ok()
		if bytes.Contains(bytes.ToLower(r.body), []byte("secret")) {
			t.Errorf("%s tells %s", path, r.body)
		}
	}
	s.post("/insights/worth", map[string]any{"arrival": arrival, "worth": true}).problem(http.StatusNotFound, "not_found")
}
