package api_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"sluice/backend/api"
	"sluice/backend/api/wire"
)

// told are the paths that answer during a call as they always do: what the user set up himself, in his
// own words, and files that he asks for.
var told = map[string]bool{
	"/rules": true, "/views": true, "/export": true,
}

// TestDuringACallNoContentIsTold puts a marker into everything that holds content and reads every path
// of the description that can be read: the marker is nowhere.
func TestDuringACallNoContentIsTold(t *testing.T) {
	s := serve(t)
	item := s.fillWithZebras()
	s.seesZebras("/queue", "/clients", "/records", "/status", "/sources", fmt.Sprint("/items/", item))

	act := s.post("/call", map[string]any{}).ok()
	if said := act["act"].(map[string]any)["sentence"].(string); !strings.HasPrefix(said, "Content is hidden until") {
		t.Errorf("it says %q", said)
	}
	for _, path := range s.readable(item) {
		r := s.get(path)
		if r.status == http.StatusNotFound && bytes.Contains(r.body, []byte("no such path")) {
			t.Errorf("%s is not there", path)
		}
		if bytes.Contains(bytes.ToLower(r.body), []byte("zebra")) || bytes.Contains(r.body, []byte("4711")) || bytes.Contains(r.body, []byte("EUR")) {
			t.Errorf("during a call %s tells %s", path, r.body)
		}
	}
	r := s.post("/done", map[string]any{"items": []int64{item}})
	if r.ok(); bytes.Contains(bytes.ToLower(r.body), []byte("zebra")) {
		t.Errorf("an act tells %s", r.body)
	}
	s.post("/undo", nil).ok()
	trial := s.post("/rules/try", map[string]any{"match": map[string]string{"words": "zebra"}})
	if trial.ok()["matched"].(float64) < 1 || bytes.Contains(trial.body, []byte("ebra")) {
		t.Errorf("a trial tells %s", trial.body)
	}

	status := s.get("/status").ok()
	if status["queued"].(float64) < 1 || status["callUntil"] == nil || status["client"] != "Client 2" {
		t.Errorf("counts and times stay, but the status is %v", status)
	}
	first := s.get("/queue").ok()["items"].([]any)[0].(map[string]any)
	if first["title"] != wire.Dots || first["client"] != "Client 2" || first["lastAt"] == nil || first["score"] == nil {
		t.Errorf("the item is %v", first)
	}
	if items := s.get("/queue?client=Client+2").ok()["items"].([]any); len(items) == 0 {
		t.Error("a client is not found by what it is called")
	}

	s.post("/call/end", nil).ok()
	s.seesZebras("/queue", "/clients", "/records", "/status", fmt.Sprint("/items/", item))
	s.post("/call/end", nil).problem(http.StatusConflict, "conflict")
}

// fillWithZebras gives an item of the client Zebraco, who is the active one.
func (s *served) fillWithZebras() (item int64) {
	s.client("Acme", 1)
	s.post("/clients", map[string]any{
		"id": 0, "number": 2, "name": "Zebraco", "colour": 2, "responsePromise": "zebra day",
		"rate": map[string]any{"minor": 4711, "currency": "EUR"},
	}).ok()
	added := s.post("/arrivals", map[string]any{"arrivals": []any{map[string]any{
		"title": "Zebra title", "body": "zebra body", "from": "Zebra person", "url": "https://zebra.example/1",
		"client": "Zebraco", "now": true, "dueAt": "2030-01-02T03:04:05Z",
	}}}).ok()
	item = int64(added["added"].([]any)[0].(map[string]any)["item"].(float64))
	waiting := s.put("Zebraco", "Zebra, waiting", true)
	s.post("/wait", map[string]any{"items": []int64{waiting}, "who": "Zebra boss"}).ok()
	s.put("Zebraco", "Zebra, held", false)
	s.post("/switch", map[string]any{"client": "Zebraco"}).ok()
	s.post("/checkins/now", map[string]any{}).ok()
	s.post("/records", map[string]any{"kind": "blocker", "text": "zebra text", "on": "zebra Ana", "item": item}).ok()
	s.post("/sessions/start", map[string]any{"client": "Zebraco", "project": "zebra project"}).ok()
	s.post("/sessions/stop", map[string]any{"resume": "zebra resume"}).ok()
	s.post("/sessions/start", map[string]any{"client": "Zebraco", "project": "zebra project", "note": "zebra note"}).ok()
	s.post("/shields", map[string]any{"minutes": 30, "note": "zebra plan"})
	s.post("/views", map[string]any{"name": "all of it", "query": "is:open"})
	s.post("/checkins", map[string]any{"at": "11:11", "client": "Zebraco"}).ok()
	s.post("/sources", map[string]any{
		"kind": "memory", "name": "Zebra mail", "client": "Zebraco", "secrets": map[string]string{"token": "t0ken"},
		"settings": map[string]string{"address": "http://127.0.0.1:1"},
	}).ok()
	return item
}

func (s *served) seesZebras(paths ...string) {
	s.Helper()
	for _, path := range paths {
		if r := s.get(path); !bytes.Contains(bytes.ToLower(r.body), []byte("zebra")) {
			s.Errorf("without a call %s does not tell: %s", path, r.body)
		}
	}
}

// readable lists the paths of the description that are read, with what they need.
func (s *served) readable(item int64) (paths []string) {
	s.Helper()
	text, err := api.Description()
	if err != nil {
		s.Fatal(err)
	}
	var described struct {
		Paths map[string]map[string]json.RawMessage
	}
	if err := json.Unmarshal(text, &described); err != nil {
		s.Fatal(err)
	}
	year := fmt.Sprintf("from=%s&to=%s", s.nowOf().AddDate(0, 0, -2).Format(time.DateOnly), s.nowOf().AddDate(0, 0, 2).Format(time.DateOnly))
	asked := map[string][]string{
		"/queue":                {"?group=client", "?group=person", "?state=waiting", "?state=done"},
		"/search":               {"?q=zebra", "?q=from:zebra"},
		"/sessions":             {"?" + year},
		"/time":                 {"?" + year},
		"/meetings":             {"?from=2020-01-01T00:00:00Z&until=2040-01-01T00:00:00Z"},
		"/rules":                {"?kind=route"},
		"/checkins/occurrences": {"?at=09:30"},
	}
	for path, methods := range described.Paths {
		path = strings.TrimPrefix(path, "/api/v1")
		if _, read := methods["get"]; !read || told[path] || strings.HasPrefix(path, "/events") {
			continue
		}
		if strings.HasPrefix(path, "/items/") {
			path = strings.ReplaceAll(path, "{id}", fmt.Sprint(item))
		}
		path = strings.ReplaceAll(path, "{id}", "1")
		paths = append(paths, path)
		for _, query := range asked[path] {
			paths = append(paths, path+query)
		}
	}
	return paths
}

func TestACallEndsByItself(t *testing.T) {
	s := serve(t)
	s.post("/call", map[string]any{"until": s.nowOf().Add(-time.Minute)}).problem(http.StatusUnprocessableEntity, "invalid")
	s.post("/call", map[string]any{"words": "in 3 days"}).problem(http.StatusUnprocessableEntity, "invalid")
	s.post("/call", map[string]any{"until": s.nowOf().Add(30 * time.Minute)}).ok()
	settings := s.get("/settings").ok()
	settings["showCounts"] = true
	delete(settings, "callUntil")
	s.change("/settings", settings).ok()
	if s.get("/status").ok()["callUntil"] == nil {
		t.Error("choosing something else ended the call")
	}
}

// TestDuringACallNothingIsBlotted: what is shown in part is not stored as a whole.
func TestDuringACallNothingIsBlotted(t *testing.T) {
	s := serve(t)
	s.fillWithZebras()
	s.post("/call", map[string]any{}).ok()
	client := s.get("/clients").ok()["clients"].([]any)[0]
	s.post("/clients", client).problem(http.StatusConflict, "conflict")
	record := s.get("/records").ok()["records"].([]any)[0].(map[string]any)
	s.change(fmt.Sprint("/records/", record["id"]), map[string]any{"text": record["text"]}).problem(http.StatusConflict, "conflict")
	account := s.get("/sources").list("sources")[1]
	s.change(fmt.Sprint("/sources/", account["id"]), map[string]any{"name": account["name"]}).problem(http.StatusConflict, "conflict")
	view := s.get("/views").list("views")[0]
	s.change(fmt.Sprint("/views/", view["id"]), view).problem(http.StatusConflict, "conflict")
	s.get("/time/export").problem(http.StatusConflict, "conflict")
	s.post("/time/import", map[string]any{"csv": "", "preview": true}).problem(http.StatusConflict, "conflict")
	s.post("/call/end", nil).ok()
	s.seesZebras("/clients", "/records", "/sources")
}

// nowOf is the core's clock.
func (s *served) nowOf() time.Time {
	s.Helper()
	now, err := time.Parse(time.RFC3339, s.get("/status").ok()["now"].(string))
	if err != nil {
		s.Fatal(err)
	}
	return now
}
