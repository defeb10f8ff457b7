package calendar_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"sluice/backend/source"
	"sluice/backend/source/calendar"
	"sluice/backend/source/sourcetest"
)

// shelf is a server with one calendar, in which every message is an invitation.
type shelf struct {
	mu      sync.Mutex
	invited []sourcetest.Message
	state   int
}

func (s *shelf) Put(m sourcetest.Message) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.state++
	s.invited = slices.DeleteFunc(s.invited, func(old sourcetest.Message) bool { return old.ID == m.ID })
	s.invited = append(s.invited, m)
}

func (s *shelf) Remove(id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.state++
	s.invited = slices.DeleteFunc(s.invited, func(m sourcetest.Message) bool { return m.ID == id })
}

func (s *shelf) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	tag := fmt.Sprintf(`"%d"`, s.state)
	w.Header().Set("ETag", tag)
	if r.Header.Get("If-None-Match") == tag {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	_, _ = fmt.Fprint(w, calendarOf(s.invited))
}

const stampForm = "20060102T150405Z"

// calendarOf writes invitations as a calendar.
func calendarOf(invited []sourcetest.Message) string {
	var text strings.Builder
	text.WriteString("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//exam//EN\r\n")
	for _, m := range invited {
		changed := m.At
		if !m.Edited.IsZero() {
			changed = m.Edited
		}
		from := m.At.Add(48 * time.Hour)
		for _, line := range []string{
			"BEGIN:VEVENT", "UID:" + m.ID, "DTSTAMP:" + m.At.UTC().Format(stampForm), "LAST-MODIFIED:" + changed.UTC().Format(stampForm),
			"DTSTART:" + from.UTC().Format(stampForm), "DURATION:PT30M", "SUMMARY:" + escaped(m.Title), "DESCRIPTION:" + escaped(m.Body),
			`ORGANIZER;CN="` + strings.ReplaceAll(m.From, `"`, "'") + `":mailto:ana@acme.test`,
			"ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:me@acme.test", "END:VEVENT",
		} {
			text.WriteString(line + "\r\n")
		}
	}
	text.WriteString("END:VCALENDAR\r\n")
	return text.String()
}

func escaped(text string) string {
	clean := strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' {
			return -1
		}
		return r
	}, text)
	return strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\n", `\n`).Replace(clean)
}

func TestExamOfICS(t *testing.T) {
	sourcetest.Run(t, sourcetest.Subject{
		Source:   calendar.ICS{},
		Settings: source.Values{"address": "https://calendar.test/basic.ics", "user": "me", "mine": "me@acme.test"},
		Secrets:  source.Secrets{"password": "s3cret-password"},
		Service:  func(testing.TB) sourcetest.Service { return &shelf{} },
	})
}
