package wake

import (
	"os"
	"sync"
	"time"
)

// Zone follows the system's time zone. It may be used from several goroutines.
type Zone struct {
	mu    sync.Mutex
	zone  *time.Location
	stamp stamp
}

// stamp tells two states of the file that holds the system's zone apart.
type stamp struct {
	target  string
	changed time.Time
	size    int64
}

// NewZone gives the system's zone and follows it.
func NewZone() *Zone {
	z := &Zone{zone: time.Local}
	z.Look()
	return z
}

// Now gives the zone as the last look found it.
func (z *Zone) Now() *time.Location {
	z.mu.Lock()
	defer z.mu.Unlock()
	return z.zone
}

// Look reads the system's zone anew where it has changed, and says whether it has. It costs a look at
// one file. A zone that $TZ gives does not change while the process runs.
func (z *Zone) Look() bool {
	if _, fixed := os.LookupEnv("TZ"); fixed {
		return false
	}
	z.mu.Lock()
	defer z.mu.Unlock()
	now, found := zoneStamp()
	if !found || now == z.stamp {
		return false
	}
	z.stamp = now
	zone, err := readZone(now.target)
	if err != nil || zone.String() == z.zone.String() {
		return false // one that cannot be read leaves the one that was
	}
	z.zone = zone
	return true
}
