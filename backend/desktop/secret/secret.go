// Package secret keeps what must not be read by others: the tokens and passwords of accounts. They lie
// in files that one key opens; the key lies in the system's key store, or under a passphrase of the
// user's. Where there is neither, they are kept in memory until the program ends. Nothing is ever
// written in clear.
package secret

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"time"

	"filippo.io/age"

	"sluice/backend/fault"
	"sluice/backend/work"
)

// Store keeps the secrets of one profile. It may be used from several goroutines.
type Store struct {
	folder string
	ring   ring
	user   string // under which the key lies in the key store
	effort int    // what a passphrase costs to try, as a power of two; 0: what age thinks right

	mu      sync.Mutex
	key     *age.X25519Identity // nil: there is none yet, or it is locked
	place   work.SecretPlace    // where the key lies
	session map[string]map[string]string
}

// New gives the store whose files lie in a folder, which need not be there yet. The profile's name
// tells its key in the key store from those of others.
func New(folder, profile string) *Store {
	return &Store{folder: folder, ring: system{}, user: profile, session: map[string]map[string]string{}}
}

// Put keeps the secrets of an account in the place of those that were kept, and says where: in the
// session where there is no key store and no passphrase.
func (s *Store) Put(ctx context.Context, id string, secrets map[string]string) (work.SecretPlace, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.open(ctx, true); err != nil {
		s.session[id] = secrets
		return work.SecretSession, nil
	}
	text, err := json.Marshal(secrets)
	if err != nil {
		return work.SecretNone, err
	}
	delete(s.session, id)
	return s.place, s.write(s.file(id), text, s.key.Recipient())
}

// Get gives the secrets of an account. Errors are faults: NotFound where there are none any more,
// Denied where the key store or a passphrase is locked.
func (s *Store) Get(ctx context.Context, id string) (map[string]string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if secrets, kept := s.session[id]; kept {
		return secrets, nil
	}
	if _, err := os.Stat(s.file(id)); errors.Is(err, fs.ErrNotExist) {
		return nil, gone()
	}
	if err := s.open(ctx, false); err != nil {
		return nil, err
	}
	text, err := s.read(s.file(id), s.key)
	if err != nil {
		return nil, fault.Wrap(err, fault.Denied, "The file with its password cannot be opened. Enter it again.")
	}
	var secrets map[string]string
	return secrets, json.Unmarshal(text, &secrets)
}

// Delete forgets the secrets of an account; those that are not there are passed over.
func (s *Store) Delete(_ context.Context, id string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.session, id)
	if err := os.Remove(s.file(id)); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// State says where secrets are kept: in the session where there is neither key store nor passphrase.
// locked says that there is a passphrase that was not given yet.
func (s *Store) State(ctx context.Context) (place work.SecretPlace, locked bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch err := s.open(ctx, false); {
	case err == nil:
		return s.place, false
	case errors.Is(err, errNoKey):
		return work.SecretKeyring, false // it makes one when there is something to keep
	}
	_, err := os.Stat(s.locked())
	return work.SecretSession, err == nil
}

// Unlock opens what a passphrase locks, or, where there is none yet, makes it the passphrase; what the
// session kept goes under it. A wrong one is a Denied fault.
func (s *Store) Unlock(_ context.Context, passphrase string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	text, err := os.ReadFile(s.locked())
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return s.lockWith(passphrase)
	case err != nil:
		return fault.Wrap(err, fault.ReadOnly, "The file %s cannot be read.", s.locked())
	}
	opens, err := age.NewScryptIdentity(passphrase)
	if err != nil {
		return fault.Wrap(err, fault.Invalid, "The passphrase is empty.")
	}
	key, err := decrypt(text, opens)
	if err != nil {
		return fault.Wrap(err, fault.Denied, "This is not the passphrase.")
	}
	if s.key, err = age.ParseX25519Identity(string(key)); err != nil {
		return fault.Wrap(err, fault.Damaged, "The file %s is damaged.", s.locked())
	}
	s.place = work.SecretFile
	return s.settleSession()
}

const shortestPassphrase = 8

func (s *Store) lockWith(passphrase string) error {
	if len(passphrase) < shortestPassphrase {
		return fault.New(fault.Invalid, "A passphrase has at least %d characters.", shortestPassphrase)
	}
	key, err := age.GenerateX25519Identity()
	if err != nil {
		return err
	}
	recipient, err := age.NewScryptRecipient(passphrase)
	if err != nil {
		return err
	}
	if s.effort != 0 {
		recipient.SetWorkFactor(s.effort)
	}
	if err := s.write(s.locked(), []byte(key.String()), recipient); err != nil {
		return err
	}
	s.key, s.place = key, work.SecretFile
	return s.settleSession()
}

// settleSession writes down what only the session kept so far.
func (s *Store) settleSession() error {
	for id, secrets := range s.session {
		text, err := json.Marshal(secrets)
		if err != nil {
			return err
		}
		if err := s.write(s.file(id), text, s.key.Recipient()); err != nil {
			return err
		}
		delete(s.session, id)
	}
	return nil
}

func (s *Store) file(id string) string { return filepath.Join(s.folder, filepath.Base(id)+".age") }

// locked is the file that holds the key under a passphrase.
func (s *Store) locked() string { return filepath.Join(s.folder, "key.locked") }

// open gets the key, from the key store; with anew it makes one where there is none.
func (s *Store) open(ctx context.Context, anew bool) error {
	if s.key != nil {
		return nil
	}
	if _, err := os.Stat(s.locked()); err == nil {
		return fault.New(fault.Denied, "The passwords are locked. Give the passphrase.")
	}
	text, err := bounded(ctx, func() (string, error) { return s.ring.get(s.user) })
	if errors.Is(err, errNoKey) && anew {
		text, err = s.newKey(ctx)
	}
	if err != nil {
		return fault.Wrap(err, fault.Denied, "The system's key store does not answer or is locked. Unlock it, or choose a passphrase.")
	}
	if s.key, err = age.ParseX25519Identity(text); err != nil {
		return fault.Wrap(err, fault.Damaged, "What the key store has under Sluice is no key.")
	}
	s.place = work.SecretKeyring
	return nil
}

func (s *Store) newKey(ctx context.Context) (string, error) {
	key, err := age.GenerateX25519Identity()
	if err != nil {
		return "", err
	}
	return bounded(ctx, func() (string, error) { return key.String(), s.ring.set(s.user, key.String()) })
}

// patience is how long the key store may take: it may be waiting for somebody who is not there.
const patience = 3 * time.Second

// bounded asks the key store and gives up after a while. What it still does then is left alone.
func bounded(ctx context.Context, ask func() (string, error)) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	type answer struct {
		text string
		err  error
	}
	answered := make(chan answer, 1)
	go func() {
		text, err := ask()
		answered <- answer{text, err}
	}()
	select {
	case a := <-answered:
		return a.text, a.err
	case <-ctx.Done():
		return "", fmt.Errorf("ask the key store: %w", ctx.Err())
	}
}

// write writes a file that only the key opens, whole or not at all.
func (s *Store) write(path string, text []byte, to age.Recipient) error {
	if err := os.MkdirAll(s.folder, 0o700); err != nil {
		return fault.Wrap(err, fault.ReadOnly, "The folder %s cannot be made.", s.folder)
	}
	var sealed bytes.Buffer
	seal, err := age.Encrypt(&sealed, to)
	if err != nil {
		return err
	}
	if _, err := seal.Write(text); err != nil {
		return err
	}
	if err := seal.Close(); err != nil {
		return err
	}
	file, err := os.CreateTemp(s.folder, ".new-*")
	if err != nil {
		return fault.Wrap(err, fault.ReadOnly, "Nothing can be written to %s.", s.folder)
	}
	_, err = file.Write(sealed.Bytes())
	if err = errors.Join(err, file.Sync(), file.Close()); err == nil {
		err = os.Rename(file.Name(), path)
	}
	if err != nil {
		_ = os.Remove(file.Name())
	}
	return err
}

func (s *Store) read(path string, key age.Identity) ([]byte, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	return decrypt(text, key)
}

// longest is how long a secret may be, in bytes.
const longest = 1 << 20

func decrypt(sealed []byte, key age.Identity) ([]byte, error) {
	open, err := age.Decrypt(bytes.NewReader(sealed), key)
	if err != nil {
		return nil, err
	}
	return io.ReadAll(io.LimitReader(open, longest))
}
