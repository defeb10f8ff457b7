package api_test

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"sluice/backend/api"
	"sluice/backend/source"
	"sluice/backend/source/memory"
)

// mutation is how an operation that changes something is asked for in a test.
type mutation struct {
	// ready makes the profile ready, and gives the path, with what stands in its braces, and the body.
	ready func(s *served) (path string, body any)
	// again says why asking twice does no harm, of one that writes nothing to the database.
	again string
}

// serve runs a core that is made ready for it, and gives how it is asked for.
func (m mutation) serve(t *testing.T) (s *served, path string, body any) {
	t.Helper()
	other := memory.New("other")
	s = serveWith(t, other)
	s.other = other
	path, body = m.ready(s)
	return s, path, body
}

// plain is a mutation that needs nothing but a body.
func plain(path string, body any) mutation {
	return mutation{ready: func(*served) (string, any) { return path, body }}
}

// onItem is one that is done to an item of the queue; body is given its number.
func onItem(path string, body func(item int64) any) mutation {
	return mutation{ready: func(s *served) (string, any) {
		item := s.add("one")
		return strings.ReplaceAll(path, "{id}", fmt.Sprint(item)), body(item)
	}}
}

func nothing(int64) any { return nil }

func picked(more map[string]any) func(item int64) any {
	return func(item int64) any {
		body := map[string]any{"items": []int64{item}}
		maps.Copy(body, more)
		return body
	}
}

// after is one that is done to what another request gave: of its answer the field named "id".
func after(first func(s *served) map[string]any, path string, body any) mutation {
	return mutation{ready: func(s *served) (string, any) {
		return strings.ReplaceAll(path, "{id}", fmt.Sprint(first(s)["id"])), body
	}}
}

func posted(path string, body any) func(s *served) map[string]any {
	return func(s *served) map[string]any { return s.post(path, body).ok() }
}

// ofAccount is one that is done to an account that is connected.
func ofAccount(path string, body func(address string) any) mutation {
	return mutation{ready: func(s *served) (string, any) {
		return strings.ReplaceAll(path, "{id}", "memory-1"), body(s.account())
	}}
}

func bodiless(string) any { return nil }

// account connects an account that is fetched to its end, and gives its service's address.
func (s *served) account() string {
	s.Helper()
	there, address := service(s.T)
	there.Put("1", "Is it live?", "", "Ana", time.Now(), time.Time{})
	s.post("/sources", account(address, nil)).ok()
	s.post("/sources/memory-1/sync", nil).ok()
	s.post("/checkins/now", map[string]any{"stay": true}).ok()
	return address
}

// answered gives the number of what waits in the outbox as the answer to an item.
func (s *served) answered() any {
	s.Helper()
	s.account()
	item := s.get("/queue").list("items")[0]["id"]
	s.post(fmt.Sprintf("/items/%v/reply", item), map[string]string{"text": "Yes."}).ok()
	return s.get("/outbox").list("writes")[0]["id"]
}

// proposed gives the path of an answer to what insights propose.
func proposed(verb string) mutation {
	return mutation{ready: func(s *served) (string, any) {
		s.client("Acme", 1)
		s.post("/rules", map[string]any{"kind": "route", "client": "Acme", "match": map[string]string{"app": "Board"}}).ok()
		s.sends(25, source.Event{Title: "moved", From: "bot", App: "Board"})
		s.post("/checkins/now", map[string]any{}).ok()
		var items []any
		for _, item := range s.get("/queue").list("items") {
			items = append(items, item["id"])
		}
		s.post("/done", map[string]any{"items": items}).ok()
		return fmt.Sprintf("/insights/proposals/%v/%s", s.get("/insights/proposals").list("proposals")[0]["id"], verb), nil
	}}
}

const (
	asksOnly    = "it changes nothing"
	memoryAlone = "what it did was in memory alone, and is gone with the core"
	setsAState  = "it says how something is to be, so that it is so after the second time as well"
	oneMore     = "it makes a file beside the others, and overwrites none"
)

var mutations = map[string]mutation{
	"add": plain("/arrivals", arrival),
	"assign": {ready: func(s *served) (string, any) {
		s.client("Acme", 1)
		return "/assign", picked(map[string]any{"to": "Acme"})(s.add("one"))
	}},
	"done":      onItem("/items/{id}/done", nothing),
	"done-many": onItem("/done", picked(nil)),
	"mark":      onItem("/mark", func(item int64) any { return map[string]any{"item": item, "more": true} }),
	"mute":      onItem("/mute", picked(nil)),
	"pin":       onItem("/pin", picked(map[string]any{"pinned": true})),
	"reopen": {ready: func(s *served) (string, any) {
		item := s.add("one")
		s.post(itemPath(item, "/done"), nil).ok()
		return "/reopen", picked(nil)(item)
	}},
	"snooze":       onItem("/snooze", picked(map[string]any{"words": "in 2 hours"})),
	"wait":         onItem("/wait", picked(map[string]any{"who": "Ana"})),
	"split":        {ready: twins},
	"undo":         {ready: func(s *served) (string, any) { s.client("Acme", 1); s.client("Birch", 2); return "/undo", nil }},
	"search-held":  {ready: func(s *served) (string, any) { s.hold("one"); return "/search?q=is:held", map[string]any{} }},
	"check-in-now": {ready: func(s *served) (string, any) { s.hold("one"); return "/checkins/now", map[string]any{} }},
	"end-check-in": {ready: func(s *served) (string, any) {
		s.hold("one")
		s.post("/checkins/now", map[string]any{}).ok()
		return "/checkins/end", nil
	}},
	"add-check-in":  plain("/checkins", map[string]any{"at": "07:05"}),
	"move-check-in": after(posted("/checkins", map[string]any{"at": "07:05"}), "/checkins/{id}", map[string]any{"at": "08:05"}),
	"skip-check-in": {ready: func(s *served) (string, any) {
		added := s.post("/checkins", map[string]any{"at": "17:05"}).ok()
		return fmt.Sprintf("/checkins/%v/skip", added["id"]), map[string]any{"date": s.nowOf().Format(time.DateOnly)}
	}},
	"remove-check-in": after(posted("/checkins", map[string]any{"at": "07:05"}), "/checkins/{id}", nil),
	"switch-check-in": after(posted("/checkins", map[string]any{"at": "07:05"}), "/checkins/{id}/switch", map[string]any{"on": false}),
	"pause":           plain("/pause", map[string]any{"words": "in 2 hours"}),
	"resume":          after(posted("/pause", map[string]any{"words": "in 2 hours"}), "/resume", nil),
	"start-call":      plain("/call", map[string]any{}),
	"end-call":        after(posted("/call", map[string]any{}), "/call/end", nil),

	"save-client": plain("/clients", map[string]any{"id": 0, "number": 1, "name": "Acme", "colour": 1}),
	"remove-client": {ready: func(s *served) (string, any) {
		return fmt.Sprintf("/clients/%v", s.client("Acme", 1)), nil
	}},
	"switch":      {ready: func(s *served) (string, any) { s.client("Acme", 1); return "/switch", map[string]any{"client": "Acme"} }},
	"add-rule":    plain("/rules", map[string]any{"kind": "mute", "match": map[string]string{"app": "Radio"}}),
	"remove-rule": after(posted("/rules", map[string]any{"kind": "mute", "match": map[string]string{"app": "Radio"}}), "/rules/{id}", nil),
	"switch-rule": after(posted("/rules", map[string]any{"kind": "mute", "match": map[string]string{"app": "Radio"}}), "/rules/{id}/switch", map[string]any{"on": false}),
	"set-settings": {ready: func(s *served) (string, any) {
		settings := s.get("/settings").ok()
		settings["budgetMinutes"] = 45
		return "/settings", settings
	}},

	"start-shield":       plain("/shields", map[string]any{"minutes": 30}),
	"end-shield":         after(posted("/shields", map[string]any{"minutes": 30}), "/shields/end", nil),
	"move-shield":        {ready: func(s *served) (string, any) { return s.shield(), s.span(5) }},
	"cancel-shield":      {ready: func(s *served) (string, any) { return s.shield(), nil }},
	"add-shield-rule":    plain("/shields/rules", map[string]any{"at": "14:00", "minutes": 30}),
	"change-shield-rule": after(posted("/shields/rules", map[string]any{"at": "14:00", "minutes": 30}), "/shields/rules/{id}", map[string]any{"at": "15:00", "minutes": 30}),
	"switch-shield-rule": after(posted("/shields/rules", map[string]any{"at": "14:00", "minutes": 30}), "/shields/rules/{id}/switch", map[string]any{"on": false}),
	"remove-shield-rule": after(posted("/shields/rules", map[string]any{"at": "14:00", "minutes": 30}), "/shields/rules/{id}", nil),

	"add-record":    plain("/records", map[string]any{"kind": "note", "text": "one"}),
	"change-record": after(posted("/records", map[string]any{"kind": "note", "text": "one"}), "/records/{id}", map[string]any{"text": "two"}),
	"remove-record": after(posted("/records", map[string]any{"kind": "note", "text": "one"}), "/records/{id}", nil),
	"add-view":      plain("/views", map[string]any{"name": "one", "query": "is:open"}),
	"change-view":   after(posted("/views", map[string]any{"name": "one", "query": "is:open"}), "/views/{id}", map[string]any{"name": "two", "query": "is:open"}),
	"remove-view":   after(posted("/views", map[string]any{"name": "one", "query": "is:open"}), "/views/{id}", nil),

	"start-session": {ready: func(s *served) (string, any) {
		s.client("Acme", 1)
		return "/sessions/start", map[string]any{"client": "Acme"}
	}},
	"stop-session": {ready: func(s *served) (string, any) {
		s.client("Acme", 1)
		s.post("/sessions/start", map[string]any{"client": "Acme"}).ok()
		return "/sessions/stop", map[string]any{}
	}},
	"add-session":     {ready: func(s *served) (string, any) { s.client("Acme", 1); return "/sessions", s.worked(3) }},
	"correct-session": {ready: func(s *served) (string, any) { return s.session(), s.worked(5) }},
	"remove-session":  {ready: func(s *served) (string, any) { return s.session(), nil }},
	"answer-away": {ready: func(s *served) (string, any) {
		from, until := s.clocked(150*time.Minute), s.clocked(140*time.Minute)
		s.exec(`INSERT INTO aways (session_id, from_at, until_at) VALUES (?, ?, ?)`,
			strings.TrimPrefix(s.session(), "/sessions/"), from.UnixMilli(), until.UnixMilli())
		return "/sessions/away/1", map[string]any{"answer": "drop"}
	}},
	"import-time": {ready: func(s *served) (string, any) {
		s.client("Acme", 1)
		return "/time/import", map[string]any{"csv": toggl}
	}},

	"accept-proposal":  proposed("accept"),
	"decline-proposal": proposed("decline"),
	"say-worth": {ready: func(s *served) (string, any) {
		s.post("/rules", map[string]any{"kind": "breakthrough", "match": map[string]string{"from": "boss"}}).ok()
		s.sends(1, source.Event{Title: "urgent", From: "boss", App: "Mail"})
		of := s.get("/insights").list("breakThroughs")[0]["arrival"]
		return "/insights/worth", map[string]any{"arrival": of, "worth": true}
	}},

	"add-source": plain("/sources", account("http://127.0.0.1:1", nil)),
	"change-source": ofAccount("/sources/{id}", func(address string) any {
		return map[string]any{"name": "Other", "settings": map[string]string{"address": address}, "secrets": map[string]string{"token": "fresh"}}
	}),
	"remove-source": ofAccount("/sources/{id}", bodiless),
	"pause-source":  ofAccount("/sources/{id}/pause", bodiless),
	"resume-source": {ready: func(s *served) (string, any) {
		s.account()
		s.post("/sources/memory-1/pause", nil).ok()
		return "/sources/memory-1/resume", nil
	}},
	"cancel-import": {ready: func(s *served) (string, any) {
		s.post("/sources", account("http://127.0.0.1:1", nil)).ok() // which never comes to its end
		return "/sources/memory-1/cancel-import", nil
	}},
	"reply": {ready: func(s *served) (string, any) {
		s.account()
		return fmt.Sprintf("/items/%v/reply", s.get("/queue").list("items")[0]["id"]), map[string]string{"text": "Yes."}
	}},
	"write": {ready: func(s *served) (string, any) {
		s.account()
		return fmt.Sprintf("/items/%v/write", s.get("/queue").list("items")[0]["id"]), map[string]string{"verb": "done"}
	}},
	"withdraw-write": {ready: func(s *served) (string, any) { return fmt.Sprintf("/outbox/%v/withdraw", s.answered()), nil }},
	"retry-write": {ready: func(s *served) (string, any) {
		id := s.answered()
		s.exec(`UPDATE outbox SET state = 'failed'`)
		return fmt.Sprintf("/outbox/%v/retry", id), nil
	}},

	"check-client":    {again: asksOnly, ready: plain("/clients/check", map[string]any{"id": 0, "number": 1, "name": "Acme", "colour": 1}).ready},
	"check-plan":      {again: asksOnly, ready: plain("/plan/check", map[string]any{}).ready},
	"check-shield":    {again: asksOnly, ready: plain("/shields/check", map[string]any{"minutes": 30}).ready},
	"check-source":    {again: asksOnly, ready: ofAccount("/sources/{id}/check", bodiless).ready},
	"preview-restore": {again: asksOnly, ready: plain("/backups/preview", map[string]any{"path": "none"}).ready},
	"try-plan":        {again: asksOnly, ready: plain("/plan/try", map[string]any{}).ready},
	"try-rule":        {again: asksOnly, ready: plain("/rules/try", map[string]any{"match": map[string]string{"app": "Radio"}}).ready},
	"try-source": {again: asksOnly, ready: func(s *served) (string, any) {
		_, address := service(s.T)
		return "/sources/try", account(address, nil)
	}},
	"sync-source":    {again: "to ask for what is new is right at any time", ready: ofAccount("/sources/{id}/sync", bodiless).ready},
	"connect-source": {again: memoryAlone, ready: plain("/sources/connect", map[string]any{"kind": "memory"}).ready},
	"end-connecting": {again: memoryAlone, ready: plain("/sources/connect/none", nil).ready},
	"open-sample":    {again: memoryAlone, ready: plain("/sample/open", map[string]any{}).ready},
	"end-sample":     {again: setsAState, ready: plain("/sample/end", nil).ready},
	"set-autostart":  {again: setsAState, ready: plain("/autostart", map[string]any{"on": true}).ready},
	"unlock":         {again: setsAState, ready: plain("/sources/unlock", map[string]any{"passphrase": "a long passphrase"}).ready},
	"open":           {again: "a page that opens twice does no harm", ready: onItem("/items/{id}/open", func(int64) any { return map[string]any{"link": "https://example.org"} }).ready},
	"open-page":      {again: "a page that opens twice does no harm", ready: plain("/system/pages/silence", nil).ready},
	"back-up":        {again: oneMore, ready: plain("/backups", map[string]any{}).ready},
	"export-file":    {again: oneMore, ready: func(s *served) (string, any) { s.Setenv("HOME", s.TempDir()); return "/export/file", nil }},
	"restore":        {again: "the database that is put in place has the key", ready: plain("/backups/restore", map[string]any{"path": "none"}).ready},
}

const toggl = `User,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,End time,Duration,Tags,Amount ()
Ana,ana@example.org,Acme,Shop,,One,Yes,2026-01-05,09:00:00,2026-01-05,10:00:00,01:00:00,,
`

// twins has two sources tell of one thing.
func twins(s *served) (string, any) {
	now := s.nowOf()
	event := source.Event{Title: "Is it live?", From: "Ana", App: "Mail", SentAt: now, Same: []string{source.SameMessage("<1@x.test>")}}
	for id, of := range map[string]*memory.Source{"a": s.memory, "b": s.other} {
		event.RemoteID = id
		if err := of.Send(s.Context(), event); err != nil {
			s.Fatal(err)
		}
	}
	s.post("/checkins/now", map[string]any{"stay": true}).ok()
	item := s.get("/queue").list("items")[0]["id"]
	for _, part := range s.get(fmt.Sprintf("/items/%v", item)).list("thread") {
		if among, _ := part["twins"].([]any); len(among) > 0 {
			return fmt.Sprintf("/items/%v/split", item), map[string]any{"arrival": among[0].(map[string]any)["id"]}
		}
	}
	s.Fatalf("there are no twins in %s", s.get(fmt.Sprintf("/items/%v", item)).body)
	return "", nil
}

// span is a shield's, so many hours from now.
func (s *served) span(hours int) map[string]any {
	from := s.clocked(-time.Duration(hours) * time.Hour)
	return map[string]any{"from": from, "until": from.Add(time.Hour)}
}

// shield plans one and gives its path.
func (s *served) shield() string {
	s.Helper()
	return fmt.Sprintf("/shields/%v", s.post("/shields", s.span(2)).ok()["id"])
}

// worked is a session of an hour that began so many hours ago.
func (s *served) worked(ago int) map[string]any {
	from := s.clocked(time.Duration(ago) * time.Hour)
	return map[string]any{"client": "Acme", "billable": true, "startedAt": from, "endedAt": from.Add(time.Hour)}
}

// session adds one and gives its path.
func (s *served) session() string {
	s.Helper()
	s.client("Acme", 1)
	return fmt.Sprintf("/sessions/%v", s.post("/sessions", s.worked(3)).ok()["session"].(map[string]any)["id"])
}

// database opens the profile's database beside the core, once.
func (s *served) database() *sql.DB {
	s.Helper()
	if s.beside == nil {
		db, err := sql.Open("sqlite", "file:"+(&url.URL{Path: s.profile.Database()}).EscapedPath()+"?_pragma=busy_timeout(10000)")
		if err != nil {
			s.Fatal(err)
		}
		s.Cleanup(func() { _ = db.Close() })
		s.beside = db
	}
	return s.beside
}

func (s *served) exec(statement string, args ...any) {
	s.Helper()
	if _, err := s.database().Exec(statement, args...); err != nil {
		s.Fatal(err)
	}
}

// refusing has the database refuse something while do runs.
func (s *served) refusing(what string, do func()) {
	s.Helper()
	s.exec(`CREATE TRIGGER refusing BEFORE ` + what + ` BEGIN SELECT RAISE(ABORT, 'refused'); END`)
	do()
	s.exec(`DROP TRIGGER refusing`)
}

// stands gives all that is in the database but the keys of requests, and but what the core writes of its
// own accord, as it asks accounts say.
func (s *served) stands() map[string][]string {
	s.Helper()
	all := map[string][]string{}
	questions := map[string]string{
		"requests": ``,
		"cursors":  ``,
		"outbox":   `SELECT id, source, item_id, verb, text, key, state IN ('waiting', 'sending', 'sent') FROM outbox`,
		"settings": `SELECT * FROM settings WHERE name NOT IN ('aliveAt', 'tendedOn')`,
		"sources":  `SELECT id, name, client_id, settings, secret_in, paused, import_since FROM sources WHERE removed_at = 0`,
	}
	for _, table := range s.rows(`SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'goose%'`) {
		question, told := questions[table]
		if !told {
			question = `SELECT * FROM ` + table
		}
		if question != "" {
			all[table] = s.rows(question)
		}
	}
	return all
}

// rows gives the rows of an answer, each in one text.
func (s *served) rows(query string) (texts []string) {
	s.Helper()
	rows, err := s.database().Query(query)
	if err != nil {
		s.Fatal(err)
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		s.Fatal(err)
	}
	for rows.Next() {
		values := make([]any, len(columns))
		for i := range values {
			values[i] = new(sql.NullString)
		}
		if err := rows.Scan(values...); err != nil {
			s.Fatal(err)
		}
		var words []string
		for _, value := range values {
			words = append(words, value.(*sql.NullString).String)
		}
		texts = append(texts, strings.Join(words, "|"))
	}
	if rows.Err() != nil {
		s.Fatal(rows.Err())
	}
	return texts
}

// methodsOf gives the method of each operation of the description that is no mere question.
func methodsOf(t *testing.T) map[string]string {
	t.Helper()
	text, err := api.Description()
	if err != nil {
		t.Fatal(err)
	}
	var described struct {
		Paths map[string]map[string]struct{ OperationID string }
	}
	if err := json.Unmarshal(text, &described); err != nil {
		t.Fatal(err)
	}
	methods := map[string]string{}
	for _, operations := range described.Paths {
		for method, one := range operations {
			if method != "get" {
				methods[one.OperationID] = strings.ToUpper(method)
			}
		}
	}
	return methods
}

// TestWhateverIsAskedForIsDoneOnce goes through every operation that changes something. Its key stands
// or falls with it: where the key cannot be kept nothing of it is done, and where it is kept and the
// answer is lost, as when the core is killed in between, the same request is not done again.
func TestWhateverIsAskedForIsDoneOnce(t *testing.T) {
	methods := methodsOf(t)
	for _, id := range slices.Sorted(maps.Keys(methods)) {
		m, known := mutations[id]
		if !known {
			t.Errorf("%s changes something and is not among the mutations here: say how it is asked for", id)
			continue
		}
		t.Run(id, func(t *testing.T) {
			s, path, body := m.serve(t)
			ask := func() reply { return s.ask(methods[id], "/api/v1"+path, body, "Idempotency-Key", "k") }
			before := s.stands()
			if m.again != "" {
				s.refusing(`INSERT ON requests`, func() { ask() })
				if r := ask(); strings.Contains(string(r.body), `"acted"`) {
					t.Errorf("it was refused as done, though %s: %s", m.again, r.body)
				}
				return
			}
			s.refusing(`INSERT ON requests WHEN NEW.status = 0`, func() { ask().problem(http.StatusInternalServerError, "internal") })
			if diff := cmp.Diff(before, s.stands()); diff != "" {
				t.Errorf("without its key it was done all the same: %s", diff)
			}
			s.refusing(`UPDATE ON requests`, func() { ask().ok() })
			done := s.stands()
			if cmp.Equal(before, done) {
				t.Error("it changed nothing")
			}
			ask().problem(http.StatusConflict, "acted")
			ask().problem(http.StatusConflict, "acted")
			if diff := cmp.Diff(done, s.stands()); diff != "" {
				t.Errorf("it was done again: %s", diff)
			}
		})
	}
}
