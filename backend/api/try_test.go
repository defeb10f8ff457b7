package api_test

import (
	"bytes"
	"net/http"
	"testing"

	"sluice/backend/source"
)

func TestTryingAPlan(t *testing.T) {
	s := serve(t)
	s.client("Acme", 1)
	s.hold("one")
	s.post("/checkins/now", map[string]any{}).ok()
	r := s.post("/plan/try", map[string]any{"rules": map[string]any{"add": []any{
		map[string]any{"kind": "breakthrough", "match": map[string]string{"from": "Ana"}},
	}}})
	trial := r.ok()
	effects := trial["effects"].([]any)
	if trial["looked"] != 1.0 || len(effects) != 1 || trial["then"].(map[string]any)["brokeThrough"] != 1.0 {
		t.Fatalf("the trial is %s", r.body)
	}
	example := effects[0].(map[string]any)["examples"].([]any)[0].(map[string]any)
	if example["title"] != "one" || example["from"] != "Ana" {
		t.Errorf("the example is %v", example)
	}
	if rules := s.get("/rules?kind=breakthrough").list("rules"); len(rules) != 0 {
		t.Errorf("trying stored %v", rules)
	}
	same := s.post("/plan/try", map[string]any{}).ok()
	if len(same["effects"].([]any)) != 0 {
		t.Errorf("nothing changed, but %v", same)
	}
	s.post("/plan/try", map[string]any{"checkIns": map[string]any{"add": []any{map[string]any{"at": "25:99"}}}}).
		problem(http.StatusUnprocessableEntity, "invalid")
}

func TestATrialKeepsTheWall(t *testing.T) {
	s := serve(t)
	s.client("Acme", 1)
	s.client("Secretive", 2)
	s.post("/rules", map[string]any{"kind": "route", "client": "Secretive", "match": map[string]string{"from": "Secret person"}}).ok()
	if err := s.memory.Send(s.Context(), source.Event{RemoteID: "x", Title: "Secret offer", From: "Secret person"}); err != nil {
		t.Fatal(err)
	}
	s.post("/checkins/now", map[string]any{}).ok()
	s.post("/switch", map[string]any{"client": "Acme"}).ok()
	r := s.post("/plan/try", map[string]any{"rules": map[string]any{"add": []any{
		map[string]any{"kind": "breakthrough", "match": map[string]string{"from": "person"}},
	}}})
	if r.ok()["looked"] != 0.0 || bytes.Contains(bytes.ToLower(r.body), []byte("secret")) {
		t.Errorf("it tells %s", r.body)
	}
}

func TestTryingSwitchesAndDays(t *testing.T) {
	s := serve(t)
	s.hold("one")
	s.post("/checkins/now", map[string]any{}).ok()
	s.post("/rules", map[string]any{"kind": "mute", "match": map[string]string{"from": "Ana"}}).ok()
	rule := s.get("/rules?kind=mute").list("rules")[0]["id"]
	off := s.post("/plan/try", map[string]any{"switch": []any{map[string]any{"rule": rule, "on": false}}}).ok()
	if off["before"].(map[string]any)["muted"] != 1.0 || off["then"].(map[string]any)["muted"] != 0.0 {
		t.Errorf("switched off, it is %v", off)
	}
	s.post("/plan/try", map[string]any{"dayShields": map[string]any{"add": []any{
		map[string]any{"date": "2026-02-30", "at": "10:00", "minutes": 60},
	}}}).problem(http.StatusUnprocessableEntity, "invalid")
	s.post("/plan/try", map[string]any{"dayShields": map[string]any{"add": []any{
		map[string]any{"date": "2026-02-27", "at": "10:00", "minutes": 60},
	}}}).ok()
	s.post("/plan/try", map[string]any{"dayShields": map[string]any{"remove": []int{99}}}).problem(http.StatusNotFound, "not_found")
}
