// Package profile says where one profile keeps its things: the database, the journals and the log in
// the profile's own folder, the socket and the heartbeat in the user's runtime folder. Core, window
// and command line find one another by it. It stands on the lowest floor and knows no rules.
package profile

import (
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"

	"github.com/adrg/xdg"

	"sluice/backend/fault"
)

// Variable names the profile's folder where no flag does.
const Variable = "SLUICE_PROFILE"

// maxSocket is what every system takes as the path of a socket: macOS allows 104 bytes with the
// closing zero, Linux and Windows 108.
const maxSocket = 103

// Profile is the place of one profile. The zero value is of no use: take one from Find.
type Profile struct {
	dir     string // absolute and clean
	runtime string // absolute and clean
}

// Find is the profile in dir; if dir is empty, the one that SLUICE_PROFILE names; else the user's own
// one in the system's data folder (Linux: ~/.local/share/sluice). It creates nothing. A fault when
// the path cannot be used for a socket, or when the runtime folder is not ours alone.
func Find(dir string) (Profile, error) {
	if dir == "" {
		dir = os.Getenv(Variable)
	}
	if dir == "" {
		dir = filepath.Join(xdg.DataHome, "sluice")
	}
	abs, err := filepath.Abs(dir)
	if err != nil {
		return Profile{}, fault.Wrap(err, fault.Invalid, "The profile %s cannot be found: name it by its whole path.", dir)
	}
	p := Profile{dir: abs, runtime: runtimeFolder()}
	if length := len(p.Socket()); length > maxSocket {
		return Profile{}, fault.New(fault.Invalid,
			"The socket's path %s has %d bytes, and systems take %d: set XDG_RUNTIME_DIR or TMPDIR to a shorter folder.",
			p.Socket(), length, maxSocket)
	}
	return p, p.Check()
}

// IsOwn says whether this is the user's own profile, where nobody names another.
func (p Profile) IsOwn() bool { return p.dir == filepath.Join(xdg.DataHome, "sluice") }

// Name tells this profile's entries in the system from those of others: "sluice" is the user's own.
func (p Profile) Name() string {
	if p.IsOwn() {
		return "sluice"
	}
	return p.name()
}

// Dir is the profile's folder.
func (p Profile) Dir() string { return p.dir }

// Database is the SQLite file.
func (p Profile) Database() string { return filepath.Join(p.dir, "sluice.db") }

// Journal is where what was asked of the system's Do Not Disturb is written before it is asked, so
// that it can be taken back after a crash.
func (p Profile) Journal() string { return filepath.Join(p.dir, "dnd.json") }

// Mark is where is kept how far a notification centre was read, on systems that have one.
func (p Profile) Mark() string { return filepath.Join(p.dir, "centre.json") }

// Log is the core's log file.
func (p Profile) Log() string { return filepath.Join(p.dir, "sluice.log") }

// Secret is the file with the secret of scripts that put arrivals in over loopback.
func (p Profile) Secret() string { return filepath.Join(p.dir, "inbound.secret") }

// Alive is the heartbeat: a file in the runtime folder whose time says when the core last lived.
func (p Profile) Alive() string { return filepath.Join(p.runtime, p.name()+".alive") }

// Socket is where the core of this profile listens.
func (p Profile) Socket() string { return filepath.Join(p.runtime, p.name()+".sock") }

// name tells the files of several profiles in one runtime folder apart.
func (p Profile) name() string {
	sum := sha256.Sum256([]byte(p.dir))
	return "sluice-" + hex.EncodeToString(sum[:4])
}

// Prepare makes the profile's folder and the runtime folder, both for the user alone, and checks
// them. It may be called twice.
func (p Profile) Prepare() error {
	if err := os.MkdirAll(p.dir, 0o700); err != nil {
		return fault.Wrap(err, fault.ReadOnly, "The profile's folder %s cannot be made: choose another with --profile.", p.dir)
	}
	if err := os.MkdirAll(p.runtime, 0o700); err != nil {
		return fault.Wrap(err, fault.ReadOnly, "The runtime folder %s cannot be made: set XDG_RUNTIME_DIR to a folder of yours.", p.runtime)
	}
	return p.Check()
}

// Check refuses a runtime folder that somebody else owns or may enter, since a stranger's socket
// there could pose as the core. A folder that does not exist yet passes. Whoever dials the socket
// calls it first: the folder may have appeared since Find.
func (p Profile) Check() error {
	info, err := os.Lstat(p.runtime)
	if os.IsNotExist(err) {
		return nil
	}
	if err != nil {
		return fault.Wrap(err, fault.Denied, "The runtime folder %s cannot be read.", p.runtime)
	}
	if !ours(info) {
		return fault.New(fault.Denied,
			"The runtime folder %s belongs to somebody else or is open to others: remove it, or set XDG_RUNTIME_DIR to a folder of yours with mode 0700.", p.runtime)
	}
	return nil
}
