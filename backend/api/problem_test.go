package api_test

import (
	"io"
	"net/http"
	"strings"
	"testing"
)

func TestProblems(t *testing.T) {
	s := serve(t)
	s.hold("held") // item 1, which is not there before its check-in
	many := `{"arrivals":[` + strings.Repeat(`{"title":"t"},`, 1000) + `{"title":"t"}]}`
	for _, c := range []struct {
		name, method, path string
		body               any
		status             int
		code               string
	}{
		{"an unknown item", "GET", "/items/99", nil, 404, "not_found"},
		{"an item that is held", "GET", "/items/1", nil, 404, "not_found"},
		{"done with an unknown item", "POST", "/items/99/done", nil, 404, "not_found"},
		{"done with one of several unknown", "POST", "/done", map[string]any{"items": []int{99}}, 404, "not_found"},
		{"done with none", "POST", "/done", map[string]any{"items": []int{}}, 422, "invalid"},
		{"nothing to undo", "POST", "/undo", nil, 409, "nothing_to_undo"},
		{"no check-in to end", "POST", "/checkins/end", nil, 409, "conflict"},
		{"an unknown check-in", "DELETE", "/checkins/99", nil, 404, "not_found"},
		{"the receipt of an unknown check-in", "GET", "/receipt?checkIn=99", nil, 404, "not_found"},
		{"a time that is none", "POST", "/checkins", map[string]any{"at": "25:00"}, 422, "invalid"},
		{"a day that is none", "POST", "/checkins", map[string]any{"at": "09:00", "days": "someday"}, 422, "invalid"},
		{"a zone that is none", "POST", "/checkins", map[string]any{"at": "09:00", "zone": "../../etc/passwd"}, 422, "invalid"},
		{"a date that is none", "POST", "/checkins", map[string]any{"at": "09:00", "once": "2026-02-30"}, 422, "invalid"},
		{"a shield without an end", "POST", "/shields", map[string]any{}, 422, "invalid"},
		{"a shield for a week", "POST", "/shields", map[string]any{"minutes": 7 * 24 * 60}, 422, "invalid"},
		{"a shield that ended", "POST", "/shields", map[string]any{"until": "2020-01-01T00:00:00Z"}, 422, "invalid"},
		{"nothing at all", "POST", "/arrivals", map[string]any{"arrivals": []any{}}, 422, "invalid"},
		{"no title", "POST", "/arrivals", map[string]any{"arrivals": []any{map[string]any{"body": "b"}}}, 422, "invalid"},
		{"a field that is unknown", "POST", "/arrivals", `{"arrivals":[{"title":"t","client":"Acme"}],"x":1}`, 422, "invalid"},
		{"a key that is too long", "POST", "/arrivals", map[string]any{"arrivals": []any{
			map[string]any{"title": "t", "key": strings.Repeat("k", 201)},
		}}, 422, "invalid"},
		{"more than are taken at once", "POST", "/arrivals", many, 413, "too_large"},
		{"nonsense", "POST", "/arrivals", `{"arrivals": [`, 400, "invalid"},
		{"a list where an object belongs", "POST", "/arrivals", `[]`, 422, "invalid"},
		{"nothing where an object belongs", "POST", "/arrivals", nil, 400, "invalid"},
		{"a limit that is no number", "GET", "/queue?limit=ten", nil, 422, "invalid"},
		{"a limit below zero", "GET", "/queue?limit=-1", nil, 422, "invalid"},
		{"a limit beyond all numbers", "GET", "/queue?limit=99999999999999999999999", nil, 422, "invalid"},
		{"a huge limit", "GET", "/queue?limit=9223372036854775807", nil, 422, "invalid"},
		{"an item beyond all numbers", "GET", "/items/99999999999999999999999", nil, 422, "invalid"},
		{"an item that is no number", "GET", "/items/one", nil, 422, "invalid"},
		{"an instant that is none", "GET", "/receipt?from=yesterday", nil, 422, "invalid"},
		{"a path that is unknown", "GET", "/nonsense", nil, 404, "not_found"},
		{"the API itself", "GET", "", nil, 404, "not_found"},
		{"a change at a path that is unknown", "POST", "/nonsense", map[string]any{}, 404, "not_found"},
		{"a change where there is none", "POST", "/status", map[string]any{}, 405, "invalid"},
		{"a look where there is none", "GET", "/undo", nil, 405, "invalid"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := s.ask(c.method, "/api/v1"+c.path, c.body, "Content-Type", "application/json")
			r.T = t
			r.problem(c.status, c.code)
		})
	}
	if receipt := s.get("/receipt").ok(); receipt["arrived"] != 1.0 {
		t.Errorf("what was refused left something: %v", receipt)
	}
}

func TestFarOffsetIsEmpty(t *testing.T) {
	s := serve(t)
	s.add("one")
	if items := s.get("/queue?limit=100000&offset=9223372036854775807").ok()["items"].([]any); len(items) != 0 {
		t.Errorf("there are %v", items)
	}
}

func TestBodyOverTheLimit(t *testing.T) {
	s := serve(t)
	body := `{"arrivals":[{"title":"t","body":"` + strings.Repeat("x", 9<<20) + `"}]}`
	s.post("/arrivals", body).problem(http.StatusRequestEntityTooLarge, "too_large")
	s.post("/arrivals", io.MultiReader(strings.NewReader(body))).problem(http.StatusRequestEntityTooLarge, "too_large") // of untold length
	s.post("/arrivals", body, "Idempotency-Key", "k").problem(http.StatusRequestEntityTooLarge, "too_large")
}
