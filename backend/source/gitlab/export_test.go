package gitlab

import (
	"maps"
	"slices"
)

// Actions are those that mean something of their own.
func Actions() []string { return slices.Collect(maps.Keys(meanings)) }
