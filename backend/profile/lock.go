package profile

import (
	"path/filepath"

	"github.com/gofrs/flock"

	"sluice/backend/fault"
)

// Lock takes the profile for one core and gives the way to let go; fault.Running when another core
// has it. The system lets go by itself when the process ends, however it ends. The profile must be
// prepared.
//
// The lock lies in the profile's folder, not beside the socket: a core that was started with another
// runtime folder, over ssh say, has another socket, and must still not write to the same database.
func (p Profile) Lock() (release func(), err error) {
	lock := flock.New(filepath.Join(p.dir, "lock"))
	taken, err := lock.TryLock()
	if err != nil {
		return nil, fault.Wrap(err, fault.ReadOnly, "The profile's folder %s cannot be locked.", p.dir)
	}
	if !taken {
		return nil, fault.New(fault.Running, "Another core serves the profile %s already.", p.dir)
	}
	// The file stays: removing it would let a second core lock a new file of the same name while a
	// third still waits on the old one.
	return func() { _ = lock.Unlock() }, nil
}
