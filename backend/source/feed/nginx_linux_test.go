package feed_test

import (
	"context"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"sluice/backend/source"
	"sluice/backend/source/feed"
	"sluice/backend/source/httpx"
)

const nginxConfig = `
daemon off; master_process off; pid %[1]s/pid; error_log %[1]s/error.log;
events {}
http {
	access_log %[1]s/access.log;
	client_body_temp_path %[1]s; proxy_temp_path %[1]s; fastcgi_temp_path %[1]s; uwsgi_temp_path %[1]s; scgi_temp_path %[1]s;
	types { application/rss+xml xml; }
	gzip on; gzip_types *; gzip_min_length 1;
	server {
		listen %[2]s;
		root %[1]s/www;
		location /private/ { auth_basic "x"; auth_basic_user_file %[1]s/users; alias %[1]s/www/; }
		location /moved.xml { return 301 /feed.xml; }
		location /busy.xml { add_header Retry-After 120 always; return 429; }
		location /gone.xml { return 410; }
	}
}`

// site is a real nginx with a feed.
type site struct {
	*testing.T
	dir     string
	address string
}

func newSite(t *testing.T) *site {
	t.Helper()
	path, err := exec.LookPath("nginx")
	if err != nil {
		t.Skip("nginx is missing: it is in the package nginx-light.")
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := &site{T: t, dir: t.TempDir(), address: listener.Addr().String()}
	_ = listener.Close()
	s.write("nginx.conf", fmt.Sprintf(nginxConfig, s.dir, s.address))
	s.write("users", "ana:{PLAIN}s3cret\n")
	command := exec.Command(path, "-p", s.dir, "-c", filepath.Join(s.dir, "nginx.conf"), "-e", filepath.Join(s.dir, "error.log"))
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = command.Process.Kill(); _ = command.Wait() })
	s.wait()
	return s
}

// wait waits until the server takes connections.
func (s *site) wait() {
	s.Helper()
	ctx, cancel := context.WithTimeout(s.Context(), 20*time.Second)
	defer cancel()
	tries := time.NewTicker(20 * time.Millisecond)
	defer tries.Stop()
	for {
		if conn, err := net.Dial("tcp", s.address); err == nil {
			_ = conn.Close()
			return
		}
		select {
		case <-tries.C:
		case <-ctx.Done():
			s.Fatal("nginx does not answer")
		}
	}
}

// logged gives what the server says of its answers, once it has said so many lines: it writes them after
// it has answered.
func (s *site) logged(lines int) string {
	s.Helper()
	ctx, cancel := context.WithTimeout(s.Context(), 20*time.Second)
	defer cancel()
	tries := time.NewTicker(20 * time.Millisecond)
	defer tries.Stop()
	for {
		log, err := os.ReadFile(filepath.Join(s.dir, "access.log"))
		if err == nil && strings.Count(string(log), "\n") >= lines {
			return string(log)
		}
		select {
		case <-tries.C:
		case <-ctx.Done():
			s.Fatalf("the server says only (%v): %s", err, log)
		}
	}
}

func (s *site) write(name, text string) {
	s.Helper()
	path := filepath.Join(s.dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		s.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		s.Fatal(err)
	}
}

func (s *site) publish(titles ...string) {
	s.Helper()
	var items strings.Builder
	for i, title := range titles {
		fmt.Fprintf(&items, "<item><guid>%d</guid><link>/%d</link><title>%s</title></item>", i, i, title)
	}
	s.write("www/feed.xml", `<rss version="2.0"><channel><title>Real</title>`+items.String()+`</channel></rss>`)
}

func (s *site) account(path, password string) source.Account {
	account := source.Account{
		ID: "feed-1", Name: "Real", Settings: source.Values{"address": "http://" + s.address + path, "user": "ana"},
		Secrets: source.Secrets{"password": password}, Now: time.Now,
	}
	return httpx.Limit(feed.Source{}.Describe(), account, httpx.Outside{})
}

func TestAgainstARealServer(t *testing.T) {
	s := newSite(t)
	s.publish("One")
	pull := func(at source.Cursor) source.Batch {
		t.Helper()
		batch, err := feed.Source{}.Pull(t.Context(), s.account("/feed.xml", ""), at, source.Budget{})
		if err != nil {
			t.Fatal(err)
		}
		return batch
	}
	first := pull("")
	if len(first.Events) != 1 || first.Events[0].Title != "One" {
		t.Errorf("first came %+v", first)
	}
	if again := pull(first.Next); len(again.Events) != 0 || again.Next != "" {
		t.Errorf("unchanged, it gave %+v", again)
	}
	if log := s.logged(2); strings.Count(log, `" 304 0 `) != 1 {
		t.Errorf("the server says: %s", log)
	}
	s.publish("One", "Two")
	if news := pull(first.Next); len(news.Events) != 1 || news.Events[0].Title != "Two" {
		t.Errorf("after a second post it gave %+v", news)
	}
}

func TestWhatARealServerRefuses(t *testing.T) {
	s := newSite(t)
	s.publish("One")
	for path, want := range map[string]source.Class{
		"/private/feed.xml": source.AuthExpired, "/nothing.xml": source.NotThere, "/gone.xml": source.GoneAPI,
		"/busy.xml": source.RateLimited, "/moved.xml": "",
	} {
		_, err := feed.Source{}.Pull(t.Context(), s.account(path, "wrong"), "", source.Budget{})
		if got := source.ClassOf(err); got != want {
			t.Errorf("%s gave %q (%v)", path, got, err)
		}
	}
	identity, err := feed.Source{}.Check(t.Context(), s.account("/private/feed.xml", "s3cret"))
	if err != nil || identity.Who != "Real" || len(identity.Finds) != 1 {
		t.Errorf("with the password it is %+v (%v)", identity, err)
	}
}
