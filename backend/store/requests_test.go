package store_test

import (
	"errors"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"sluice/backend/store"
)

func answerTo(t *testing.T, s *store.Store, key string) (a store.Answer, found bool) {
	t.Helper()
	read(t, s, func(tx *store.Tx) (err error) { a, found, err = tx.Answer(key); return err })
	return a, found
}

func TestKeepAnswer(t *testing.T) {
	s := fresh(t)
	keep := func(key, what string, at time.Time, status int, body []byte) {
		t.Helper()
		write(t, s, func(tx *store.Tx) error {
			return tx.KeepAnswer(store.Request{Key: key, What: what, At: at}, status, body)
		})
	}
	if _, found := answerTo(t, s, "k"); found {
		t.Error("an answer before the question")
	}
	first := store.Answer{What: "POST /done", Status: 200, Body: []byte(`{"a":1}`)}
	keep("k", first.What, noon, first.Status, first.Body)
	keep("k", "POST /undo", noon.Add(time.Hour), 409, []byte(`{}`))
	if got, found := answerTo(t, s, "k"); !found || cmp.Diff(first, got) != "" {
		t.Errorf("the first answer must stand, got %+v", got)
	}
	keep("empty", "POST /done", noon, 204, nil)
	if got, found := answerTo(t, s, "empty"); !found || got.Status != 204 {
		t.Errorf("an answer without a body is %+v (found: %v)", got, found)
	}
	keep("later", first.What, noon.Add(25*time.Hour), first.Status, first.Body)
	if _, found := answerTo(t, s, "k"); found {
		t.Error("an answer older than a day must be forgotten")
	}
	if _, found := answerTo(t, s, "later"); !found {
		t.Error("a fresh answer was forgotten")
	}
}

func TestAKeyStandsOrFallsWithWhatWasDone(t *testing.T) {
	s := fresh(t)
	request := store.Request{Key: "k", What: "POST /done", At: noon}
	ctx := request.With(t.Context())
	failed := errors.New("no")
	err := s.Write(ctx, func(tx *store.Tx) error { return errors.Join(tx.SetSetting("a", 1), failed) })
	if _, found := answerTo(t, s, "k"); found || !errors.Is(err, failed) {
		t.Errorf("what was not done (%v) has a key: %v", err, found)
	}
	if err := s.Write(store.WithoutRequest(ctx), func(tx *store.Tx) error { return tx.SetSetting("a", 1) }); err != nil {
		t.Fatal(err)
	}
	if _, found := answerTo(t, s, "k"); found {
		t.Error("what came before it kept the key")
	}
	for range 2 {
		if err := s.Write(ctx, func(tx *store.Tx) error { return tx.SetSetting("a", 2) }); err != nil {
			t.Fatal(err)
		}
	}
	if got, found := answerTo(t, s, "k"); !found || got.Status != 0 || got.What != request.What {
		t.Errorf("it was done and is kept as %+v (found: %v)", got, found)
	}
	write(t, s, func(tx *store.Tx) error { return tx.KeepAnswer(request, 200, []byte(`{}`)) })
	if err := s.Write(ctx, func(tx *store.Tx) error { return tx.SetSetting("a", 3) }); err != nil {
		t.Fatal(err)
	}
	if got, _ := answerTo(t, s, "k"); got.Status != 200 {
		t.Errorf("a later transaction made of its answer %+v", got)
	}
}

// TestARestoreKeepsItsOwnKey restores on request: what is put in place has the request's key, and
// nothing else of the time since.
func TestARestoreKeepsItsOwnKey(t *testing.T) {
	path := filepath.Join(t.TempDir(), "sluice.db")
	s := open(t, path)
	backup, err := s.Backup(t.Context(), noon, "")
	if err != nil {
		t.Fatal(err)
	}
	write(t, s, func(tx *store.Tx) error {
		return tx.KeepAnswer(store.Request{Key: "since", What: "POST /done", At: noon}, 200, nil)
	})
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	ctx := store.Request{Key: "k", What: "POST /restore", At: noon}.With(t.Context())
	restoring, err := store.PrepareRestore(ctx, path, backup.Path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := restoring.Restore(ctx, noon); err != nil {
		t.Fatal(err)
	}
	again := open(t, path)
	if got, found := answerTo(t, again, "k"); !found || got.Status != 0 || got.What != "POST /restore" {
		t.Errorf("the restore is kept as %+v (found: %v)", got, found)
	}
	if _, found := answerTo(t, again, "since"); found {
		t.Error("what came since is there")
	}
}
