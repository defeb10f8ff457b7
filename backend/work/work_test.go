package work_test

import (
	"testing"
	"time"

	"sluice/backend/work"
)

func TestShieldCoversItsStartAndNotItsEnd(t *testing.T) {
	noon := time.Date(2026, 3, 4, 12, 0, 0, 0, time.UTC)
	shield := work.Shield{From: noon, Until: noon.Add(time.Hour)}
	stopped := shield
	stopped.EndedAt = noon.Add(time.Minute)
	late := shield
	late.EndedAt = noon.Add(2 * time.Hour)
	for _, c := range []struct {
		name   string
		shield work.Shield
		at     time.Time
		want   bool
	}{
		{"before it", shield, noon.Add(-time.Nanosecond), false},
		{"at its start", shield, noon, true},
		{"just before its end", shield, noon.Add(time.Hour - time.Nanosecond), true},
		{"at its end", shield, noon.Add(time.Hour), false},
		{"before it was ended by hand", stopped, noon, true},
		{"when it was ended by hand", stopped, noon.Add(time.Minute), false},
		{"after its planned end, ended later still", late, noon.Add(time.Hour), false},
	} {
		if got := c.shield.Covers(c.at); got != c.want {
			t.Errorf("%s: covers is %v", c.name, got)
		}
	}
}

func TestOnlyTwoOutcomesComeThrough(t *testing.T) {
	for _, outcome := range work.Outcomes() {
		want := outcome == work.OutcomeDelivered || outcome == work.OutcomeBrokeThrough
		if outcome.CameThrough() != want {
			t.Errorf("%s came through: %v", outcome, !want)
		}
	}
}
