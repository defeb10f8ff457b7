package gitlab_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"sluice/backend/source"
	"sluice/backend/source/gitlab"
	"sluice/backend/source/sourcetest"
)

var described = filepath.Join("testdata", "openapi.json")

// TestRequestsAreAsDescribed checks the requests of check, pull, and each verb, at an issue and a merge
// request.
func TestRequestsAreAsDescribed(t *testing.T) {
	s := &server{}
	s.Put(sourcetest.Message{ID: "1", Title: "Checkout", From: "ana", At: time.Now().Add(-time.Hour)})
	account := sourcetest.Account(gitlab.Source{}, source.Values{"address": "https://gitlab.test"},
		source.Secrets{"token": "glpat-secret"}, sourcetest.LoadDescription(t, described).Checks(t, s))
	if _, err := (gitlab.Source{}).Check(t.Context(), account); err != nil {
		t.Error(err)
	}
	batch, err := gitlab.Source{}.Pull(t.Context(), account, "", source.Budget{Requests: 50})
	if err != nil || len(batch.Events) != 1 {
		t.Fatalf("pull gave %+v (%v)", batch, err)
	}
	for _, thread := range []string{"7/issues/12", "7/merge_requests/13"} {
		target := source.Target{Thread: thread, RemoteIDs: []string{batch.Events[0].RemoteID}}
		for _, verb := range (gitlab.Source{}).Describe().Writes {
			if err := (gitlab.Source{}).Write(source.Acting(t.Context()), account, source.Write{Verb: verb, Text: "yes", Target: target}); err != nil {
				t.Error(err)
			}
		}
	}
	if len(s.Written()) != 4 {
		t.Errorf("checked were %v", s.Written())
	}
}

// TestEveryActionThatIsDescribedMeansSomething: the actions are those that the description has for
// filtering.
func TestEveryActionThatIsDescribedMeansSomething(t *testing.T) {
	actions := valuesOf(t, "action")
	if len(actions) < 20 {
		t.Fatalf("the description has %v", actions)
	}
	for _, action := range actions {
		if !slices.Contains(gitlab.Actions(), action) {
			t.Errorf("%q means nothing", action)
		}
	}
}

// valuesOf gives the values of a parameter of the list of to-dos.
func valuesOf(t *testing.T, name string) []string {
	t.Helper()
	text, err := os.ReadFile(described)
	if err != nil {
		t.Fatal(err)
	}
	var whole struct {
		Paths map[string]struct {
			Get struct {
				Parameters []struct {
					Name   string
					Schema struct{ Enum []string }
				}
			}
		}
	}
	if err := json.Unmarshal(text, &whole); err != nil {
		t.Fatal(err)
	}
	for _, parameter := range whole.Paths["/api/v4/todos"].Get.Parameters {
		if parameter.Name == name {
			return parameter.Schema.Enum
		}
	}
	return nil
}
