// Command licences tells under which licences the modules come that programs are made of. It reads the
// licence files themselves, in Go's cache of modules, and knows them as pkg.go.dev does.
//
//	licences texts PROGRAM...    prints every licence's text once, with the modules that it stands for
//	licences fill LIST.json...   writes the licences into lists of contents, as CycloneDX has them
//
// A module without a licence that is known and agreed to is an error: then nobody may pass it on unread.
package main

import (
	"debug/buildinfo"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/google/licensecheck"
)

// agreed are the licences under which a program may be passed on with its own.
var agreed = []string{
	"0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-2-Clause-Views", "BSD-3-Clause", "CC0-1.0", "ISC", "MIT", "MPL-2.0", "OFL-1.1", "Unlicense", "Zlib",
}

// grant is a grant of patents beside a licence, which SPDX has no name for.
const grant = "GooglePatentClause"

// enough is how much of a licence file has to be a known text, in percent.
const enough = 75

var licenceFile = regexp.MustCompile(`(?i)^(licen[cs]e|copying|unlicense)([.-].*)?$`)
var noticeFile = regexp.MustCompile(`(?i)^notice([.-].*)?$`)

func main() {
	if len(os.Args) < 3 {
		fail("usage: licences texts PROGRAM... | licences fill LIST.json...")
	}
	var err error
	switch command, files := os.Args[1], os.Args[2:]; command {
	case "texts":
		err = texts(files)
	case "fill":
		err = fill(files)
	default:
		err = fmt.Errorf("there is no command %s", command)
	}
	if err != nil {
		fail(err.Error())
	}
}

func fail(why string) {
	fmt.Fprintln(os.Stderr, "licences:", why)
	os.Exit(1)
}

// licence is what a module comes under.
type licence struct {
	ids  []string // by SPDX, sorted
	text string   // of all of its files
}

// standard is what lists call Go's own library.
const standard = "std"

// licencesOf reads the licences of modules, by their paths.
func licencesOf(modules []string) (map[string]licence, error) {
	known := map[string]licence{}
	folders, err := foldersOf(modules)
	if err != nil {
		return nil, err
	}
	for module, folder := range folders {
		if known[module], err = read(folder); err != nil {
			return nil, fmt.Errorf("%s: %w", module, err)
		}
	}
	return known, nil
}

func foldersOf(modules []string) (map[string]string, error) {
	folders := map[string]string{}
	asked := []string{"list", "-m", "-f", "{{.Path}}\t{{.Dir}}"}
	for _, module := range modules {
		if module != standard {
			asked = append(asked, module)
			continue
		}
		root, err := exec.Command("go", "env", "GOROOT").Output()
		if err != nil {
			return nil, fmt.Errorf("find Go's own library: %w", err)
		}
		folders[standard] = strings.TrimSpace(string(root))
	}
	answer, err := exec.Command("go", asked...).Output()
	if err != nil {
		return nil, fmt.Errorf("ask Go for the modules' folders: %w", err)
	}
	for line := range strings.Lines(string(answer)) {
		module, folder, _ := strings.Cut(strings.TrimSpace(line), "\t")
		folders[module] = folder
	}
	return folders, nil
}

// read knows the licence files of a folder.
func read(folder string) (l licence, err error) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return l, err
	}
	var parts []string
	for _, entry := range entries {
		isLicence := licenceFile.MatchString(entry.Name())
		if entry.IsDir() || !isLicence && !noticeFile.MatchString(entry.Name()) {
			continue
		}
		text, err := os.ReadFile(filepath.Join(folder, entry.Name()))
		if err != nil {
			return l, err
		}
		parts = append(parts, strings.TrimSpace(strings.ReplaceAll(string(text), "\r\n", "\n")))
		if isLicence {
			l.ids = append(l.ids, idsIn(text)...)
		}
	}
	slices.Sort(l.ids)
	l.ids, l.text = slices.Compact(l.ids), strings.Join(parts, "\n\n")
	if len(l.ids) == 0 {
		return l, fmt.Errorf("no known licence in %s", folder)
	}
	for _, id := range l.ids {
		if !slices.Contains(agreed, id) {
			return l, fmt.Errorf("comes under %s, to which nobody has agreed", id)
		}
	}
	return l, nil
}

func idsIn(text []byte) (ids []string) {
	found := licensecheck.Scan(text)
	if found.Percent < enough {
		return nil
	}
	for _, match := range found.Match {
		if match.ID != grant {
			ids = append(ids, match.ID)
		}
	}
	return ids
}

// texts prints the licences of what is in programs.
func texts(programs []string) error {
	modules := []string{standard}
	for _, program := range programs {
		info, err := buildinfo.ReadFile(program)
		if err != nil {
			return err
		}
		for _, module := range info.Deps {
			modules = append(modules, module.Path)
		}
	}
	slices.Sort(modules)
	known, err := licencesOf(slices.Compact(modules))
	if err != nil {
		return err
	}
	under := map[string][]string{} // modules by text
	for module, l := range known {
		under[l.text] = append(under[l.text], module)
	}
	groups := []string{}
	for text, modules := range under {
		slices.Sort(modules)
		groups = append(groups, "Go modules: "+strings.Join(modules, ", ")+"\n\n"+text+"\n")
	}
	slices.Sort(groups)
	fmt.Print(strings.Join(groups, "\n"+strings.Repeat("-", 80)+"\n\n"))
	return nil
}

// fill writes licences into lists of contents.
func fill(lists []string) error {
	for _, list := range lists {
		if err := fillOne(list); err != nil {
			return fmt.Errorf("%s: %w", list, err)
		}
	}
	return nil
}

func fillOne(path string) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	var list map[string]any
	if err := json.Unmarshal(text, &list); err != nil {
		return err
	}
	components, _ := list["components"].([]any)
	var modules []string
	for _, each := range components {
		modules = append(modules, nameOf(each))
	}
	known, err := licencesOf(modules)
	if err != nil {
		return err
	}
	for _, each := range components {
		var licenses []any
		for _, id := range known[nameOf(each)].ids {
			licenses = append(licenses, map[string]any{"license": map[string]any{"id": id}})
		}
		each.(map[string]any)["licenses"] = licenses
	}
	filled, err := json.MarshalIndent(list, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(path, append(filled, '\n'), 0o644)
}

func nameOf(component any) string {
	fields, _ := component.(map[string]any)
	name, _ := fields["name"].(string)
	return name
}
