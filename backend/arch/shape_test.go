package arch

import (
	"path"
	"slices"
	"testing"
)

func TestEveryPackageSaysWhatItIsFor(t *testing.T) {
	for _, p := range packages(t) {
		if p.doc == "" {
			t.Errorf("%s has no package comment: a reader should learn from it what the package is for and what it leaves to others", p.path)
		}
	}
}

func TestNoPackageIsNamedAfterNothing(t *testing.T) {
	for _, p := range packages(t) {
		if slices.Contains([]string{"util", "utils", "common", "helper", "helpers", "misc", "shared"}, path.Base(p.path)) {
			t.Errorf("%s is named after nothing: name it after what it is for, or put its parts where they are used", p.path)
		}
	}
}

func TestTheTableOfFloorsFindsTheLongestName(t *testing.T) {
	cases := map[string]string{
		"backend/source":        "backend/bus",
		"backend/source/httpx":  "backend/gate",
		"backend/source/github": "backend/intake",
		"backend/source/all":    "backend/core",
		"backend/desktop/dnd":   "backend/profile",
	}
	for one, other := range cases {
		a, knownA := floorOf(one)
		b, knownB := floorOf(other)
		if !knownA || !knownB || a != b {
			t.Errorf("%s is on floor %d, and %s on %d; they should be on one", one, a, other, b)
		}
	}
	if _, known := floorOf("backend/sourcery"); known {
		t.Error("a package that only begins like another got its floor")
	}
}
