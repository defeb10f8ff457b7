package api_test

import (
	"bytes"
	"fmt"
	"net/http"
	"testing"
	"time"
)

// clocked is an instant some time ago, by the core's clock.
func (s *served) clocked(ago time.Duration) time.Time {
	s.Helper()
	now, err := time.Parse(time.RFC3339, s.get("/status").ok()["now"].(string))
	if err != nil {
		s.Fatal(err)
	}
	return now.Add(-ago).Truncate(time.Second)
}

func TestASessionFromStartToExport(t *testing.T) {
	s := serve(t)
	s.client("Acme", 1)
	s.post("/sessions/start", map[string]any{}).problem(http.StatusUnprocessableEntity, "invalid")
	begun := s.clocked(2 * time.Hour)
	started := s.post("/sessions/start", map[string]any{"client": "acme", "project": "Shop", "startedAt": begun}).ok()
	one := started["session"].(map[string]any)
	if one["client"] != "Acme" || one["billable"] != true || one["endedAt"] != nil || started["ended"] != nil {
		t.Errorf("it started as %v", started)
	}
	if running := s.get("/status").ok()["session"].(map[string]any); running["id"] != one["id"] {
		t.Errorf("the status tells of %v", running)
	}
	stop := map[string]any{"endedAt": begun.Add(90 * time.Minute), "resume": "the address form"}
	stopped := s.post("/sessions/stop", stop).ok()["session"].(map[string]any)
	if stopped["resume"] != "the address form" {
		t.Errorf("it stopped as %v", stopped)
	}
	if left := s.get("/clients/1/resume").ok(); left["resume"] != "the address form" || left["project"] != "Shop" || len(left["projects"].([]any)) != 1 {
		t.Errorf("it was left as %v", left)
	}
	fields := map[string]any{
		"client": "Acme", "project": "Shop", "billable": false, "note": "talked", "coordination": true,
		"startedAt": begun, "endedAt": begun.Add(time.Hour),
	}
	path := fmt.Sprintf("/sessions/%v", one["id"])
	s.ask(http.MethodPut, "/api/v1"+path, fields).ok()
	fields["startedAt"], fields["endedAt"] = begun.Add(30*time.Minute), begun.Add(2*time.Hour)
	s.post("/sessions", fields).problem(http.StatusConflict, "conflict")
	fields["startedAt"] = begun.Add(time.Hour)
	s.post("/sessions", fields).ok()
	if sessions := s.get("/sessions").ok()["sessions"].([]any); len(sessions) != 2 {
		t.Errorf("the sessions are %v", sessions)
	}
	s.ask(http.MethodDelete, "/api/v1"+path, nil).ok()
	s.post("/undo", nil).ok()
	all := s.get("/time").ok()["all"].(map[string]any)
	if all["workedSeconds"] != 7200.0 || all["coordinationShare"] != 1.0 {
		t.Errorf("the sum is %v", all)
	}
}

// TestSwitchingClientEndsItsSession ends what the user turned away from; looking at all ends nothing.
func TestSwitchingClientEndsItsSession(t *testing.T) {
	s := serve(t)
	s.client("Acme", 1)
	s.client("Beta", 2)
	s.post("/switch", map[string]any{"client": "Acme"}).ok()
	s.post("/sessions/start", map[string]any{}).ok()
	s.post("/switch", map[string]any{"client": "all"}).ok()
	if s.get("/status").ok()["session"] == nil {
		t.Error("looking at all ended the session")
	}
	s.post("/switch", map[string]any{"client": "Beta"}).ok()
	s.post("/switch", map[string]any{"client": "all"}).ok()
	if running := s.get("/status").ok()["session"]; running != nil {
		t.Errorf("it goes on: %v", running)
	}
	s.post("/undo", nil).ok()
	if s.get("/status").ok()["session"] == nil {
		t.Error("undone it does not run again")
	}
}

func TestDaysThatMakeNoSense(t *testing.T) {
	s := serve(t)
	for _, query := range []string{"from=yesterday", "from=2026-01-02&to=2026-01-01", "from=1900-01-01&to=2026-01-01"} {
		s.get("/time?"+query).problem(http.StatusUnprocessableEntity, "invalid")
		s.get("/sessions?"+query).problem(http.StatusUnprocessableEntity, "invalid")
	}
	days := s.get("/time?from=2026-03-01&to=2026-03-31").ok()["days"].([]any)
	if len(days) != 31 {
		t.Errorf("March has %d days", len(days))
	}
}

// TestWallHidesTime works for one client and looks at every surface of time: nothing of the other's,
// not its name, not a word, not a second.
func TestWallHidesTime(t *testing.T) {
	s := serve(t)
	s.client("Acme", 1)
	s.client("Secretive", 2)
	began := s.clocked(8 * time.Hour)
	add := func(client string, from, until time.Duration) int64 {
		fields := map[string]any{
			"client": client, "project": client + " project", "note": client + " note", "resume": client + " resume",
			"billable": true, "startedAt": began.Add(from), "endedAt": began.Add(until),
		}
		return int64(s.post("/sessions?client=all", fields).ok()["session"].(map[string]any)["id"].(float64))
	}
	add("Acme", 0, time.Hour)
	theirs := add("Secretive", time.Hour, 3*time.Hour)
	add("Acme", 4*time.Hour, 5*time.Hour)
	s.post("/sessions/start?client=all", map[string]any{"client": "Secretive", "note": "Secret call"}).ok()
	day := began.Format(time.DateOnly)
	query := "?from=" + day + "&to=" + began.AddDate(0, 0, 1).Format(time.DateOnly)
	// Not by switching, which would end the session that is running.
	for _, path := range []string{"/sessions" + query, "/time" + query, "/sessions/away", "/clients/1/resume", "/meetings" + query} {
		path := path + map[bool]string{true: "&", false: "?"}[bytes.ContainsRune([]byte(path), '?')] + "client=Acme"
		r := s.get(path)
		r.ok()
		if bytes.Contains(bytes.ToLower(r.body), []byte("secret")) {
			t.Errorf("%s tells of the other client: %s", path, r.body)
		}
	}
	acme := s.get("/time" + query + "&client=Acme").ok()
	if all := acme["all"].(map[string]any); all["workedSeconds"] != 7200.0 {
		t.Errorf("the sum is %v", all)
	}
	for _, day := range acme["days"].([]any) {
		if gaps := day.(map[string]any)["gaps"].([]any); len(gaps) != 0 {
			t.Errorf("the gaps tell when something else was worked: %v", gaps)
		}
	}
	s.get("/clients/2/resume?client=Acme").problem(http.StatusNotFound, "not_found")
	s.post("/sessions/stop?client=Acme", map[string]any{}).problem(http.StatusConflict, "conflict")
	s.ask(http.MethodDelete, fmt.Sprintf("/api/v1/sessions/%d?client=Acme", theirs), nil).problem(http.StatusNotFound, "not_found")
	overlap := map[string]any{"client": "Acme", "billable": true, "startedAt": began, "endedAt": began.Add(2 * time.Hour)}
	if r := s.post("/sessions?client=Acme", overlap); bytes.Contains(bytes.ToLower(r.body), []byte("secret")) {
		t.Errorf("a refusal tells of the other client: %s", r.body)
	}
	s.post("/switch", map[string]any{"client": "Acme"}).ok()
	if status := s.get("/status"); bytes.Contains(bytes.ToLower(status.body), []byte("secret")) {
		t.Errorf("the status tells of the other client: %s", status.body)
	}
}

func TestWhatWasAgreedWithAClient(t *testing.T) {
	s := serve(t)
	client := map[string]any{
		"id": 0, "number": 1, "name": "Acme", "colour": 1, "rate": map[string]any{"minor": 8550, "currency": "EUR"},
		"promisedMinutes": 600, "responsePromise": "within a day",
	}
	s.post("/clients", client).ok()
	saved := s.get("/clients").ok()["clients"].([]any)[0].(map[string]any)
	if saved["rate"].(map[string]any)["text"] != "85.50 EUR" || saved["promisedMinutes"] != 600.0 || saved["responsePromise"] != "within a day" {
		t.Errorf("it is %v", saved)
	}
	total := s.get("/time").ok()["clients"].([]any)[0].(map[string]any)
	if total["promisedMinutes"] != 600.0 || total["doneSeconds"] != 0.0 || total["effectiveRate"] != nil {
		t.Errorf("its time is %v", total)
	}
	client["rate"] = map[string]any{"minor": 8550, "currency": "euros"}
	s.post("/clients", client).problem(http.StatusUnprocessableEntity, "invalid")
}

func TestWhereWorkForAClientWasLeft(t *testing.T) {
	s := serve(t)
	s.client("Acme", 1)
	if left := s.get("/clients/1/resume").ok(); left["client"] != "Acme" || left["at"] != nil {
		t.Errorf("a client that was not worked for was left as %v", left)
	}
	s.get("/clients/99/resume").problem(http.StatusNotFound, "not_found")
	s.get("/clients/0/resume").problem(http.StatusNotFound, "not_found")
}
