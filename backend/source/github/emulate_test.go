package github_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httputil"
	"net/url"
	"strings"
	"testing"
	"time"

	"sluice/backend/source"
	"sluice/backend/source/github"
	"sluice/backend/source/sourcetest"
)

// who is at the GitHub that is played.
const who = `github:
  users:
    - {login: me, name: Me, email: me@acme.test}
    - {login: ana, name: Ana Ruiz, email: ana@acme.test}
  repos: [{owner: ana, name: shop}]
tokens:
  ghp_me: {login: me, scopes: [repo, notifications]}
  ghp_ana: {login: ana, scopes: [repo]}
`

// bend answers for notifications, which that server has not, by what it has: one for its one issue, with
// the newest comment. All else goes there.
type bend struct {
	there   *httputil.ReverseProxy
	comment string // the path of the newest one
}

func (b *bend) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	r.URL.Path = strings.TrimPrefix(r.URL.Path, "/api/v3")
	if !strings.HasPrefix(r.URL.Path, "/notifications") {
		b.there.ServeHTTP(w, r)
		return
	}
	api := "https://github.test/api/v3"
	one := map[string]any{
		"id": "7", "reason": "mention", "updated_at": time.Now().UTC().Format(time.RFC3339),
		"repository": map[string]any{"full_name": "ana/shop", "html_url": "https://github.test/ana/shop"},
		"subject": map[string]any{
			"title": "Checkout fails", "type": "Issue", "url": api + "/repos/ana/shop/issues/1",
			"latest_comment_url": api + b.comment,
		},
	}
	w.Header().Set("Content-Type", "application/json")
	if r.URL.Path == "/notifications" {
		_ = json.NewEncoder(w).Encode([]any{one})
		return
	}
	_ = json.NewEncoder(w).Encode(one)
}

// as does something there as somebody.
func as(t *testing.T, token, method, address string, body any) (answer map[string]any) {
	t.Helper()
	text, err := json.Marshal(body)
	if err != nil {
		t.Fatal(err)
	}
	r, err := http.NewRequestWithContext(t.Context(), method, address, bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Authorization", "Bearer "+token)
	r.Header.Set("Content-Type", "application/json")
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	if err := json.NewDecoder(response.Body).Decode(&answer); err != nil || response.StatusCode >= http.StatusMultipleChoices {
		t.Fatalf("%s %s gave %d %v (%v)", method, address, response.StatusCode, answer, err)
	}
	return answer
}

// TestWithAServerThatOthersWrote reads who the user is and what was said last, and comments.
func TestWithAServerThatOthersWrote(t *testing.T) {
	address := sourcetest.Emulate(t, who, "github")[0]
	issues := "http://" + address + "/repos/ana/shop/issues"
	as(t, "ghp_ana", http.MethodPost, issues, map[string]any{"title": "Checkout fails", "body": "On Safari."})
	said := as(t, "ghp_ana", http.MethodPost, issues+"/1/comments", map[string]any{"body": "@me can you look? 🙂"})
	comment, err := url.Parse(said["url"].(string))
	if err != nil {
		t.Fatal(err)
	}
	there := &bend{there: httputil.NewSingleHostReverseProxy(&url.URL{Scheme: "http", Host: address}), comment: comment.Path}
	account := sourcetest.Account(github.Source{}, source.Values{"address": "https://github.test"}, source.Secrets{"token": "ghp_me"}, there)

	identity, err := github.Source{}.Check(t.Context(), account)
	if err != nil || identity.Who != "@me, Me" {
		t.Errorf("check gave %+v (%v)", identity, err)
	}
	batch, err := github.Source{}.Pull(t.Context(), account, "", source.Budget{Requests: 50})
	if err != nil || len(batch.Events) != 1 {
		t.Fatalf("pull gave %+v (%v)", batch, err)
	}
	event := batch.Events[0]
	if event.From != "ana" || event.Body != "@me can you look? 🙂" || !strings.Contains(event.URL, "/ana/shop/issues/1#issuecomment-") {
		t.Errorf("it came as %+v", event)
	}
	target := source.Target{Thread: event.Thread, RemoteIDs: []string{event.RemoteID}, URL: event.URL}
	detail, err := github.Source{}.Hydrate(t.Context(), account, target)
	if err != nil || detail.Body != event.Body || detail.From != "ana" {
		t.Errorf("the whole of it is %+v (%v)", detail, err)
	}
	answer := source.Write{Verb: source.VerbReply, Text: "Today, & <soon> 🙂", Target: target}
	if err := (github.Source{}).Write(source.Acting(t.Context()), account, answer); err != nil {
		t.Error(err)
	}
	last := as(t, "ghp_ana", http.MethodGet, issues+"/comments/2", nil)
	if got := fmt.Sprintf("%s: %s", last["user"].(map[string]any)["login"], last["body"]); got != "me: Today, & <soon> 🙂" {
		t.Errorf("there stands %q", got)
	}
}
