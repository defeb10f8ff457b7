package api_test

import (
	"bytes"
	"fmt"
	"net/http"
	"testing"
)

func (s *served) change(path string, body any) reply {
	s.Helper()
	return s.ask(http.MethodPut, "/api/v1"+path, body)
}

// list gives the things in an answer.
func (r reply) list(name string) (things []map[string]any) {
	r.Helper()
	for _, thing := range r.ok()[name].([]any) {
		things = append(things, thing.(map[string]any))
	}
	return things
}

func (s *served) write(body map[string]any) map[string]any {
	s.Helper()
	return s.post("/records", body).ok()
}

func recordPath(record map[string]any) string { return fmt.Sprintf("/records/%v", record["id"]) }

func TestRecords(t *testing.T) {
	s := serve(t)
	s.client("Acme", 1)
	item := s.put("Acme", "Which address format?", true)
	const hostile = "One line, <script>alert(1)</script>\n\n[x](javascript:alert(1)) \x1b[2J"
	decision := s.write(map[string]any{"kind": "decision", "item": item, "text": hostile})
	if decision["client"] != "Acme" || decision["text"] != hostile || decision["resolvedAt"] != nil || decision["since"] != nil {
		t.Errorf("the decision is %v", decision)
	}
	blocker := s.write(map[string]any{"kind": "blocker", "client": "Acme", "text": "No sandbox", "on": "Noor"})
	if blocker["on"] != "Noor" || blocker["since"] == nil || blocker["item"] != 0.0 {
		t.Errorf("the blocker is %v", blocker)
	}
	s.write(map[string]any{"kind": "note", "text": "Nobody's"})
	for query, want := range map[string]int{
		"": 3, "?kind=blocker": 1, "?client=Acme": 2, fmt.Sprint("?item=", item): 1, "?client=none": 1,
		"?q=sandb": 1, "?q=is:decision": 1, "?q=noor": 1, "?q=in:acme": 2, "?q=missing": 0, "?standing=true": 3,
	} {
		if got := s.get("/records" + query).list("records"); len(got) != want {
			t.Errorf("%q gives %v, want %d", query, got, want)
		}
	}
	s.get("/records?q=from:ana").problem(http.StatusUnprocessableEntity, "invalid")
	resolved := s.change(recordPath(blocker), map[string]any{"resolved": true, "text": "No sandbox, still"}).ok()
	if resolved["resolvedAt"] == nil || resolved["on"] != "Noor" || resolved["changedAt"] == nil {
		t.Errorf("resolved it is %v", resolved)
	}
	if got := s.get("/records?standing=true&client=Acme").list("records"); len(got) != 1 {
		t.Errorf("standing are %v", got)
	}
}

func TestRecordsAreUndone(t *testing.T) {
	s := serve(t)
	record := s.write(map[string]any{"kind": "note", "text": "first words"})
	path := recordPath(record)
	s.change(path, map[string]any{"text": "other words"}).ok()
	s.change(path, map[string]any{"resolved": true}).ok()
	s.ask(http.MethodDelete, "/api/v1"+path, nil).ok()
	s.change(path, map[string]any{"text": "none"}).problem(http.StatusNotFound, "not_found")
	finds := func(word string, want int) {
		t.Helper()
		if got := s.get("/records?q=" + word).list("records"); len(got) != want {
			t.Errorf("%s finds %v, want %d", word, got, want)
		}
	}
	finds("words", 0)
	s.post("/undo", nil).ok() // the removal
	finds("other", 1)
	s.post("/undo", nil).ok() // the resolving
	if got := s.get("/records").list("records"); got[0]["resolvedAt"] != nil {
		t.Errorf("it is still resolved: %v", got)
	}
	s.post("/undo", nil).ok() // the change
	finds("first", 1)
	finds("other", 0)
	s.post("/undo", nil).ok() // the writing
	finds("words", 0)
}

func TestWhatIsNoRecordIsRefused(t *testing.T) {
	s := serve(t)
	s.write(map[string]any{"kind": "note", "text": "x"})
	for _, body := range []map[string]any{
		{"kind": "thought", "text": "x"}, {"kind": "note", "text": "  "}, {"kind": "note", "text": ""},
	} {
		s.post("/records", body).problem(http.StatusUnprocessableEntity, "invalid")
	}
	s.post("/records", map[string]any{"kind": "note", "text": "x", "item": 999}).problem(http.StatusNotFound, "not_found")
	s.post("/records", map[string]any{"kind": "note", "text": "x", "client": "Nobody"}).problem(http.StatusNotFound, "not_found")
}

func TestSearchFindsRecordsToo(t *testing.T) {
	s := serve(t)
	item := s.add("Umlaut in the invoice")
	s.write(map[string]any{"kind": "decision", "text": "The invoice keeps its umlauts", "item": item})
	for query, want := range map[string][2]int{
		"invoice": {1, 1}, "is:decision": {0, 1}, "is:decision+invoice": {0, 1}, "is:blocker": {0, 0},
		"is:queued+invoice": {1, 0}, "": {1, 0},
	} {
		r := s.get("/search?q=" + query)
		if items, records := r.list("items"), r.list("records"); len(items) != want[0] || len(records) != want[1] {
			t.Errorf("%q finds %s", query, r.body)
		}
	}
}

// TestRecordsAndViewsKeepTheWall looks at every surface that records and saved searches reach, with one
// client active, for a word of another one's.
func TestRecordsAndViewsKeepTheWall(t *testing.T) {
	s := serve(t)
	s.client("Acme", 1)
	s.client("Secretive", 2)
	theirs := s.put("Secretive", "Secret offer", true)
	secret := s.write(map[string]any{"kind": "decision", "client": "Secretive", "text": "secret price"})
	onItem := s.write(map[string]any{"kind": "blocker", "item": theirs, "text": "secret wait", "on": "Secret person"})
	s.write(map[string]any{"kind": "note", "client": "Acme", "text": "ours, price"})
	s.post("/views", map[string]any{"name": "Secret ones", "query": "price", "client": "Secretive"}).ok()
	ofAll := s.post("/views", map[string]any{"name": "Theirs", "query": "in:secretive"}).ok()
	s.post("/views", map[string]any{"name": "Pinned", "query": "is:pinned", "number": 3}).ok()
	s.post("/switch", map[string]any{"client": "Acme"}).ok()
	for _, path := range []string{"/records", "/records?q=price", "/search?q=price", "/search?q=is:decision", "/views", "/status", "/export"} {
		r := s.get(path)
		if r.status != http.StatusOK || bytes.Contains(bytes.ToLower(r.body), []byte("secret")) {
			t.Errorf("%s tells of the other client: %d %s", path, r.status, r.body)
		}
	}
	if records := s.get("/records").list("records"); len(records) != 1 {
		t.Errorf("ours are %v", records)
	}
	if views := s.get("/views").list("views"); len(views) != 1 || views[0]["name"] != "Pinned" {
		t.Errorf("our views are %v", views)
	}
	for _, record := range []map[string]any{secret, onItem} {
		s.change(recordPath(record), map[string]any{"text": "x"}).problem(http.StatusNotFound, "not_found")
		s.ask(http.MethodDelete, "/api/v1"+recordPath(record), nil).problem(http.StatusNotFound, "not_found")
	}
	s.post("/records", map[string]any{"kind": "note", "text": "x", "item": theirs}).problem(http.StatusNotFound, "not_found")
	s.ask(http.MethodDelete, fmt.Sprintf("/api/v1/views/%v", ofAll["id"]), nil).problem(http.StatusNotFound, "not_found")
}

func TestARecordFollowsItsItem(t *testing.T) {
	s := serve(t)
	s.client("Acme", 1)
	item := s.add("nobody's yet")
	s.write(map[string]any{"kind": "note", "item": item, "text": "said of it"})
	if got := s.get("/records?client=Acme").list("records"); len(got) != 0 {
		t.Errorf("before, Acme has %v", got)
	}
	s.post("/assign", map[string]any{"items": []int64{item}, "to": "Acme"}).ok()
	if got := s.get("/records?client=Acme").list("records"); len(got) != 1 || got[0]["client"] != "Acme" {
		t.Errorf("then Acme has %v", got)
	}
}

func TestViews(t *testing.T) {
	s := serve(t)
	s.client("Acme", 1)
	view := s.post("/views", map[string]any{"name": " Stuck ", "query": "is:waiting", "group": "person", "order": "oldest", "number": 4}).ok()
	if view["name"] != "Stuck" || view["group"] != "person" || view["order"] != "oldest" {
		t.Errorf("the view is %v", view)
	}
	path := fmt.Sprintf("/views/%v", view["id"])
	s.post("/views", map[string]any{"name": "Other", "query": "", "number": 4, "client": "Acme"}).problem(http.StatusConflict, "conflict")
	for _, query := range []string{"is:nothing", "is:held", "before:soon"} {
		s.post("/views", map[string]any{"name": "x", "query": query}).problem(http.StatusUnprocessableEntity, "invalid")
	}
	s.change(path, map[string]any{"name": "Stuck", "query": "is:waiting ana", "number": 5}).ok()
	s.post("/undo", nil).ok()
	if views := s.get("/views").list("views"); len(views) != 1 || views[0]["query"] != "is:waiting" || views[0]["number"] != 4.0 {
		t.Errorf("after undo: %v", views)
	}
	s.ask(http.MethodDelete, "/api/v1"+path, nil).ok()
	if views := s.get("/views").list("views"); len(views) != 0 {
		t.Errorf("removed, there are %v", views)
	}
	s.post("/undo", nil).ok()
	if views := s.get("/views").list("views"); len(views) != 1 {
		t.Errorf("brought back, there are %v", views)
	}
}
