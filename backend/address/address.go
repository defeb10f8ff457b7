// Package address reads Sluice's own links: sluice://item/5 opens an item, sluice://capture a place to
// note something down, and sluice:// the window as it is. A link may come from anywhere, so it only
// ever shows something, and never does anything.
package address

import (
	"net/url"
	"strconv"
	"strings"

	"sluice/backend/fault"
)

// Scheme is what our links begin with.
const Scheme = "sluice"

// Place is where a link leads. The zero value is the window as it is.
type Place struct {
	Item    int64 // opens at this item; 0: at none
	Capture bool  // opens to note something down
}

// Is says whether a text is a link of ours, whatever stands behind its scheme.
func Is(text string) bool {
	scheme, _, found := strings.Cut(text, ":")
	return found && strings.EqualFold(scheme, Scheme)
}

// Parse reads a link. One that leads nowhere is an Invalid fault.
func Parse(link string) (Place, error) {
	parsed, err := url.Parse(link)
	if err != nil || !Is(link) {
		return Place{}, fault.Wrap(err, fault.Invalid, "%q is no link of Sluice's, such as sluice://item/5.", link)
	}
	// Browsers and desktops add a slash, or leave one out: sluice://item/5, sluice:item/5, sluice:///item/5/.
	parts := strings.Split(strings.Trim(parsed.Opaque+parsed.Host+parsed.Path, "/"), "/")
	switch {
	case len(parts) == 1 && parts[0] == "":
		return Place{}, nil
	case len(parts) == 1 && parts[0] == "capture":
		return Place{Capture: true}, nil
	case len(parts) == 2 && parts[0] == "item":
		if number, err := strconv.ParseInt(parts[1], 10, 64); err == nil && number > 0 {
			return Place{Item: number}, nil
		}
	}
	return Place{}, fault.New(fault.Invalid, "The link %q leads nowhere that this version knows.", link)
}
