package queue_test

import (
	"flag"
	"os"
	"testing"
)

// TestMain keeps random lives on a real database quick: 30 of them, unless -rapid.checks says
// otherwise.
func TestMain(m *testing.M) {
	flag.Parse()
	if checks := flag.Lookup("rapid.checks"); checks.Value.String() == checks.DefValue {
		_ = checks.Value.Set("30")
	}
	os.Exit(m.Run())
}
