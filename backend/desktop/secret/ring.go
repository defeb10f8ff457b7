package secret

import (
	"errors"

	"github.com/zalando/go-keyring"
)

// ring is a key store.
type ring interface {
	get(user string) (string, error) // errNoKey where there is none
	set(user, key string) error
}

// errNoKey says that the key store answers and has no key of ours.
var errNoKey = errors.New("there is no key yet")

// service is under which our keys lie in the key store.
const service = "sluice"

// system is the system's own key store.
type system struct{}

func (system) get(user string) (string, error) {
	if err := reachable(); err != nil {
		return "", err
	}
	key, err := keyring.Get(service, user)
	if errors.Is(err, keyring.ErrNotFound) {
		return "", errNoKey
	}
	return key, err
}

func (system) set(user, key string) error {
	if err := reachable(); err != nil {
		return err
	}
	return keyring.Set(service, user, key)
}
