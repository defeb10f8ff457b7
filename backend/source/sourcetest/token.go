package sourcetest

import (
	"maps"
	"net/http"
	"net/url"
	"strings"
	"time"

	"sluice/backend/source"
	"sluice/backend/source/httpx"
)

// Browser is how an account of the source is connected in the browser.
type Browser struct {
	Settings source.Values
	Secrets  source.Secrets // what the form asks for beside; may be nil
	Token    string         // one that the service takes
}

// What the exam's place of tokens gives and takes.
const (
	ended   = "ended-t0ken"
	renews  = "renewing-t0ken"
	renews2 = "next-renewing-t0ken"
)

// tokens is the place where tokens are renewed: each for renewing is good for once.
type tokens struct {
	*examinee
	status int // other than 0: it answers with it
	asked  int
}

func (s *tokens) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.asked++
	w.Header().Set("Content-Type", "application/json")
	answer := `{"error":"invalid_grant","error_description":"` + renews + `"}`
	status := http.StatusBadRequest
	switch {
	case s.status != 0:
		status = s.status
	case r.Method == http.MethodPost && r.FormValue("grant_type") == "refresh_token" && r.FormValue("refresh_token") == renews && s.asked == 1:
		status = http.StatusOK
		answer = `{"access_token":"` + s.Browser.Token + `","refresh_token":"` + renews2 + `","expires_in":3600,"token_type":"Bearer"}`
	}
	w.WriteHeader(status)
	_, _ = w.Write([]byte(answer))
}

// renewal looks at what a source does for an account that was connected in the browser: where it sends
// the user, that it names a token that has ended, and that the one that is renewed is taken.
func (e *examinee) renewal() {
	oauther, connects := e.Source.(source.OAuther)
	if !connects {
		return
	}
	if e.Browser == nil {
		e.Fatal("its accounts are connected in the browser, and the exam is not told how")
	}
	o, err := oauther.OAuth(e.Browser.Settings)
	if err != nil {
		e.Fatal(err)
	}
	hosts := e.Source.Describe().HostsOf(e.Browser.Settings)
	for what, address := range map[string]string{"asks the user": o.AuthURL, "fetches tokens": o.TokenURL} {
		if parsed, err := url.Parse(address); err != nil || parsed.Scheme != "https" || parsed.Host == "" {
			e.Errorf("it %s at %q", what, address)
		}
	}
	if !source.Reaches(hosts, source.HostOf(o.TokenURL)) {
		e.Errorf("it fetches tokens from %s, which its descriptor does not name", o.TokenURL)
	}
	old := e.signedIn(ended, renews)
	if !httpx.Stale(old) {
		e.Error("a token that has ended is used on")
	}
	e.put("behind a token")
	e.refusesToken(old)
	e.renewsOnce(old, o)
	e.namesRefusal(old, o)
}

// signedIn is an account that was connected in the browser an hour ago.
func (e *examinee) signedIn(access, refresh string) source.Account {
	e.Settings, e.Secrets = e.Browser.Settings, source.Secrets{}
	maps.Copy(e.Secrets, e.Browser.Secrets)
	e.Secrets[source.SecretAccess], e.Secrets[source.SecretRefresh] = access, refresh
	account := e.account()
	account.Secrets[source.SecretExpiry] = time.Now().Add(-time.Minute).UTC().Format(time.RFC3339)
	return account
}

func (e *examinee) refusesToken(old source.Account) {
	_, err := e.Source.Pull(e.Context(), old, "", budget)
	e.told.add(err)
	if source.ClassOf(err) != source.AuthExpired {
		e.Errorf("a token that has ended gave %v", err)
	}
	_, err = e.Source.Check(e.Context(), old)
	e.told.add(err)
	if source.ClassOf(err) != source.AuthExpired {
		e.Errorf("checked with a token that has ended it gave %v", err)
	}
}

// at has the place of tokens answer on the line, and the service for all else.
func (e *examinee) at(o source.OAuth, place http.Handler) {
	service, _ := e.service.(http.Handler)
	e.line.handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Host == source.HostOf(o.TokenURL) || service == nil {
			place.ServeHTTP(w, r)
			return
		}
		service.ServeHTTP(w, r)
	})
}

func (e *examinee) renewsOnce(old source.Account, o source.OAuth) {
	place := &tokens{examinee: e}
	e.at(o, place)
	secrets, err := httpx.Renew(e.Context(), old, o)
	if err != nil || place.asked != 1 || secrets[source.SecretRefresh] != renews2 {
		e.Fatalf("asked %d times, renewing gave %v", place.asked, err)
	}
	renewed := e.signedIn(e.Browser.Token, renews2)
	batch, err := e.Source.Pull(e.Context(), renewed, "", budget)
	if err != nil || len(batch.Events) != 1 {
		e.Errorf("with a token that was renewed it gave %d events and %v", len(batch.Events), err)
	}
}

// namesRefusal: a sign-in that is over needs the user, trouble on the way does not.
func (e *examinee) namesRefusal(old source.Account, o source.OAuth) {
	for status, want := range map[int]source.Class{http.StatusBadRequest: source.SignIn, http.StatusBadGateway: source.Upstream} {
		e.at(o, &tokens{examinee: e, status: status})
		_, err := httpx.Renew(e.Context(), old, o)
		e.told.add(err)
		if source.ClassOf(err) != want {
			e.Errorf("where renewing is answered by %d it gave %v", status, err)
		}
		health := source.HealthOf("The account", err)
		e.told.add(health.Sentence)
		if asks := strings.Contains(health.Sentence, "sign in again"); asks != (want == source.SignIn) {
			e.Errorf("where renewing is answered by %d it says %q", status, health.Sentence)
		}
	}
	e.line.set(&fault{gone: true})
	if _, err := httpx.Renew(e.Context(), old, o); source.ClassOf(err) != source.Offline {
		e.Errorf("without a network renewing gave %v", err)
	}
}
