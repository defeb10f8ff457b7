package api_test

import (
	"fmt"
	"net/http"
	"testing"
)

func TestSwitchingOffAndOn(t *testing.T) {
	s := serve(t)
	rule := s.post("/rules", map[string]any{"kind": "mute", "match": map[string]string{"from": "Ana"}}).ok()
	checkIn := s.post("/checkins", map[string]any{"at": "11:00"}).ok()
	shield := s.post("/shields/rules", map[string]any{"at": "10:00", "minutes": 60}).ok()
	for _, c := range []struct {
		path, list, in string
		id             any
	}{
		{"/rules", "/rules?kind=mute", "rules", rule["id"]},
		{"/checkins", "/checkins", "checkIns", checkIn["id"]},
		{"/shields/rules", "/shields/rules", "rules", shield["id"]},
	} {
		isOff := func() bool {
			t.Helper()
			for _, each := range s.get(c.list).list(c.in) {
				if each["id"] == c.id {
					return each["off"] == true
				}
			}
			t.Fatalf("%s: it is gone", c.path)
			return false
		}
		turn := fmt.Sprintf("%s/%v/switch", c.path, c.id)
		act := s.post(turn, map[string]any{"on": false}).ok()["act"].(map[string]any)
		if !isOff() || act["id"] == 0.0 {
			t.Errorf("%s: it is not off after %v", c.path, act)
		}
		s.post("/undo", nil).ok()
		if isOff() {
			t.Errorf("%s: undo left it off", c.path)
		}
		s.post(turn, map[string]any{"on": false}).ok()
		s.post(turn, map[string]any{"on": true}).ok()
		if isOff() {
			t.Errorf("%s: it is off", c.path)
		}
		s.post(c.path+"/999/switch", map[string]any{"on": true}).problem(http.StatusNotFound, "not_found")
	}
}

// Switching on can break a wait as well: a client's own check-in takes the place of the common ones.
func TestSwitchingSaysWhatItBreaks(t *testing.T) {
	s := serve(t)
	own := s.post("/checkins", map[string]any{"at": "11:00"}).ok() // so that no weekend is without
	s.post("/checkins", map[string]any{"at": "23:00"}).ok()
	s.post("/clients", map[string]any{"id": 0, "name": "Acme", "number": 1, "colour": 1, "longestWaitMinutes": 14 * 60}).ok()
	broken := func(r map[string]any) int { return len(r["broken"].([]any)) }
	if got := s.post(fmt.Sprintf("/checkins/%v/switch", own["id"]), map[string]any{"on": false}).ok(); broken(got) != 1 {
		t.Errorf("switched off, it breaks %v", got)
	}
	monday := s.post("/checkins", map[string]any{"at": "10:00", "days": "mon", "client": "Acme"}).ok()
	turn := fmt.Sprintf("/checkins/%v/switch", monday["id"])
	s.post(turn, map[string]any{"on": false}).ok()
	if got := s.post(turn, map[string]any{"on": true}).ok(); broken(got) != 1 {
		t.Errorf("switched on, it breaks %v", got)
	}
	long := s.post("/shields/rules", map[string]any{"at": "12:00", "minutes": 20 * 60}).ok()
	turn = fmt.Sprintf("/shields/rules/%v/switch", long["id"])
	if got := s.post(turn, map[string]any{"on": false}).ok(); broken(got) != 0 {
		t.Errorf("a shield that goes breaks %v", got)
	}
}
