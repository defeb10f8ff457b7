package api_test

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"sluice/backend/source/memory"
)

// service is a service at which accounts are connected.
func service(t *testing.T) (*memory.Service, string) {
	t.Helper()
	s := &memory.Service{}
	ctx, cancel := context.WithCancel(context.Background())
	server := httptest.NewUnstartedServer(s)
	server.Config.BaseContext = func(net.Listener) context.Context { return ctx } // ends those who wait for news
	server.Start()
	t.Cleanup(func() { cancel(); server.CloseClientConnections(); server.Close() })
	return s, server.URL
}

func account(address string, more map[string]any) map[string]any {
	body := map[string]any{
		"kind": "memory", "settings": map[string]string{"address": address}, "secrets": map[string]string{"token": "s3cret"},
	}
	for key, value := range more {
		body[key] = value
	}
	return body
}

func TestAnAccountIsConnectedAskedPausedAndRemoved(t *testing.T) {
	s := serve(t)
	there, address := service(t)
	there.Put("1", "Is it live?", "", "Ana", time.Now(), time.Time{})
	kinds := s.get("/sources/kinds").ok()["kinds"].([]any)
	kind := kinds[0].(map[string]any)
	if len(kinds) != 2 || kind["kind"] != "memory" || len(kind["form"].([]any)) != 3 || kind["doneToo"] != true {
		t.Errorf("the kinds are %v", kinds)
	}
	if tried := s.post("/sources/try", account(address, nil)).ok(); tried["who"] != "Ana" {
		t.Errorf("tried, it is %v", tried)
	}
	added := s.post("/sources", account(address, map[string]any{"doneToo": true})).ok()
	if added["id"] != "memory-1" || added["name"] != "Ana" || added["secretIn"] != "session" || added["doneToo"] != true {
		t.Errorf("added, it is %v", added)
	}
	synced := s.post("/sources/memory-1/sync", nil).ok()
	if synced["arrived"] != 1.0 || synced["condition"] != "ok" || synced["importing"] != false {
		t.Errorf("asked, it is %v", synced)
	}
	if checked := s.post("/sources/memory-1/check", nil).ok(); checked["who"] != "Ana" {
		t.Errorf("checked, it is %v", checked)
	}
	if paused := s.post("/sources/memory-1/pause", nil).ok(); paused["paused"] != true || paused["nextAt"] != nil {
		t.Errorf("paused, it is %v", paused)
	}
	s.post("/sources/memory-1/sync", nil).problem(http.StatusConflict, "conflict")
	if resumed := s.post("/sources/memory-1/resume", nil).ok(); resumed["paused"] != false {
		t.Errorf("resumed, it is %v", resumed)
	}
	changed := s.ask(http.MethodPut, "/api/v1/sources/memory-1", map[string]any{"name": "Work", "settings": map[string]string{"address": address}}).ok()
	if changed["name"] != "Work" || changed["condition"] != "ok" {
		t.Errorf("changed without its secret, it is %v", changed)
	}
	all := s.get("/sources")
	if list := all.ok(); len(list["sources"].([]any)) != 2 || list["secrets"] != "session" || strings.Contains(string(all.body), "s3cret") {
		t.Errorf("all are %s", all.body)
	}
	if removed := s.ask(http.MethodDelete, "/api/v1/sources/memory-1", nil).ok(); removed["arrivals"] != 1.0 || removed["open"] != 1.0 {
		t.Errorf("removed, there stays %v", removed)
	}
	s.post("/sources/memory-1/sync", nil).problem(http.StatusNotFound, "not_found")
}

func TestWhatDoesNotWorkIsNotConnected(t *testing.T) {
	s := serve(t)
	_, address := service(t)
	for name, c := range map[string]struct {
		body   map[string]any
		status int
		code   string
	}{
		"another kind":         {map[string]any{"kind": "nothing"}, http.StatusNotFound, "not_found"},
		"no token":             {map[string]any{"kind": "memory", "settings": map[string]string{"address": address}}, http.StatusUnprocessableEntity, "invalid"},
		"no address":           {account("", nil), http.StatusUnprocessableEntity, "invalid"},
		"a field that is not":  {account(address, map[string]any{"settings": map[string]string{"address": address, "x": "y"}}), http.StatusUnprocessableEntity, "invalid"},
		"another page":         {account(address+"/elsewhere", nil), http.StatusForbidden, "denied"},
		"a client that is not": {account(address, map[string]any{"client": "Nobody"}), http.StatusNotFound, "not_found"},
	} {
		t.Log(name)
		s.post("/sources", c.body).problem(c.status, c.code)
	}
	if list := s.get("/sources").ok()["sources"].([]any); len(list) != 1 {
		t.Errorf("connected are %v", list)
	}
	// Where the service is only not there at the moment it is connected, and tried again.
	added := s.post("/sources", account("http://127.0.0.1:1", nil)).ok()
	if synced := s.post("/sources/"+added["id"].(string)+"/sync", nil).ok(); synced["code"] != "offline" || synced["condition"] != "degraded" {
		t.Errorf("a service that is not there gives %v", synced)
	}
}

func TestTheOutboxWaitsAndIsWithdrawn(t *testing.T) {
	s := serve(t)
	there, address := service(t)
	there.Put("1", "Is it live?", "", "Ana", time.Now(), time.Time{})
	s.post("/sources", account(address, nil)).ok()
	s.post("/sources/memory-1/sync", nil).ok()
	s.post("/checkins/now", map[string]any{"stay": true}).ok()
	item := int64(s.get("/queue").ok()["items"].([]any)[0].(map[string]any)["id"].(float64))
	there.Put("2", "Another", "", "Ana", time.Now(), time.Time{})
	if whole := s.get(itemPath(item, "/whole")).ok(); whole["title"] != "Is it live?" || whole["from"] != "Ana" {
		t.Errorf("the whole of it is %v", whole)
	}
	s.post(itemPath(item, "/reply"), map[string]string{"text": "  "}).problem(http.StatusUnprocessableEntity, "invalid")
	s.post(itemPath(item, "/write"), map[string]string{"verb": "resolve"}).problem(http.StatusNotImplemented, "unsupported")
	s.post(itemPath(item, "/reply"), map[string]string{"text": "Yes."}).ok()
	detail := s.get(itemPath(item, "")).ok()
	if can := fmt.Sprint(detail["can"]); can != "[map[account:Ana verb:done] map[account:Ana verb:reply]]" {
		t.Errorf("there can be done %s", can)
	}
	if said := detail["writes"].([]any); len(said) != 1 || said[0].(map[string]any)["text"] != "Yes." {
		t.Errorf("the item tells of %v", said)
	}
	waiting := s.get("/outbox").ok()["writes"].([]any)
	write := waiting[0].(map[string]any)
	if len(waiting) != 1 || write["state"] != "waiting" || write["verb"] != "reply" || write["text"] != "Yes." {
		t.Errorf("the outbox is %v", waiting)
	}
	s.post(fmt.Sprintf("/outbox/%v/retry", write["id"]), nil).problem(http.StatusConflict, "conflict")
	if act := s.post("/undo", nil).ok()["act"].(map[string]any); act["sentence"] != "Answered: Is it live?" {
		t.Errorf("undone is %v", act)
	}
	if write = s.get("/outbox").ok()["writes"].([]any)[0].(map[string]any); write["state"] != "withdrawn" {
		t.Errorf("after undo it is %v", write)
	}
	if wrote := there.Written(); len(wrote) != 0 {
		t.Errorf("it wrote %q", wrote)
	}
	s.post("/items/"+fmt.Sprint(s.put("", "By hand", true))+"/reply", map[string]string{"text": "x"}).problem(http.StatusNotImplemented, "unsupported")
}

// With a client active the accounts of others are not there, nor is their trouble, nor what is written.
func TestAccountsStayBehindTheWall(t *testing.T) {
	s := serve(t)
	there, address := service(t)
	s.client("Acme", 1)
	s.client("Secretive", 2)
	there.Put("1", "Secret question", "", "Secret person", time.Now(), time.Time{})
	s.post("/sources", account(address, map[string]any{"client": "Secretive", "name": "Secret mail"})).ok()
	s.post("/sources", account("http://127.0.0.1:1", map[string]any{"client": "Secretive", "name": "Secret board"})).ok()
	for _, id := range []string{"memory-1", "memory-2"} {
		s.post("/sources/"+id+"/sync", nil).ok()
	}
	s.post("/checkins/now", map[string]any{"stay": true}).ok()
	item := int64(s.get("/queue").ok()["items"].([]any)[0].(map[string]any)["id"].(float64))
	s.post(itemPath(item, "/reply"), map[string]string{"text": "Secret answer"}).ok()
	if status := s.get("/status").ok(); len(status["trouble"].([]any)) != 1 {
		t.Errorf("for all, the trouble is %v", status["trouble"])
	}
	s.post("/switch", map[string]any{"client": "Acme"}).ok()
	for _, path := range []string{"/sources", "/outbox", "/status", "/doctor"} {
		r := s.get(path)
		r.ok()
		if strings.Contains(strings.ToLower(string(r.body)), "secret ") {
			t.Errorf("%s tells of the other client: %s", path, r.body)
		}
	}
	for _, verb := range []string{"/check", "/sync", "/pause", "/resume"} {
		s.post("/sources/memory-1"+verb, nil).problem(http.StatusNotFound, "not_found")
	}
	s.ask(http.MethodDelete, "/api/v1/sources/memory-1", nil).problem(http.StatusNotFound, "not_found")
	s.post("/outbox/1/withdraw", nil).problem(http.StatusNotFound, "not_found")
}

// TestANewAccountIsTheActiveClients: with a client active, what is connected is meant for it.
func TestANewAccountIsTheActiveClients(t *testing.T) {
	s := serve(t)
	_, address := service(t)
	s.client("Acme", 1)
	s.client("Borealis", 2)
	if added := s.post("/sources", account(address, nil)).ok(); added["client"] != "" {
		t.Errorf("with all in view it is %v", added)
	}
	s.post("/switch", map[string]any{"client": "Acme"}).ok()
	if added := s.post("/sources", account(address, nil)).ok(); added["client"] != "Acme" {
		t.Errorf("for Acme it is %v", added)
	}
	if added := s.post("/sources", account(address, map[string]any{"client": "Borealis"})).ok(); added["client"] != "Borealis" {
		t.Errorf("it was said whose it is, but it is %v", added)
	}
	if added := s.post("/sources", account(address, map[string]any{"client": "none"})).ok(); added["client"] != "" {
		t.Errorf("rules are to decide, but it is %v", added)
	}
}
