package frontend

import (
	"io/fs"
	"testing"
)

func TestBuiltTellsWhetherThereIsAPage(t *testing.T) {
	_, err := fs.ReadFile(Assets(), "index.html")
	if got, want := Built(), err == nil; got != want {
		t.Errorf("Built() = %v, but reading index.html gives %v", got, err)
	}
}
