package api_test

import (
	"bytes"
	"fmt"
	"net/http"
	"testing"
)

// client adds a client and gives its number in the profile.
func (s *served) client(name string, number int) any {
	s.Helper()
	body := map[string]any{"id": 0, "number": number, "name": name, "colour": number}
	return s.post("/clients", body).ok()["client"].(map[string]any)["id"]
}

// put puts something of a client in, past the gate or not.
func (s *served) put(client, title string, now bool) (item int64) {
	s.Helper()
	arrival := map[string]any{"title": title, "client": client, "now": now, "from": client + " person"}
	added := s.post("/arrivals?client=all", map[string]any{"arrivals": []any{arrival}}).ok()
	return int64(added["added"].([]any)[0].(map[string]any)["item"].(float64))
}

// TestWallHidesTheOthers works for one client and looks at every surface: nothing of the other one's,
// not its name, not a word, not a count.
func TestWallHidesTheOthers(t *testing.T) {
	s := serve(t)
	s.client("Acme", 1)
	s.client("Secretive", 2)
	mine := s.put("Acme", "Mine", true)
	theirs := s.put("Secretive", "Secret offer", true)
	s.put("Secretive", "Secret, held", false)
	s.post("/done?client=all", map[string]any{"items": []int64{s.put("Secretive", "Secret, done", true)}}).ok()
	s.post("/rules", map[string]any{"kind": "route", "client": "Secretive", "match": map[string]string{"app": "Secret chat"}}).ok()
	s.post("/checkins", map[string]any{"at": "11:11", "client": "Secretive"}).ok()
	s.post("/switch", map[string]any{"client": "Acme"}).ok()
	for _, path := range []string{
		"/status", "/queue", "/queue?state=done", "/search?q=secret", fmt.Sprint("/items/", mine),
		"/rules?kind=route", "/clients", "/receipt", "/checkins", "/settings", "/doctor",
		"/queue?group=client", "/queue/all", "/queue/counts", "/apps",
	} {
		r := s.get(path)
		r.ok()
		if bytes.Contains(bytes.ToLower(r.body), []byte("secret")) {
			t.Errorf("%s tells of the other client: %s", path, r.body)
		}
	}
	trial := s.post("/rules/try", map[string]any{"match": map[string]string{"words": "secret, mine"}})
	if trial.ok()["matched"] != 1.0 || bytes.Contains(bytes.ToLower(trial.body), []byte("secret")) {
		t.Errorf("trying a rule tells of the other client: %s", trial.body)
	}
	s.get(fmt.Sprint("/items/", theirs)).problem(http.StatusNotFound, "not_found")
	s.post(itemPath(theirs, "/done"), nil).problem(http.StatusNotFound, "not_found")
	status := s.get("/status").ok()
	if status["client"] != "Acme" || status["queued"] != 1.0 || status["held"] != 0.0 {
		t.Errorf("the status is %v", status)
	}
	if receipt := s.get("/receipt").ok(); receipt["arrived"] != 1.0 || receipt["lost"] != 0.0 {
		t.Errorf("the receipt is %v", receipt)
	}
	s.post("/switch", map[string]any{"client": "all"}).ok()
	if items := s.get("/queue").ok()["items"].([]any); len(items) != 2 {
		t.Errorf("all are %v", items)
	}
}

// TestWallHidesTheOthersWhateverIsRead puts a marker into everything of one client that holds content,
// works for another, and reads every path of the description that can be read: the marker is nowhere,
// nor in what is taken back. What belongs to nobody, such as a shield, is told everywhere.
func TestWallHidesTheOthersWhateverIsRead(t *testing.T) {
	s := serve(t)
	theirs := s.fillWithZebras()
	s.post("/shields/end", nil)
	s.post("/assign", map[string]any{"items": []int64{s.put("Zebraco", "Zebra, given away", true)}, "to": "Zebraco"}).ok()
	s.post("/switch", map[string]any{"client": "Acme"}).ok()
	mine := s.put("Acme", "Mine", true)
	for _, path := range append(s.readable(mine), "/rules?kind=route", "/rules?kind=breakThrough", "/views", "/export") {
		r := s.get(path)
		if text := bytes.ToLower(r.body); ofNobody[path] || !bytes.Contains(text, []byte("zebra")) && !bytes.Contains(text, []byte("4711")) {
			continue
		}
		t.Errorf("with another client active %s tells %s", path, r.body)
	}
	s.get(fmt.Sprint("/items/", theirs)).problem(http.StatusNotFound, "not_found")
	taken := map[string]any{"id": 0, "number": 2, "name": "Dune", "colour": 3}
	r := s.post("/clients", taken)
	if r.problem(http.StatusConflict, "conflict"); bytes.Contains(bytes.ToLower(r.body), []byte("zebra")) {
		t.Errorf("a refusal tells %s", r.body)
	}
	for undone := 0; s.get("/status").ok()["client"] == "Acme"; undone++ { // until Acme itself is taken back
		r := s.post("/undo", nil)
		if r.ok(); bytes.Contains(bytes.ToLower(r.body), []byte("zebra")) {
			t.Errorf("undo %d tells %s", undone, r.body)
		}
	}
}

// ofNobody are the paths that tell the same whoever is worked for.
var ofNobody = map[string]bool{"/shields": true}

// TestWallHidesTheMomentsOfOthers plans check-ins for one client alone and looks from behind the
// other's wall: neither when they come nor how many things one brought is told, only that it is open.
func TestWallHidesTheMomentsOfOthers(t *testing.T) {
	s := serve(t)
	s.client("Acme", 1)
	s.client("Secretive", 2)
	s.post("/checkins", map[string]any{"at": "07:07", "client": "Acme"}).ok()
	theirs := map[string]bool{}
	before := moments(s)
	s.post("/checkins", map[string]any{"at": "11:11", "client": "Secretive"}).ok()
	for at := range moments(s) {
		if !before[at] {
			theirs[at] = true
		}
	}
	if len(theirs) == 0 {
		t.Fatal("all clients together see no moment of the new check-in")
	}
	s.post("/switch", map[string]any{"client": "Acme"}).ok()
	mine := moments(s)
	for at := range theirs {
		if mine[at] {
			t.Errorf("a moment of the other client's is told: %s", at)
		}
	}
	status := s.get("/status").ok()
	if next, _ := status["nextCheckIn"].(string); !mine[next] {
		t.Errorf("the next check-in is told as %q, which is none of %v", next, mine)
	}
	if undo := status["undo"].(map[string]any)["sentence"]; undo != "Check-in added" {
		t.Errorf("undo tells %q", undo)
	}
	s.post("/switch", map[string]any{"client": "all"}).ok()
	s.put("Secretive", "Secret, held", false)
	run := s.post("/checkins/now?client=Secretive", map[string]any{}).ok()["run"].(map[string]any)["id"]
	s.post("/switch", map[string]any{"client": "Acme"}).ok()
	status = s.get("/status").ok()
	if status["state"] != "checkin" || status["run"] != nil {
		t.Errorf("of the other client's check-in there is told: %v %v", status["state"], status["run"])
	}
	for _, told := range s.get("/receipt").ok()["checkIns"].([]any) {
		if told.(map[string]any)["id"] == run {
			t.Errorf("the receipt lists %v", told)
		}
	}
	s.get(fmt.Sprint("/receipt?checkIn=", run)).problem(http.StatusNotFound, "not_found")
	ended := s.post("/checkins/end", nil).ok()
	if ended["id"] != 0.0 || ended["delivered"] != 0.0 {
		t.Errorf("ending it tells %v", ended)
	}
}

// TestWallCountsTheActiveClientAlone opens one check-in for two clients.
func TestWallCountsTheActiveClientAlone(t *testing.T) {
	s := serve(t)
	s.client("Acme", 1)
	s.client("Secretive", 2)
	s.put("Acme", "Mine, held", false)
	s.put("Secretive", "Secret, held", false)
	s.put("Secretive", "Another secret, held", false)
	s.post("/switch", map[string]any{"client": "Acme"}).ok()
	opened := s.post("/checkins/now", map[string]any{}).ok()
	if opened["delivered"] != 1.0 || opened["sentence"] != "Check-in open: 1 item delivered." {
		t.Errorf("opened: %v", opened)
	}
	for _, run := range []any{opened["run"], s.get("/status").ok()["run"]} {
		told := run.(map[string]any)
		if told["delivered"] != 1.0 || told["total"] != 1.0 || told["left"] != 1.0 {
			t.Errorf("the check-in is told as %v", told)
		}
	}
}

// moments lists when check-ins happen, as the plan tells it.
func moments(s *served) map[string]bool {
	s.Helper()
	told := map[string]bool{}
	for _, moment := range s.get("/checkins").ok()["moments"].([]any) {
		told[moment.(map[string]any)["at"].(string)] = true
	}
	return told
}

func TestAskedBehindAnotherWall(t *testing.T) {
	s := serve(t)
	s.client("Acme", 1)
	s.client("Beta", 2)
	s.put("Acme", "Mine", true)
	s.put("Beta", "Theirs", true)
	s.post("/switch", map[string]any{"client": "1"}).ok()
	for asked, want := range map[string]string{"Acme": "Mine", "1": "Mine", "acme": "Mine", "Beta": "Theirs", "2": "Theirs"} {
		items := s.get("/queue?client=" + asked).ok()["items"].([]any)
		if len(items) != 1 || items[0].(map[string]any)["title"] != want {
			t.Errorf("for %s there are %v", asked, items)
		}
	}
	if items := s.get("/queue?client=all").ok()["items"].([]any); len(items) != 2 {
		t.Errorf("for all there are %v", items)
	}
	s.get("/queue?client=Nobody").problem(http.StatusNotFound, "not_found")
	s.post("/switch", map[string]any{"client": "Nobody"}).problem(http.StatusNotFound, "not_found")
}
