package update_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"sluice/backend/fault"
	"sluice/backend/update"
)

// feed is a server that says one thing, by https as in life.
type feed struct {
	*httptest.Server
	asked []*http.Request
}

func serve(t *testing.T, handler http.HandlerFunc) (*feed, update.Asker) {
	t.Helper()
	f := &feed{}
	f.Server = httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		f.asked = append(f.asked, r)
		handler(w, r)
	}))
	t.Cleanup(f.Close)
	return f, update.Asker{Web: f.Client().Transport}
}

func saying(text string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, text) }
}

func TestWhatFeedsSay(t *testing.T) {
	for _, test := range []struct {
		name, text string
		want       update.Release
		code       fault.Code
	}{
		{"a release", `{"tag_name": "v1.3.0", "html_url": "https://example.org/r/1.3.0", "body": "Notes"}`, update.Release{Version: "1.3.0", Page: "https://example.org/r/1.3.0"}, ""},
		{"without the v", `{"tag_name": "1.3.0"}`, update.Release{Version: "1.3.0"}, ""},
		{"a page that is a script", `{"tag_name": "v1.3.0", "html_url": "javascript:alert(1)"}`, update.Release{Version: "1.3.0"}, ""},
		{"a page in the clear", `{"tag_name": "v1.3.0", "html_url": "http://example.org/"}`, update.Release{Version: "1.3.0"}, ""},
		{"a page with a name before it", `{"tag_name": "v1.3.0", "html_url": "https://example.org@evil.example/"}`, update.Release{Version: "1.3.0"}, ""},
		{"a draft", `{"tag_name": "v2.0.0", "draft": true}`, update.Release{}, ""},
		{"not meant for everybody", `{"tag_name": "v2.0.0-rc.1", "prerelease": true}`, update.Release{}, ""},
		{"text for a version", `{"tag_name": "v1\u001b[2J, click here"}`, update.Release{}, fault.Invalid},
		{"no version", `{}`, update.Release{}, fault.Invalid},
		{"a page of a hotel's network", `<html>Log in`, update.Release{}, fault.Invalid},
		{"endless", `{"tag_name": "` + strings.Repeat("1", 2<<20) + `"}`, update.Release{}, fault.Invalid},
	} {
		t.Run(test.name, func(t *testing.T) {
			f, asker := serve(t, saying(test.text))
			answer, err := asker.Ask(context.Background(), f.URL, update.Answer{})
			if answer.Release != test.want || fault.CodeOf(err) != test.code {
				t.Errorf("got %+v, %v", answer.Release, err)
			}
		})
	}
}

func TestTheSecondQuestionIsConditional(t *testing.T) {
	f, asker := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("If-None-Match") == `"one"` {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		w.Header().Set("ETag", `"one"`)
		fmt.Fprint(w, `{"tag_name": "v1.3.0"}`)
	})
	first, err := asker.Ask(context.Background(), f.URL, update.Answer{})
	if err != nil {
		t.Fatal(err)
	}
	second, err := asker.Ask(context.Background(), f.URL, first)
	if err != nil || second != first || len(f.asked) != 2 {
		t.Errorf("got %+v, %v after %d questions", second, err, len(f.asked))
	}
	for _, r := range f.asked {
		if agent := r.Header.Get("User-Agent"); agent != "Sluice" || r.Header.Get("Cookie") != "" || r.URL.RawQuery != "" {
			t.Errorf("more was told than needed: %q, %q", agent, r.URL.RawQuery)
		}
	}
}

func TestNoAnswerKeepsWhatIsKnown(t *testing.T) {
	before := update.Answer{Release: update.Release{Version: "1.2.0"}, Tag: `"x"`}
	plain := httptest.NewServer(saying(`{"tag_name": "v6.6.6"}`))
	t.Cleanup(plain.Close)
	leading, asker := serve(t, func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, plain.URL, http.StatusFound)
	})
	broken, askBroken := serve(t, func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusBadGateway) })
	for _, test := range []struct {
		name, feed string
		asker      update.Asker
		code       fault.Code
	}{
		{"in the clear", plain.URL, asker, fault.Invalid},
		{"away from https", leading.URL, asker, fault.Unreachable},
		{"a certificate of nobody", leading.URL, update.Asker{}, fault.Unreachable},
		{"out of order", broken.URL, askBroken, fault.Unreachable},
		{"an address that is none", "https://", asker, fault.Invalid},
		{"with a password", "https://ana:secret@example.org/", asker, fault.Invalid},
	} {
		t.Run(test.name, func(t *testing.T) {
			answer, err := test.asker.Ask(context.Background(), test.feed, before)
			if answer != before || fault.CodeOf(err) != test.code {
				t.Errorf("got %+v, %v", answer, err)
			}
		})
	}
}

func TestNewer(t *testing.T) {
	for _, test := range []struct {
		release, version string
		want             bool
	}{
		{"1.3.0", "1.2.0", true},
		{"1.3.0", "v1.2.0", true},
		{"1.10.0", "1.9.0", true},
		{"1.3.0", "1.3.0", false},
		{"1.3.0", "1.3.0+4.gabc", false},
		{"1.3.0", "1.3.1", false},
		{"1.3.0", "1.3.0-rc.1", true},
		{"1.3.0", "dev", false},
		{"", "1.0.0", false},
	} {
		if got := (update.Release{Version: test.release}).Newer(test.version); got != test.want {
			t.Errorf("%s newer than %s: %v", test.release, test.version, got)
		}
	}
}
