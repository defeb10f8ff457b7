package api_test

import (
	"fmt"
	"net/http"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// The fields that scripts may rely on.
var (
	statusFields = []string{
		"state", "silence", "held", "queued", "nextCheckIn", "shieldUntil", "client", "version",
	}
	itemFields = []string{
		"id", "title", "body", "from", "client", "source", "kind", "state", "score", "reasons", "arrivals",
		"firstAt", "lastAt", "dueAt", "url",
	}
	receiptFields = []string{
		"arrived", "held", "delivered", "merged", "muted", "expired", "brokeThrough", "lost", "checkIns", "gaps",
	}
)

func TestStatus(t *testing.T) {
	s := serve(t)
	s.hold("held")
	s.add("queued")
	r := s.get("/status")
	status := r.ok()
	r.has(status, statusFields...)
	for name, want := range map[string]any{
		"state": "holding", "silence": "off", "held": 1.0, "queued": 1.0, "shieldUntil": nil, "client": "",
		"version": "1.2.3", "run": nil,
	} {
		if status[name] != want {
			t.Errorf("%s is %v, want %v", name, status[name], want)
		}
	}
	next, err := time.Parse(time.RFC3339, fmt.Sprint(status["nextCheckIn"]))
	if err != nil || next.Location() != time.UTC || next.In(time.Local).Format("15:04") != "13:00" {
		t.Errorf("the next check-in is %v (%v)", status["nextCheckIn"], err)
	}
}

func TestQueueAndItem(t *testing.T) {
	s := serve(t)
	if items := s.get("/queue").ok()["items"]; len(items.([]any)) != 0 {
		t.Errorf("an empty queue has %v", items)
	}
	s.hold("held")
	item := s.add("Write the offer")
	r := s.get("/queue?limit=5")
	items := r.ok()["items"].([]any)
	if len(items) != 1 {
		t.Fatalf("the queue has %s", r.body)
	}
	first := items[0].(map[string]any)
	r.has(first, itemFields...)
	if first["title"] != "Write the offer" || first["state"] != "queued" || first["kind"] != "task" || first["source"] != "inbound" {
		t.Errorf("the item is %s", r.body)
	}
	reason := first["reasons"].([]any)[0].(map[string]any)
	r.has(reason, "term", "text", "weight")
	one := s.get(itemPath(item, ""))
	one.has(one.ok(), append(slices.Clone(itemFields), "thread")...)
	s.get("/queue?offset=1").ok()
}

func TestAddTwiceByKeyIsOnce(t *testing.T) {
	s := serve(t)
	body := map[string]any{"arrivals": []any{map[string]any{
		"key": "k1", "title": "Held", "body": "b", "from": "Ana", "app": "Script", "url": "https://example.org/1",
		"dueAt": "2030-01-02T03:04:05+02:00",
	}}}
	var items []any
	for i := range 2 {
		r := s.post("/arrivals", body)
		added := r.ok()["added"].([]any)[0].(map[string]any)
		r.has(added, "item", "arrival", "new", "outcome", "reason")
		if added["new"] != (i == 0) || added["outcome"] != "held" {
			t.Errorf("time %d: %s", i, r.body)
		}
		items = append(items, added["item"])
	}
	if items[0] != items[1] {
		t.Errorf("one key gave the items %v", items)
	}
	if receipt := s.get("/receipt").ok(); receipt["arrived"] != 1.0 || receipt["held"] != 1.0 {
		t.Errorf("the receipt is %v", receipt)
	}
}

func TestDoneAndUndo(t *testing.T) {
	s := serve(t)
	one, two, three := s.add("one"), s.add("two"), s.add("three")
	r := s.post(itemPath(one, "/done"), nil)
	act := r.ok()["act"].(map[string]any)
	r.has(act, "id", "sentence")
	if act["sentence"] != "Done: one" {
		t.Errorf("the act is %v", act)
	}
	s.post("/done", map[string]any{"items": []int64{two, three}}).ok()
	if items := s.get("/queue").ok()["items"].([]any); len(items) != 0 {
		t.Errorf("left are %v", items)
	}
	if undo := s.get("/status").ok()["undo"]; undo.(map[string]any)["sentence"] != "Done: 2 items" {
		t.Errorf("undo would take back %v", undo)
	}
	s.post("/undo", nil).ok()
	if items := s.get("/queue").ok()["items"].([]any); len(items) != 2 {
		t.Errorf("after undo there are %v", items)
	}
}

func TestCheckInByHand(t *testing.T) {
	s := serve(t)
	nothing := s.post("/checkins/now", map[string]any{}).ok()
	if nothing["delivered"] != 0.0 || nothing["run"] != nil || nothing["sentence"] == "" {
		t.Errorf("with nothing held it gave %v", nothing)
	}
	s.hold("one")
	s.hold("two")
	r := s.post("/checkins/now", map[string]any{"stay": true})
	opened := r.ok()
	run := opened["run"].(map[string]any)
	r.has(run, "id", "planned", "dueAt", "openedAt", "endsAt", "endedAt", "ending", "delivered", "late", "total", "left")
	if opened["delivered"] != 2.0 || run["endsAt"] != nil || run["left"] != 2.0 || run["planned"] != false {
		t.Errorf("it gave %s", r.body)
	}
	if status := s.get("/status").ok(); status["state"] != "checkin" {
		t.Errorf("the state is %v", status["state"])
	}
	ended := s.post("/checkins/end", nil).ok()
	if ended["id"] != run["id"] {
		t.Errorf("ended is %v", ended)
	}
	if status := s.get("/status").ok(); status["state"] != "holding" || status["queued"] != 2.0 {
		t.Errorf("afterwards it is %v", status)
	}
	of := s.get(fmt.Sprintf("/receipt?checkIn=%v", run["id"])).ok()
	if of["delivered"] != 2.0 || of["lost"] != 0.0 {
		t.Errorf("its receipt is %v", of)
	}
}

func TestPlan(t *testing.T) {
	s := serve(t)
	r := s.post("/checkins", map[string]any{"at": "7:05", "days": "sat,sun", "zone": "Asia/Tokyo"})
	added := r.ok()
	r.has(added, "id", "at", "days", "zone", "client", "once")
	if added["at"] != "07:05" || added["days"] != "sat,sun" || added["zone"] != "Asia/Tokyo" {
		t.Errorf("added is %s", r.body)
	}
	plan := s.get("/checkins")
	rules := plan.ok()["checkIns"].([]any)
	if len(rules) != 4 {
		t.Errorf("the plan has %s", plan.body)
	}
	plan.has(plan.ok()["moments"].([]any)[0].(map[string]any), "at", "planned", "moved")
	s.ask(http.MethodDelete, fmt.Sprintf("/api/v1/checkins/%v", added["id"]), nil).ok()
	if rules := s.get("/checkins").ok()["checkIns"].([]any); len(rules) != 3 {
		t.Errorf("after it was removed there are %d", len(rules))
	}
	s.post("/undo", nil).ok()
	if rules := s.get("/checkins").ok()["checkIns"].([]any); len(rules) != 4 {
		t.Errorf("after undo there are %d", len(rules))
	}
}

func TestShield(t *testing.T) {
	s := serve(t)
	r := s.post("/shields", map[string]any{"minutes": 90, "note": "offer"})
	shield := r.ok()
	r.has(shield, "id", "from", "until", "note", "silence", "silenceNote")
	if shield["silence"] != "confirmed" || shield["note"] != "offer" {
		t.Errorf("the shield is %s", r.body)
	}
	status := s.get("/status").ok()
	if status["state"] != "shield" || status["shieldUntil"] != shield["until"] || status["nextCheckIn"] != shield["until"] {
		t.Errorf("under the shield it is %v", status)
	}
	s.post("/checkins/now", map[string]any{}).problem(http.StatusConflict, "shield_up")
	s.hold("one")
	if opened := s.post("/checkins/now", map[string]any{"endShield": true}).ok(); opened["delivered"] != 1.0 {
		t.Errorf("it gave %v", opened)
	}
	s.post("/shields", map[string]any{"until": time.Now().Add(untilWednesday() + time.Hour)}).ok()
	s.post("/shields/end", nil).ok()
	s.post("/shields/end", nil).problem(http.StatusConflict, "conflict")
}

func TestReceipt(t *testing.T) {
	s := serve(t)
	s.hold("held")
	s.add("queued")
	r := s.get("/receipt")
	receipt := r.ok()
	r.has(receipt, receiptFields...)
	for name, want := range map[string]float64{"arrived": 2, "held": 1, "delivered": 1, "lost": 0} {
		if receipt[name] != want {
			t.Errorf("%s is %v, want %v", name, receipt[name], want)
		}
	}
	if before := s.get("/receipt?from=2020-01-01T00:00:00Z&until=2020-01-02T00:00:00%2B01:00").ok(); before["arrived"] != 0.0 {
		t.Errorf("years ago there arrived %v", before["arrived"])
	}
}

func TestDoctorAndSettings(t *testing.T) {
	s := serve(t)
	s.hold("held")
	r := s.get("/doctor")
	doctor := r.ok()
	if doctor["ok"] != true {
		t.Errorf("the doctor says %s", r.body)
	}
	r.has(doctor["findings"].([]any)[0].(map[string]any), "ok", "code", "sentence")
	settings := s.get("/settings").ok()
	settings["budgetMinutes"] = 45
	s.ask(http.MethodPut, "/api/v1/settings", settings).ok()
	if got := s.get("/settings").ok()["budgetMinutes"]; got != 45.0 {
		t.Errorf("the budget is %v", got)
	}
	settings["budgetMinutes"] = 0
	s.ask(http.MethodPut, "/api/v1/settings", settings).problem(http.StatusUnprocessableEntity, "invalid")
}

// TestDescriptionIsServed serves what is committed.
func TestDescriptionIsServed(t *testing.T) {
	s := serve(t)
	r := s.ask(http.MethodGet, "/openapi.json", nil)
	if r.status != http.StatusOK || len(r.body) < 1000 {
		t.Errorf("answered %d with %d bytes", r.status, len(r.body))
	}
	if diff := cmp.Diff("3.1.0", s.openapi(r)); diff != "" {
		t.Error(diff)
	}
}

func (s *served) openapi(r reply) string {
	s.Helper()
	r.header.Set("Content-Type", "application/json") // it has one of its own
	version, _ := r.ok()["openapi"].(string)
	return version
}

// TestAnArrivalSaysWhenItIsOver gives the end along, and finds it at the item.
func TestAnArrivalSaysWhenItIsOver(t *testing.T) {
	s := serve(t)
	const over = "2090-01-02T03:04:05Z"
	added := s.post("/arrivals", map[string]any{"arrivals": []any{map[string]any{"title": "stand-up", "now": true, "expiresAt": over}}}).ok()
	id := added["added"].([]any)[0].(map[string]any)["item"]
	item := s.get(fmt.Sprint("/items/", id)).ok()
	if item["expiresAt"] != over {
		t.Errorf("it is over at %v", item["expiresAt"])
	}
	if items := s.get("/queue?state=expired").ok()["items"].([]any); len(items) != 0 {
		t.Errorf("expired are %v", items)
	}
}
