package calendar

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"time"

	"sluice/backend/source"
	"sluice/backend/source/icaltime"
	"sluice/backend/work"
)

// KindInvite is an invitation that waits for an answer.
const KindInvite work.Kind = "invite"

const invitePrefix = "invite/"

// batchOf gives the meetings of a span, and the invitations among them that wait for an answer. Those
// that were answered or called off elsewhere are done.
func batchOf(entries []entry, s span, a source.Account) source.Batch {
	batch := source.Batch{
		Meetings: &source.Meetings{From: s.from, Until: s.until, All: []work.Meeting{}},
		Whole:    &source.Whole{Prefix: invitePrefix},
	}
	asked := map[string]bool{}
	for _, e := range entries {
		batch.Meetings.All = append(batch.Meetings.All, meetingOf(e))
		thread := invitePrefix + e.UID
		if e.Answer != work.AnswerOpen || asked[thread] {
			continue // of one that repeats the next one stands for all
		}
		if !e.Until.After(a.Now()) {
			if e.Repeats.IsZero() { // over, and by its own expiry, not dealt with elsewhere
				batch.Whole.Threads = append(batch.Whole.Threads, thread)
			}
			continue
		}
		asked[thread] = true
		batch.Whole.Threads = append(batch.Whole.Threads, thread)
		batch.Events = append(batch.Events, inviteOf(e, a))
	}
	return batch
}

func meetingOf(e entry) work.Meeting {
	return work.Meeting{
		RemoteID: idOf(e), Title: cmp.Or(e.Title, "(without a title)"), From: e.From, Until: e.Until, URL: e.URL, Place: e.Place,
		Answer: e.Answer, AllDay: e.AllDay, Free: e.Free,
	}
}

// idOf is the identity of an occurrence.
func idOf(e entry) string {
	if e.Repeats.IsZero() {
		return e.UID
	}
	return e.UID + " " + e.Repeats.Format(icaltime.FormUTC)
}

func inviteOf(e entry, a source.Account) source.Event {
	return source.Event{
		RemoteID: invitePrefix + e.UID, Thread: invitePrefix + e.UID, App: a.Name, Service: "calendar", Kind: KindInvite,
		From: e.By, Blocked: e.By, BlockedAt: e.Changed, Reach: work.ReachDirect, Title: cmp.Or(e.Title, "An invitation"),
		Body: source.Clip(bodyOf(e, a.Now().Location()), source.MaxBody), URL: e.URL, SentAt: e.Changed, DueAt: e.From,
		ExpiresAt: endOf(e), Revision: revisionOf(e),
	}
}

// endOf is when an invitation is over: of one that repeats never, since the next one stands for all.
func endOf(e entry) time.Time {
	if e.Repeats.IsZero() {
		return e.Until
	}
	return time.Time{}
}

func bodyOf(e entry, zone *time.Location) string {
	when := e.From.In(zone).Format("Monday, 2 January 2006, 15:04") + " to " + e.Until.In(zone).Format("15:04")
	if e.AllDay {
		when = e.From.In(zone).Format("Monday, 2 January 2006")
	}
	parts := []string{when}
	for _, part := range []string{e.Place, e.Text} {
		if part = strings.TrimSpace(part); part != "" {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, "\n\n")
}

// revisionOf tells one form of an invitation from another: that it was moved, or says something else. Of
// one that repeats the next occurrence stands for all, so its time says nothing.
func revisionOf(e entry) string {
	when := e.From.Format(icaltime.FormUTC) + e.Until.Format(icaltime.FormUTC)
	if !e.Repeats.IsZero() {
		when = e.Sequence
	}
	sum := sha256.Sum256([]byte(strings.Join([]string{e.Title, e.Place, e.Text, when}, "\x00")))
	return hex.EncodeToString(sum[:8])
}
