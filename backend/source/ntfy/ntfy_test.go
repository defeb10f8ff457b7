package ntfy_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"sluice/backend/source"
	"sluice/backend/source/httpx"
	"sluice/backend/source/ntfy"
	"sluice/backend/source/sourcetest"
)

// server answers as the subscription API of ntfy is described.
type server struct {
	mu       sync.Mutex
	messages []map[string]any
	news     chan struct{}
}

func (s *server) Put(m sourcetest.Message) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.messages = append(s.messages, map[string]any{
		"id": "id" + m.ID, "time": m.At.Unix(), "expires": m.At.Unix() + 43200, "event": "message", "topic": "alerts",
		"title": m.Title, "message": m.Body,
	})
	if s.news != nil {
		close(s.news)
		s.news = nil
	}
}

func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path != "/alerts/json" || r.Header.Get("Authorization") != "Bearer tk_s3cret" {
		http.NotFound(w, r)
		return
	}
	since, _ := strconv.ParseInt(r.FormValue("since"), 10, 64)
	if r.FormValue("poll") == "1" {
		s.mu.Lock()
		defer s.mu.Unlock()
		for _, m := range s.messages {
			if m["time"].(int64) >= since {
				_ = json.NewEncoder(w).Encode(m)
			}
		}
		return
	}
	_, _ = io.WriteString(w, `{"id":"2pgIAaGrQ8","time":1638542215,"event":"open","topic":"alerts"}`+"\n")
}

func TestExam(t *testing.T) {
	sourcetest.Run(t, sourcetest.Subject{
		Source: polled{}, Settings: source.Values{"address": "https://ntfy.test", "topic": "alerts"},
		Secrets: source.Secrets{"token": "tk_s3cret"}, Service: func(testing.TB) sourcetest.Service { return &server{} },
	})
}

// polled is the source without its open connection, which needs a real network; TestWatchAndRead has one.
type polled struct{}

func (polled) Describe() source.Descriptor {
	d := ntfy.Source{}.Describe()
	d.Can.Watch = false
	return d
}

func (polled) Check(ctx context.Context, a source.Account) (source.Identity, error) {
	return ntfy.Source{}.Check(ctx, a)
}

func (polled) Pull(ctx context.Context, a source.Account, at source.Cursor, b source.Budget) (source.Batch, error) {
	return ntfy.Source{}.Pull(ctx, a, at, b)
}

// The lines are those of ntfy's own documentation.
func TestWatchAndRead(t *testing.T) {
	published := make(chan struct{})
	there := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.FormValue("poll") == "1" {
			_, _ = io.WriteString(w, `{"id":"wze9zgqK41","time":1638542110,"event":"message","topic":"phil_alerts","priority":5,"tags":["warning","skull"],`+
				`"title":"Unauthorized access detected","message":"Remote access to phils-laptop detected. Act right away.","click":"https://x.test/1"}`+"\n"+
				`{"id":"wze9zgqK42","time":1638542110,"event":"message","topic":"phil_alerts","message":"Disk full\nvery"}`+"\n"+
				`{"id":"wze9zgqK43","time":1638542111,"event":"message","topic":"phil_alerts","message":"{\"key\":\"zap-1\",\"title\":\"New lead\",\"from\":\"Ana\",\"url\":\"javascript:x\"}"}`+"\n")
			return
		}
		_, _ = io.WriteString(w, `{"id":"2pgIAaGrQ8","time":1638542215,"event":"open","topic":"phil_alerts"}`+"\n")
		w.(http.Flusher).Flush()
		for range published {
			_, _ = io.WriteString(w, `{"id":"371sevb0pD","time":1638542275,"event":"keepalive","topic":"phil_alerts"}`+"\n")
			_, _ = io.WriteString(w, `{"id":"hwQ2YpKdmg","time":1635528741,"event":"message","topic":"mytopic","message":"Disk full"}`+"\n")
			w.(http.Flusher).Flush()
		}
	}))
	t.Cleanup(there.Close)
	account := httpx.Limit(ntfy.Source{}.Describe(), source.Account{
		Name: "Alerts", Settings: source.Values{"address": there.URL, "topic": "phil_alerts"}, Now: time.Now,
	}, httpx.Outside{})
	woken, ended := make(chan struct{}, 10), make(chan error, 1)
	go func() { ended <- ntfy.Source{}.Watch(t.Context(), account, func() { woken <- struct{}{} }) }()
	<-woken
	published <- struct{}{}
	<-woken
	close(published)
	if err := <-ended; source.ClassOf(err) != source.Offline {
		t.Errorf("when the connection ended, it gave %v", err)
	}
	batch, err := ntfy.Source{}.Pull(t.Context(), account, "", source.Budget{})
	if err != nil || len(batch.Events) != 3 {
		t.Fatalf("it gave %+v (%v)", batch, err)
	}
	alarm, plain, zap := batch.Events[0], batch.Events[1], batch.Events[2]
	if !strings.HasSuffix(alarm.Title, " access detected") || alarm.Priority != 2 || alarm.URL != "https://x.test/1" || alarm.RemoteID != "wze9zgqK41" {
		t.Errorf("the first is %+v", alarm)
	}
	if plain.Title != "Disk full" || plain.Body != "Disk full\nvery" || plain.App != "Alerts" {
		t.Errorf("the second is %+v", plain)
	}
	if zap.RemoteID != "zap-1" || zap.Title != "New lead" || zap.From != "Ana" || zap.URL != "" {
		t.Errorf("the third is %+v", zap)
	}
}

func FuzzTopic(f *testing.F) {
	f.Add(`{"id":"a","time":1,"event":"message","message":"{\"title\":\"x\"}"}`)
	f.Add("\n{}\n")
	f.Fuzz(func(t *testing.T, text string) {
		net := answering(text)
		account := httpx.Limit(ntfy.Source{}.Describe(), source.Account{
			Settings: source.Values{"address": "https://ntfy.test", "topic": "t"}, Now: time.Now,
		}, httpx.Outside{HTTP: net})
		batch, _ := ntfy.Source{}.Pull(t.Context(), account, "", source.Budget{})
		for _, event := range batch.Events {
			if event.RemoteID == "" || strings.HasPrefix(event.URL, "j") {
				t.Errorf("an event is %+v", event)
			}
			_ = fmt.Sprint(event.Tidy())
		}
	})
}

type answering string

func (a answering) RoundTrip(r *http.Request) (*http.Response, error) {
	recorder := httptest.NewRecorder()
	_, _ = io.WriteString(recorder, string(a))
	answer := recorder.Result()
	answer.Request = r
	return answer, nil
}
