package schedule_test

import (
	"testing"
	"time"

	"sluice/backend/schedule"
	"sluice/backend/work"
)

// busy is a plan of ten check-ins a day in a zone that moves its clock.
func busy(b *testing.B) schedule.Plan {
	b.Helper()
	plan := daily(b, "08:00", "09:00", "10:30", "11:00", "12:00", "13:00", "14:00", "15:00", "16:00", "17:00")
	plan.Zones.User = zone(b, "Europe/Berlin")
	plan.Hours = office(b)
	plan.Shields = []work.Shield{shield(b, "09:30", "11:30")}
	return plan
}

func BenchmarkMomentsOfAYear(b *testing.B) {
	plan := busy(b)
	for b.Loop() {
		plan.Moments(on(b, "00:00"), on(b, "00:00").AddDate(1, 0, 0))
	}
}

func BenchmarkNext(b *testing.B) {
	plan := busy(b)
	for b.Loop() {
		plan.NextAny(on(b, "18:00"))
	}
}

func BenchmarkDueWithNothingDue(b *testing.B) {
	plan := busy(b)
	seen := schedule.Seen{Recorded: diary{}}
	now := on(b, "18:00")
	for _, o := range schedule.Occurrences(plan.CheckIns, plan.Zones, now.AddDate(0, -1, 0), now) {
		seen.Recorded[o.Key()] = schedule.Record{Planned: o.At, At: o.At}
	}
	for b.Loop() {
		if _, due := plan.Due(now, seen); due {
			b.Fatal("something is due")
		}
	}
}

func BenchmarkLatest(b *testing.B) {
	hours, berlin := office(b), zone(b, "Europe/Berlin")
	for b.Loop() {
		schedule.Latest(on(b, "16:00"), 4*time.Hour, hours, berlin)
	}
}
