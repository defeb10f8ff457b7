//go:build platforms

package platforms

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// top is the folder of the repository; tests run in their own.
func top(parts ...string) string {
	path, err := filepath.Abs(filepath.Join(append([]string{"..", ".."}, parts...)...))
	if err != nil {
		panic(err)
	}
	return path
}

// one finds the one file that fits a pattern below the repository's folder.
func one(t *testing.T, pattern string) string {
	t.Helper()
	found, err := filepath.Glob(top(pattern))
	if err != nil || len(found) != 1 {
		t.Fatalf("%s: found %v; `make package` makes it", pattern, found)
	}
	return found[0]
}

// run runs a program, which must succeed, and gives all that it says.
func run(t *testing.T, name string, args ...string) string {
	t.Helper()
	output, err := command(t, name, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s %s: %v\n%s", name, strings.Join(args, " "), err, output)
	}
	return string(output)
}

func command(t *testing.T, name string, args ...string) *exec.Cmd {
	t.Helper()
	if _, err := exec.LookPath(name); err != nil {
		t.Skipf("%s is missing: build/packages.sh platforms installs it", name)
	}
	cmd := exec.CommandContext(t.Context(), name, args...)
	cmd.Env = append(os.Environ(), "LC_ALL=C.UTF-8")
	return cmd
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func wantIn(t *testing.T, text string, words ...string) {
	t.Helper()
	for _, word := range words {
		if !strings.Contains(text, word) {
			t.Errorf("%q is missing in:\n%s", word, text)
		}
	}
}

func read(t *testing.T, path string) string {
	t.Helper()
	content, err := os.ReadFile(path)
	must(t, err)
	return string(bytes.ToValidUTF8(content, nil))
}
