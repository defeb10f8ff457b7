package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestMain lets this test's program be sluice itself, where a script or a test calls it by that name.
func TestMain(m *testing.M) { testscript.Main(m, map[string]func(){"sluice": main}) }

// TestScripts runs each file in testdata in a profile, a home and a runtime folder of its own, without
// a session bus. Besides the usual commands there are those below.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata", Setup: setup, RequireExplicitExec: true,
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"core": startCore, "demo": startDemo, "endcore": endCore, "killcore": killCore, "exits": exits, "field": field, "harmless": harmless,
		},
	})
}

// hostile moves the cursor, colours, rings, sets the window's title, and turns the text round.
const hostile = "Pay\x1b[2J\x1b]0;owned\x07\r\n\u009b31m\u202Egnp.exe\u2066\u200f\x7f now"

var inherited = []string{"PATH", "HOME", "TMPDIR", "TZ", "XDG_RUNTIME_DIR", "XDG_DATA_HOME", "SLUICE_PROFILE"}

func setup(env *testscript.Env) error {
	home, run := filepath.Join(env.WorkDir, "home"), filepath.Join(env.WorkDir, "run")
	for _, dir := range []string{home, run} {
		if err := os.Mkdir(dir, 0o700); err != nil {
			return err
		}
	}
	for name, value := range map[string]string{
		"HOME": home, "XDG_RUNTIME_DIR": run, "XDG_DATA_HOME": filepath.Join(home, "data"), "XDG_CONFIG_HOME": filepath.Join(home, "config"), "TZ": evening(time.Now()),
		"SLUICE_PROFILE": filepath.Join(home, "profile"), "HOSTILE": hostile,
		"SOON": time.Now().AddDate(0, 0, 4).Format(time.DateOnly),
	} {
		env.Setenv(name, value)
	}
	env.Values[coreKey{}] = &coreProcess{}
	return nil
}

// evening is a zone in which it is between eight and nine in the evening: no check-in of the proposed
// plan falls due in a script, whenever it runs.
func evening(now time.Time) string {
	ahead := 20 - now.UTC().Hour()
	if ahead > 12 {
		ahead -= 24
	}
	return fmt.Sprintf("Etc/GMT%+d", -ahead) // its sign says how far Greenwich is, not we
}

type coreKey struct{}

// coreProcess is the core that a script runs.
type coreProcess struct{ command *exec.Cmd }

// startCore runs "sluice core" with the arguments and returns when it says that it is ready. $LINK is
// the link for a browser, where it gives one.
func startCore(ts *testscript.TestScript, _ bool, args []string) { start(ts, "core", args) }

// startDemo does the same with "sluice demo".
func startDemo(ts *testscript.TestScript, _ bool, args []string) { start(ts, "demo", args) }

func start(ts *testscript.TestScript, name string, args []string) {
	self, err := os.Executable()
	ts.Check(err)
	command := exec.Command(self)
	command.Args = append([]string{"sluice", name}, args...)
	for _, name := range inherited {
		command.Env = append(command.Env, name+"="+ts.Getenv(name))
	}
	command.Stderr = os.Stderr
	said, err := command.StdoutPipe()
	ts.Check(err)
	ts.Check(command.Start())
	process := ts.Value(coreKey{}).(*coreProcess)
	process.command = command
	ts.Defer(func() { _ = command.Process.Kill(); _ = command.Wait() })
	lines := bufio.NewScanner(said)
	for lines.Scan() {
		if strings.HasSuffix(lines.Text(), " is running.") {
			break
		}
	}
	if slices.Contains(args, "--http") && lines.Scan() {
		ts.Setenv("LINK", strings.TrimPrefix(lines.Text(), "Open "))
	}
	ts.Check(lines.Err())
}

// endCore ends the core as logging out does, and waits for its good end.
func endCore(ts *testscript.TestScript, _ bool, _ []string) {
	process := ts.Value(coreKey{}).(*coreProcess)
	ts.Check(process.command.Process.Signal(os.Interrupt))
	ts.Check(process.command.Wait())
}

// killCore ends the core without a word.
func killCore(ts *testscript.TestScript, _ bool, _ []string) {
	process := ts.Value(coreKey{}).(*coreProcess)
	ts.Check(process.command.Process.Kill())
	_ = process.command.Wait() // that it was killed is no news
}

// exits runs a program and checks its exit code: exits CODE PROGRAM ARGUMENT…
func exits(ts *testscript.TestScript, _ bool, args []string) {
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	var exit *exec.ExitError
	if err := ts.Exec(args[1], args[2:]...); errors.As(err, &exit) {
		got = exit.ExitCode()
	} else {
		ts.Check(err)
	}
	if got != want {
		ts.Fatalf("it ended with %d, want %d", got, want)
	}
}

// field checks one field of the last output, which is JSON: field [stderr] PATH VALUE. A path is made
// of names and numbers between dots; "len" is how many there are.
func field(ts *testscript.TestScript, neg bool, args []string) {
	from := "stdout"
	if args[0] == "stderr" {
		from, args = args[0], args[1:]
	}
	if len(args) != 2 {
		ts.Fatalf("usage: field [stderr] PATH VALUE")
	}
	var value any
	ts.Check(json.Unmarshal([]byte(ts.ReadFile(from)), &value))
	for step := range strings.SplitSeq(args[0], ".") {
		value = into(value, step)
	}
	if got := fmt.Sprint(value); (got == args[1]) == neg {
		ts.Fatalf("%s is %q", args[0], got)
	}
}

func into(value any, step string) any {
	switch value := value.(type) {
	case map[string]any:
		return value[step]
	case []any:
		if step == "len" {
			return len(value)
		}
		if i, err := strconv.Atoi(step); err == nil && i < len(value) {
			return value[i]
		}
	}
	return nil
}

// harmless checks that a terminal takes the last output as text: harmless stdout|stderr.
func harmless(ts *testscript.TestScript, _ bool, args []string) {
	text := ts.ReadFile(args[0])
	for _, r := range text {
		if r != '\n' && (unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r)) {
			ts.Fatalf("there is %U in %q", r, text)
		}
	}
	if text == "" {
		ts.Fatalf("there is nothing in %s", args[0])
	}
}
