package api_test

import (
	"bytes"
	"fmt"
	"net/http"
	"testing"
	"time"

	"sluice/backend/source"
	"sluice/backend/source/memory"
)

// TestWhatIsHeldIsToldNowhere holds a marker in every way: by itself, as more of a thread that is queued,
// done, snoozed, waiting or pinned, as a newer form, with a due date, an end and a sender of its own. Then
// it reads every path of the description that can be read: the marker is nowhere.
func TestWhatIsHeldIsToldNowhere(t *testing.T) {
	desktop := memory.New("desktop")
	s := serveWith(t, desktop)
	s.client("Acme", 1)
	send := func(thread, text string, more source.Event) {
		t.Helper()
		more.RemoteID, more.Thread, more.Title, more.Body = thread+text+more.Replaces, thread, text, text+" body"
		more.App, more.From = "Chat", text+" person"
		if err := s.memory.Send(t.Context(), more); err != nil {
			t.Fatal(err)
		}
	}
	threads := []string{"queued", "done", "snoozed", "waiting", "pinned", "assigned"}
	items := map[string]int64{}
	for _, thread := range threads {
		send(thread, "plain "+thread, source.Event{})
	}
	s.post("/checkins/now", map[string]any{}).ok()
	for _, item := range s.get("/queue").list("items") {
		items[item["title"].(string)[len("plain "):]] = int64(item["id"].(float64))
	}
	s.post("/checkins/end", nil).ok()
	s.post(itemPath(items["done"], "/done"), nil).ok()
	s.post("/snooze", map[string]any{"items": []int64{items["snoozed"]}, "words": "in 2 hours"}).ok()
	s.post("/wait", map[string]any{"items": []int64{items["waiting"]}, "who": "Ana"}).ok()
	s.post("/pin", map[string]any{"items": []int64{items["pinned"]}, "pinned": true}).ok()
	s.post("/assign", map[string]any{"items": []int64{items["assigned"]}, "to": "Acme"}).ok()
	before := s.get("/queue").list("items")

	due := s.clocked(-time.Hour)
	for _, thread := range threads {
		send(thread, "zebra", source.Event{DueAt: due, URL: "https://zebra.example", Priority: 2})
	}
	send("alone", "zebra", source.Event{ExpiresAt: due, Blocked: "zebra"})
	send("alone", "zebra again", source.Event{Replaces: "alonezebra"})
	s.popUp(desktop,
		source.Event{RemoteID: "1", Title: "zebra", App: "zebra pop-up"},
		source.Event{RemoteID: "2", Title: "zebra, still", App: "zebra pop-up", Replaces: "1"},
	)
	s.post("/arrivals", map[string]any{"arrivals": []any{map[string]any{"title": "zebra", "app": "zebra app", "client": "Acme"}}}).ok()

	after := s.get("/queue").list("items")
	if fmt.Sprint(before) != fmt.Sprint(after) {
		t.Errorf("the queue was %v and is %v", before, after)
	}
	for _, item := range items {
		for _, path := range s.readable(item) {
			if r := s.get(path); bytes.Contains(bytes.ToLower(r.body), []byte("zebra")) {
				t.Errorf("%s tells of what is held: %s", path, r.body)
			}
		}
	}
	for id := range 30 {
		if r := s.get(fmt.Sprint("/items/", id+1)); bytes.Contains(bytes.ToLower(r.body), []byte("zebra")) {
			t.Errorf("item %d tells of what is held: %s", id+1, r.body)
		}
	}
	if status := s.get("/status").ok(); status["held"] != 9.0 {
		t.Errorf("%v items hold something, want 9", status["held"])
	}
	s.get("/search?q=is:held").problem(http.StatusConflict, "conflict")
	s.post("/checkins/now", map[string]any{}).ok()
	if r := s.get("/queue"); !bytes.Contains(r.body, []byte("zebra")) {
		t.Errorf("after a check-in there is %s", r.body)
	}
}
