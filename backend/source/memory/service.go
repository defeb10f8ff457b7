package memory

import (
	"encoding/json"
	"net/http"
	"slices"
	"strconv"
	"sync"
	"time"
)

// Service is a small service that keeps messages in memory: what accounts of Kind speak to, in tests
// and as the pattern for others. The zero value is ready.
type Service struct {
	mu       sync.Mutex
	serial   int // of the last change
	forgot   int // cursors before it are not known any more
	messages []message
	meetings []meeting // nil: the service has none to tell of
	written  []string
	snoozed  time.Time     // until when it shows no notifications of its own
	doorbell chan struct{} // closed at the next change
}

// message is a message as the service tells it.
type message struct {
	ID     string    `json:"id"`
	Serial int       `json:"serial"` // of its last change
	Title  string    `json:"title"`
	Body   string    `json:"body"`
	From   string    `json:"from"`
	At     time.Time `json:"at"`
	Edited time.Time `json:"edited"`
	Gone   bool      `json:"gone"`
}

// page is an answer to a question for what is new.
type page struct {
	Messages []message `json:"messages"`
	Next     int       `json:"next"`
	More     bool      `json:"more"`
	Meetings []meeting `json:"meetings"` // all that there are, on the last page
}

// meeting is an appointment as the service tells it.
type meeting struct {
	ID    string    `json:"id"`
	Title string    `json:"title"`
	From  time.Time `json:"from"`
	Until time.Time `json:"until"`
}

// Meet has the service tell of an appointment, anew or, under an id that it has, changed.
func (s *Service) Meet(id, title string, from, until time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.meetings = append(without(s.meetings, id), meeting{ID: id, Title: title, From: from, Until: until})
	s.changed()
}

// CallOff has an appointment called off.
func (s *Service) CallOff(id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.meetings = without(s.meetings, id)
	s.changed()
}

func without(all []meeting, id string) []meeting {
	return slices.DeleteFunc(all, func(m meeting) bool { return m.ID == id })
}

// Put has the service tell of a message, anew or, under an id that it has, edited.
func (s *Service) Put(id, title, body, from string, at, edited time.Time) {
	s.change(message{ID: id, Title: title, Body: body, From: from, At: at, Edited: edited})
}

// Remove has somebody deal with a message at the service.
func (s *Service) Remove(id string) { s.change(message{ID: id, Gone: true}) }

func (s *Service) change(m message) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.changed()
	m.Serial = s.serial
	s.messages = append(slices.DeleteFunc(s.messages, func(old message) bool { return old.ID == m.ID }), m)
}

// changed counts a change, and wakes who waits for one; the mutex is held.
func (s *Service) changed() {
	s.serial++
	if s.doorbell != nil {
		close(s.doorbell)
		s.doorbell = nil
	}
}

// Forget has the service forget every cursor that it gave.
func (s *Service) Forget() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.serial++
	s.forgot = s.serial
}

// Written gives what was written to the service: "done 1", "reply 1 the words".
func (s *Service) Written() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.written)
}

// ServeHTTP answers as a service does.
func (s *Service) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Header.Get("Authorization") == "Bearer " {
		http.Error(w, "who are you", http.StatusUnauthorized)
		return
	}
	switch r.Method + " " + r.URL.Path {
	case "GET /me":
		_ = json.NewEncoder(w).Encode(map[string]string{"name": "Ana"})
	case "GET /messages":
		s.list(w, r)
	case "GET /message":
		s.one(w, r)
	case "GET /wait":
		s.wait(r)
	case "GET /snooze", "POST /snooze":
		s.snooze(w, r)
	case "POST /done", "POST /reply":
		s.write(r)
	default:
		http.NotFound(w, r)
	}
}

func (s *Service) list(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	since, _ := strconv.Atoi(r.FormValue("since"))
	limit, _ := strconv.Atoi(r.FormValue("limit"))
	if since != 0 && since < s.forgot {
		http.Error(w, "forgotten", http.StatusConflict)
		return
	}
	etag := `"` + strconv.Itoa(s.serial) + `"`
	w.Header().Set("ETag", etag)
	if r.Header.Get("If-None-Match") == etag {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	answer := page{Next: s.serial}
	for _, m := range s.messages {
		if m.Serial <= since {
			continue
		}
		if len(answer.Messages) == limit {
			answer.More = true
			answer.Next = answer.Messages[limit-1].Serial
			break
		}
		answer.Messages = append(answer.Messages, m)
	}
	if !answer.More {
		answer.Meetings = s.meetings
	}
	_ = json.NewEncoder(w).Encode(answer)
}

func (s *Service) one(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	at := slices.IndexFunc(s.messages, func(m message) bool { return m.ID == r.FormValue("id") && !m.Gone })
	if at < 0 {
		http.NotFound(w, r)
		return
	}
	_ = json.NewEncoder(w).Encode(s.messages[at])
}

// wait answers at the next change.
func (s *Service) wait(r *http.Request) {
	s.mu.Lock()
	if s.doorbell == nil {
		s.doorbell = make(chan struct{})
	}
	rings := s.doorbell
	s.mu.Unlock()
	select {
	case <-rings:
	case <-r.Context().Done():
	}
}

func (s *Service) write(r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	line := r.URL.Path[1:] + " " + r.FormValue("id")
	if text := r.FormValue("text"); text != "" {
		line += " " + text
	}
	if !slices.Contains(s.written, line) { // the same twice is once
		s.written = append(s.written, line)
	}
}

// Snoozed gives until when the service shows no notifications of its own; zero: it shows them.
func (s *Service) Snoozed() time.Time {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.snoozed.After(time.Now()) {
		return time.Time{}
	}
	return s.snoozed
}

// SnoozeUntil has the user snooze them himself until an instant; zero: end that.
func (s *Service) SnoozeUntil(until time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.snoozed = until
}

func (s *Service) snooze(w http.ResponseWriter, r *http.Request) {
	if r.Method == http.MethodPost {
		var minutes int
		_ = json.NewDecoder(r.Body).Decode(&minutes)
		s.SnoozeUntil(time.Now().Add(time.Duration(minutes) * time.Minute).Truncate(time.Second))
	}
	_ = json.NewEncoder(w).Encode(s.Snoozed())
}
