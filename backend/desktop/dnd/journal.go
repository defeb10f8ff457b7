package dnd

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// owner is a process, recognised again even when its number was given to another one.
type owner struct {
	Boot  string `json:"boot"`  // id of the machine's start
	PID   int    `json:"pid"`   //
	Start string `json:"start"` // when the process started, in the system's own unit
}

// journal says what we switched, so that it can be restored by whoever finds it. It is on disk from
// before the switch until after the restoring.
type journal struct {
	Backend  string    `json:"backend"`
	Daemon   string    `json:"daemon"`   // whose switch it is, for switches that die with the daemon
	Previous string    `json:"previous"` // what the user had; "absent" for never set
	Set      string    `json:"set"`      // what we set
	Until    time.Time `json:"until"`    // zero when no end is known
	Owner    owner     `json:"owner"`
}

// errDamaged is for a journal that makes no sense.
var errDamaged = errors.New("the journal cannot be read")

// readJournal gives nil when there is none.
func readJournal(path string) (*journal, error) {
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read journal: %w", err)
	}
	return parseJournal(text)
}

func parseJournal(text []byte) (*journal, error) {
	var j journal
	if err := json.Unmarshal(text, &j); err != nil {
		return nil, fmt.Errorf("%w: %w", errDamaged, err)
	}
	if j.Backend == "" || j.Previous == "" || j.Set == "" || j.Previous == j.Set {
		return nil, fmt.Errorf("%w: something is missing in it", errDamaged)
	}
	return &j, nil
}

// write puts the journal on disk for good: after it returns a power cut does not lose it, and at no
// moment is there half of one.
func (j journal) write(path string) error {
	text, err := json.Marshal(j)
	if err != nil {
		return fmt.Errorf("write journal: %w", err)
	}
	folder := filepath.Dir(path)
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return fmt.Errorf("write journal: %w", err)
	}
	part := path + ".part"
	if err := writeSynced(part, text); err != nil {
		return fmt.Errorf("write journal: %w", err)
	}
	if err := os.Rename(part, path); err != nil {
		return fmt.Errorf("write journal: %w", err)
	}
	return syncFolder(folder)
}

func writeSynced(path string, text []byte) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(text)
	return errors.Join(err, f.Sync(), f.Close())
}

// removeJournal may be called when there is none.
func removeJournal(path string) error {
	err := os.Remove(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("remove journal: %w", err)
	}
	return syncFolder(filepath.Dir(path))
}

// setAside keeps a journal that makes no sense for people to look at, out of our way.
func setAside(path string) error {
	if err := os.Rename(path, path+".damaged"); err != nil {
		return fmt.Errorf("set damaged journal aside: %w", err)
	}
	return nil
}
