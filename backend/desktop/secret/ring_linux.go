package secret

import (
	"errors"
	"os"
)

// reachable says whether there is a session bus to ask. Without its address the library would start a
// bus of its own, which stays behind. https://specifications.freedesktop.org/secret-service/
func reachable() error {
	if os.Getenv("DBUS_SESSION_BUS_ADDRESS") == "" {
		return errors.New("there is no session bus")
	}
	return nil
}
