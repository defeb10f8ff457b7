package secret

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"testing/synctest"

	"sluice/backend/fault"
	"sluice/backend/work"
)

// kept is a key store in memory.
type kept struct {
	keys map[string]string
	err  error
}

func (k *kept) get(user string) (string, error) {
	if key, found := k.keys[user]; found || k.err != nil {
		return key, k.err
	}
	return "", errNoKey
}

func (k *kept) set(user, key string) error {
	if k.err == nil {
		k.keys[user] = key
	}
	return k.err
}

func store(t *testing.T, folder string, r ring) *Store {
	t.Helper()
	s := New(folder, "profile")
	s.ring, s.effort = r, 10
	return s
}

func put(t *testing.T, s *Store, want work.SecretPlace) {
	t.Helper()
	if place, err := s.Put(t.Context(), "mail-1", map[string]string{"password": "s3cret"}); err != nil || place != want {
		t.Fatalf("it went to %q (%v), not %q", place, err, want)
	}
}

func want(t *testing.T, s *Store, password string, code fault.Code) {
	t.Helper()
	secrets, err := s.Get(t.Context(), "mail-1")
	if fault.CodeOf(err) != code || secrets["password"] != password {
		t.Errorf("it gave %v and %v", secrets, err)
	}
}

// nothingInClear reads every file of a folder.
func nothingInClear(t *testing.T, folder string) {
	t.Helper()
	err := filepath.WalkDir(folder, func(path string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		info, err := entry.Info()
		// Windows keeps others out by the access list of the user's own folder, and knows no modes.
		if err == nil && info.Mode().Perm() != 0o600 && runtime.GOOS != "windows" {
			t.Errorf("%s is open to others: %v", path, info.Mode())
		}
		text, errRead := os.ReadFile(path)
		if bytes.Contains(text, []byte("s3cret")) || bytes.Contains(text, []byte("AGE-SECRET-KEY")) {
			t.Errorf("%s has a secret in clear", path)
		}
		return errors.Join(err, errRead)
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestWithAKeyStoreSecretsOutliveTheProgram(t *testing.T) {
	folder, keyring := filepath.Join(t.TempDir(), "secrets"), &kept{keys: map[string]string{}}
	s := store(t, folder, keyring)
	put(t, s, work.SecretKeyring)
	want(t, store(t, folder, keyring), "s3cret", "")
	nothingInClear(t, folder)
	if err := s.Delete(t.Context(), "mail-1"); err != nil {
		t.Fatal(err)
	}
	want(t, s, "", fault.NotFound)
	if err := s.Delete(t.Context(), "mail-1"); err != nil {
		t.Errorf("deleted twice: %v", err)
	}
}

func TestWithoutAKeyStoreSecretsLastForTheSession(t *testing.T) {
	folder, none := filepath.Join(t.TempDir(), "secrets"), &kept{err: errors.New("there is none")}
	s := store(t, folder, none)
	put(t, s, work.SecretSession)
	want(t, s, "s3cret", "")
	if _, err := os.Stat(folder); !errors.Is(err, os.ErrNotExist) {
		t.Error("something was written")
	}
	want(t, store(t, folder, none), "", fault.NotFound)
	if place, locked := s.State(t.Context()); place != work.SecretSession || locked {
		t.Errorf("it says %q, locked %t", place, locked)
	}
}

func TestAPassphraseKeepsWhatTheSessionHad(t *testing.T) {
	folder, none := filepath.Join(t.TempDir(), "secrets"), &kept{err: errors.New("there is none")}
	s := store(t, folder, none)
	put(t, s, work.SecretSession)
	if err := s.Unlock(t.Context(), "short"); fault.CodeOf(err) != fault.Invalid {
		t.Errorf("a short passphrase gave %v", err)
	}
	if err := s.Unlock(t.Context(), "correct horse"); err != nil {
		t.Fatal(err)
	}
	put(t, s, work.SecretFile)
	nothingInClear(t, folder)
	later := store(t, folder, none)
	want(t, later, "", fault.Denied)
	if _, locked := later.State(t.Context()); !locked {
		t.Error("it does not say that it is locked")
	}
	if err := later.Unlock(t.Context(), "wrong horse"); fault.CodeOf(err) != fault.Denied {
		t.Errorf("a wrong passphrase gave %v", err)
	}
	if err := later.Unlock(t.Context(), "correct horse"); err != nil {
		t.Fatal(err)
	}
	want(t, later, "s3cret", "")
}

func TestAKeyStoreThatNeverAnswersIsLeft(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		never := make(chan struct{})
		s := store(t, filepath.Join(t.TempDir(), "secrets"), silent(never))
		put(t, s, work.SecretSession)
		close(never)
		synctest.Wait()
	})
}

type silent <-chan struct{}

func (s silent) get(string) (string, error) { <-s; return "", errNoKey }
func (s silent) set(string, string) error   { <-s; return nil }

func TestAnotherKeyOpensNothing(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "secrets")
	put(t, store(t, folder, &kept{keys: map[string]string{}}), work.SecretKeyring)
	other := store(t, folder, &kept{keys: map[string]string{}})
	want(t, other, "", fault.Denied) // a key store that is empty again
	put(t, other, work.SecretKeyring)
	want(t, other, "s3cret", "")
}

func TestWithoutABusNothingIsStarted(t *testing.T) {
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "")
	s := New(filepath.Join(t.TempDir(), "secrets"), "profile")
	if err := reachable(); err != nil { // Linux
		put(t, s, work.SecretSession)
	}
}

func TestASession(t *testing.T) {
	var s Session
	ctx := context.Background()
	if _, err := s.Get(ctx, "x"); fault.CodeOf(err) != fault.NotFound {
		t.Errorf("it gave %v", err)
	}
	if place, err := s.Put(ctx, "x", map[string]string{"a": "b"}); err != nil || place != work.SecretSession {
		t.Errorf("it went to %q (%v)", place, err)
	}
	if got, err := s.Get(ctx, "x"); err != nil || got["a"] != "b" {
		t.Errorf("it gave %v (%v)", got, err)
	}
	if err := s.Delete(ctx, "x"); err != nil {
		t.Error(err)
	}
}
