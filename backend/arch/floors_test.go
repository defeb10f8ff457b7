package arch

import (
	"strings"
	"testing"
)

// floors, lowest first. A package imports lower floors only; the longest name that fits counts, and a
// name that ends in /… stands for every package below it.
var floors = [][]string{
	{"backend/work", "backend/fault", "backend/foreign/sqlite", "frontend"},
	{"backend/foreign/…", "backend/desktop/com", "backend/desktop/sessionbus", "backend/desktop/xserver", "backend/address"}, // readers of what other systems write: they run, and are tested, on every system
	{"backend/desktop/…", "backend/profile"},                                                                                 // leaves: they know the system and no rule of ours
	{"backend/bus", "backend/schedule", "backend/source", "backend/store", "backend/update"},
	{"backend/gate", "backend/rank", "backend/source/httpx", "backend/source/icaltime", "backend/export", "backend/promise", "backend/timesheet"},
	{"backend/replay"},
	{"backend/queue", "backend/session", "backend/timesheet/paper"},
	{"backend/source/…", "backend/intake"},
	{"backend/source/all", "backend/core", "backend/demo"},
	{"backend/api/wire", "backend/api/remote"},
	{"backend/api"},
	{"backend/cmd/…", "app"},
	{"main"},
}

const lowerOnly = "a package imports lower floors only, so that each can be read and tested without what stands on it"

func TestFloors(t *testing.T) {
	for _, p := range packages(t) {
		floor, known := floorOf(p.path)
		if !known && !p.forTests() {
			t.Errorf("%s stands on no floor: give it one in the table of this test, with its reason in CONTRIBUTING", p.path)
			continue
		}
		for _, imported := range p.ours {
			if below, known := floorOf(imported); known && below >= floor && !p.forTests() {
				t.Errorf("%s (floor %d) imports %s (floor %d): %s", p.path, floor, imported, below, lowerOnly)
			}
		}
	}
}

// floorOf is the floor of the longest name in the table that fits.
func floorOf(path string) (floor int, known bool) {
	longest := -1
	for number, names := range floors {
		for _, name := range names {
			prefix, all := strings.CutSuffix(name, "/…")
			fits := path == name || all && strings.HasPrefix(path, prefix+"/")
			if fits && len(prefix) >= longest && (!all || len(prefix) > longest) {
				floor, known, longest = number, true, len(prefix)
			}
		}
	}
	return floor, known
}

// only says which packages may import what begins with a path, ours or another's.
var only = []struct {
	library string
	may     []string
	reason  string
}{
	{"gorm.io/", []string{"backend/store"}, "only the store knows SQL, so that the rest can be read without it"},
	{"github.com/glebarez/sqlite", []string{"backend/store"}, "only the store knows its database"},
	{"github.com/glebarez/go-sqlite", []string{"backend/store", "backend/foreign/sqlite"}, "the store owns the driver; foreign/sqlite shares it, to read what other programs keep"},
	{"github.com/pressly/goose", []string{"backend/store"}, "only the store brings its schema up to date"},
	{"modernc.org/sqlite", nil, "the driver would register twice and panic: go through the store"},
	{"codeberg.org/go-pdf/", []string{"backend/timesheet/paper"}, "one package lays out paper"},
	{"database/sql", []string{"backend/store", "backend/foreign/sqlite"}, "only the store knows SQL, and who reads other programs' databases and never writes"},
	{"github.com/wailsapp/", []string{"app", "main"}, "the core must run without a window, and stay small"},
	{"sluice/backend/source/all", []string{"backend/cmd/…"}, "the core knows the contract of sources, not the list of them"},
	{"sluice/backend/core", []string{"backend/api", "backend/cmd/…"}, "the window and the command line ask the core over its socket"},
	{"sluice/frontend", []string{"backend/api", "backend/cmd/…"}, "the core serves the interface; nothing else needs its files"},
	{"sluice/app", []string{"main"}, "the window's shell belongs to the window"},
}

func TestOnlyTheirOwnersKnowLibraries(t *testing.T) {
	for _, p := range packages(t) {
		for _, rule := range only {
			for _, imported := range p.imports {
				if within(imported, rule.library) && !anyFits(rule.may, p.path) && !p.forTests() {
					t.Errorf("%s imports %s: %s", p.path, imported, rule.reason)
				}
			}
		}
	}
}

// knows limits what a package may import of ours.
var knows = []struct {
	path   string
	may    []string
	reason string
}{
	{"backend/work", nil, "the nouns stand by themselves: one sitting tells what the program is"},
	{"backend/fault", nil, "errors are made everywhere and know nothing"},
	{"backend/schedule", []string{"backend/work", "backend/fault"}, "plan arithmetic is pure: it takes a time and gives a time"},
	{"backend/gate", []string{"backend/work", "backend/fault", "backend/schedule"}, "the decision is pure"},
	{"backend/rank", []string{"backend/work", "backend/fault"}, "the score is pure but for its weights"},
	{"backend/timesheet", []string{"backend/work", "backend/fault", "backend/schedule"}, "sums of time are pure, and are tested without a store"},
	{"backend/api/remote", []string{"backend/work", "backend/fault", "backend/profile"}, "the window links it and must stay free of database and sources"},
	{"app", []string{"backend/address", "backend/fault", "backend/profile", "backend/desktop/link", "backend/api/remote"}, "the window holds no data and no rules"},
	{"main", []string{"backend/address", "backend/fault", "backend/profile", "app"}, "the entry of the window stays tiny"},
}

func TestNarrowPackagesStayNarrow(t *testing.T) {
	for _, p := range packages(t) {
		for _, rule := range knows {
			for _, imported := range p.ours {
				if p.path == rule.path && !anyFits(rule.may, imported) {
					t.Errorf("%s imports %s: %s", p.path, imported, rule.reason)
				}
			}
		}
	}
}

func TestSourcesDoNotKnowOneAnother(t *testing.T) {
	shared := []string{"backend/source", "backend/source/httpx", "backend/source/icaltime", "backend/source/sourcetest"}
	for _, p := range packages(t) {
		if !within(p.path, "backend/source/") || p.path == "backend/source/all" || p.forTests() {
			continue
		}
		for _, imported := range p.ours {
			if within(imported, "backend/source/") && !within(imported, p.path+"/") && !anyFits(shared, imported) {
				t.Errorf("%s imports %s: a source is one folder that can be taken out without touching another", p.path, imported)
			}
		}
	}
}
