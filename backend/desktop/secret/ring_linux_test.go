package secret

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"

	"sluice/backend/work"
)

// program finds a program, or skips the test.
func program(t *testing.T, name, debianPackage string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		t.Skipf("%s is missing: it is in the package %s.", name, debianPackage)
	}
	return path
}

// session is a bus of its own with a home of its own, and gives their environment.
func session(t *testing.T) []string {
	t.Helper()
	dir, err := os.MkdirTemp("", "keys") // short: the path of a socket has at most 107 bytes
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	bus := exec.Command(program(t, "dbus-daemon", "dbus-daemon"), "--session", "--nofork", "--print-address",
		"--address=unix:path="+filepath.Join(dir, "bus"))
	env := append(os.Environ(), "HOME="+dir, "XDG_RUNTIME_DIR="+dir, "XDG_DATA_HOME="+dir, "XDG_CONFIG_HOME="+dir, "DISPLAY=", "WAYLAND_DISPLAY=")
	bus.Env = env
	out, err := bus.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	begin(t, bus)
	if !bufio.NewScanner(out).Scan() {
		t.Fatal("the bus did not say where it is")
	}
	return append(env, "DBUS_SESSION_BUS_ADDRESS=unix:path="+filepath.Join(dir, "bus"))
}

// begin starts a program and ends it with the test.
func begin(t *testing.T, command *exec.Cmd) {
	t.Helper()
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = command.Process.Kill(); _ = command.Wait() })
}

// daemon starts the real key store, unlocked with a password or locked, and waits for it.
func daemon(t *testing.T, env []string, unlocked bool) {
	t.Helper()
	path := program(t, "gnome-keyring-daemon", "gnome-keyring")
	arguments := []string{"--foreground", "--components=secrets", "--start"}
	if unlocked {
		arguments = []string{"--foreground", "--components=secrets", "--unlock"}
	}
	ready := owned(t, strings.TrimPrefix(env[len(env)-1], "DBUS_SESSION_BUS_ADDRESS="), "org.freedesktop.secrets")
	command := exec.Command(path, arguments...)
	command.Env = env
	command.Stdin = strings.NewReader("login password")
	begin(t, command)
	select {
	case <-ready:
	case <-time.After(20 * time.Second):
		t.Fatal("the key store did not come to the bus")
	}
}

// owned gives a channel that is closed once a name on the bus has an owner.
func owned(t *testing.T, address, name string) <-chan struct{} {
	t.Helper()
	conn, err := dbus.Connect(address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	if err := conn.AddMatchSignal(dbus.WithMatchMember("NameOwnerChanged"), dbus.WithMatchArg(0, name)); err != nil {
		t.Fatal(err)
	}
	signals, ready := make(chan *dbus.Signal, 10), make(chan struct{})
	conn.Signal(signals)
	go func() {
		for signal := range signals {
			if signal.Name == "org.freedesktop.DBus.NameOwnerChanged" {
				close(ready)
				return
			}
		}
	}()
	return ready
}

// TestChild is what runs on a bus of its own: a process has one bus for all its life.
func TestChild(t *testing.T) {
	task := os.Getenv("SLUICE_KEYS")
	if task == "" {
		t.Skip("the tests with a real key store run it")
	}
	folder := os.Getenv("SLUICE_KEYS_IN")
	switch task {
	case "keep":
		put(t, New(folder, "profile"), work.SecretKeyring)
	case "find":
		want(t, New(folder, "profile"), "s3cret", "")
		if place, _ := New(folder, "another").State(t.Context()); place != work.SecretKeyring {
			t.Errorf("another profile's would be kept in %q", place)
		}
	case "session":
		put(t, New(folder, "profile"), work.SecretSession)
	}
}

func child(t *testing.T, env []string, task, folder string) {
	t.Helper()
	run := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestChild$", "-test.v")
	run.Env = append(env, "SLUICE_KEYS="+task, "SLUICE_KEYS_IN="+folder)
	if output, err := run.CombinedOutput(); err != nil {
		t.Errorf("%s: %v\n%s", task, err, output)
	}
}

func TestARealKeyringKeepsTheKey(t *testing.T) {
	env, folder := session(t), filepath.Join(t.TempDir(), "secrets")
	daemon(t, env, true)
	child(t, env, "keep", folder)
	nothingInClear(t, folder)
	child(t, env, "find", folder)
}

// Without a display nobody can be asked for the password.
func TestALockedKeyringLeavesTheSession(t *testing.T) {
	env, folder := session(t), filepath.Join(t.TempDir(), "secrets")
	daemon(t, env, false)
	child(t, env, "session", folder)
}

func TestABusWithoutAKeyringLeavesTheSession(t *testing.T) {
	env, folder := session(t), filepath.Join(t.TempDir(), "secrets")
	for i, setting := range env {
		if strings.HasPrefix(setting, "XDG_DATA_DIRS=") {
			env[i] = fmt.Sprint("XDG_DATA_DIRS=", folder)
		}
	}
	child(t, env, "session", folder)
}
