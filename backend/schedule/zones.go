package schedule

import (
	"errors"
	"fmt"
	"sync"
	"time"

	"sluice/backend/work"
)

// Zones turns the names of zones into zones. User is the zone of names left empty, followed live
// from the system by the caller; nil means UTC.
type Zones struct {
	User *time.Location
}

// For is the zone in which a rule's days and time are read. A name that is not known gives the
// user's zone together with an error that names it, so that the plan goes on and somebody can say so.
func (z Zones) For(rule work.CheckIn) (*time.Location, error) { return z.Named(rule.Zone) }

// Named is the zone with an IANA name such as "Asia/Kathmandu", the user's for an empty one. For a
// name that is not known it gives the user's zone and an error. It never gives nil.
func (z Zones) Named(name string) (*time.Location, error) {
	if name == "" {
		return z.user(), nil
	}
	zone, err := load(name)
	if err != nil {
		return z.user(), fmt.Errorf("read time zone %q: %w", name, err)
	}
	return zone, nil
}

func (z Zones) user() *time.Location {
	if z.User == nil {
		return time.UTC
	}
	return z.User
}

// loaded keeps every zone that was asked for, and every error, since the system's list of zones is
// read from disk and does not change under a running program.
var loaded sync.Map // name → loading

type loading struct {
	zone *time.Location
	err  error
}

var errProcessZone = errors.New("it is the zone of a process, not the name of one")

func load(name string) (*time.Location, error) {
	if kept, found := loaded.Load(name); found {
		return kept.(loading).zone, kept.(loading).err
	}
	got := loading{err: errProcessZone}
	if name != "Local" {
		got.zone, got.err = time.LoadLocation(name)
	}
	loaded.Store(name, got)
	return got.zone, got.err
}
