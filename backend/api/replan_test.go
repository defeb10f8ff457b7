package api_test

import (
	"fmt"
	"net/http"
	"testing"
	"time"
)

// TestMovingWhatIsPlanned moves a check-in and shields as the interface does: looks first what would
// break, changes one day or all of them, and finds the change where the plan is told.
func TestMovingWhatIsPlanned(t *testing.T) {
	s := serve(t)
	plan := s.get("/checkins").ok()
	first := plan["moments"].([]any)[0].(map[string]any)
	of := first["of"].([]any)[0].(map[string]any)
	if of["client"] != "" || of["planned"] != first["planned"] {
		t.Errorf("the first check-in is made of %v", of)
	}
	path := fmt.Sprint("/api/v1/checkins/", of["checkIn"])
	at, err := time.Parse(time.RFC3339, fmt.Sprint(first["at"]))
	if err != nil {
		t.Fatal(err)
	}
	date := at.In(time.Local).Format(time.DateOnly)
	check := map[string]any{"checkIn": of["checkIn"], "at": "14:15", "only": date}
	if broken := s.post("/plan/check", check).ok()["broken"].([]any); len(broken) != 0 {
		t.Errorf("without clients moving it breaks %v", broken)
	}
	s.ask(http.MethodPut, path, map[string]any{"at": "soon"}).problem(http.StatusUnprocessableEntity, "invalid")
	s.ask(http.MethodPut, path, map[string]any{"at": "14:15", "only": date}).ok()
	moved := s.get("/checkins").ok()["moments"].([]any)[0].(map[string]any)
	now, err := time.Parse(time.RFC3339, fmt.Sprint(moved["at"]))
	if err != nil || now.In(time.Local).Format("15:04") != "14:15" {
		t.Errorf("it moved to %v (%v)", moved["at"], err)
	}
	s.ask(http.MethodPut, path, map[string]any{"at": "15:00"}).problem(http.StatusNotFound, "not_found")
}

// TestWhatAChangeBreaksIsNamed asks before, and reads it in the answers of what is saved: whoever saves a
// plan is told whose wait it breaks.
func TestWhatAChangeBreaksIsNamed(t *testing.T) {
	s := serve(t)
	weekend := s.post("/checkins", map[string]any{"at": "11:00"}).ok()
	s.post("/checkins", map[string]any{"at": "23:00"}).ok()
	if broken := weekend["broken"].([]any); len(broken) != 0 {
		t.Errorf("without clients it breaks %v", broken)
	}
	s.post("/clients", map[string]any{"id": 0, "name": "Acme", "number": 1, "colour": 1, "longestWaitMinutes": 14 * 60}).ok()
	wantBroken := func(what string, got map[string]any) {
		t.Helper()
		if broken, _ := got["broken"].([]any); len(broken) != 1 || broken[0].(map[string]any)["client"] != "Acme" {
			t.Errorf("%s: broken is %v, want Acme’s wait", what, got["broken"])
		}
	}
	own := map[string]any{"at": "10:00", "days": "mon", "client": "Acme"}
	wantBroken("asking about a first own check-in", s.post("/plan/check", map[string]any{"add": []any{own}}).ok())
	wantBroken("asking about removing", s.post("/plan/check", map[string]any{"checkIn": weekend["id"], "remove": true}).ok())
	daily := map[string]any{"at": "12:00", "minutes": 14 * 60} // over the one at 23:00
	wantBroken("asking about a repeating shield", s.post("/plan/check", map[string]any{"repeat": daily}).ok())
	wantBroken("a repeating shield", s.post("/shields/rules", daily).ok())
	s.post("/undo", nil).ok()
	wantBroken("a first own check-in", s.post("/checkins", own).ok())
	s.post("/undo", nil).ok()
	wantBroken("removing", s.ask(http.MethodDelete, fmt.Sprint("/api/v1/checkins/", weekend["id"]), nil).ok())
	s.post("/undo", nil).ok()
	now, err := time.Parse(time.RFC3339, fmt.Sprint(s.get("/status").ok()["now"]))
	if err != nil {
		t.Fatal(err)
	}
	tomorrow := now.In(time.Local).AddDate(0, 0, 1).Format(time.DateOnly)
	skip := map[string]any{"checkIn": weekend["id"], "skip": tomorrow}
	asked := s.post("/plan/check", skip).ok()["broken"].([]any)
	skipped := s.post(fmt.Sprint("/checkins/", weekend["id"], "/skip"), map[string]any{"date": tomorrow}).ok()["broken"].([]any)
	if fmt.Sprint(asked) != fmt.Sprint(skipped) {
		t.Errorf("asked it breaks %v, and skipped %v", asked, skipped)
	}
	s.post("/plan/check", map[string]any{"add": []any{map[string]any{"at": "soon"}}}).problem(http.StatusUnprocessableEntity, "invalid")
}

// TestShieldsAreListedMovedAndCalledOff does so with a single one and with one that repeats.
func TestShieldsAreListedMovedAndCalledOff(t *testing.T) {
	s := serve(t)
	now, err := time.Parse(time.RFC3339, fmt.Sprint(s.get("/status").ok()["now"]))
	if err != nil {
		t.Fatal(err)
	}
	in := func(minutes int) string { // from noon on, to the second
		return now.Truncate(time.Second).Add(time.Duration(minutes) * time.Minute).Format(time.RFC3339)
	}
	one := s.post("/shields", map[string]any{"from": in(120), "until": in(180), "note": "Draft"}).ok()
	s.post("/shields/rules", map[string]any{"at": "17:00", "minutes": 30, "note": "Tidy"}).ok()
	list := s.get("/shields").ok()["shields"].([]any)
	if len(list) != 2 || list[0].(map[string]any)["rule"] != 0.0 || list[1].(map[string]any)["rule"] == 0.0 {
		t.Fatalf("the shields of the day are %v", list)
	}
	path := fmt.Sprint("/api/v1/shields/", one["id"])
	s.ask(http.MethodPut, path, map[string]any{"from": in(180), "until": in(225), "note": "Draft"}).ok()
	if moved := s.get("/shields").ok()["shields"].([]any)[0].(map[string]any); moved["from"] != in(180) || moved["until"] != in(225) {
		t.Errorf("it moved to %v", moved)
	}
	s.ask(http.MethodDelete, path, nil).ok()
	rule := list[1].(map[string]any)["rule"]
	s.ask(http.MethodPut, fmt.Sprint("/api/v1/shields/rules/", rule), map[string]any{"at": "18:00", "minutes": 0}).problem(http.StatusUnprocessableEntity, "invalid")
	changed := s.ask(http.MethodPut, fmt.Sprint("/api/v1/shields/rules/", rule), map[string]any{"at": "18:00", "minutes": 60}).ok()
	if changed["at"] != "18:00" || changed["minutes"] != 60.0 || changed["days"] != "daily" {
		t.Errorf("the repeating shield is %v", changed)
	}
	if left := s.get("/shields").ok()["shields"].([]any); len(left) != 1 {
		t.Errorf("left are %v", left)
	}
}

// TestOtherHoursAreAskedAbout names what a day off breaks before it is saved, with the ways out, and takes
// one of them in the same act.
func TestOtherHoursAreAskedAbout(t *testing.T) {
	s := serve(t)
	s.post("/checkins", map[string]any{"at": "11:00"}).ok() // every day, so that weekends keep it
	client := map[string]any{"id": 0, "name": "Acme", "number": 1, "colour": 1, "longestWaitMinutes": 25 * 60}
	s.post("/clients", client).ok()
	settings := s.get("/settings").ok()
	dayOff := s.nowOf().In(time.Local).AddDate(0, 0, 2).Format(time.DateOnly)
	hours := map[string]any{"week": make([][]any, 7), "off": []string{dayOff}}
	for i := range 7 {
		hours["week"].([][]any)[i] = []any{}
	}
	broken := s.post("/plan/check", map[string]any{"hours": hours}).list("broken")
	if len(broken) != 1 || broken[0]["client"] != "Acme" {
		t.Fatalf("a day off breaks %v", broken)
	}
	breach := broken[0]["breach"].(map[string]any)
	added := breach["checkIns"].([]any)
	if len(added) != 1 || added[0].(map[string]any)["once"] != dayOff {
		t.Errorf("it would be mended by %v, want one on just that day", added)
	}
	s.post("/plan/check", map[string]any{"hours": map[string]any{"week": [][]any{{map[string]any{"start": "17:00", "end": "09:00"}}}}}).
		problem(http.StatusUnprocessableEntity, "invalid")

	settings["hours"] = hours
	if left := s.ask(http.MethodPut, "/api/v1/settings", settings).list("broken"); len(left) != 1 {
		t.Errorf("saved all the same, it leaves %v", left)
	}
	s.post("/undo", nil).ok()
	settings["mend"] = []any{map[string]any{"client": "Acme", "way": "check-ins"}}
	if left := s.ask(http.MethodPut, "/api/v1/settings", settings).list("broken"); len(left) != 0 {
		t.Errorf("mended, it leaves %v", left)
	}
	if plan := s.get("/checkins").list("checkIns"); len(plan) != 5 {
		t.Errorf("the plan is %v", plan)
	}
	s.post("/undo", nil).ok()
	if plan := s.get("/checkins").list("checkIns"); len(plan) != 4 {
		t.Errorf("after one undo the plan is %v", plan)
	}
	settings["mend"] = []any{map[string]any{"client": "Nobody", "way": "check-ins"}}
	s.ask(http.MethodPut, "/api/v1/settings", settings).problem(http.StatusNotFound, "not_found")
}
