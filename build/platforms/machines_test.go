//go:build platforms

package platforms

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// machines are systems that are not at hand: what each says of itself, the package managers that it has,
// and what has to be asked of one so that `make run` finds what it needs. Debian's own tools lie about
// everywhere, as they do on a Fedora of somebody who makes packages for both.
var machines = []struct {
	name, kernel, release string
	has                   []string
	group, want, says     string
}{
	{
		"Fedora", "Linux", "ID=fedora\nVERSION_ID=43\n",
		[]string{"dnf", "rpm"},
		"run",
		"dnf install -y ca-certificates git make gcc glibc-devel gtk3-devel pkgconf-pkg-config webkit2gtk4.1-devel", "Installing",
	},
	{"a child of Fedora", "Linux", "ID=\"nobara\"\nID_LIKE=\"rhel centos fedora\"\n", []string{"dnf", "rpm"}, "core", "dnf install -y ca-certificates git make", "Installing"},
	{
		"Arch", "Linux", "ID=arch\n",
		[]string{"pacman"},
		"run",
		"pacman -S --needed --noconfirm ca-certificates git make base-devel gtk3 webkit2gtk-4.1", "Installing",
	},
	{"a child of Arch", "Linux", "ID=manjaro\nID_LIKE=arch\n", []string{"pacman"}, "core", "pacman -S --needed --noconfirm ca-certificates git make", "Installing"},
	{"a Mac", "Darwin", "", []string{"brew"}, "run", "brew install go node", "Installing"},
	{"a Mac without Homebrew", "Darwin", "", nil, "run", "", "Go and Node have to be there"},
	{"one that nobody knows", "Linux", "ID=slackware\n", nil, "run", "", "known for Debian alone"},
	{"Fedora for packages", "Linux", "ID=fedora\n", []string{"dnf", "rpm"}, "package", "", "binutils"},
}

func TestPackagesOfOtherSystems(t *testing.T) {
	for _, m := range machines {
		t.Run(m.name, func(t *testing.T) {
			dir := t.TempDir()
			asked := filepath.Join(dir, "asked")
			program := func(name, script string) {
				t.Helper()
				must(t, os.WriteFile(filepath.Join(dir, name), []byte("#!/bin/bash\n"+script+"\n"), 0o755))
			}
			for _, manager := range m.has {
				// It has nothing yet, and notes what it is to install.
				program(manager, `case $1 in install | -S) echo "`+manager+` $*" >>`+asked+` ;; *) exit 1 ;; esac`)
			}
			program("uname", "echo "+m.kernel)
			program("xcode-select", "exit 0")
			program("sudo", `[[ $1 != --* ]] || shift; exec "$@"`)
			for _, tool := range []string{"bash", "id", "cat", "dpkg-query", "apt-get", "dirname"} {
				if path, err := exec.LookPath(tool); err == nil {
					must(t, os.Symlink(path, filepath.Join(dir, tool)))
				}
			}
			release := filepath.Join(dir, "os-release")
			must(t, os.WriteFile(release, []byte(m.release), 0o644))
			cmd := command(t, "/bin/bash", top("build/packages.sh"), m.group)
			cmd.Env = []string{"PATH=" + dir, "OS_RELEASE=" + release, "HOME=" + dir}
			said, err := cmd.CombinedOutput()
			if err != nil {
				t.Fatalf("%v: %s", err, said)
			}
			got := ""
			if _, err := os.Stat(asked); err == nil {
				got = strings.TrimSpace(read(t, asked))
			}
			if got != m.want {
				t.Errorf("it asks for %q, want %q", got, m.want)
			}
			wantIn(t, string(said), m.says)
		})
	}
}
