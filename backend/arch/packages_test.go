package arch

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
)

// pack is what a package's files say, the files of all systems and of all build tags: an import that
// only Windows sees counts as well. Test files do not: a test may use what it likes.
type pack struct {
	path    string   // below the module; "main" for the module's own folder
	doc     string   // the package comment
	imports []string // whole paths
	ours    []string // those of this module, below it
}

// forTests says that the package is linked into tests only.
func (p pack) forTests() bool {
	return strings.HasSuffix(p.path, "test") || p.path == "backend/arch" || within(p.path, "proof") || within(p.path, "bench") || within(p.path, "build")
}

const module = "sluice/"

var read = sync.OnceValues(func() ([]pack, error) {
	root := filepath.Join("..", "..")
	byPath := map[string]*pack{}
	err := filepath.WalkDir(root, func(file string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && skipped(entry.Name()) {
			return filepath.SkipDir
		}
		if !strings.HasSuffix(file, ".go") || strings.HasSuffix(file, "_test.go") {
			return nil
		}
		dir, err := filepath.Rel(root, filepath.Dir(file))
		if err != nil {
			return err
		}
		return add(byPath, filepath.ToSlash(dir), file)
	})
	packs := make([]pack, 0, len(byPath))
	for _, p := range byPath {
		packs = append(packs, *p)
	}
	slices.SortFunc(packs, func(a, b pack) int { return strings.Compare(a.path, b.path) })
	return packs, err
})

func skipped(name string) bool {
	return name == "node_modules" || name == "testdata" || len(name) > 2 && name[0] == '.'
}

// packages are all packages of the checkout.
func packages(t *testing.T) []pack {
	t.Helper()
	packs, err := read()
	if err != nil {
		t.Fatalf("read the packages: %v", err)
	}
	if len(packs) < 10 {
		t.Fatalf("only %d packages found: the test looks in the wrong place", len(packs))
	}
	return packs
}

// add reads one file into its package.
func add(byPath map[string]*pack, dir, file string) error {
	if dir == "." {
		dir = "main"
	}
	parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly|parser.ParseComments)
	if err != nil {
		return err
	}
	p := byPath[dir]
	if p == nil {
		p = &pack{path: dir}
		byPath[dir] = p
	}
	if p.doc == "" {
		p.doc = parsed.Doc.Text()
	}
	for _, spec := range parsed.Imports {
		imported, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			return err
		}
		p.imports = append(p.imports, imported)
		if below, ours := strings.CutPrefix(imported, module); ours {
			p.ours = append(p.ours, below)
		}
	}
	return nil
}

// within says whether a path is the other or lies below it; a prefix may end in a slash.
func within(name, prefix string) bool {
	return name == prefix || strings.HasPrefix(name, strings.TrimSuffix(prefix, "/")+"/")
}

// anyFits says whether one of the names is the path; a name that ends in /… stands for all below it.
func anyFits(names []string, name string) bool {
	return slices.ContainsFunc(names, func(one string) bool {
		below, all := strings.CutSuffix(one, "/…")
		return one == name || all && path.Clean(name) != below && within(name, below)
	})
}
