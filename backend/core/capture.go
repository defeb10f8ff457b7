package core

import (
	"slices"

	"sluice/backend/queue"
	"sluice/backend/source"
)

// Capture is how the reading of other programs' notifications stands.
type Capture struct {
	Here   bool          // false: this core reads none, as one of sample data
	Said   bool          // false: it has just begun, and nothing is known yet
	Health source.Health // where it was said
}

// Capture says how the reading of other programs' notifications stands.
func (c *Core) Capture() Capture {
	health, said := c.health.of(queue.Popups)
	here := slices.ContainsFunc(c.o.Sources, func(s source.Source) bool { return s.Describe().ID == queue.Popups })
	return Capture{Here: here, Said: said, Health: health}
}
