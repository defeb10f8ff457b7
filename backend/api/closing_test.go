package api_test

import (
	"fmt"
	"net/http"
	"testing"
)

func TestTheClosingOfACheckIn(t *testing.T) {
	s := serve(t)
	s.client("Acme", 1)
	for _, title := range []string{"one", "two", "three"} {
		s.hold(title)
	}
	run := s.post("/checkins/now", map[string]any{"stay": true}).ok()["run"].(map[string]any)
	if run["endsAt"] != nil {
		t.Errorf("it does not stay open: %v", run)
	}
	item := s.get("/queue").list("items")[0]
	s.post(itemPath(int64(item["id"].(float64)), "/done"), nil).ok()
	s.post("/checkins/end", nil).ok()
	path := fmt.Sprintf("/checkins/runs/%v/closing", run["id"])
	closing := s.get(path).ok()
	if closing["handled"] != 1.0 || closing["carried"] != 2.0 || closing["next"] == nil {
		t.Errorf("the closing is %v", closing)
	}
	if left := s.get("/queue").list("items"); len(left) != 2 {
		t.Errorf("carried over are %v", left)
	}
	if ours := s.get(path + "?client=Acme").ok(); ours["handled"] != 0.0 || ours["carried"] != 0.0 {
		t.Errorf("for Acme it is %v", ours)
	}
	s.get("/checkins/runs/999/closing").problem(http.StatusNotFound, "not_found")
}
