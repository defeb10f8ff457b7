package httpx_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"sluice/backend/source"
	"sluice/backend/source/httpx"
	"sluice/backend/work"
)

var noon = time.Date(2026, 9, 1, 12, 0, 0, 0, time.UTC)

// at gives an account whose service is a real server on this machine.
func at(t *testing.T, handler http.HandlerFunc) (source.Account, string) {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	d := source.Descriptor{Hosts: []string{"{address}"}, Posts: []string{"/graphql", "/api/read.*"}}
	return httpx.Limit(d, source.Account{
		Settings: source.Values{"address": server.URL}, Secrets: source.Secrets{"token": "s3cret+token"}, Now: func() time.Time { return noon },
	}, httpx.Outside{}), server.URL
}

func TestWhatIsKnownIsAskedForByItsValidatorsAsTheyCame(t *testing.T) {
	account, server := at(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", `W/"a,b"`)
		w.Header().Set("Last-Modified", "Tue, 01 Sep 2026 10:00:00 GMT")
		if r.Header.Get("If-None-Match") == `W/"a,b"` && r.Header.Get("If-Modified-Since") == "Tue, 01 Sep 2026 10:00:00 GMT" {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		fmt.Fprint(w, `{"n":1}`)
	})
	client := httpx.New(account)
	var answer struct{ N int }
	first, err := client.JSON(t.Context(), httpx.Request{URL: server}, &answer)
	if err != nil || answer.N != 1 || first.Unchanged {
		t.Fatalf("the first answer is %+v (%v)", first, err)
	}
	answer.N = 2
	again, err := client.JSON(t.Context(), httpx.Request{URL: server, Known: first.Validators}, &answer)
	if err != nil || !again.Unchanged || again.Validators != first.Validators || answer.N != 2 {
		t.Errorf("the second answer is %+v (%v)", again, err)
	}
}

// Every sentence is a limit.
func TestTheLimits(t *testing.T) {
	account, server := at(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/away":
			http.Redirect(w, r, "http://elsewhere.test/", http.StatusFound)
		case "/circle":
			http.Redirect(w, r, "/circle", http.StatusFound)
		case "/long":
			_, _ = io.Copy(w, io.LimitReader(endless{}, 2<<20))
		}
	})
	outside := "http://elsewhere.test/"
	cases := map[string]struct {
		request httpx.Request
		acting  bool
		want    source.Class
	}{
		"another host is refused":                  {httpx.Request{URL: outside}, false, source.Refused},
		"another host is refused to an act too":    {httpx.Request{URL: outside}, true, source.Refused},
		"a redirect to another host is refused":    {httpx.Request{URL: server + "/away"}, false, source.Refused},
		"a redirect in circles ends":               {httpx.Request{URL: server + "/circle"}, false, source.Upstream},
		"a file is refused":                        {httpx.Request{URL: "file:///etc/passwd"}, false, source.Refused},
		"an address that is none is the user's":    {httpx.Request{URL: "http://a b/"}, false, source.Setting},
		"a change without an act is refused":       {httpx.Request{URL: server, Method: http.MethodPut}, false, source.Refused},
		"a POST without an act is refused":         {httpx.Request{URL: server, Method: http.MethodPost}, false, source.Refused},
		"a POST that is declared to read passes":   {httpx.Request{URL: server + "/graphql", Method: http.MethodPost}, false, ""},
		"so does one by its beginning":             {httpx.Request{URL: server + "/api/read.list", Method: http.MethodPost}, false, ""},
		"a change by an act passes":                {httpx.Request{URL: server, Method: http.MethodPatch}, true, ""},
		"an answer of two megabytes is too long":   {httpx.Request{URL: server + "/long"}, false, source.Malformed},
		"one of two megabytes passes where it may": {httpx.Request{URL: server + "/long", Limit: 2 << 20}, false, ""},
		"PROPFIND reads":                           {httpx.Request{URL: server, Method: "PROPFIND"}, false, ""},
	}
	for name, c := range cases {
		ctx := t.Context()
		if c.acting {
			ctx = source.Acting(ctx)
		}
		if _, err := httpx.New(account).Send(ctx, c.request); source.ClassOf(err) != c.want {
			t.Errorf("%s: it gave %q (%v)", name, source.ClassOf(err), err)
		}
	}
	if _, err := account.Dial(t.Context(), "tcp", "elsewhere.test:993"); source.ClassOf(err) != source.Refused {
		t.Errorf("dialling elsewhere gave %v", err)
	}
	conn, err := account.Dial(t.Context(), "tcp", strings.TrimPrefix(server, "http://"))
	if err != nil {
		t.Errorf("dialling the service gave %v", err)
	} else {
		_ = conn.Close()
	}
}

type endless struct{}

func (endless) Read(into []byte) (int, error) {
	for i := range into {
		into[i] = 'x'
	}
	return len(into), nil
}

func TestAStatusHasItsClass(t *testing.T) {
	cases := []struct {
		status int
		header map[string]string
		class  source.Class
		until  time.Time
	}{
		{401, nil, source.AuthExpired, time.Time{}},
		{403, nil, source.Scope, time.Time{}},
		{403, map[string]string{"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "1788264300"}, source.RateLimited, time.Unix(1788264301, 0)},
		{429, map[string]string{"Retry-After": "60"}, source.RateLimited, noon.Add(61 * time.Second)},
		{429, map[string]string{"Retry-After": "Tue, 01 Sep 2026 12:05:00 GMT"}, source.RateLimited, noon.Add(5 * time.Minute)},
		{429, map[string]string{"RateLimit": "limit=100, remaining=0, reset=50"}, source.RateLimited, noon.Add(51 * time.Second)},
		{429, map[string]string{"Retry-After": "99999999"}, source.RateLimited, noon.Add(24 * time.Hour)},
		{429, map[string]string{"Retry-After": "soon"}, source.RateLimited, time.Time{}},
		{503, map[string]string{"Retry-After": "60"}, source.Upstream, noon.Add(61 * time.Second)},
		{404, nil, source.NotThere, time.Time{}},
		{410, nil, source.GoneAPI, time.Time{}},
		{422, nil, source.Upstream, time.Time{}},
		{502, nil, source.Upstream, time.Time{}},
	}
	for _, c := range cases {
		account, server := at(t, func(w http.ResponseWriter, _ *http.Request) {
			for name, value := range c.header {
				w.Header().Set(name, value)
			}
			w.WriteHeader(c.status)
		})
		_, err := httpx.New(account).Send(t.Context(), httpx.Request{URL: server})
		trouble := source.TroubleOf(err)
		if trouble == nil || trouble.Class != c.class || trouble.Until.Sub(c.until).Abs() > time.Second {
			t.Errorf("%d %v gave %v until %v", c.status, c.header, err, trouble.Until)
		}
	}
	account, server := at(t, func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusConflict) })
	if r, err := httpx.New(account).Send(t.Context(), httpx.Request{URL: server, Accept: []int{409}}); err != nil || r.Status != 409 {
		t.Errorf("an accepted status gave %+v (%v)", r, err)
	}
}

func TestHints(t *testing.T) {
	for header, want := range map[[2]string]time.Duration{
		{"X-Poll-Interval", "60"}:                 time.Minute,
		{"Cache-Control", "public, max-age=7200"}: 2 * time.Hour,
		{"Cache-Control", "s-maxage=7200"}:        0,
		{"Cache-Control", "max-age=999999999"}:    24 * time.Hour,
		{"Cache-Control", "no-cache"}:             0,
	} {
		account, server := at(t, func(w http.ResponseWriter, _ *http.Request) { w.Header().Set(header[0], header[1]) })
		r, err := httpx.New(account).Send(t.Context(), httpx.Request{URL: server})
		if err != nil || r.Hint.Interval != want {
			t.Errorf("%v gave %v (%v)", header, r.Hint, err)
		}
	}
}

func TestNoErrorTellsASecret(t *testing.T) {
	account, server := at(t, func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, `{"error":"s3cret+token is no JSON`) })
	client := httpx.New(account).Bearer("s3cret+token")
	elsewhere := strings.Replace(server, "http://", "http://user:s3cret+token@", 1)
	for name, do := range map[string]func() error{
		"malformed": func() error {
			_, err := client.JSON(t.Context(), httpx.Request{URL: server}, &struct{}{})
			return err
		},
		"refused": func() error {
			_, err := client.Send(t.Context(), httpx.Request{URL: "https://elsewhere.test/?token=" + url.QueryEscape("s3cret+token")})
			return err
		},
		"not answered": func() error {
			_, err := client.Send(t.Context(), httpx.Request{URL: closedPort(t, elsewhere) + "/?key=abcdefgh"})
			return err
		},
	} {
		err := do()
		text := fmt.Sprintf("%v %+v %#v %s", err, err, err, source.HealthOf("x", err).Sentence)
		if err == nil || strings.Contains(text, "s3cret") || strings.Contains(text, "abcdefgh") {
			t.Errorf("%s tells %s", name, text)
		}
	}
}

// closedPort gives the address with a port at which nothing listens.
func closedPort(t *testing.T, address string) string {
	t.Helper()
	server := httptest.NewServer(http.NotFoundHandler())
	parsed, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	parsed.Host = strings.TrimPrefix(server.URL, "http://")
	server.Close()
	return parsed.String()
}

func TestNothingHavingLeftThisMachineIsSaid(t *testing.T) {
	account, server := at(t, func(w http.ResponseWriter, _ *http.Request) {
		conn, _, err := w.(http.Hijacker).Hijack()
		if err == nil {
			_ = conn.Close()
		}
	})
	_, err := httpx.New(account).Send(t.Context(), httpx.Request{URL: closedPort(t, server)})
	if trouble := source.TroubleOf(err); trouble.Class != source.Offline || !trouble.Unsent {
		t.Errorf("a closed port gave %+v", trouble)
	}
	_, err = httpx.New(account).Send(source.Acting(t.Context()), httpx.Request{Method: http.MethodPost, URL: server})
	if trouble := source.TroubleOf(err); trouble.Class != source.Offline || trouble.Unsent {
		t.Errorf("a connection that was cut gave %+v", trouble)
	}
}

// answering is a network at which each request is answered at once.
type answering struct{ asked []time.Time }

func (a *answering) RoundTrip(r *http.Request) (*http.Response, error) {
	a.asked = append(a.asked, time.Now())
	recorder := httptest.NewRecorder()
	answer := recorder.Result()
	answer.Request = r
	return answer, nil
}

func TestOneAccountDoesNotFloodOneHost(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		net := &answering{}
		account := httpx.Limit(source.Descriptor{Hosts: []string{"a.test"}}, source.Account{Now: time.Now}, httpx.Outside{HTTP: net})
		for range 120 {
			if _, err := httpx.New(account).Send(t.Context(), httpx.Request{URL: "https://a.test"}); err != nil {
				t.Fatal(err)
			}
		}
		if took := net.asked[119].Sub(net.asked[0]); took < 15*time.Second || took > 25*time.Second {
			t.Errorf("120 requests went out in %s", took)
		}
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if _, err := httpx.New(account).Send(ctx, httpx.Request{URL: "https://a.test"}); !errors.Is(err, context.Canceled) {
			t.Errorf("cancelled, it gave %v", err)
		}
	})
}

func FuzzHints(f *testing.F) {
	f.Add("60", "0", "1788264300", "limit=1, remaining=0, reset=9", "max-age=1")
	f.Add("Tue, 01 Sep 2026 12:05:00 GMT", "0", "NaN", "r=0;t=1e300", "max-age=99999999999999999999")
	f.Fuzz(func(t *testing.T, after, remaining, reset, window, cache string) {
		header := http.Header{
			"Retry-After": {after}, "X-Ratelimit-Remaining": {remaining}, "X-Ratelimit-Reset": {reset}, "Ratelimit": {window}, "Cache-Control": {cache},
		}
		hint := httpx.HintOf(header, noon)
		if hint.NotBefore.After(noon.Add(25*time.Hour)) || !hint.NotBefore.IsZero() && hint.NotBefore.Before(noon) || hint.Interval < 0 {
			t.Errorf("%v gave %v", header, hint)
		}
	})
}

func TestARateHoldsFromOnePullToTheNext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		turns := &httpx.Turns{}
		asks := func(id work.SourceID, n int) time.Duration {
			began := time.Now()
			for range n { // an account is given anew for each pull
				account := httpx.Limit(source.Descriptor{Hosts: []string{"a.test"}}, source.Account{ID: id, Now: time.Now},
					httpx.Outside{HTTP: &answering{}, Turns: turns})
				if _, err := httpx.New(account).Send(t.Context(), httpx.Request{URL: "https://a.test/"}); err != nil {
					t.Fatal(err)
				}
			}
			return time.Since(began)
		}
		if took := asks("one", 120); took < 19*time.Second || took > 21*time.Second {
			t.Errorf("120 requests took %s", took)
		}
		if took := asks("another", 20); took != 0 {
			t.Errorf("another account waited for %s", took)
		}
		turns.Forget("one")
		if took := asks("one", 20); took != 0 {
			t.Errorf("connected anew it waited for %s", took)
		}
	})
}
