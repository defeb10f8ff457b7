//go:build linux

package desk

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// packages names the Debian package of each program, for the sentence with which a test skips.
var packages = map[string]string{
	"Xvfb": "xvfb", "dbus-daemon": "dbus-daemon", "openbox": "openbox", "dunst": "dunst", "notify-send": "libnotify-bin",
	"xdotool": "xdotool", "import": "imagemagick", "xprop": "x11-utils",
}

// Process is a program that runs on the desk.
type Process struct {
	t       *testing.T
	role    string
	command *exec.Cmd
	ended   chan struct{}
}

// Start starts a program that runs on; its output goes to build/out/<test>-<role>.log. It is killed
// when the test ends.
func (d *Desk) Start(role, name string, args ...string) *Process {
	d.T.Helper()
	return d.launch(role, d.command(name, args))
}

// startTelling starts a program that writes a line when it is ready, and gives the line. connect says
// where it writes it: to standard output, or to descriptor 3.
func (d *Desk) startTelling(role string, connect func(*exec.Cmd, *os.File), name string, args ...string) (*Process, string) {
	d.T.Helper()
	words, err := os.CreateTemp(d.Dir, role)
	if err != nil {
		d.T.Fatal(err)
	}
	defer func() { _ = words.Close() }()
	command := d.command(name, args)
	connect(command, words)
	p := d.launch(role, command)
	return p, d.firstLine(p, words.Name())
}

func toStdout(command *exec.Cmd, words *os.File) { command.Stdout = words }

func toThird(command *exec.Cmd, words *os.File) { command.ExtraFiles = []*os.File{words} }

// firstLine waits for the first whole line of a file that a process writes. A file is asked rather than
// a pipe read: the process may write on when nobody reads any more.
func (d *Desk) firstLine(p *Process, path string) (first string) {
	d.T.Helper()
	d.Eventually(p.role+" is ready", func() bool {
		text, err := os.ReadFile(path) // our own file
		if err != nil {
			d.T.Fatal(err)
		}
		line, _, whole := strings.Cut(string(text), "\n")
		first = line
		select {
		case <-p.ended:
			d.T.Fatalf("%s ended before it was ready; see %s", p.role, d.out(p.role+".log"))
		default:
		}
		return whole
	})
	return first
}

// command is a program with the desk's environment. It has no context: how it ends is the test's own
// matter, or that of endAll.
func (d *Desk) command(name string, args []string) *exec.Cmd {
	d.T.Helper()
	command := exec.Command(need(d.T, name), args...) //nolint:noctx // programs that the test names
	command.Env, command.Dir = d.env, d.Dir
	return command
}

func (d *Desk) launch(role string, command *exec.Cmd) *Process {
	d.T.Helper()
	log := d.logFile(role)
	defer func() { _ = log.Close() }()
	command.Stderr = log
	if command.Stdout == nil {
		command.Stdout = log
	}
	if err := command.Start(); err != nil {
		d.T.Fatalf("start %s: %v", role, err)
	}
	p := &Process{t: d.T, role: role, command: command, ended: make(chan struct{})}
	go func() {
		_ = command.Wait() // how it ended is in the state
		close(p.ended)
	}()
	return p
}

// Pid is the process's number.
func (p *Process) Pid() int { return p.command.Process.Pid }

// Ended closes when the process has ended.
func (p *Process) Ended() <-chan struct{} { return p.ended }

// ExitCode is the exit code of an ended process, −1 if a signal ended it.
func (p *Process) ExitCode() int {
	<-p.ended
	return p.command.ProcessState.ExitCode()
}

// Kill ends the process as a crash would, and waits until it has ended. It may be called twice.
func (p *Process) Kill() { p.signal(syscall.SIGKILL) }

// Stop asks the process to end and waits until it has; the test fails if it does not.
func (p *Process) Stop() { p.signal(syscall.SIGTERM) }

func (p *Process) signal(signal syscall.Signal) {
	p.t.Helper()
	_ = p.command.Process.Signal(signal) // fails only when it has ended already
	select {
	case <-p.ended:
	case <-time.After(Patience):
		p.t.Fatalf("%s does not end", p.role)
	}
}

// endAll kills every process of the desk.
func (d *Desk) endAll() {
	for range 3 { // one may start another meanwhile
		for _, pid := range d.members() {
			_ = syscall.Kill(pid, syscall.SIGKILL) // it may have ended meanwhile
		}
	}
}

// Processes gives the names of all programs that run on the desk.
func (d *Desk) Processes() (names []string) {
	for _, pid := range d.members() {
		name, err := os.ReadFile(filepath.Join("/proc", strconv.Itoa(pid), "comm"))
		if err == nil { // else it has ended meanwhile
			names = append(names, strings.TrimSpace(string(name)))
		}
	}
	return names
}

// members gives every process that was started on this desk, by us or by what we started: all of them
// have our runtime folder in their environment, whatever session or group they moved to.
func (d *Desk) members() (pids []int) {
	mark := []byte("XDG_RUNTIME_DIR=" + d.path("run") + "\x00")
	environments, _ := filepath.Glob("/proc/[0-9]*/environ") // the pattern is a good one
	for _, path := range environments {
		environment, err := os.ReadFile(path) //nolint:gosec // of /proc
		if err != nil || !bytes.Contains(append(environment, 0), mark) {
			continue
		}
		if pid, err := strconv.Atoi(filepath.Base(filepath.Dir(path))); err == nil {
			pids = append(pids, pid)
		}
	}
	return pids
}

// need is the path of a program; the test skips where it is missing.
func need(t *testing.T, name string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err == nil {
		return path
	}
	if pack, known := packages[name]; known {
		t.Skipf("%s is missing: install the Debian package %s", name, pack)
	}
	t.Skipf("%s is missing: run make build", name)
	return ""
}

// Root is the folder of the checkout.
func Root(t *testing.T) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for ; dir != "/"; dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
	}
	t.Fatal("the proof runs outside its checkout")
	return ""
}

// out is a path in build/out with the test's name in it.
func (d *Desk) out(name string) string {
	d.T.Helper()
	dir := filepath.Join(Root(d.T), "build", "out")
	if err := os.MkdirAll(dir, 0o750); err != nil {
		d.T.Fatal(err)
	}
	return filepath.Join(dir, strings.ReplaceAll(d.T.Name(), "/", "-")+"-"+name)
}

func (d *Desk) logFile(role string) *os.File {
	d.T.Helper()
	file, err := os.OpenFile(d.out(role+".log"), os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o600)
	if err != nil {
		d.T.Fatal(err)
	}
	return file
}
