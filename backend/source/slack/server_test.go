package slack_test

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/coder/websocket"

	"sluice/backend/source"
	"sluice/backend/source/slack"
	"sluice/backend/source/sourcetest"
)

const me = "U0ME"

// server is a Slack with one channel, in which everything mentions the user, unless a test puts more in.
type server struct {
	mu            sync.Mutex
	stamps        map[string]string
	conversations []map[string]any
	history       map[string][]map[string]any // by channel, or channel/stamp
	people        map[string]string           // names by id
	groups        []map[string]any
	matches       map[string][]map[string]any // by query; nil: the token may not search
	read          map[string]string           // last_read by channel
	written       []string
	asked         []string
	limited       int // so many requests are answered, and then none
	sockets       []*websocket.Conn
	acknowledged  []string
	snoozed       time.Time // until when its own notifications are snoozed
}

func newServer() *server {
	return &server{
		stamps: map[string]string{}, history: map[string][]map[string]any{}, people: map[string]string{me: "Me"},
		read: map[string]string{}, conversations: []map[string]any{{"id": "C1", "name": "checkout", "is_channel": true}},
	}
}

var escapes = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

func (s *server) Put(m sourcetest.Message) {
	s.mu.Lock()
	defer s.mu.Unlock()
	at, known := s.stamps[m.ID]
	if !known {
		at = fmt.Sprintf("%d.%06d", m.At.Unix(), len(s.stamps)+1)
		s.stamps[m.ID] = at
	}
	said := map[string]any{
		"type": "message", "ts": at, "user": s.person(m.From), "text": "<@" + me + "> " + escapes.Replace(m.Title+"\n"+m.Body),
	}
	if !m.Edited.IsZero() {
		said["edited"] = map[string]any{"user": said["user"], "ts": fmt.Sprintf("%d.000000", m.Edited.Unix())}
	}
	s.say("C1", said)
	for _, socket := range s.sockets {
		text := fmt.Sprintf(`{"envelope_id":"e-%s","type":"events_api","payload":{}}`, m.ID)
		go func() { _ = socket.Write(context.Background(), websocket.MessageText, []byte(text)) }()
	}
}

// say puts a message into a channel or, under channel/stamp, a thread.
func (s *server) say(where string, m map[string]any) {
	s.history[where] = slices.DeleteFunc(s.history[where], func(old map[string]any) bool { return old["ts"] == m["ts"] })
	s.history[where] = append(s.history[where], m)
	slices.SortFunc(s.history[where], func(a, b map[string]any) int { return cmp.Compare(number(a["ts"]), number(b["ts"])) })
}

func number(ts any) float64 {
	n, _ := strconv.ParseFloat(fmt.Sprint(ts), 64)
	return n
}

func (s *server) person(name string) string {
	for id, known := range s.people {
		if known == name {
			return id
		}
	}
	id := fmt.Sprintf("U%d", len(s.people))
	s.people[id] = name
	return id
}

func (s *server) Remove(id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.history["C1"] = slices.DeleteFunc(s.history["C1"], func(m map[string]any) bool { return m["ts"] == s.stamps[id] })
}

func (s *server) Written() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.written)
}

func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path == "/link/" {
		s.listen(w, r)
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	method := strings.TrimPrefix(r.URL.Path, "/api/")
	s.asked = append(s.asked, method)
	if s.limited > 0 && len(s.asked) > s.limited {
		w.Header().Set("Retry-After", "30")
		w.WriteHeader(http.StatusTooManyRequests)
		return
	}
	token := "Bearer xoxp-secret"
	if method == "apps.connections.open" {
		token = "Bearer xapp-secret"
	}
	answer := map[string]any{"ok": false, "error": "invalid_auth"}
	if r.Header.Get("Authorization") == token {
		answer = s.answer(method, r)
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	if err := json.NewEncoder(w).Encode(answer); err != nil {
		panic(err)
	}
}

func failed(code string) map[string]any { return map[string]any{"ok": false, "error": code} }

func (s *server) answer(method string, r *http.Request) map[string]any {
	q := r.URL.Query()
	switch method {
	case "auth.test":
		return map[string]any{"ok": true, "user_id": me, "user": "me", "team": "Acme", "team_id": "T1", "url": "https://acme.slack.com/"}
	case "users.conversations":
		return map[string]any{"ok": true, "channels": s.conversations}
	case "conversations.history":
		return s.page(s.history[q.Get("channel")], q.Get("oldest"), q.Get("latest"), true)
	case "conversations.replies":
		return s.page(s.history[q.Get("channel")+"/"+q.Get("ts")], q.Get("oldest"), q.Get("latest"), false)
	case "conversations.info":
		return map[string]any{"ok": true, "channel": map[string]any{"id": q.Get("channel"), "last_read": s.read[q.Get("channel")]}}
	case "users.info":
		if name, known := s.people[q.Get("user")]; known {
			return map[string]any{"ok": true, "user": map[string]any{"id": q.Get("user"), "name": strings.ToLower(name), "real_name": name}}
		}
		return failed("user_not_found")
	case "usergroups.list":
		return map[string]any{"ok": true, "usergroups": s.groups}
	case "search.messages":
		if s.matches == nil {
			return map[string]any{"ok": false, "error": "missing_scope", "needed": "search:read"}
		}
		return map[string]any{"ok": true, "messages": map[string]any{"matches": s.matches[q.Get("query")]}}
	case "apps.connections.open":
		return map[string]any{"ok": true, "url": "wss://wss-primary.slack.com/link/?ticket=one"}
	case "dnd.info":
		return s.snooze()
	case "dnd.setSnooze":
		minutes, err := strconv.Atoi(r.PostFormValue("num_minutes"))
		if err != nil || minutes <= 0 {
			return failed("missing_duration")
		}
		s.snoozed = time.Now().Add(time.Duration(minutes) * time.Minute).Truncate(time.Second)
		return s.snooze()
	case "dnd.endSnooze":
		if !s.snoozed.After(time.Now()) {
			return failed("snooze_not_active")
		}
		s.snoozed = time.Time{}
		return s.snooze()
	case "conversations.mark", "chat.postMessage":
		var body map[string]any
		if err := json.NewDecoder(r.Body).Decode(&body); err != nil {
			return failed("invalid_json")
		}
		s.written = append(s.written, fmt.Sprint(method, " ", body["channel"], " ", body["ts"], " ", body["thread_ts"], " ", body["text"]))
		if method == "conversations.mark" {
			s.read[fmt.Sprint(body["channel"])] = fmt.Sprint(body["ts"])
		}
		return map[string]any{"ok": true}
	}
	panic("asked for " + method)
}

func (s *server) snooze() map[string]any {
	answer := map[string]any{"ok": true, "dnd_enabled": true, "next_dnd_start_ts": 1450416600, "next_dnd_end_ts": 1450452600, "snooze_enabled": false}
	if s.snoozed.After(time.Now()) {
		answer["snooze_enabled"], answer["snooze_endtime"] = true, s.snoozed.Unix()
		answer["snooze_remaining"] = int(time.Until(s.snoozed) / time.Second)
	}
	return answer
}

func (s *server) Snoozed() time.Time {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.snoozed
}

// page gives what is in a span as Slack does: a conversation from its newest end, a thread from its oldest.
func (s *server) page(all []map[string]any, oldest, latest string, newestFirst bool) map[string]any {
	const whole = 100
	var in []map[string]any
	for _, m := range all {
		if number(m["ts"]) >= number(oldest) && (latest == "" || number(m["ts"]) <= number(latest)) {
			in = append(in, m)
		}
	}
	more := len(in) > whole
	if newestFirst {
		slices.Reverse(in)
	}
	return map[string]any{"ok": true, "messages": append([]map[string]any{}, in[:min(len(in), whole)]...), "has_more": more}
}

func subject(t *testing.T) sourcetest.Subject {
	t.Helper()
	return sourcetest.Subject{
		Source: slack.Source{}, Settings: source.Values{"read": "true"},
		Secrets: source.Secrets{"token": "xoxp-secret", "app_token": "xapp-secret"},
		Service: func(testing.TB) sourcetest.Service { return newServer() },
	}
}

func TestExam(t *testing.T) { sourcetest.Run(t, subject(t)) }
