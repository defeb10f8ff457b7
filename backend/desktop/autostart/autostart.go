// Package autostart has the core start when the user signs in, says whether it will by what the system
// really holds, and refuses what would not be there tomorrow. It asks for no administrator: everything
// is the user's own. It knows no rule of ours.
package autostart

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"sluice/backend/fault"
)

// Options say what is to start.
type Options struct {
	ID      string   // names the entry: "sluice", or another one for each further profile
	Program string   // the whole path of the core's program; empty: this one
	Args    []string // its arguments

	// Home is where entries lie; empty: where the system looks for them. For tests.
	Home string
}

// State is how things stand.
type State struct {
	On       bool
	Program  string // what would start, as the entry says; empty: there is no entry
	Sentence string // for people, where something is to be said; empty: nothing is
}

// Entry is the entry of one profile. Its methods may be called from several goroutines.
type Entry struct {
	o   Options
	own func() (string, error) // the program to start
}

// New gives an entry and changes nothing yet.
func New(o Options) *Entry {
	e := &Entry{o: o, own: os.Executable}
	if o.Program != "" {
		e.own = func() (string, error) { return o.Program, nil }
	}
	return e
}

// State reads what the system holds.
func (e *Entry) State() (State, error) {
	if sentence := elsewhere(os.Getenv); sentence != "" {
		return State{Sentence: sentence}, nil
	}
	s, err := e.read()
	if err != nil {
		return s, fault.Wrap(err, fault.Unreachable, "Sluice cannot read whether it starts when you sign in.")
	}
	if own, err := e.program(); err == nil && s.Program != "" && !same(own, s.Program) {
		s.Sentence = "Another copy of Sluice is entered: " + s.Program + "."
	}
	return s, nil
}

// Set puts the entry there, or takes it away, and reads back. A program that lies where nothing stays
// is refused with a fault.
func (e *Entry) Set(on bool) (State, error) {
	if sentence := elsewhere(os.Getenv); sentence != "" {
		return State{}, fault.New(fault.Unsupported, "%s", sentence)
	}
	if !on {
		if err := e.remove(); err != nil {
			return State{}, fault.Wrap(err, fault.ReadOnly, "The entry for starting when you sign in cannot be removed.")
		}
		return e.State()
	}
	program, err := e.program()
	if err != nil {
		return State{}, err
	}
	if err := lasting(program); err != nil {
		return State{}, err
	}
	if err := e.write(program); err != nil {
		return State{}, fault.Wrap(err, fault.ReadOnly, "The entry for starting when you sign in cannot be written.")
	}
	s, err := e.State()
	if err == nil && !s.On {
		err = fault.New(fault.Unsupported, "The system did not keep the entry for starting Sluice when you sign in.")
	}
	return s, err
}

// program is what is to start: an AppImage itself, and not what is unpacked of it.
func (e *Entry) program() (string, error) {
	if image := os.Getenv("APPIMAGE"); image != "" && e.o.Program == "" {
		return image, nil
	}
	path, err := e.own()
	if err != nil {
		return "", fault.Wrap(err, fault.Unsupported, "Sluice cannot find out where it is installed.")
	}
	return path, nil
}

// elsewhere says why another way is needed, where this one cannot work.
func elsewhere(env func(string) string) string {
	if env("FLATPAK_ID") != "" {
		return "In a Flatpak Sluice cannot enter itself. Add it in your desktop's settings, under applications that start."
	}
	return ""
}

// lasting refuses a program that would not be there when the user signs in again.
func lasting(program string) error {
	path, err := filepath.EvalSymlinks(program)
	if err != nil || !filepath.IsAbs(path) {
		return fault.Wrap(err, fault.Invalid, "There is no program %s.", program)
	}
	for _, folder := range passing() {
		if folder != "" && within(path, folder) {
			return fault.New(fault.Invalid, "%s lies in a folder that is emptied or taken away (%s). Install Sluice first, then switch this on.", path, folder)
		}
	}
	if source := sourceAbove(path); source != "" {
		return fault.New(fault.Invalid, "%s was built in %s and may be gone or half built tomorrow. Install Sluice first, then switch this on.", path, source)
	}
	return nil
}

// passing are folders in which nothing stays.
func passing() []string {
	folders := []string{os.TempDir()}
	switch runtime.GOOS {
	case "linux":
		folders = append(folders, "/tmp", "/var/tmp", "/dev/shm", "/run/user", "/media", "/run/media")
	case "darwin":
		folders = append(folders, "/Volumes", "/private/tmp", "/private/var/folders") // images, and where opened downloads are moved to
	}
	for i, folder := range folders {
		if followed, err := filepath.EvalSymlinks(folder); err == nil {
			folders[i] = followed
		}
	}
	return folders
}

// sourceAbove is the folder of our source above a path; empty: none.
func sourceAbove(path string) string {
	for folder := filepath.Dir(path); ; folder = filepath.Dir(folder) {
		for _, mark := range []string{"go.mod", "wails.json"} {
			if _, err := os.Stat(filepath.Join(folder, mark)); err == nil {
				return folder
			}
		}
		if folder == filepath.Dir(folder) {
			return ""
		}
	}
}

// within says whether a path lies below a folder.
func within(path, folder string) bool {
	below, err := filepath.Rel(folder, path)
	return err == nil && below != ".." && !strings.HasPrefix(below, ".."+string(filepath.Separator))
}

// same says whether two paths are one file.
func same(a, b string) bool {
	if a == b {
		return true
	}
	one, errOne := os.Stat(a)
	other, errOther := os.Stat(b)
	return errOne == nil && errOther == nil && os.SameFile(one, other)
}
