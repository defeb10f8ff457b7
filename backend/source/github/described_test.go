package github_test

import (
	"path/filepath"
	"testing"
	"time"

	"sluice/backend/source"
	"sluice/backend/source/github"
	"sluice/backend/source/sourcetest"
)

// described are GitHub's own descriptions, cut down to what is used of them, with an address of the API each.
var described = map[string]string{
	"api.github.com.json": "https://api.github.com",
	"ghes-3.19.json":      "https://github.test", // as people enter it; the API lies below
}

// TestRequestsAreAsDescribed checks the requests of check, pull, fetching the whole, and each verb.
func TestRequestsAreAsDescribed(t *testing.T) {
	for file, address := range described {
		t.Run(file, func(t *testing.T) {
			s := &server{}
			s.Put(sourcetest.Message{ID: "1", Title: "Checkout", From: "ana", At: time.Now().Add(-time.Hour)})
			account := sourcetest.Account(github.Source{}, source.Values{"address": address, "participating": "true"},
				source.Secrets{"token": "ghp_secret"}, sourcetest.LoadDescription(t, filepath.Join("testdata", file)).Checks(t, s))
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
			target := source.Target{Thread: "1", RemoteIDs: []string{"1"}, URL: "https://github.com/acme/shop/pull/12"}
			if _, err := (github.Source{}).Hydrate(t.Context(), account, target); err != nil {
				t.Error(err)
			}
			for _, verb := range (github.Source{}).Describe().Writes {
				if err := (github.Source{}).Write(source.Acting(t.Context()), account, source.Write{Verb: verb, Text: "yes", Target: target}); err != nil {
					t.Error(err)
				}
			}
			if len(s.Written()) != len((github.Source{}).Describe().Writes) {
				t.Errorf("checked were %v", s.Written())
			}
		})
	}
}

// TestDescribedAnswers reads the notifications that the description has as an example.
func TestDescribedAnswers(t *testing.T) {
	d := sourcetest.LoadDescription(t, filepath.Join("testdata", "api.github.com.json"))
	account := sourcetest.Account(github.Source{}, source.Values{"address": described["api.github.com.json"]}, source.Secrets{"token": "ghp_secret"}, d.Answers(t, nil))
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
