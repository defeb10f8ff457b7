package httpx_test

import (
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"sluice/backend/source"
	"sluice/backend/source/httpx"
	"sluice/backend/source/sourcetest"
)

// redirect is where the browser is sent in the end. Nobody has to listen there.
const redirect = "http://127.0.0.1:7399/callback"

const applications = `google:
  users: [{email: me@acme.test, name: Me}]
  oauth_clients: [{client_id: mine, client_secret: s3cret-of-mine, name: Sluice, redirect_uris: ["` + redirect + `"]}]
microsoft:
  users: [{email: me@acme.test, name: Me}]
  oauth_clients: [{client_id: mine, client_secret: s3cret-of-mine, name: Sluice, redirect_uris: ["` + redirect + `"]}]
`

// agree does what the user does in the browser: opens the page, takes the first account, and gives the
// address that the browser is sent to.
func agree(t *testing.T, page string) url.Values {
	t.Helper()
	response, err := http.Get(page) //nolint:gosec // the page is that of the test's own server
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	tree, err := html.Parse(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	fields, action := url.Values{}, ""
	for node := range tree.Descendants() {
		of := map[string]string{}
		for _, attribute := range node.Attr {
			of[attribute.Key] = attribute.Val
		}
		if node.Data == "form" && action == "" {
			action = of["action"]
		}
		if node.Data == "input" && !fields.Has(of["name"]) {
			fields.Set(of["name"], of["value"])
		}
	}
	to, err := response.Request.URL.Parse(action)
	if err != nil {
		t.Fatal(err)
	}
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	sent, err := client.PostForm(to.String(), fields)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = sent.Body.Close() }()
	back, err := url.Parse(sent.Header.Get("Location"))
	if err != nil || !strings.HasPrefix(back.String(), redirect) {
		said, _ := io.ReadAll(sent.Body)
		t.Fatalf("the browser is sent to %q: %d %.300s", back, sent.StatusCode, said)
	}
	return back.Query()
}

// TestSigningInAtServersThatOthersWrote connects in the browser, with PKCE, and renews the token.
func TestSigningInAtServersThatOthersWrote(t *testing.T) {
	addresses := sourcetest.Emulate(t, applications, "google", "microsoft")
	for name, paths := range map[string][2]string{
		addresses[0]: {"/o/oauth2/v2/auth", "/oauth2/token"},
		addresses[1]: {"/oauth2/v2.0/authorize", "/oauth2/v2.0/token"},
	} {
		o := source.OAuth{
			ClientID: "mine", AuthURL: "http://" + name + paths[0], TokenURL: "http://" + name + paths[1],
			Scopes: []string{"openid", "email", "offline_access"}, Extra: source.Values{"access_type": "offline"}, SecretKey: "client_secret",
		}
		account := httpx.Limit(source.Descriptor{Hosts: []string{"127.0.0.1"}}, source.Account{
			ID: "mail-1", Secrets: source.Secrets{"client_secret": "s3cret-of-mine"}, Now: time.Now,
		}, httpx.Outside{})
		verifier := httpx.Verifier()
		back := agree(t, httpx.AuthURL(o, redirect, "the-state", verifier))
		if back.Get("state") != "the-state" {
			t.Errorf("%v: the state came back as %q", paths, back.Get("state"))
		}
		if _, err := httpx.Exchange(t.Context(), account, o, redirect, back.Get("code"), httpx.Verifier()); err == nil {
			t.Errorf("%v: a guessed verifier was taken", paths)
		}
		back = agree(t, httpx.AuthURL(o, redirect, "the-state", verifier))
		secrets, err := httpx.Exchange(t.Context(), account, o, redirect, back.Get("code"), verifier)
		if err != nil || secrets[source.SecretAccess] == "" || secrets[source.SecretRefresh] == "" || secrets[source.SecretExpiry] == "" {
			t.Fatalf("%v: it gave %d secrets and %v", paths, len(secrets), err)
		}
		account.Secrets = secrets
		renewed, err := httpx.Renew(t.Context(), account, o)
		if err != nil || renewed[source.SecretAccess] == "" || renewed[source.SecretAccess] == secrets[source.SecretAccess] {
			t.Errorf("%v: renewed, it gave %v", paths, err)
		}
		account.Secrets = source.Secrets{source.SecretRefresh: "nobody's", "client_secret": "s3cret-of-mine"}
		if _, err := httpx.Renew(t.Context(), account, o); source.ClassOf(err) != source.SignIn {
			t.Errorf("%v: a sign-in that is over gave %v", paths, err)
		}
	}
}
