package main

import (
	"testing"
	"time"

	"sluice/backend/work"
)

func TestReasonsAreTrueWhenTheyAreRead(t *testing.T) {
	now := time.Date(2026, 3, 4, 12, 0, 0, 0, time.UTC)
	for ago, want := range map[time.Duration]string{
		-time.Hour:              "Ana is stuck on you",
		30 * time.Second:        "Ana is stuck on you",
		95*time.Minute + 1:      "Ana is stuck on you, for 1 h 35 min",
		3*24*time.Hour + 1:      "Ana is stuck on you, for 3 days",
		47*time.Hour + 59*60e9:  "Ana is stuck on you, for 47 h 59 min",
		time.Hour - time.Second: "Ana is stuck on you, for 59 min",
	} {
		since := now.Add(-ago)
		if got := spoken(work.Reason{Text: "Ana is stuck on you", Since: &since}, now); got != want {
			t.Errorf("%s ago: %q, want %q", ago, got, want)
		}
	}
	if got := spoken(work.Reason{Text: "You pinned it"}, now); got != "You pinned it" {
		t.Errorf("got %q", got)
	}
}
