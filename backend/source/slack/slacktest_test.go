package slack_test

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"net/url"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/slack-go/slack/slacktest"

	"sluice/backend/source"
	"sluice/backend/source/httpx"
	"sluice/backend/source/slack"
)

// detour brings what is meant for Slack to a server on this machine.
type detour struct{ to string }

func (d detour) RoundTrip(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	path := strings.TrimPrefix(r.URL.Path, "/api")
	r.URL = &url.URL{Scheme: "http", Host: d.to, Path: path, RawQuery: r.URL.RawQuery}
	r.Host = d.to
	response, err := http.DefaultTransport.RoundTrip(r)
	if err != nil || path != "/apps.connections.open" {
		return response, err
	}
	text, err := io.ReadAll(response.Body) // the server has no certificate, and Slack's own address is secured
	response.Body = io.NopCloser(bytes.NewReader(bytes.ReplaceAll(text, []byte("ws://"+d.to), []byte("wss://wss-primary.slack.com"))))
	return response, err
}

func independent(t *testing.T) (*slacktest.Server, source.Account) {
	t.Helper()
	s := slacktest.NewTestServer()
	s.Start()
	t.Cleanup(s.Stop)
	account := source.Account{
		ID: "slack-1", Name: "Slack", Now: time.Now, Settings: source.Values{},
		Secrets: source.Secrets{"token": "xoxp-secret", "app_token": "xapp-secret"},
	}
	to := strings.TrimPrefix(strings.TrimSuffix(s.GetAPIURL(), "/"), "http://")
	return s, httpx.Limit(slack.Source{}.Describe(), account, httpx.Outside{HTTP: detour{to: to}})
}

// TestSocketModeElsewhere watches a server that is not ours: it connects, is woken and acknowledges.
func TestSocketModeElsewhere(t *testing.T) {
	s, account := independent(t)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	woken := make(chan struct{}, 10)
	ended := make(chan error, 1)
	go func() { ended <- slack.Source{}.Watch(ctx, account, func() { woken <- struct{}{} }) }()
	s.SendToWebsocket(`{"type":"hello","num_connections":1}`)
	await(t, woken, ended)
	s.SendToWebsocket(`{"type":"events_api","envelope_id":"dbdd0ef3-1543-4f94-bfb4-133d0e6c1545","payload":{"event":{"type":"message"}}}`)
	await(t, woken, ended)
	for !slices.Contains(s.GetSeenInboundMessages(), `{"envelope_id":"dbdd0ef3-1543-4f94-bfb4-133d0e6c1545"}`) {
		if len(ended) > 0 || t.Context().Err() != nil {
			t.Fatal("the envelope was not acknowledged")
		}
		runtime.Gosched() // the server reads what was written before
	}
	s.SendToWebsocket(`{"type":"disconnect","reason":"refresh_requested"}`)
	if err := <-ended; source.ClassOf(err) != source.Offline {
		t.Errorf("asked to connect anew, watching ended with %v", err)
	}
}

func await(t *testing.T, woken <-chan struct{}, ended <-chan error) {
	t.Helper()
	select {
	case <-woken:
	case err := <-ended:
		t.Fatalf("watching ended: %v", err)
	}
}
