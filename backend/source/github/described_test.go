package github_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"sluice/backend/source"
	"sluice/backend/source/github"
	"sluice/backend/source/sourcetest"
)

// description gives GitHub's own description, as the npm package @octokit/openapi has it: installed beside
// the interface, or its folder "generated" named by SLUICE_SPECS.
func description(t *testing.T) *sourcetest.Description {
	t.Helper()
	const file = "api.github.com.json"
	installed := filepath.Join("..", "..", "..", "frontend", "node_modules", "@octokit", "openapi", "generated", file)
	if _, err := os.Stat(installed); err == nil {
		return sourcetest.LoadDescription(t, installed)
	}
	return sourcetest.Described(t, file)
}

// api is where github.com answers.
const api = "https://api.github.com"

// TestRequestsAreAsDescribed checks the requests of check, pull and each verb.
func TestRequestsAreAsDescribed(t *testing.T) {
	d := description(t)
	s := &server{}
	s.Put(sourcetest.Message{ID: "1", Title: "Checkout", From: "ana", At: time.Now().Add(-time.Hour)})
	account := sourcetest.Account(github.Source{}, source.Values{"address": api, "participating": "true"}, source.Secrets{"token": "ghp_secret"},
		d.Checks(t, s))
	if _, err := (github.Source{}).Check(t.Context(), account); err != nil {
		t.Error(err)
	}
	var at source.Cursor
	for range 2 { // the second one asks for what changed
		batch, err := github.Source{}.Pull(t.Context(), account, at, source.Budget{Requests: 50, Since: time.Now().Add(-24 * time.Hour)})
		if err != nil {
			t.Fatal(err)
		}
		at = batch.Next
	}
	for _, verb := range (github.Source{}).Describe().Writes {
		target := source.Target{Thread: "1", RemoteIDs: []string{"1"}, URL: "https://github.com/acme/shop/pull/12"}
		if err := (github.Source{}).Write(source.Acting(t.Context()), account, source.Write{Verb: verb, Text: "yes", Target: target}); err != nil {
			t.Error(err)
		}
	}
	if len(s.Written()) != len((github.Source{}).Describe().Writes) {
		t.Errorf("checked were %v", s.Written())
	}
}

// TestDescribedAnswers reads the notifications that the description has as an example.
func TestDescribedAnswers(t *testing.T) {
	d := description(t)
	account := sourcetest.Account(github.Source{}, source.Values{"address": api}, source.Secrets{"token": "ghp_secret"}, d.Answers(t, nil))
	if identity, err := (github.Source{}).Check(t.Context(), account); err != nil || identity.Who != "@octocat, monalisa octocat" {
		t.Errorf("check gave %+v (%v)", identity, err)
	}
	batch, err := github.Source{}.Pull(t.Context(), account, "", source.Budget{Requests: 50})
	if err != nil || batch.Skipped > 0 || len(batch.Events) != 1 {
		t.Fatalf("pull gave %+v (%v)", batch, err)
	}
	if e := batch.Events[0]; e.RemoteID != "1" || e.Title != "Greetings" || e.UpdatedAt.Year() != 2014 || e.Body == "" || e.From == "" {
		t.Errorf("it came as %+v", e)
	}
}
