package secret

import (
	"context"
	"errors"
	"sync"

	"sluice/backend/fault"
	"sluice/backend/work"
)

// Session keeps secrets until the program ends, and nowhere else. The zero value is ready.
type Session struct {
	mu sync.Mutex
	by map[string]map[string]string
}

// Put keeps the secrets of an account.
func (s *Session) Put(_ context.Context, id string, secrets map[string]string) (work.SecretPlace, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.by == nil {
		s.by = map[string]map[string]string{}
	}
	s.by[id] = secrets
	return work.SecretSession, nil
}

// Get gives the secrets of an account, or a NotFound fault.
func (s *Session) Get(_ context.Context, id string) (map[string]string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if secrets, kept := s.by[id]; kept {
		return secrets, nil
	}
	return nil, gone()
}

func gone() error {
	return fault.New(fault.NotFound, "Its password was kept until Sluice ended. Enter it again.")
}

// Delete forgets the secrets of an account.
func (s *Session) Delete(_ context.Context, id string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.by, id)
	return nil
}

// State says that secrets are kept in the session.
func (*Session) State(context.Context) (work.SecretPlace, bool) { return work.SecretSession, false }

// Unlock has nothing to unlock.
func (*Session) Unlock(context.Context, string) error {
	return fault.Wrap(errors.ErrUnsupported, fault.Unsupported, "Passwords are kept until Sluice ends, without a passphrase.")
}
