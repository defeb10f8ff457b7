package api_test

import (
	"bytes"
	"flag"
	"os"
	"testing"

	"sluice/backend/api"
)

// update writes the description instead of comparing it: go generate ./backend/api/...
var update = flag.Bool("update", false, "write openapi.json anew")

const described = "openapi.json"

// TestDescriptionIsCommitted keeps the committed description, from which the interface's types are
// made, the same as what the API answers to.
func TestDescriptionIsCommitted(t *testing.T) {
	now, err := api.Description()
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile(described, now, 0o600); err != nil {
			t.Fatal(err)
		}
		return
	}
	committed, err := os.ReadFile(described)
	if err != nil || !bytes.Equal(committed, now) {
		t.Errorf("%s is not what the API does now (%v): run `make generate` and commit what changes", described, err)
	}
}
