//go:build platforms

package platforms

import (
	"archive/zip"
	"debug/pe"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"
)

// The programs, and how Windows is to start them.
var windowsPrograms = map[string]struct {
	subsystem uint16
	about     string
}{
	"sluice.exe":        {pe.IMAGE_SUBSYSTEM_WINDOWS_CUI, "Sluice"},
	"sluice-core.exe":   {pe.IMAGE_SUBSYSTEM_WINDOWS_GUI, "Sluice's core"},
	"sluice-window.exe": {pe.IMAGE_SUBSYSTEM_WINDOWS_GUI, "Sluice's window"},
}

func TestWindowsProgramsAreDressed(t *testing.T) {
	for name, want := range windowsPrograms {
		t.Run(name, func(t *testing.T) {
			path := top("build/bin/windows", name)
			program, err := pe.Open(path)
			must(t, err)
			defer func() { must(t, program.Close()) }()
			header, is := program.OptionalHeader.(*pe.OptionalHeader64)
			if !is || header.Subsystem != want.subsystem {
				t.Errorf("the subsystem is %+v", header)
			}
			listed := run(t, "wrestool", "-l", path)
			wantIn(t, listed, "type=group_icon", "type=version", "--type=24") // 24: a manifest
			content, err := os.ReadFile(path)
			must(t, err)
			for _, text := range []string{want.about, strings.TrimSuffix(name, ".exe") + ".exe", "The Sluice authors"} {
				if !strings.Contains(string(content), wide(text)) {
					t.Errorf("the version does not say %q", text)
				}
			}
			manifest := run(t, "wrestool", "-x", "--raw", "--type=24", path)
			wantIn(t, manifest, "asInvoker", "permonitorv2", "Microsoft.Windows.Common-Controls", "longPathAware")
		})
	}
}

// wide is text as a version resource holds it.
func wide(text string) string {
	var bytes []byte
	for _, unit := range utf16.Encode([]rune(text)) {
		bytes = append(bytes, byte(unit), byte(unit>>8))
	}
	return string(bytes)
}

func TestWindowsInstallerHolds(t *testing.T) {
	listed := run(t, "7z", "l", one(t, "build/out/package/*-setup.exe"))
	wantIn(t, listed, "sluice.exe", "sluice-core.exe", "sluice-window.exe", "LICENSE.txt", "README.txt", "THIRD-PARTY.txt", "MicrosoftEdgeWebview2Setup.exe")
}

func TestWindowsZipHolds(t *testing.T) {
	archive, err := zip.OpenReader(one(t, "build/out/package/*-windows-*.zip"))
	must(t, err)
	defer func() { must(t, archive.Close()) }()
	var names []string
	for _, file := range archive.File {
		names = append(names, filepath.Base(file.Name))
	}
	if got := strings.Join(names, " "); got != "LICENSE.txt README.txt THIRD-PARTY.txt sluice-core.exe sluice-window.exe sluice.exe" {
		t.Errorf("the archive holds %s", got)
	}
}

// wine is a Windows that never was used.
type wine struct {
	*testing.T
	prefix string
}

func newWine(t *testing.T) *wine {
	t.Helper()
	w := &wine{T: t, prefix: t.TempDir()}
	w.try("wineboot", "--init")
	w.try("reg", "add", `HKCU\Software\Wine`, "/v", "Version", "/d", "win10", "/f") // its own idea is Windows 7
	t.Cleanup(func() {
		stop := command(t, "/usr/lib/wine/wineserver64", "-k", "-w")
		stop.Env = append(stop.Env, "WINEPREFIX="+w.prefix)
		_ = stop.Run() // it may be gone already
	})
	// Go programs want a library that this wine lacks.
	stub := filepath.Join(w.prefix, "drive_c/windows/system32/bcryptprimitives.dll")
	run(t, "x86_64-w64-mingw32-gcc", "-shared", "-o", stub, "testdata/bcryptprimitives.c", "-ladvapi32")
	return w
}

// try runs a Windows program and gives what it says, and its exit code.
func (w *wine) try(args ...string) (output string, code int) {
	w.Helper()
	cmd := command(w.T, "/usr/lib/wine/wine64", args...)
	cmd.Env = append(cmd.Env, "WINEPREFIX="+w.prefix, "WINEDEBUG=-all", "WINEDLLOVERRIDES=mscoree=;mshtml=", "DISPLAY=")
	said, err := cmd.Output()
	if err != nil && cmd.ProcessState == nil {
		w.Fatalf("wine %v: %v", args, err)
	}
	return string(said), cmd.ProcessState.ExitCode()
}

func (w *wine) home() string {
	users, err := filepath.Glob(filepath.Join(w.prefix, "drive_c/users/*/AppData/Local"))
	if err != nil || len(users) == 0 {
		w.Fatalf("no user's folder: %v, %v", users, err)
	}
	return users[0]
}

// TestWindowsInstaller installs for real, over an installation too, and removes. It is the same script
// as that of the installer that people get, made into a program of 64 bits, since wine64 runs no others.
func TestWindowsInstaller(t *testing.T) {
	w := newWine(t)
	setup := filepath.Join(t.TempDir(), "sluice-setup.exe")
	programs, err := filepath.Glob(top("build/out/stage/windows/sluice-*"))
	if err != nil || len(programs) != 1 {
		t.Fatalf("staged: %v, %v", programs, err)
	}
	makensis := command(t, "makensis", "-V2", "-WX", "-INPUTCHARSET", "UTF8", "-DTARGET64", "-DVERSION=1.0.0", "-DNUMBERS=1.0.0.0",
		"-DPROGRAMS="+programs[0], "-DWEBVIEW2="+top("build/out/stage/windows/MicrosoftEdgeWebview2Setup.exe"), "-DTARGET="+setup, "installer.nsi")
	makensis.Dir = top("build/windows")
	said, err := makensis.CombinedOutput()
	if err != nil {
		t.Fatalf("makensis: %v\n%s", err, said)
	}
	installed := filepath.Join(w.home(), "Programs/Sluice")
	data := filepath.Join(w.home(), "sluice/sluice.db")
	for range 2 {
		if _, code := w.try(setup, "/S"); code != 0 {
			t.Fatalf("installing ends with %d", code)
		}
		version, code := w.try(filepath.Join(installed, "sluice.exe"), "--version")
		if code != 0 || !strings.Contains(version, ".") {
			t.Errorf("sluice.exe --version says %q, %d", version, code)
		}
		must(t, os.MkdirAll(filepath.Dir(data), 0o700))
		must(t, os.WriteFile(data, []byte("the user's"), 0o600))
	}
	link, _ := w.try("reg", "query", `HKCU\Software\Classes\sluice\shell\open\command`)
	wantIn(t, link, `\Programs\Sluice\sluice-window.exe" "%1"`)
	entry, _ := w.try("reg", "query", `HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\Sluice`)
	wantIn(t, entry, "DisplayVersion", "1.0.0", "uninstall.exe")
	autostart, _ := w.try("reg", "query", `HKCU\Software\Microsoft\Windows\CurrentVersion\Run`)
	if strings.Contains(autostart, "Sluice") {
		t.Errorf("it starts itself unasked: %s", autostart)
	}
	// _?= keeps the uninstaller from moving away, so that its end can be waited for; it leaves itself.
	if _, code := w.try(filepath.Join(installed, "uninstall.exe"), "/S", "_?="+w.windows(installed)); code != 0 {
		t.Errorf("removing ends with %d", code)
	}
	for name := range windowsPrograms {
		if _, err := os.Stat(filepath.Join(installed, name)); err == nil {
			t.Errorf("%s is left", name)
		}
	}
	if read(t, data) != "the user's" {
		t.Error("removing takes the data")
	}
	if _, code := w.try("reg", "query", `HKCU\Software\Classes\sluice`); code == 0 {
		t.Error("its links are left")
	}
}

// windows is a path as Windows writes it.
func (w *wine) windows(path string) string {
	below, err := filepath.Rel(filepath.Join(w.prefix, "drive_c"), path)
	must(w.T, err)
	return `C:\` + strings.ReplaceAll(below, "/", `\`)
}
