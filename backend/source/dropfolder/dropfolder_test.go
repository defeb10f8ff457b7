package dropfolder_test

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"sluice/backend/source"
	"sluice/backend/source/dropfolder"
	"sluice/backend/source/sourcetest"
)

// folder is a folder that something syncs.
type folder struct {
	t   testing.TB
	dir string
}

func (f folder) Put(m sourcetest.Message) {
	f.t.Helper()
	text, err := json.Marshal(map[string]any{
		"key": m.ID, "title": m.Title, "body": m.Body, "from": m.From, "sentAt": m.At, "updatedAt": m.Edited,
	})
	if err != nil {
		f.t.Fatal(err)
	}
	f.write(m.ID+".json", string(text))
}

func (f folder) write(name, text string) {
	f.t.Helper()
	if err := os.WriteFile(filepath.Join(f.dir, name), []byte(text), 0o600); err != nil {
		f.t.Fatal(err)
	}
}

func TestExam(t *testing.T) {
	dir := t.TempDir()
	sourcetest.Run(t, sourcetest.Subject{
		Source: dropfolder.Source{}, Settings: source.Values{"folder": dir}, Local: "it is a folder",
		Service: func(t testing.TB) sourcetest.Service {
			t.Helper()
			old, _ := filepath.Glob(filepath.Join(dir, "*"))
			for _, file := range old {
				_ = os.Remove(file)
			}
			return folder{t, dir}
		},
	})
}

func pull(t *testing.T, dir string, at source.Cursor, now time.Time) source.Batch {
	t.Helper()
	account := source.Account{Settings: source.Values{"folder": dir}, Now: func() time.Time { return now }}
	batch, err := dropfolder.Source{}.Pull(t.Context(), account, at, source.Budget{Events: 100})
	if err != nil {
		t.Fatal(err)
	}
	return batch
}

func TestFilesThatAreOnTheirWayAreWaitedFor(t *testing.T) {
	dir := t.TempDir()
	f := folder{t, dir}
	f.write("half.json", `{"title": "Hal`)
	f.write(".hidden.json", `{"title": "Hidden"}`)
	f.write("note.txt", `{"title": "No JSON"}`)
	f.write("list.json", "\ufeff"+`[{"title": "One", "url": "file:///etc/passwd"}, {"title": "Two", "url": "https://x.test/2"}]`)
	if err := os.Mkdir(filepath.Join(dir, "folder.json"), 0o700); err != nil {
		t.Fatal(err)
	}
	first := pull(t, dir, "", time.Now())
	if len(first.Events) != 2 || first.Skipped != 0 || first.Events[0].URL != "" || first.Events[1].URL == "" {
		t.Fatalf("at first came %+v", first)
	}
	later := pull(t, dir, first.Next, time.Now().Add(2*time.Minute))
	if len(later.Events) != 0 || later.Skipped != 1 {
		t.Errorf("a file that stays broken gives %+v", later)
	}
	f.write("half.json", `{"title": "Half and half"}`)
	if whole := pull(t, dir, later.Next, time.Now()); len(whole.Events) != 1 || whole.Events[0].Title != "Half and half" {
		t.Errorf("written anew it gives %+v", whole)
	}
}

func TestAFolderThatIsNotThere(t *testing.T) {
	f := folder{t, t.TempDir()}
	f.write("file", "")
	for path, want := range map[string]source.Class{filepath.Join(f.dir, "none"): source.NotThere, filepath.Join(f.dir, "file"): source.Setting} {
		account := source.Account{Settings: source.Values{"folder": path}, Now: time.Now}
		if _, err := (dropfolder.Source{}).Pull(t.Context(), account, "", source.Budget{}); source.ClassOf(err) != want {
			t.Errorf("%s gave %v", path, err)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	account := source.Account{Settings: source.Values{"folder": f.dir}, Now: time.Now}
	if _, err := (dropfolder.Source{}).Pull(ctx, account, "", source.Budget{}); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled, it gave %v", err)
	}
}

func FuzzFile(f *testing.F) {
	f.Add(`{"title":"x"}`)
	f.Add(`[{"title":"x","dueAt":"2026-01-01T00:00:00Z"},{}]`)
	f.Fuzz(func(t *testing.T, text string) {
		dir := t.TempDir()
		folder{t, dir}.write("x.json", text)
		for _, event := range pull(t, dir, "", time.Now().Add(time.Hour)).Events {
			if event.RemoteID == "" || strings.TrimSpace(event.Title) == "" {
				t.Errorf("an event says nothing: %+v", event)
			}
		}
	})
}
