//go:build platforms

package platforms

import (
	"encoding/json"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// listed is a package as `go list` tells of it.
type listed struct {
	ImportPath        string
	Dir               string
	GoFiles, CgoFiles []string
	ImportMap         map[string]string
	Standard          bool
}

// TestMacTypes checks the types of everything that a Mac links with cgo, Wails included. Without a Mac's
// compiler and headers nothing can be built; what C declares is taken on trust. Go's own library too.
func TestMacTypes(t *testing.T) {
	for _, arch := range []string{"arm64", "amd64"} {
		t.Run(arch, func(t *testing.T) {
			checked, ours := checkTypes(t, arch, ".", "./backend/cmd/sluice")
			if checked < 300 || ours < 30 {
				t.Errorf("only %d packages were checked, %d of them ours", checked, ours)
			}
		})
	}
}

func checkTypes(t *testing.T, arch string, programs ...string) (checked, ours int) {
	t.Helper()
	known := map[string]*types.Package{"unsafe": types.Unsafe}
	files := token.NewFileSet()
	for _, p := range listMac(t, arch, programs) {
		var trouble []error
		config := types.Config{
			FakeImportC: true, IgnoreFuncBodies: p.Standard, Sizes: types.SizesFor("gc", arch),
			Importer: mapped{known, p.ImportMap}, Error: func(err error) { trouble = append(trouble, err) },
		}
		var parsed []*ast.File
		for _, name := range append(p.GoFiles, p.CgoFiles...) {
			file, err := parser.ParseFile(files, filepath.Join(p.Dir, name), nil, parser.SkipObjectResolution)
			must(t, err)
			parsed = append(parsed, file)
		}
		if p.ImportPath == "unsafe" {
			continue
		}
		known[p.ImportPath], _ = config.Check(p.ImportPath, files, parsed, nil) // told in trouble
		checked++
		if p.ImportPath == "sluice" || strings.HasPrefix(p.ImportPath, "sluice/") {
			ours++
		}
		if !p.Standard && len(trouble) > 0 {
			t.Errorf("%s: %v", p.ImportPath, errors.Join(trouble...))
		}
	}
	return checked, ours
}

// mapped gives packages that were checked before, by the names that one package calls them.
type mapped struct {
	known map[string]*types.Package
	names map[string]string
}

func (m mapped) Import(path string) (*types.Package, error) {
	if name, is := m.names[path]; is {
		path = name
	}
	if found := m.known[path]; found != nil {
		return found, nil
	}
	return nil, errors.New("not checked before: " + path)
}

// listMac lists what programs link on a Mac, what is imported before what imports it.
func listMac(t *testing.T, arch string, programs []string) (list []listed) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "go", append([]string{"list", "-deps", "-json", "-tags", "desktop,production"}, programs...)...)
	cmd.Dir = top()
	cmd.Env = append(os.Environ(), "GOOS=darwin", "GOARCH="+arch, "CGO_ENABLED=1")
	cmd.Stderr = os.Stderr
	output, err := cmd.StdoutPipe()
	must(t, err)
	must(t, cmd.Start())
	for decoder := json.NewDecoder(output); ; {
		var p listed
		if err := decoder.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		list = append(list, p)
	}
	must(t, cmd.Wait())
	return list
}

// TestMacBundle lays out Sluice.app, with scripts in the place of programs, and looks whether core and
// window find each other's place in it.
func TestMacBundle(t *testing.T) {
	dir := t.TempDir()
	program := filepath.Join(dir, "program")
	must(t, os.WriteFile(program, []byte("#!/bin/sh\n"), 0o755))
	run(t, top("build/darwin/bundle.sh"), "1.2.3+4.gabc", program, program, top("LICENSE"), dir)
	helper := "Sluice.app/Contents/Helpers/Sluice Window.app/Contents"
	for _, path := range []string{
		"Sluice.app/Contents/MacOS/sluice", "Sluice.app/Contents/Resources/sluice.icns", helper + "/MacOS/sluice-window",
		helper + "/Resources/sluice.icns", helper + "/MacOS/../../../../MacOS/sluice",
		"Sluice.app/Contents/MacOS/../Helpers/Sluice Window.app/Contents/MacOS/sluice-window",
	} {
		if _, err := os.Stat(filepath.Join(dir, path)); err != nil {
			t.Error(err)
		}
	}
	core := read(t, filepath.Join(dir, "Sluice.app/Contents/Info.plist"))
	wantIn(t, core, "<key>LSUIElement</key><true/>", "<string>1.2.3</string>")
	window := read(t, filepath.Join(dir, helper, "Info.plist"))
	wantIn(t, window, "CFBundleURLSchemes", "<string>sluice</string>", "<string>1.2.3</string>")
}
