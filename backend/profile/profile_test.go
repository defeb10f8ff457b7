package profile

import (
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"

	"github.com/adrg/xdg"
	"pgregory.net/rapid"

	"sluice/backend/fault"
)

// home gives the test a home and a runtime folder of its own.
func home(t *testing.T) (data, run string) {
	t.Helper()
	// t.TempDir names the test in its path, which is too long for a socket.
	base, err := os.MkdirTemp("", "p")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(base) })
	data, run = filepath.Join(base, "data"), filepath.Join(base, "run")
	if err := os.Mkdir(run, 0o700); err != nil {
		t.Fatal(err)
	}
	t.Setenv("XDG_DATA_HOME", data)
	t.Setenv("XDG_RUNTIME_DIR", run)
	t.Setenv(Variable, "")
	xdg.Reload()
	t.Cleanup(xdg.Reload)
	return data, run
}

func find(t *testing.T, dir string) Profile {
	t.Helper()
	p, err := Find(dir)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestFlagThenVariableThenDataFolder(t *testing.T) {
	data, _ := home(t)
	if got, want := find(t, "").Dir(), filepath.Join(data, "sluice"); got != want {
		t.Errorf("without flag and variable: %s, want %s", got, want)
	}
	named := filepath.Join(data, "named")
	t.Setenv(Variable, named)
	if got := find(t, "").Dir(); got != named {
		t.Errorf("with the variable: %s, want %s", got, named)
	}
	flagged := filepath.Join(data, "flagged")
	if got := find(t, flagged).Dir(); got != flagged {
		t.Errorf("the flag must win: %s, want %s", got, flagged)
	}
	if _, err := os.Stat(data); !os.IsNotExist(err) {
		t.Error("Find made a folder, and must create nothing")
	}
}

func TestSocketIsNamedAfterTheCleanedPath(t *testing.T) {
	data, run := home(t)
	p := find(t, filepath.Join(data, "one"))
	want := regexp.MustCompile(`^` + regexp.QuoteMeta(filepath.Join(run, "sluice-")) + `[0-9a-f]{8}\.sock$`)
	if runtime.GOOS == "linux" && !want.MatchString(p.Socket()) {
		t.Errorf("socket %s does not match %s", p.Socket(), want)
	}
	if same := find(t, data+"/./x/../one/"); same.Socket() != p.Socket() {
		t.Errorf("two spellings of one path gave %s and %s", p.Socket(), same.Socket())
	}
	if other := find(t, filepath.Join(data, "two")); other.Socket() == p.Socket() {
		t.Error("two profiles share a socket")
	}
}

func TestEverySocketFits(t *testing.T) {
	home(t)
	rapid.Check(t, func(t *rapid.T) {
		dir := "/" + rapid.StringMatching(`[a-zé/. ]{1,300}`).Draw(t, "dir")
		p, err := Find(dir)
		if err != nil {
			t.Fatalf("the length of the profile's own path must not matter: %v", err)
		}
		if len(p.Socket()) > maxSocket {
			t.Fatalf("%s is too long", p.Socket())
		}
	})
}

func TestTooLongARuntimeFolderIsRefused(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("only Linux takes the runtime folder from a variable")
	}
	_, run := home(t)
	long := filepath.Join(run, strings.Repeat("x", 100))
	if err := os.Mkdir(long, 0o700); err != nil {
		t.Fatal(err)
	}
	t.Setenv("XDG_RUNTIME_DIR", long)
	if _, err := Find(""); fault.CodeOf(err) != fault.Invalid {
		t.Errorf("got %v, want a refusal", err)
	}
}

func TestRuntimeFolderOfOthersIsNotUsed(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("only Linux takes the runtime folder from a variable")
	}
	_, run := home(t)
	temp := filepath.Join(filepath.Dir(run), "t")
	if err := os.Mkdir(temp, 0o777); err != nil {
		t.Fatal(err)
	}
	t.Setenv("TMPDIR", temp)
	if err := os.Chmod(run, 0o755); err != nil { // an open folder is what is tried
		t.Fatal(err)
	}
	p := find(t, "")
	if !strings.HasPrefix(p.Socket(), temp) {
		t.Fatalf("an open XDG_RUNTIME_DIR was used: %s", p.Socket())
	}
	if err := p.Prepare(); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(filepath.Dir(p.Socket()), 0o770); err != nil { // as above
		t.Fatal(err)
	}
	if _, err := Find(""); fault.CodeOf(err) != fault.Denied {
		t.Errorf("a fallback folder open to others gave %v, want a refusal", err)
	}
}

func TestPrepareMayBeCalledTwice(t *testing.T) {
	home(t)
	p := find(t, "")
	for range 2 {
		if err := p.Prepare(); err != nil {
			t.Fatal(err)
		}
	}
	info, err := os.Stat(p.Dir())
	if err != nil {
		t.Fatal(err)
	}
	if runtime.GOOS != "windows" && info.Mode().Perm() != 0o700 {
		t.Errorf("the profile's folder has mode %v, want 0700", info.Mode().Perm())
	}
}

func TestPrepareSaysWhatItCannotMake(t *testing.T) {
	data, _ := home(t)
	if err := os.WriteFile(data, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := find(t, "").Prepare(); fault.CodeOf(err) != fault.ReadOnly {
		t.Errorf("got %v, want %s", err, fault.ReadOnly)
	}
}

func TestSecondCoreIsRefused(t *testing.T) {
	home(t)
	p := find(t, "")
	if err := p.Prepare(); err != nil {
		t.Fatal(err)
	}
	release, err := p.Lock()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.Lock(); fault.CodeOf(err) != fault.Running {
		t.Errorf("the second lock gave %v, want %s", err, fault.Running)
	}
	release()
	again, err := p.Lock()
	if err != nil {
		t.Fatalf("after the release: %v", err)
	}
	again()
}
