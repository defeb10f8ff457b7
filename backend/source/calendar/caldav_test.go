package calendar_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"sluice/backend/source"
	"sluice/backend/source/calendar"
	"sluice/backend/source/httpx"
	"sluice/backend/source/sourcetest"
)

const secret = "s3cret-password"

// radicale is a real CalDAV server with one calendar of the user "me".
type radicale struct {
	testing.TB
	root string
}

// startRadicale starts Debian's radicale on loopback, in a folder of the test's.
func startRadicale(t testing.TB) *radicale {
	t.Helper()
	program, err := exec.LookPath("radicale")
	if err != nil {
		t.Skip("radicale is not installed: apt-get install radicale")
	}
	dir := t.TempDir()
	config := filepath.Join(dir, "config")
	port := freePort(t)
	write(t, filepath.Join(dir, "users"), "me:"+secret+"\n")
	write(t, config, fmt.Sprintf("[server]\nhosts = 127.0.0.1:%s\n[auth]\ntype = htpasswd\nhtpasswd_filename = %s/users\nhtpasswd_encryption = plain\n"+
		"delay = 0\n[storage]\nfilesystem_folder = %s/data\n[rights]\ntype = owner_only\n[logging]\nlevel = error\n", port, dir, dir))
	ctx, cancel := context.WithCancel(context.Background())
	command := exec.CommandContext(ctx, program, "--config", config)
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		cancel()
		_ = command.Wait()
	})
	r := &radicale{TB: t, root: "http://127.0.0.1:" + port}
	r.await()
	r.ask("MKCALENDAR", "/me/work/", "", http.StatusCreated)
	return r
}

func write(t testing.TB, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func freePort(t testing.TB) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = listener.Close() }()
	_, port, _ := net.SplitHostPort(listener.Addr().String())
	return port
}

// await waits until the server answers.
func (r *radicale) await() {
	r.Helper()
	deadline := time.After(30 * time.Second)
	for {
		if answer, err := http.Get(r.root + "/.web/"); err == nil {
			_ = answer.Body.Close()
			return
		}
		select {
		case <-deadline:
			r.Fatal("radicale does not answer")
		case <-time.After(50 * time.Millisecond):
		}
	}
}

func (r *radicale) ask(method, path, body string, want int) string {
	r.Helper()
	request, err := http.NewRequest(method, r.root+path, bytes.NewReader([]byte(body)))
	if err != nil {
		r.Fatal(err)
	}
	request.SetBasicAuth("me", secret)
	request.Header.Set("Content-Type", "text/calendar")
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		r.Fatal(err)
	}
	defer func() { _ = answer.Body.Close() }()
	text, err := io.ReadAll(answer.Body)
	if err != nil || answer.StatusCode != want {
		r.Fatalf("%s %s: %s %s (%v)", method, path, answer.Status, text, err)
	}
	return string(text)
}

func (r *radicale) put(id, title string, status int) {
	r.Helper()
	m := sourcetest.Message{ID: id, Title: title, Body: "b", From: "Ana", At: time.Now().Add(-time.Hour)}
	r.ask(http.MethodPut, "/me/work/"+id+".ics", calendarOf([]sourcetest.Message{m}), status)
}

func (r *radicale) account() source.Account {
	d := calendar.CalDAV{}.Describe()
	account := source.Account{
		ID: "caldav-1", Name: "Work", Now: time.Now, Secrets: source.Secrets{"password": secret},
		Settings: source.Values{"address": r.root, "user": "me", "mine": "me@acme.test"},
	}
	return httpx.Limit(d, account, httpx.Outside{})
}

func (r *radicale) pull(at source.Cursor) source.Batch {
	r.Helper()
	batch, err := calendar.CalDAV{}.Pull(context.Background(), r.account(), at, source.Budget{Requests: 50})
	if err != nil {
		r.Fatal(err)
	}
	return batch
}

func TestRadicale(t *testing.T) {
	r := startRadicale(t)
	r.put("one", "Kick-off", http.StatusCreated)
	identity, err := calendar.CalDAV{}.Check(t.Context(), r.account())
	if err != nil || len(identity.Finds) != 1 || !strings.Contains(string(identity.Finds[0]), "1 meeting ") {
		t.Errorf("check gave %+v, %v", identity, err)
	}
	first := r.pull("")
	if len(first.Events) != 1 || first.Events[0].Title != "Kick-off" || len(first.Meetings.All) != 1 || first.Events[0].From != "Ana" {
		t.Fatalf("first came %+v", first)
	}
	if again := r.pull(first.Next); again.Next != "" || len(again.Events) != 0 || again.Meetings != nil {
		t.Errorf("where nothing changed came %+v", again)
	}
	r.put("two", "Retro", http.StatusCreated)
	second := r.pull(first.Next)
	if len(second.Events) != 2 || len(second.Meetings.All) != 2 {
		t.Errorf("after a second one came %+v", second)
	}
	r.ask(http.MethodDelete, "/me/work/one.ics", "", http.StatusOK)
	third := r.pull(second.Next)
	if len(third.Whole.Threads) != 1 || third.Whole.Threads[0] != "invite/two" || len(third.Meetings.All) != 1 {
		t.Errorf("after the first was deleted came %+v", third)
	}
}

func TestAnAnswerIsWrittenAtRadicale(t *testing.T) {
	r := startRadicale(t)
	r.put("one", "Kick-off", http.StatusCreated)
	first := r.pull("")
	write := source.Write{Verb: source.VerbAccept, Target: source.Target{Thread: first.Events[0].Thread}}
	if err := (calendar.CalDAV{}).Write(t.Context(), r.account(), write); source.ClassOf(err) != source.Refused {
		t.Errorf("without an act of the user's it gave %v", err)
	}
	for range 2 {
		if err := (calendar.CalDAV{}).Write(source.Acting(t.Context()), r.account(), write); err != nil {
			t.Fatal(err)
		}
	}
	if text := r.ask(http.MethodGet, "/me/work/one.ics", "", http.StatusOK); !strings.Contains(text, "PARTSTAT=ACCEPTED") {
		t.Errorf("at the server it says\n%s", text)
	}
	after := r.pull(first.Next)
	if len(after.Whole.Threads) != 0 || len(after.Meetings.All) != 1 || after.Meetings.All[0].Answer != "accepted" {
		t.Errorf("after the answer came %+v", after)
	}
}

func TestAWrongPasswordAtRadicaleIsSaid(t *testing.T) {
	r := startRadicale(t)
	account := r.account()
	account.Secrets = source.Secrets{"password": "wrong"}
	if _, err := (calendar.CalDAV{}).Check(t.Context(), account); source.ClassOf(err) != source.AuthExpired {
		t.Errorf("it gave %v", err)
	}
}
