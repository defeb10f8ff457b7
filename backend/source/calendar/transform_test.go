package calendar

import (
	"slices"
	"testing"
	"time"

	"sluice/backend/source"
	"sluice/backend/work"
)

// TestInvitationsAreOverWithTheirMeeting has one that is to come, one that is over, and one that repeats.
func TestInvitationsAreOverWithTheirMeeting(t *testing.T) {
	now := time.Date(2026, 3, 4, 12, 0, 0, 0, time.UTC)
	meeting := func(uid string, begin time.Time) entry {
		return entry{UID: uid, From: begin, Until: begin.Add(time.Hour), Answer: work.AnswerOpen}
	}
	weekly := meeting("weekly", now.Add(2*time.Hour))
	weekly.Repeats = weekly.From
	entries := []entry{meeting("over", now.Add(-time.Hour)), meeting("coming", now.Add(time.Hour)), weekly}
	batch := batchOf(entries, march, source.Account{Now: func() time.Time { return now }})
	if len(batch.Events) != 2 || !batch.Events[0].ExpiresAt.Equal(now.Add(2*time.Hour)) || !batch.Events[1].ExpiresAt.IsZero() {
		t.Errorf("the invitations are %+v", batch.Events)
	}
	// What is over is not dealt with elsewhere: it expires.
	if !slices.Contains(batch.Whole.Threads, "invite/over") {
		t.Errorf("open are %q", batch.Whole.Threads)
	}
}
