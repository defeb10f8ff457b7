// Package storetest opens a real, empty store for a test.
package storetest

import (
	"path/filepath"
	"testing"

	"sluice/backend/store"
)

// Open gives a store in a folder of its own that is closed and removed at the end of the test.
func Open(t testing.TB) *store.Store {
	t.Helper()
	opened, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "sluice.db"))
	if err != nil {
		t.Fatalf("open store: %v", err)
	}
	t.Cleanup(func() { _ = opened.Close() })
	return opened
}
