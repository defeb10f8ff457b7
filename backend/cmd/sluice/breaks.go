package main

import (
	"strings"

	"sluice/backend/api/wire"
	"sluice/backend/fault"
)

// breaking is what a command that changes the plan does where that breaks a longest wait.
type breaking struct {
	Yes  bool   `help:"Do it also where it breaks a client's longest wait; an extra check-in then keeps it just in time."`
	Mend string `help:"What to do about the longest waits that it breaks: ${enum}." enum:",check-ins,shields,longer" default:""`
}

// mend asks what a change breaks before it is made, and gives what shall be done about that. Where nothing
// was said about it, it refuses with what would break: nothing is changed yet.
func (b breaking) mend(c *call, change map[string]any) ([]wire.Mending, error) {
	if b.Yes && b.Mend == "" {
		return nil, nil
	}
	var found wire.BrokenWaits
	if err := c.post("/plan/check", change, &found); err != nil || len(found.Broken) == 0 {
		return nil, err
	}
	var mends []wire.Mending
	said := make([]string, len(found.Broken))
	for i, broken := range found.Broken {
		said[i] = plain(broken.Sentence)
		mends = append(mends, wire.Mending{Client: broken.Client, Way: b.Mend})
	}
	if b.Mend == "" {
		return nil, fault.New(fault.Conflict, "%s Nothing was changed; --mend %s keeps it, --yes does it all the same.",
			strings.Join(said, " "), waysOf(found.Broken))
	}
	return mends, nil
}

// waysOf are the ways that all breaches have, as the flag takes them.
func waysOf(broken []wire.BrokenWait) string {
	checkIns, shields := true, true
	for _, each := range broken {
		checkIns = checkIns && each.Breach != nil && len(each.Breach.CheckIns) > 0
		shields = shields && each.Breach != nil && len(each.Breach.Shields) > 0
	}
	switch {
	case checkIns:
		return "check-ins"
	case shields:
		return "shields"
	}
	return "longer"
}
