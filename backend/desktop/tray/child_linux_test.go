package tray

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"go.uber.org/goleak"

	"sluice/backend/desktop/dnd/dndtest"
)

// TestMain is also the program that has the tray icon: a process can have one, and each test wants its
// own.
func TestMain(m *testing.M) {
	if os.Getenv("TRAY_PROGRAM") == "" {
		os.Exit(m.Run())
	}
	if err := program(os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(0)
}

// program shows the states that it reads and writes the acts that it is asked for, until there is
// nothing more to read. Nothing may be left running then, of the library neither.
func program(states io.Reader, acts io.Writer) error {
	before := goleak.IgnoreCurrent()
	out := json.NewEncoder(acts)
	tray := New(Options{
		Address: os.Getenv("DBUS_SESSION_BUS_ADDRESS"),
		Do:      func(a Act) { _ = out.Encode(a) },
	})
	ctx, cancel := context.WithCancel(context.Background())
	in := json.NewDecoder(states)
	go func() {
		defer cancel()
		for {
			var s State
			if in.Decode(&s) != nil {
				return
			}
			tray.Set(s)
		}
	}()
	if err := tray.Run(ctx); err != nil {
		return err
	}
	if err := tray.Run(ctx); !errors.Is(err, ErrRan) {
		return fmt.Errorf("a second Run returned %w", err)
	}
	return goleak.Find(before)
}

// child is the program with its tray icon, seen from the test.
type child struct {
	t      *testing.T
	states *json.Encoder
	input  io.Closer
	acts   *bufio.Scanner
	cmd    *exec.Cmd
}

func start(t *testing.T, d *dndtest.Desktop, first State) *child {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(d.Context(), exe)
	noise := &bytes.Buffer{}
	cmd.Env, cmd.Stderr = append(d.Env(), "TRAY_PROGRAM=1", "GORACE=suppressions="+knownRace(t, d)), noise
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	c := &child{t: t, states: json.NewEncoder(in), input: in, acts: bufio.NewScanner(out), cmd: cmd}
	t.Cleanup(func() {
		_, _ = cmd.Process.Kill(), cmd.Wait()
		if t.Failed() {
			t.Logf("the program wrote:\n%s", noise)
		}
	})
	c.set(first)
	return c
}

// knownRace names a race of the library's own: 150 ms after the first GetLayout it counts the menu's
// version up, under another lock than the one under which the version is read.
func knownRace(t *testing.T, d *dndtest.Desktop) string {
	t.Helper()
	path := filepath.Join(d.Dir, "races")
	if err := os.WriteFile(path, []byte("race:fyne.io/systray.(*tray).GetLayout.func1\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func (c *child) set(s State) {
	c.t.Helper()
	if err := c.states.Encode(s); err != nil {
		c.t.Fatal(err)
	}
}

// act waits for the next act.
func (c *child) act() Act {
	c.t.Helper()
	var a Act
	if !c.acts.Scan() {
		c.t.Fatal("the program ended without an act")
	}
	if err := json.Unmarshal(c.acts.Bytes(), &a); err != nil {
		c.t.Fatal(err)
	}
	return a
}

// end lets the program end by itself.
func (c *child) end() {
	c.t.Helper()
	_ = c.input.Close()
	for c.acts.Scan() {
		c.t.Errorf("an act that nobody asked for: %s", c.acts.Text())
	}
	if err := c.cmd.Wait(); err != nil {
		c.t.Fatalf("the program did not end well: %v", err)
	}
}
