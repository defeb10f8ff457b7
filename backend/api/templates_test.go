package api_test

import (
	"fmt"
	"net/http"
	"net/url"
	"testing"

	"sluice/backend/work"
)

// TestEveryTemplateMakesAClient takes what a template proposes to the letter: the core takes it, and the
// plan keeps the longest wait that it promises.
func TestEveryTemplateMakesAClient(t *testing.T) {
	s := serve(t)
	templates := s.get("/clients/templates").list("templates")
	if len(templates) != len(work.Templates()) {
		t.Fatalf("there are %v", templates)
	}
	for _, template := range templates {
		client := template["client"].(map[string]any)
		client["name"] = template["name"]
		name := fmt.Sprint(template["name"])
		s.post("/clients", client).ok()
		for _, each := range template["checkIns"].([]any) {
			rule := each.(map[string]any)
			s.post("/checkins", map[string]any{"at": rule["at"], "days": rule["days"], "client": name}).ok()
		}
		saved := s.get("/clients?client=" + url.QueryEscape(name)).list("clients")[0]
		if checked := s.post("/clients/check", saved).ok(); checked["breach"] != nil {
			t.Errorf("%s promises what its plan does not keep: %v", name, checked["breach"])
		}
	}
}

func TestATemplateProposesTheUsualRate(t *testing.T) {
	s := serve(t)
	rated := func(name string, minor int) {
		s.post("/clients", map[string]any{
			"id": 0, "number": 0, "name": name, "colour": 1, "rate": map[string]any{"minor": minor, "currency": "EUR"},
		}).ok()
	}
	rateOf := func(id string) any {
		for _, template := range s.get("/clients/templates").list("templates") {
			if rate, has := template["client"].(map[string]any)["rate"].(map[string]any); template["id"] == id && has {
				return rate["minor"]
			}
		}
		return nil
	}
	if rate := rateOf("hourly"); rate != nil {
		t.Errorf("nobody pays, but %v is proposed", rate)
	}
	rated("Acme", 9000)
	rated("Borealis", 9000)
	rated("Corvid", 12000)
	if hourly, fixed := rateOf("hourly"), rateOf("fixed"); hourly != 9000.0 || fixed != nil {
		t.Errorf("proposed are %v, and %v for a fixed price", hourly, fixed)
	}
	s.post("/switch", map[string]any{"client": "Corvid"}).ok()
	if rate := rateOf("retainer"); rate != 12000.0 {
		t.Errorf("behind Corvid's wall %v is proposed", rate)
	}
}

func TestAPromiseNamesNobodyElse(t *testing.T) {
	s := serve(t)
	acme, other := s.client("Acme", 1), s.client("Secretive", 2)
	s.post("/checkins", map[string]any{"at": "06:06", "client": "Secretive"}).ok()
	said := s.get(fmt.Sprintf("/clients/%v/promise", acme)).ok()["texts"].(map[string]any)
	for language, begins := range map[string]string{"en": "I read messages at 9:30, 13:00 and 16:30 ", "de": "Ich lese Nachrichten um 9:30, 13:00 und 16:30 Uhr "} {
		if text := fmt.Sprint(said[language]); len(text) < len(begins) || text[:len(begins)] != begins {
			t.Errorf("in %s it is %q", language, text)
		}
	}
	s.post("/switch", map[string]any{"client": "Acme"}).ok()
	s.get(fmt.Sprintf("/clients/%v/promise", other)).problem(http.StatusNotFound, "not_found")
	s.get("/clients/999/promise").problem(http.StatusNotFound, "not_found")
}

func TestRulesReadAsSentences(t *testing.T) {
	s := serve(t)
	s.client("Acme", 1)
	s.post("/rules", map[string]any{"kind": "route", "client": "Acme", "match": map[string]string{"app": "Slack"}}).ok()
	if rules := s.get("/rules?kind=route").list("rules"); rules[0]["sentence"] != "Everything in Slack goes to Acme." {
		t.Errorf("the rule is %v", rules)
	}
}
