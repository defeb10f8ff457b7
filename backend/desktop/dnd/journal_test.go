package dnd

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
	"time"
)

func TestJournalRoundTrip(t *testing.T) {
	path := filepath.Join(t.TempDir(), "new", "dnd.json")
	want := journal{
		Backend: "dunst", Daemon: "a/:1", Previous: absent, Set: "true",
		Until: time.Date(2025, 3, 1, 9, 0, 0, 0, time.UTC), Owner: owner{"boot", 7, "99"},
	}
	if err := want.write(path); err != nil {
		t.Fatal(err)
	}
	got, err := readJournal(path)
	if err != nil || *got != want {
		t.Fatalf("got %+v, %v", got, err)
	}
	if _, err := os.Stat(path + ".part"); err == nil {
		t.Fatal("half a journal was left behind")
	}
	for range 2 {
		if err := removeJournal(path); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := readJournal(path); got != nil || err != nil {
		t.Fatalf("after removal: %+v, %v", got, err)
	}
}

func FuzzParseJournal(f *testing.F) {
	f.Add([]byte(`{"backend":"dunst","previous":"false","set":"true"}`))
	f.Add([]byte(`{`))
	f.Add([]byte(`null`))
	f.Fuzz(func(t *testing.T, text []byte) {
		j, err := parseJournal(text)
		if err != nil {
			return
		}
		again, err := json.Marshal(j)
		if err != nil {
			t.Skip("a moment outside of what can be written")
		}
		if k, err := parseJournal(again); err != nil || !k.Until.Equal(j.Until) || k.Set != j.Set || k.Previous != j.Previous {
			t.Fatalf("%s became %s: %v", text, again, err)
		}
	})
}
