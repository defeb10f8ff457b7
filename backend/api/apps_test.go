package api_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"sluice/backend/source"
	"sluice/backend/source/memory"
)

// popUp has the desktop show some notifications of a program.
func (s *served) popUp(desktop *memory.Source, events ...source.Event) {
	s.Helper()
	if err := desktop.Send(s.Context(), events...); err != nil {
		s.Fatal(err)
	}
}

func TestAppsSeen(t *testing.T) {
	desktop := memory.New("desktop")
	s := serveWith(t, desktop)
	s.post("/rules", map[string]any{"kind": "mute", "match": map[string]string{"source": "desktop", "app": "Radio"}}).ok()
	s.hold("of an account") // no notification: never in the list
	s.popUp(desktop,
		source.Event{RemoteID: "1", Title: "One", From: "Ana", App: "chat"},
		source.Event{RemoteID: "2", Title: "Two", From: "Ben", App: "Chat"},
		source.Event{RemoteID: "3", Title: "Now playing", App: "Radio"},
	)
	if apps := s.get("/apps").list("apps"); len(apps) != 1 || apps[0]["app"] != "Radio" || apps[0]["muted"] != 1.0 {
		t.Fatalf("while the rest is held there are %v", apps)
	}
	s.post("/checkins/now", map[string]any{}).ok()
	apps := s.get("/apps").list("apps")
	if len(apps) != 2 || !strings.EqualFold(fmt.Sprint(apps[0]["app"]), "chat") || apps[0]["n"] != 2.0 || apps[0]["muted"] != 0.0 || apps[1]["app"] != "Radio" {
		t.Fatalf("the programs are %v", apps)
	}
	if apps[0]["last"] == nil || apps[0]["last"] == "" {
		t.Errorf("when Chat came last is not told: %v", apps[0])
	}
}

func TestAppsSayHowCaptureStands(t *testing.T) {
	if standing := serve(t).get("/apps").ok()["capture"].(map[string]any); standing["state"] != "none" || standing["where"] != "" {
		t.Errorf("without capture it stands %v", standing)
	}
	s := serveWith(t, memory.New("desktop"))
	if standing := s.get("/apps").ok()["capture"].(map[string]any); standing["state"] != "ok" || standing["where"] == "" {
		t.Errorf("it stands %v", standing)
	}
}

func TestAppsKeepTheWall(t *testing.T) {
	desktop := memory.New("desktop")
	s := serveWith(t, desktop)
	s.client("Acme", 1)
	s.client("Secretive", 2)
	for client, app := range map[string]string{"Acme": "Board", "Secretive": "Secret chat"} {
		match := map[string]string{"source": "desktop", "app": app}
		s.post("/rules", map[string]any{"kind": "route", "client": client, "match": match}).ok()
	}
	s.popUp(desktop,
		source.Event{RemoteID: "1", Title: "Mine", App: "Board"},
		source.Event{RemoteID: "2", Title: "Theirs", App: "Secret chat"},
		source.Event{RemoteID: "3", Title: "Nobody's", App: "Updates"},
	)
	s.post("/checkins/now", map[string]any{}).ok()
	if all := s.get("/apps").list("apps"); len(all) != 3 {
		t.Fatalf("for all there are %v", all)
	}
	s.post("/switch", map[string]any{"client": "Acme"}).ok()
	r := s.get("/apps")
	if apps := r.list("apps"); len(apps) != 1 || apps[0]["app"] != "Board" || bytes.Contains(bytes.ToLower(r.body), []byte("secret")) {
		t.Errorf("behind the wall there are %s", r.body)
	}
}
