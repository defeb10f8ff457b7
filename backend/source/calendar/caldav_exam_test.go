package calendar_test

import (
	"encoding/xml"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"

	"sluice/backend/source"
	"sluice/backend/source/calendar"
	"sluice/backend/source/sourcetest"
)

// davShelf is the shelf behind CalDAV. What a real server does is tested with one; here things go wrong.
type davShelf struct {
	shelf
	answered []string
}

func (s *davShelf) Written() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.answered)
}

func (s *davShelf) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	body, _ := io.ReadAll(r.Body)
	token := fmt.Sprintf("token-%d", s.state)
	switch {
	case r.Method == http.MethodPut:
		s.answered = append(s.answered, r.URL.Path)
		w.WriteHeader(http.StatusNoContent)
	case r.Method == "PROPFIND":
		answer(w, "", stat("/cal/", `<resourcetype><C:calendar xmlns:C="urn:ietf:params:xml:ns:caldav"/></resourcetype><sync-token>`+token+`</sync-token>`))
	case strings.Contains(string(body), "sync-collection"):
		if strings.Contains(string(body), ">"+token+"<") {
			answer(w, token, "")
			return
		}
		answer(w, token, stat("/cal/changed.ics", ""))
	default:
		answer(w, "", s.objects())
	}
}

func (s *davShelf) objects() string {
	var all strings.Builder
	for _, m := range s.invited {
		var text strings.Builder
		_ = xml.EscapeText(&text, []byte(calendarOf([]sourcetest.Message{m})))
		all.WriteString(stat("/cal/"+m.ID+".ics", `<getetag>"1"</getetag><C:calendar-data xmlns:C="urn:ietf:params:xml:ns:caldav">`+text.String()+`</C:calendar-data>`))
	}
	return all.String()
}

func stat(path, props string) string {
	return "<response><href>" + path + "</href><propstat><prop>" + props + "</prop><status>HTTP/1.1 200 OK</status></propstat></response>"
}

func answer(w http.ResponseWriter, token, responses string) {
	w.WriteHeader(http.StatusMultiStatus)
	_, _ = fmt.Fprint(w, `<multistatus xmlns="DAV:">`+responses)
	if token != "" {
		_, _ = fmt.Fprint(w, "<sync-token>"+token+"</sync-token>")
	}
	_, _ = fmt.Fprint(w, "</multistatus>")
}

func TestExamOfCalDAV(t *testing.T) {
	sourcetest.Run(t, sourcetest.Subject{
		Source:   calendar.CalDAV{},
		Settings: source.Values{"address": "https://cloud.test/dav/", "user": "me", "mine": "me@acme.test"},
		Secrets:  source.Secrets{"password": secret},
		Service:  func(testing.TB) sourcetest.Service { return &davShelf{} },
	})
}
