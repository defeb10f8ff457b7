package core_test

import (
	"testing"
	"testing/synctest"
	"time"
)

// moving is a user's zone that changes on the way.
type moving struct{ now, next *time.Location }

func (m *moving) Now() *time.Location { return m.now }

func (m *moving) Look() bool {
	changed := m.now != m.next
	m.now = m.next
	return changed
}

// TestTheZoneIsFollowedLive: who travels has check-ins by the clocks of where he is, without a restart.
func TestTheZoneIsFollowedLive(t *testing.T) {
	w := newWorld(t)
	zone := &moving{now: time.UTC, next: time.UTC}
	w.zone = zone
	synctest.Test(t, func(t *testing.T) {
		w.TB = t
		w.start()
		defer w.end()
		w.planEverywhere(3 * time.Hour)
		w.send("one")
		w.took()
		zone.next = time.FixedZone("two hours east", 2*60*60)
		time.Sleep(time.Hour - time.Minute)
		w.want()
		time.Sleep(2 * time.Minute) // three hours from the beginning by the clocks here
		w.want("shown: one")
		time.Sleep(3 * time.Hour) // by those at home it is time now
		w.send("two")
		w.want()
	})
}
