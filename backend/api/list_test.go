package api_test

import (
	"fmt"
	"net/http"
	"slices"
	"testing"
)

func TestAListComesInParts(t *testing.T) {
	s := serve(t)
	s.client("Acme", 1)
	for i := range 5 {
		s.put([]string{"Acme", ""}[i%2], fmt.Sprint("Item ", i), true)
	}
	all := s.get("/queue?brief=true")
	all.has(all.ok(), "items", "offset", "total", "groups")
	items := all.ok()["items"].([]any)
	last := int64(items[4].(map[string]any)["id"].(float64))
	around := s.get(fmt.Sprintf("/queue?limit=2&near=%d", last)).ok()
	if part := around["items"].([]any); around["total"] != 5.0 || around["offset"] != 3.0 || len(part) != 2 {
		t.Errorf("around the last it gave %v", around)
	}
	grouped := s.get("/queue?group=client&limit=3").ok()
	counts := map[string]float64{}
	for _, group := range grouped["groups"].([]any) {
		counts[group.(map[string]any)["name"].(string)] = group.(map[string]any)["count"].(float64)
	}
	if len(counts) != 2 || counts["Acme"] != 3 || counts[""] != 2 {
		t.Errorf("the groups are %v", grouped["groups"])
	}
	if some := s.get("/queue?q=in:acme").ok(); some["total"] != 3.0 {
		t.Errorf("of Acme there are %v", some["total"])
	}
	s.get("/queue?q=is:held").problem(http.StatusConflict, "conflict")
	s.get("/queue?group=colour").problem(http.StatusUnprocessableEntity, "invalid")
}

func TestAllOfAListIsKnownByItsNumbers(t *testing.T) {
	s := serve(t)
	s.client("Acme", 1)
	mine := s.put("Acme", "Mine", true)
	s.put("", "Nobody's", true)
	all := s.get("/queue/all").ok()
	if len(all["items"].([]any)) != 2 || !slices.Equal(all["clients"].([]any), []any{"", "Acme"}) {
		t.Errorf("all are %v", all)
	}
	s.post("/switch", map[string]any{"client": "Acme"}).ok()
	all = s.get("/queue/all").ok()
	if !slices.Equal(all["items"].([]any), []any{float64(mine)}) {
		t.Errorf("behind the wall all are %v", all)
	}
	counts := s.get("/queue/counts").ok()["counts"].([]any)
	if len(counts) != 1 || counts[0].(map[string]any)["name"] != "Acme" || counts[0].(map[string]any)["count"] != 1.0 {
		t.Errorf("behind the wall the counts are %v", counts)
	}
}
