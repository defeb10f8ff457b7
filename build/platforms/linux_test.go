//go:build platforms

package platforms

import (
	"encoding/json"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

var stage = top("build/out/stage/linux/usr")

// What a Linux package holds besides icons and completions.
var expected = []string{
	"/usr/bin/sluice", "/usr/bin/sluice-window", "/usr/share/applications/sluice.desktop",
	"/usr/share/metainfo/app.sluice.Sluice.metainfo.xml", "/usr/share/man/man1/sluice.1.gz",
	"/usr/share/icons/hicolor/scalable/apps/sluice.svg", "/usr/share/icons/hicolor/48x48/apps/sluice.png",
	"/usr/share/bash-completion/completions/sluice", "/usr/share/zsh/vendor-completions/_sluice",
	"/usr/share/zsh/site-functions/_sluice", "/usr/share/fish/vendor_completions.d/sluice.fish",
	"/usr/share/doc/sluice/copyright", "/usr/share/doc/sluice/third-party.txt",
}

func TestDebHolds(t *testing.T) {
	deb := one(t, "build/out/package/sluice_*.deb")
	wantIn(t, run(t, "dpkg-deb", "-c", deb), expected...)
	scripts := run(t, "dpkg-deb", "--info", deb)
	for _, script := range []string{" preinst", " postinst", " prerm", " config"} {
		if strings.Contains(scripts, script) {
			t.Errorf("there is a script %s:\n%s", script, scripts)
		}
	}
	wantIn(t, scripts, "libwebkit2gtk-4.1-0", "postrm")
}

func TestRPMHoldsAndInstalls(t *testing.T) {
	rpm := one(t, "build/out/package/sluice-*.rpm")
	wantIn(t, run(t, "rpm", "-qpl", rpm), expected...)
	wantIn(t, run(t, "rpm", "-qp", "--requires", rpm), "gtk3", "webkit2gtk4.1", "glibc >= 2.")
	wantIn(t, run(t, "rpm", "-qp", "--scripts", rpm), "postuninstall", "Each user's data stay")
	if os.Geteuid() != 0 {
		t.Skip("needs root, to install in a folder of its own")
	}
	root := t.TempDir()
	// What it requires is Fedora's; a Debian's rpm knows none of it.
	run(t, "rpm", "--root", root, "--install", "--nodeps", "--noscripts", rpm)
	wantIn(t, run(t, filepath.Join(root, "usr/bin/sluice"), "--version"), ".")
	run(t, "rpm", "--root", root, "--erase", "--noscripts", "sluice")
	if _, err := os.Stat(filepath.Join(root, "usr/bin/sluice")); err == nil {
		t.Error("erasing leaves the program")
	}
}

func TestTarballRunsWhereItIsLaid(t *testing.T) {
	dir := t.TempDir()
	run(t, "tar", "-xzf", one(t, "build/out/package/sluice-*-linux-*.tar.gz"), "-C", dir, "--strip-components=1")
	wantIn(t, run(t, filepath.Join(dir, "bin/sluice"), "--help"), "Exit codes")
	wantIn(t, read(t, filepath.Join(dir, "README")), "~/.local/share/sluice")
}

// TestTarballInstalls for one user, over an older one that had a file more, into a folder with a blank in
// its name, and removes.
func TestTarballInstalls(t *testing.T) {
	dir, home := t.TempDir(), filepath.Join(t.TempDir(), "Ana's home")
	prefix := filepath.Join(home, ".local")
	run(t, "tar", "-xzf", one(t, "build/out/package/sluice-*-linux-*.tar.gz"), "-C", dir, "--strip-components=1")
	install := func(script string, args ...string) string {
		t.Helper()
		cmd := command(t, script, append(args, "--prefix", prefix)...)
		cmd.Env = append(cmd.Env, "HOME="+home)
		said, err := cmd.CombinedOutput()
		if err != nil {
			t.Fatalf("%s %v: %v\n%s", script, args, err, said)
		}
		return string(said)
	}
	older := filepath.Join(dir, "share/doc/sluice/OLDER")
	must(t, os.WriteFile(older, nil, 0o644))
	install(filepath.Join(dir, "install.sh"))
	must(t, os.Remove(older))
	theirs := filepath.Join(prefix, "share/applications/theirs.desktop")
	must(t, os.WriteFile(theirs, nil, 0o644))
	wantIn(t, install(filepath.Join(dir, "install.sh")), "installed in "+prefix)
	if _, err := os.Stat(filepath.Join(prefix, "share/doc/sluice/OLDER")); err == nil {
		t.Error("what an older version had is left")
	}
	wantIn(t, run(t, filepath.Join(prefix, "bin/sluice"), "--version"), ".")
	entry := filepath.Join(prefix, "share/applications/sluice.desktop")
	run(t, "desktop-file-validate", entry)
	wantIn(t, read(t, entry), `Exec="`+prefix+`/bin/sluice-window" %u`, `Exec="`+prefix+`/bin/sluice-window" --capture`)

	data := filepath.Join(prefix, "share/sluice/sluice.db")
	must(t, os.WriteFile(data, []byte("the user's"), 0o600))
	wantIn(t, install(filepath.Join(prefix, "share/sluice/install.sh"), "--remove"), "Your data stay")
	left := strings.Fields(strings.ReplaceAll(run(t, "find", home, "-type", "f", "!", "-name", "mimeinfo.cache"), home, ""))
	if want := []string{"/.local/share/applications/theirs.desktop", "/.local/share/sluice/sluice.db"}; !slices.Equal(slices.Sorted(slices.Values(left)), want) {
		t.Errorf("what is left is %q", left)
	}
}

// TestLicencesGoWithThePrograms names some that must not be missing, and that each list of contents has one
// for each of its modules.
func TestLicencesGoWithThePrograms(t *testing.T) {
	texts := read(t, filepath.Join(stage, "share/doc/sluice/third-party.txt"))
	wantIn(t, texts, "modernc.org/sqlite", "github.com/wailsapp/wails/v2", "svelte - ", "SIL OPEN FONT LICENSE", "github.com/godbus/dbus/v5")
	for _, program := range []string{"sluice-[0-9]", "sluice-window"} {
		var list struct {
			Components []struct {
				Name     string
				Licenses []struct{ License struct{ ID string } }
			}
		}
		must(t, json.Unmarshal([]byte(read(t, one(t, "build/out/package/"+program+"*.cdx.json"))), &list))
		if len(list.Components) < 10 {
			t.Errorf("%s lists %d modules", program, len(list.Components))
		}
		for _, component := range list.Components {
			if len(component.Licenses) == 0 || component.Licenses[0].License.ID == "" {
				t.Errorf("%s comes without a licence", component.Name)
			}
		}
	}
}

func TestMenuEntryAndMetadata(t *testing.T) {
	run(t, "desktop-file-validate", filepath.Join(stage, "share/applications/sluice.desktop"))
	wantIn(t, read(t, filepath.Join(stage, "share/applications/sluice.desktop")), "x-scheme-handler/sluice", "Exec=sluice-window %u")
	run(t, "appstreamcli", "validate", "--no-net", filepath.Join(stage, "share/metainfo/app.sluice.Sluice.metainfo.xml"))
	run(t, "appstreamcli", "validate-tree", "--no-net", filepath.Dir(stage))
}

func TestIconsAreOfTheirSize(t *testing.T) {
	icons, err := filepath.Glob(filepath.Join(stage, "share/icons/hicolor/*x*/apps/sluice.png"))
	must(t, err)
	if len(icons) != 9 {
		t.Errorf("there are %d icons", len(icons))
	}
	for _, icon := range icons {
		file, err := os.Open(icon)
		must(t, err)
		config, err := png.DecodeConfig(file)
		must(t, err)
		must(t, file.Close())
		folder := filepath.Base(filepath.Dir(filepath.Dir(icon)))
		if want := strconv.Itoa(config.Width) + "x" + strconv.Itoa(config.Height); want != folder {
			t.Errorf("in %s lies an icon of %s", folder, want)
		}
	}
}

func TestManualReads(t *testing.T) {
	page := filepath.Join(stage, "share/man/man1/sluice.1.gz")
	if complaints := run(t, "mandoc", "-Tlint", "-Wwarning", page); complaints != "" {
		t.Error(complaints)
	}
	text := run(t, "man", "--warnings", "-P", "cat", "-l", page)
	wantIn(t, text, "SLUICE(1)", "sluice checkin now", "EXIT STATUS", "SLUICE_PROFILE")
	if strings.Contains(text, "warning:") {
		t.Error(text)
	}
}

func TestRecipeForArch(t *testing.T) {
	run(t, "shellcheck", "--shell=bash", "--exclude=SC2034,SC2154,SC2164", top("build/linux/PKGBUILD"))
	run(t, "bash", "-n", top("build/linux/PKGBUILD"))
}

func TestScriptsAreClean(t *testing.T) {
	var scripts []string
	for _, pattern := range []string{"build/*.sh", "build/*/*.sh", ".ci/run"} {
		found, err := filepath.Glob(top(pattern))
		must(t, err)
		scripts = append(scripts, found...)
	}
	run(t, "shellcheck", append([]string{"-x"}, scripts...)...)
}
