package all_test

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"sluice/backend/source/all"
)

// TestEachKindPassesTheExam looks whether each kind's package runs the exam on it. The exam itself is run there.
func TestEachKindPassesTheExam(t *testing.T) {
	for _, kind := range all.Kinds() {
		of := reflect.TypeOf(kind)
		name := filepath.Base(of.PkgPath())
		files, err := filepath.Glob(filepath.Join("..", name, "*_test.go"))
		if err != nil {
			t.Fatal(err)
		}
		examined := false
		for _, file := range files {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			examined = examined || strings.Contains(string(text), "sourcetest.Run(") && strings.Contains(string(text), name+"."+of.Name()+"{}")
		}
		if !examined {
			t.Errorf("%s.%s is offered to people and takes no exam: see sourcetest.Run", name, of.Name())
		}
	}
}

func TestNoTwoKindsAreTheSame(t *testing.T) {
	ids, names := map[string]bool{}, map[string]bool{}
	for _, kind := range all.Kinds() {
		d := kind.Describe()
		if ids[string(d.ID)] || names[d.Name] {
			t.Errorf("there are two of %q, %q", d.ID, d.Name)
		}
		ids[string(d.ID)], names[d.Name] = true, true
	}
}
