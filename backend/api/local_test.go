package api_test

import (
	"net/http"
	"strings"
	"testing"
)

func TestInboundTellsWhereTheSecretLies(t *testing.T) {
	s := serve(t)
	settings := s.get("/settings").ok()
	settings["inbound"] = "127.0.0.1:7411"
	s.ask(http.MethodPut, "/api/v1/settings", settings).ok()
	told := s.get("/inbound").ok()
	if file, _ := told["secretFile"].(string); told["address"] != "127.0.0.1:7411" || !strings.HasSuffix(file, "inbound.secret") {
		t.Errorf("told %v", told)
	}
}

// TestTheUsersOwnCoreIsNotEndedAsSampleData asks a core of the user's own to end, as only one of
// sample data may be asked to.
func TestTheUsersOwnCoreIsNotEndedAsSampleData(t *testing.T) {
	s := serve(t)
	s.post("/sample/end", nil).problem(http.StatusConflict, "conflict")
	if status := s.get("/status").ok(); status["sample"] != false {
		t.Errorf("the status says sample: %v", status["sample"])
	}
	s.post("/sample/open", map[string]any{}).problem(http.StatusNotImplemented, "unsupported")
}

// TestARestoreIsLookedAtFirst previews a backup of the profile, and nothing else.
func TestARestoreIsLookedAtFirst(t *testing.T) {
	s := serve(t)
	s.client("Acme", 1)
	s.put("Acme", "Mine", true)
	made := s.post("/backups", map[string]any{}).ok()
	s.put("Acme", "Later", true)
	told := s.post("/backups/preview", map[string]any{"path": made["path"]}).ok()
	file, now := told["file"].(map[string]any), told["now"].(map[string]any)
	if file["items"] != 1.0 || now["items"] != 2.0 || file["clients"] != 1.0 {
		t.Errorf("the preview tells %v", told)
	}
	s.post("/backups/preview", map[string]any{"path": "/etc/passwd"}).problem(http.StatusNotFound, "not_found")
	s.post("/backups/restore", map[string]any{"path": "/etc/passwd"}).problem(http.StatusNotFound, "not_found")
	s.post("/switch", map[string]any{"client": "Acme"}).ok()
	s.post("/backups/preview", map[string]any{"path": made["path"]}).problem(http.StatusConflict, "conflict")
}
