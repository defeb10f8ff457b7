//go:build linux

package desk

import "strings"

// Look gives what tells one picture of a part of the screen ("700x300+200+180") from another, and
// whether the part has one colour only.
func (d *Desk) Look(part string) (picture string, blank bool) {
	d.T.Helper()
	told := d.Run("import", "-window", "root", "-crop", part, "-format", "%# %k", "info:")
	picture, colours, _ := strings.Cut(strings.TrimSpace(told), " ")
	return picture, colours == "1"
}

// Redrawn waits until a part of the screen is neither blank nor as it was, and stands still; then it
// gives the new picture. A page draws a moment after it knows.
func (d *Desk) Redrawn(part, was string) string {
	d.T.Helper()
	last := was
	d.Eventually("the part "+part+" of the screen is redrawn", func() bool {
		now, blank := d.Look(part)
		still := now == last
		last = now
		return still && now != was && !blank
	})
	return last
}
