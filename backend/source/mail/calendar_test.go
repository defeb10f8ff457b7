package mail

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// invitation makes a mail as Google's and Microsoft's calendars send them: text, and the calendar as an
// alternative to it.
func invitation(method string, lines ...string) string {
	return "From: Bo <bo@b.test>\nTo: ana@exam.test\nSubject: Review\nMessage-ID: <" + method + "@b.test>\n" +
		"Content-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain\n\nCome.\n--b\n" +
		"Content-Type: text/calendar; charset=\"UTF-8\"; method=" + method + "\n\nBEGIN:VCALENDAR\nPRODID:-//Exam//EN\nVERSION:2.0\nMETHOD:" + method + "\n" +
		"BEGIN:VEVENT\nUID:m1@google.com\nDTSTAMP:20261101T090000Z\nSUMMARY:Design review\n" + strings.Join(lines, "\n") + "\nEND:VEVENT\nEND:VCALENDAR\n--b--"
}

// The mails came on 2 November 2026 at nine.
func TestAnInvitationIsOverWhenItsMeetingIs(t *testing.T) {
	for name, c := range map[string]struct {
		raw, ends string // RFC 3339; empty: it has no end
	}{
		"in a zone of the world": {invitation("REQUEST", "DTSTART;TZID=Europe/Berlin:20261103T140000", "DTEND;TZID=Europe/Berlin:20261103T150000"), "2026-11-03T14:00:00Z"},
		"in one of Windows":      {invitation("REQUEST", "DTSTART;TZID=Pacific Standard Time:20261103T140000", "DTEND;TZID=Pacific Standard Time:20261103T143000"), "2026-11-03T22:30:00Z"},
		"in UTC, by its length":  {invitation("REQUEST", "DTSTART:20261103T140000Z", "DURATION:PT45M"), "2026-11-03T14:45:00Z"},
		"without a zone":         {invitation("REQUEST", "DTSTART:20261103T140000", "DTEND:20261103T150000"), "2026-11-03T15:00:00Z"},
		"whole days":             {invitation("REQUEST", "DTSTART;VALUE=DATE:20261103", "DTEND;VALUE=DATE:20261105"), "2026-11-05T00:00:00Z"},
		"only a beginning":       {invitation("REQUEST", "DTSTART:20261103T140000Z"), "2026-11-04T14:00:00Z"},
		"called off":             {invitation("CANCEL", "STATUS:CANCELLED", "DTSTART:20261103T140000Z", "DTEND:20261103T150000Z"), "2026-11-03T15:00:00Z"},
		"an answer to one":       {invitation("REPLY", "DTSTART:20261103T140000Z", "DTEND:20261103T150000Z"), "2026-11-03T15:00:00Z"},
		"it repeats":             {invitation("REQUEST", "DTSTART:20261103T140000Z", "DTEND:20261103T150000Z", "RRULE:FREQ=WEEKLY"), ""},
		"one of those":           {invitation("REQUEST", "RECURRENCE-ID:20261110T140000Z", "DTSTART:20261111T140000Z", "DTEND:20261111T150000Z"), "2026-11-11T15:00:00Z"},
		"over when it came":      {invitation("REQUEST", "DTSTART:20261101T140000Z", "DTEND:20261101T150000Z"), ""},
		"only sent along":        {invitation("PUBLISH", "DTSTART:20261103T140000Z", "DTEND:20261103T150000Z"), ""},
		"not to be read":         {invitation("REQUEST", "DTSTART:tomorrow"), ""},
		"no mail of that kind":   {"Subject: s\n\nBEGIN:VCALENDAR", ""},
	} {
		ends := ""
		if e := eventFrom(c.raw); !e.ExpiresAt.IsZero() {
			ends = e.ExpiresAt.Format(time.RFC3339)
		}
		if diff := cmp.Diff(c.ends, ends); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func TestAMeetingsMailsAreKnownByIt(t *testing.T) {
	want := []string{"meeting:m1@google.com"}
	for _, method := range []string{"REQUEST", "CANCEL", "REPLY"} {
		e := eventFrom(invitation(method, "DTSTART:20261103T140000Z"))
		if diff := cmp.Diff(want, e.Also); diff != "" || e.Thread != "re:"+method+"@b.test" {
			t.Errorf("%s is of %q: %s", method, e.Thread, diff)
		}
	}
	if e := eventFrom(invitation("PUBLISH", "DTSTART:20261103T140000Z")); e.Also != nil {
		t.Errorf("a calendar that is sent along makes it %v", e.Also)
	}
}
