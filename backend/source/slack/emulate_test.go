package slack_test

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"sluice/backend/source"
	"sluice/backend/source/httpx"
	"sluice/backend/source/slack"
	"sluice/backend/source/sourcetest"
	"sluice/backend/work"
)

// people is who is in the workspace that is played.
const people = `slack:
  team: {name: Acme, domain: acme}
  users:
    - {name: me, real_name: Me, email: me@acme.test}
    - {name: ana, real_name: Ana Ruiz, email: ana@acme.test}
  channels: [{name: checkout}]
  tokens:
    - {token: xoxp-me, user: me, scopes: [chat:write]}
    - {token: xoxp-ana, user: ana, scopes: [chat:write]}
`

// bend brings what is meant for Slack there. Where Slack takes GET and POST, that server takes POST alone;
// it lists all conversations instead of one's own, and knows neither searching nor groups.
type bend struct{ to string }

func (b bend) RoundTrip(r *http.Request) (*http.Response, error) {
	method := strings.TrimPrefix(r.URL.Path, "/api/")
	switch method {
	case "search.messages", "usergroups.list":
		return &http.Response{
			StatusCode: http.StatusOK, Header: http.Header{}, Request: r,
			Body: io.NopCloser(strings.NewReader(`{"ok":false,"error":"missing_scope","needed":"search:read"}`)),
		}, nil
	case "users.conversations":
		method = "conversations.list"
	}
	body, kind := io.Reader(strings.NewReader(r.URL.RawQuery)), "application/x-www-form-urlencoded"
	if r.Method == http.MethodPost {
		body, kind = r.Body, r.Header.Get("Content-Type")
	}
	bent, err := http.NewRequestWithContext(r.Context(), http.MethodPost, "http://"+b.to+"/api/"+method, body)
	if err != nil {
		return nil, err
	}
	bent.Header.Set("Authorization", r.Header.Get("Authorization"))
	bent.Header.Set("Content-Type", kind)
	return http.DefaultTransport.RoundTrip(bent)
}

// say calls a method as somebody.
func say(t *testing.T, at, token, method string, form url.Values) map[string]any {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, "http://"+at+"/api/"+method, strings.NewReader(form.Encode()))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Authorization", "Bearer "+token)
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	var answer map[string]any
	if err := json.NewDecoder(response.Body).Decode(&answer); err != nil || answer["ok"] != true {
		t.Fatalf("%s gave %v (%v)", method, answer, err)
	}
	return answer
}

// TestElsewhere lives through a conversation at a server that is not ours.
func TestElsewhere(t *testing.T) {
	at := sourcetest.Emulate(t, people, "slack")[0]
	account := httpx.Limit(slack.Source{}.Describe(), source.Account{
		ID: "slack-1", Name: "Slack", Now: time.Now, Settings: source.Values{"read": "true"}, Secrets: source.Secrets{"token": "xoxp-me"},
	}, httpx.Outside{HTTP: bend{to: at}})
	var cursor source.Cursor
	pulled := func() source.Batch {
		t.Helper()
		batch, err := slack.Source{}.Pull(t.Context(), account, cursor, source.Budget{Requests: 50, Since: time.Now().Add(-time.Hour)})
		if err != nil || batch.More {
			t.Fatalf("pull gave %+v (%v)", batch, err)
		}
		if batch.Next != "" {
			cursor = batch.Next
		}
		return batch
	}
	ana := func(method string, form url.Values) map[string]any { return say(t, at, "xoxp-ana", method, form) }
	myself := say(t, at, "xoxp-me", "auth.test", nil)["user_id"].(string)
	channel := channelNamed(ana("conversations.list", nil), "checkout")
	direct := ana("conversations.open", url.Values{"users": {myself}})["channel"].(map[string]any)["id"].(string)

	first := ana("chat.postMessage", url.Values{"channel": {channel}, "text": {"<@" + myself + "> can you look?"}})["ts"].(string)
	ana("chat.postMessage", url.Values{"channel": {channel}, "text": {"not for you"}})
	second := ana("chat.postMessage", url.Values{"channel": {direct}, "text": {"are you there?"}})["ts"].(string)
	batch := pulled()
	if len(batch.Events) != 2 || batch.Events[0].Reach != work.ReachMention || batch.Events[0].Body != "@Me can you look?" ||
		batch.Events[1].Reach != work.ReachDirect || batch.Events[1].From != "Ana Ruiz" || batch.Events[1].Thread != direct {
		t.Fatalf("came %v", told(batch.Events))
	}
	ana("chat.update", url.Values{"channel": {channel}, "ts": {first}, "text": {"<@" + myself + "> can you look today?"}})
	edited := pulled()
	if len(edited.Events) != 1 || edited.Events[0].RemoteID != channel+"/"+first || edited.Events[0].Form() == batch.Events[0].Form() {
		t.Errorf("the edit came as %+v", edited.Events)
	}

	acting := source.Acting(t.Context())
	for _, w := range []source.Write{
		{Verb: source.VerbReply, Text: "Today, & <soon>", Target: source.Target{Thread: channel + "/" + first}},
		{Verb: source.VerbRead, Target: source.Target{Thread: direct, RemoteIDs: []string{direct + "/" + second}}},
	} {
		if err := (slack.Source{}).Write(acting, account, w); err != nil {
			t.Errorf("%s gave %v", w.Verb, err)
		}
	}
	replies := ana("conversations.replies", url.Values{"channel": {channel}, "ts": {first}})
	if text := fmt.Sprint(replies); !strings.Contains(text, "Today, &amp; &lt;soon&gt;") {
		t.Errorf("the thread holds %s", text)
	}
	ana("chat.postMessage", url.Values{"channel": {channel}, "thread_ts": {first}, "text": {"thank you"}})
	later := pulled()
	if len(later.Events) != 1 || later.Events[0].Body != "thank you" || later.Events[0].Thread != channel+"/"+first {
		t.Errorf("the answer in the thread came as %v", told(later.Events))
	}
	if fmt.Sprint(later.Gone) != "["+direct+"]" {
		t.Errorf("after reading %v are dealt with", later.Gone)
	}
}

func channelNamed(list map[string]any, name string) string {
	for _, each := range list["channels"].([]any) {
		if one := each.(map[string]any); one["name"] == name {
			return one["id"].(string)
		}
	}
	return ""
}
