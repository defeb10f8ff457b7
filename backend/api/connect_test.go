package api_test

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"

	"sluice/backend/source"
	"sluice/backend/source/httpx"
	"sluice/backend/source/memory"
)

// signedIn is the memory source, connected in the browser.
type signedIn struct{ memory.Kind }

func (k signedIn) Describe() source.Descriptor {
	d := k.Kind.Describe()
	d.ID, d.Can.OAuth, d.Can.Watch = "signed", true, false
	d.Form = append(d.Form[:1:1], source.Field{Key: "client_secret", Type: source.FieldSecret, Label: "Client secret"})
	return d
}

func (signedIn) OAuth(settings source.Values) (source.OAuth, error) {
	return source.OAuth{
		ClientID: "sluice", AuthURL: settings["address"] + "/authorize", TokenURL: settings["address"] + "/token",
		Scopes: []string{"read"}, Extra: source.Values{"prompt": "consent"}, SecretKey: "client_secret",
	}, nil
}

func (k signedIn) Check(ctx context.Context, a source.Account) (source.Identity, error) {
	_, err := httpx.New(a).Bearer(a.Secrets[source.SecretAccess]).Send(ctx, httpx.Request{URL: a.Settings["address"] + "/secured"})
	return source.Identity{Who: "Ana"}, err
}

func (k signedIn) Pull(ctx context.Context, a source.Account, _ source.Cursor, _ source.Budget) (source.Batch, error) {
	_, err := k.Check(ctx, a)
	return source.Batch{}, err
}

// authority gives tokens: each for renewing is good for once, each for access for a minute.
type authority struct {
	mu        sync.Mutex
	challenge string
	serial    int
	renews    string
	asked     []string
	lasts     int    // for how many seconds, by its word
	revoked   bool   // the last one was taken back before its time
	secret    string // of the application; empty: it wants none
}

func (a *authority) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	a.mu.Lock()
	defer a.mu.Unlock()
	switch r.URL.Path {
	case "/authorize":
		q := r.URL.Query()
		a.challenge = q.Get("code_challenge")
		if q.Get("code_challenge_method") != "S256" || q.Get("prompt") != "consent" || q.Get("scope") != "read" || q.Get("client_id") != "sluice" {
			http.Error(w, "bad question", http.StatusBadRequest)
			return
		}
		http.Redirect(w, r, q.Get("redirect_uri")+"?code=the-code&state="+url.QueryEscape(q.Get("state")), http.StatusFound)
	case "/token":
		a.token(w, r)
	case "/secured":
		if r.Header.Get("Authorization") != fmt.Sprint("Bearer access-", a.serial) || a.revoked {
			w.WriteHeader(http.StatusUnauthorized)
		}
	}
}

func (a *authority) token(w http.ResponseWriter, r *http.Request) {
	grant := r.FormValue("grant_type")
	a.asked = append(a.asked, grant)
	sum := sha256.Sum256([]byte(r.FormValue("code_verifier")))
	good := r.FormValue("client_secret") == a.secret && (grant == "refresh_token" && r.FormValue("refresh_token") == a.renews ||
		grant == "authorization_code" && r.FormValue("code") == "the-code" && base64.RawURLEncoding.EncodeToString(sum[:]) == a.challenge)
	w.Header().Set("Content-Type", "application/json")
	if !good {
		w.WriteHeader(http.StatusBadRequest)
		_, _ = io.WriteString(w, `{"error":"invalid_grant","error_description":"s3cret words"}`)
		return
	}
	a.serial++
	a.revoked = false
	a.renews = fmt.Sprint("renews-", a.serial)
	_ = json.NewEncoder(w).Encode(map[string]any{
		"access_token": fmt.Sprint("access-", a.serial), "refresh_token": a.renews, "expires_in": a.lasts, "token_type": "Bearer",
	})
}

// browse opens a page as a browser does, and gives what stands there in the end.
func browse(t *testing.T, page string) (int, string) {
	t.Helper()
	answer, err := http.Get(page) //nolint:gosec // the page is the test's own
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer.StatusCode, string(text)
}

func TestAnAccountIsConnectedInTheBrowserAndItsTokenRenewed(t *testing.T) {
	s := serve(t)
	there := &authority{lasts: 60}
	server := httptest.NewServer(there)
	t.Cleanup(server.Close)
	body := map[string]any{"kind": "signed", "settings": map[string]string{"address": server.URL}}
	begun := s.post("/sources/connect", body).ok()
	id, page := begun["connection"].(string), begun["url"].(string)
	asked, err := url.Parse(page)
	if err != nil {
		t.Fatal(err)
	}
	redirect := asked.Query().Get("redirect_uri")
	if !strings.HasPrefix(redirect, "http://127.0.0.1:") || s.get("/sources/connect/" + id).ok()["state"] != "waiting" {
		t.Errorf("it begins with %v", begun)
	}
	if status, text := browse(t, redirect+"?code=another&state=guessed"); status != http.StatusBadRequest {
		t.Errorf("a guessed answer gave %d %s", status, text)
	}
	if status, text := browse(t, page); status != http.StatusOK || !strings.Contains(text, "It worked") {
		t.Errorf("the browser shows %d %s", status, text)
	}
	if done := s.get("/sources/connect/" + id).ok(); done["state"] != "done" {
		t.Errorf("then it is %v", done)
	}
	body["connection"] = id
	if found := s.post("/sources/try", body).ok(); found["who"] != "Ana" {
		t.Errorf("tried with what the browser brought, it is %v", found)
	}
	added := s.post("/sources", body).ok()
	if added["id"] != "signed-1" || added["secretIn"] != "session" {
		t.Errorf("added, it is %v", added)
	}
	if synced := s.post("/sources/signed-1/sync", nil).ok(); synced["condition"] != "ok" {
		t.Errorf("asked, it is %v", synced)
	}
	there.mu.Lock()
	grants := fmt.Sprint(there.asked)
	there.renews = "revoked"
	there.mu.Unlock()
	if !strings.HasPrefix(grants, "[authorization_code refresh_token") {
		t.Errorf("it asked for tokens by %s", grants)
	}
	refused := s.post("/sources/signed-1/sync", nil).ok()
	if refused["code"] != "sign_in" || refused["condition"] != "needs_you" || strings.Contains(refused["sentence"].(string), "s3cret") {
		t.Errorf("with a token that was revoked, it is %v", refused)
	}
	s.post("/sources", body).problem(http.StatusNotFound, "not_found") // a connection is for one account
}

func TestATokenThatIsRefusedBeforeItsTimeIsRenewedOnce(t *testing.T) {
	s := serve(t)
	there := &authority{lasts: 1 << 30}
	server := httptest.NewServer(there)
	t.Cleanup(server.Close)
	body := map[string]any{"kind": "signed", "settings": map[string]string{"address": server.URL}}
	begun := s.post("/sources/connect", body).ok()
	browse(t, begun["url"].(string))
	body["connection"] = begun["connection"]
	s.post("/sources", body).ok()
	grants := func(revoke func()) string {
		there.mu.Lock()
		defer there.mu.Unlock()
		revoke()
		asked := fmt.Sprint(there.asked)
		there.asked = nil
		return asked
	}
	if synced := s.post("/sources/signed-1/sync", nil).ok(); synced["condition"] != "ok" {
		t.Errorf("asked, it is %v", synced)
	}
	if asked := grants(func() { there.revoked = true }); asked != "[authorization_code]" {
		t.Errorf("with a good token it asked for %s", asked)
	}
	if synced := s.post("/sources/signed-1/sync", nil).ok(); synced["condition"] != "ok" {
		t.Errorf("with a token that was taken back, it is %v", synced)
	}
	if asked := grants(func() { there.revoked, there.renews = true, "another" }); asked != "[refresh_token]" {
		t.Errorf("with a token that was taken back it asked for %s", asked)
	}
	refused := s.post("/sources/signed-1/sync", nil).ok()
	if refused["code"] != "sign_in" || refused["condition"] != "needs_you" || !strings.Contains(refused["sentence"].(string), "sign in again") {
		t.Errorf("with a sign-in that was taken back, it is %v", refused)
	}
	if asked := grants(func() {}); asked != "[refresh_token]" {
		t.Errorf("with a sign-in that was taken back it asked for %s", asked)
	}
	browse(t, s.post("/sources/connect", body).ok()["url"].(string)) // for nothing: it belongs to no account
	begun = s.post("/sources/connect", body).ok()
	browse(t, begun["url"].(string))
	change := map[string]any{"settings": body["settings"], "connection": begun["connection"]}
	if again := s.change("/sources/signed-1", change).ok(); again["condition"] != "ok" {
		t.Errorf("signed in again, it is %v", again)
	}
}

func TestWhoSignsInAgainNeedsNotEnterTheApplicationsSecret(t *testing.T) {
	s := serve(t)
	there := &authority{lasts: 60, secret: "app's own"}
	server := httptest.NewServer(there)
	t.Cleanup(server.Close)
	settings := map[string]string{"address": server.URL}
	body := map[string]any{"kind": "signed", "settings": settings, "secrets": map[string]string{"client_secret": "app's own"}}
	begun := s.post("/sources/connect", body).ok()
	browse(t, begun["url"].(string))
	body["connection"] = begun["connection"]
	s.post("/sources", body).ok()
	again := map[string]any{"kind": "signed", "settings": settings, "source": "signed-1"}
	begun = s.post("/sources/connect", again).ok()
	if status, text := browse(t, begun["url"].(string)); status != http.StatusOK || !strings.Contains(text, "It worked") {
		t.Errorf("the browser shows %d %s", status, text)
	}
	change := map[string]any{"settings": settings, "connection": begun["connection"]}
	if changed := s.change("/sources/signed-1", change).ok(); changed["condition"] != "ok" {
		t.Errorf("signed in again, it is %v", changed)
	}
	again["source"] = "signed-2"
	s.post("/sources/connect", again).problem(http.StatusNotFound, "not_found")
}

func TestConnectingThatIsCalledOffMakesRoom(t *testing.T) {
	s := serve(t)
	body := map[string]any{"kind": "signed", "settings": map[string]string{"address": "http://127.0.0.1:1"}}
	for range 7 { // more than may be connected at a time
		path := "/sources/connect/" + s.post("/sources/connect", body).ok()["connection"].(string)
		if ended := s.ask(http.MethodDelete, "/api/v1"+path, nil).ok(); ended["state"] != "ended" {
			t.Errorf("called off, it is %v", ended)
		}
		s.get(path).problem(http.StatusNotFound, "not_found")
		s.ask(http.MethodDelete, "/api/v1"+path, nil).ok() // of one that is over it does nothing
	}
}

func TestWhoDoesNotAgreeIsNotConnected(t *testing.T) {
	s := serve(t)
	body := map[string]any{"kind": "signed", "settings": map[string]string{"address": "http://127.0.0.1:1"}}
	begun := s.post("/sources/connect", body).ok()
	asked, err := url.Parse(begun["url"].(string))
	if err != nil {
		t.Fatal(err)
	}
	answer := asked.Query().Get("redirect_uri") + "?error=access_denied&state=" + url.QueryEscape(asked.Query().Get("state"))
	if status, text := browse(t, answer); status != http.StatusOK || !strings.Contains(text, "did not work") {
		t.Errorf("the browser shows %d %s", status, text)
	}
	failed := s.get("/sources/connect/" + begun["connection"].(string)).ok()
	if failed["state"] != "failed" || failed["sentence"] != "You did not agree in the browser, or the service did not. Try it again." {
		t.Errorf("then it is %v", failed)
	}
	s.post("/sources/connect", map[string]any{"kind": "memory"}).problem(http.StatusNotImplemented, "unsupported")
	s.get("/sources/connect/nothing").problem(http.StatusNotFound, "not_found")
}
