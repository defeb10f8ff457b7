package timesheet

import (
	"cmp"
	"strings"

	"sluice/backend/work"
)

// compareNames orders clients by their names, whatever the case.
func compareNames(a, b work.Client) int {
	return cmp.Or(cmp.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name)), cmp.Compare(a.ID, b.ID))
}
