package arch

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestEveryRuleIsTested reads the page of the rules: each names tests, and each test is there.
func TestEveryRuleIsTested(t *testing.T) {
	page, err := os.ReadFile("../../docs/rules.md")
	if err != nil {
		t.Fatal(err)
	}
	named := regexp.MustCompile("`([a-z/]+)\\.(Test[A-Za-z0-9]+)`")
	rules := 0
	for line := range strings.Lines(string(page)) {
		rule, isRule := strings.CutPrefix(line, "- ")
		if !isRule {
			continue
		}
		rules++
		tests := named.FindAllStringSubmatch(rule, -1)
		if len(tests) == 0 {
			t.Errorf("no test holds Sluice to it: %s", rule)
		}
		for _, test := range tests {
			if !hasTest(t, test[1], test[2]) {
				t.Errorf("%s has no test %s, for: %s", test[1], test[2], rule)
			}
		}
	}
	if rules < 40 {
		t.Errorf("only %d rules were found on the page", rules)
	}
}

// hasTest says whether a package's tests have a function.
func hasTest(t *testing.T, dir, name string) bool {
	t.Helper()
	where := filepath.Join("..", dir)
	if dir == "proof" {
		where = filepath.Join("..", "..", dir)
	}
	files, err := filepath.Glob(filepath.Join(where, "*_test.go"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(text), "\nfunc "+name+"(t *testing.T)") {
			return true
		}
	}
	return false
}
