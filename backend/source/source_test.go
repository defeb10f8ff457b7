package source_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"pgregory.net/rapid"

	"sluice/backend/source"
)

func TestBackoffSpreadsAndStaysWithinItsBounds(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		failures := rapid.IntRange(1, 10_000).Draw(rt, "failures")
		random := rand.New(rand.NewPCG(rapid.Uint64().Draw(rt, "a"), rapid.Uint64().Draw(rt, "b")))
		if pause := source.Backoff(failures, random); pause <= 0 || pause > source.LongestPause {
			rt.Fatalf("after %d failures it is %s", failures, pause)
		}
	})
	random := rand.New(rand.NewPCG(1, 2))
	seen := map[time.Duration]bool{}
	for range 100 {
		seen[source.Backoff(1, random)] = true
	}
	if len(seen) < 90 {
		t.Errorf("100 that failed together come back at %d times", len(seen))
	}
}

func TestACursorIsReadByItsOwnVersionOnly(t *testing.T) {
	made, err := source.NewCursor(2, map[string]int{"since": 7})
	if err != nil {
		t.Fatal(err)
	}
	var read struct{ Since int }
	if err := made.Read(2, &read); err != nil || read.Since != 7 {
		t.Errorf("it reads %+v (%v)", read, err)
	}
	if err := source.Cursor("").Read(2, &read); err != nil || read.Since != 7 {
		t.Errorf("an empty one reads %+v (%v)", read, err)
	}
	for _, broken := range []source.Cursor{"1:{}", "22:{}", made + "x", "{}", "2:"} {
		if err := broken.Read(2, &read); source.ClassOf(err) != source.CursorExpired {
			t.Errorf("%q gave %v", broken, err)
		}
	}
}

func TestEveryClassHasWordsAndANextStep(t *testing.T) {
	for _, class := range []source.Class{
		source.AuthExpired, source.Scope, source.RateLimited, source.CursorExpired, source.GoneAPI, source.NotThere,
		source.Offline, source.Upstream, source.Malformed, source.Refused, source.Setting,
	} {
		health := source.HealthOf("Work mail", fmt.Errorf("pull: %w", source.NewTrouble(class, "It said so")))
		if health.Condition == source.OK || health.Condition == "" || health.Code != string(class) ||
			!strings.Contains(health.Sentence, "Work mail") || !strings.HasSuffix(health.Sentence, " It said so.") {
			t.Errorf("%s is %+v", class, health)
		}
	}
	if health := source.HealthOf("x", nil); health != (source.Health{Condition: source.OK}) {
		t.Errorf("no trouble is %+v", health)
	}
}

func TestWhatSaysNothingOfItselfIsOfflineOrUpstream(t *testing.T) {
	for err, want := range map[error]source.Class{
		context.DeadlineExceeded: source.Offline,
		errors.New("anything"):   source.Upstream,
		nil:                      "",
	} {
		if got := source.ClassOf(err); got != want {
			t.Errorf("%v is %q", err, got)
		}
	}
}

func TestSecretsAreShownToNobody(t *testing.T) {
	account := source.Account{Secrets: source.Secrets{"token": "s3cret"}}
	var log strings.Builder
	slog.New(slog.NewTextHandler(&log, nil)).Info("x", "secrets", account.Secrets, "account", account)
	asJSON, err := json.Marshal(account.Secrets)
	text := fmt.Sprintf("%v %+v %#v %s %s %s %v", account.Secrets, account.Secrets, account.Secrets, account.Secrets, asJSON, log.String(), err)
	if strings.Contains(text, "s3cret") {
		t.Error(text)
	}
}

func TestAddressesThatMeanTheSame(t *testing.T) {
	same := []string{
		"https://github.com/a/b/pull/1#issuecomment-2", "http://www.github.com/a/b/pull/1/?utm_source=x#issuecomment-2",
		" https://GitHub.com/a/b/pull/1?notification_referrer_id=NT_1#issuecomment-2 ",
	}
	for _, address := range same {
		if key := source.SameAddress(address); key != source.SameAddress(same[0]) || key == "" {
			t.Errorf("%q is %q", address, key)
		}
	}
	for _, other := range []string{"https://github.com/a/b/pull/1", "https://github.com/a/b/pull/1?x=1#issuecomment-2", "nothing", ""} {
		if source.SameAddress(other) == source.SameAddress(same[0]) {
			t.Errorf("%q is the same", other)
		}
	}
	if source.SameMessage(" <1@x.test> ") != source.SameMessage("1@x.test") || source.SameMessage("<>") != "" {
		t.Error("a Message-ID differs by its brackets")
	}
}

func TestHostsOfAnAccount(t *testing.T) {
	d := source.Descriptor{Hosts: []string{"api.github.com", "*.slack.com", "{address}", "{other}"}}
	hosts := d.HostsOf(source.Values{"address": "https://Git.Example.org:8443/x"})
	for host, want := range map[string]bool{
		"api.github.com": true, "API.github.com": true, "a.slack.com": true, "slack.com": false, "evilslack.com": false,
		"git.example.org": true, "example.org": false, "": false, "api.github.com.evil.test": false,
	} {
		if source.Reaches(hosts, host) != want {
			t.Errorf("of %q: %t", host, !want)
		}
	}
	for address, host := range map[string]string{"imap.x.test:993": "imap.x.test", "https://u:p@x.test/": "x.test", "x.test": "x.test", "": "", "http://": ""} {
		if got := source.HostOf(address); got != host {
			t.Errorf("the host of %q is %q", address, got)
		}
	}
}

func TestAFormSaysWhatIsWrong(t *testing.T) {
	d := source.Descriptor{Form: []source.Field{
		{Key: "address", Type: source.FieldAddress, Label: "Address", Required: true},
		{Key: "token", Type: source.FieldSecret, Label: "Token", Required: true},
		{Key: "what", Type: source.FieldChoice, Label: "What", Choices: []source.Choice{{Value: "a"}}},
		{Key: "also", Type: source.FieldToggle, Label: "Also"},
	}}
	if wrong := d.Check(source.Values{"address": "https://x.test", "what": "a", "also": "true"}, source.Secrets{"token": "t"}); len(wrong) > 0 {
		t.Errorf("what is right is wrong: %v", wrong)
	}
	wrong := d.Check(source.Values{"address": "http://", "what": "b", "also": "yes", "token": "in clear", "none": "x"}, nil)
	if len(wrong) != 5 {
		t.Errorf("wrong are %v", wrong)
	}
}

func TestHTMLBecomesText(t *testing.T) {
	for markup, want := range map[string]string{
		"<p>One</p><p>Two <b>bold</b></p>":                  "One\n\nTwo bold",
		"<ul><li>a<li>b</ul>":                               "- a\n- b",
		"a<br>b<script>alert(1)</script><style>p{}</style>": "a\nb",
		`<a href="javascript:alert(1)">click</a>`:           "click",
		"<head><title>t</title></head><body>b</body>":       "b",
		"1 &lt; 2 &amp; 3&nbsp;&nbsp;4":                     "1 < 2 & 3 4",
		"<img src='https://track.test/x.gif' alt='pixel'>":  "",
		"plain text\nstays":                                 "plain text stays",

		`<a href="https://x.test/1">see</a> <a href="https://x.test">https://x.test</a>`: "see (https://x.test/1) https://x.test",
	} {
		if got := source.FromHTML(markup); got != want {
			t.Errorf("%s is %q, want %q", markup, got, want)
		}
	}
}

func TestTextsAreBoundedAndHarmless(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		text := rapid.String().Draw(rt, "text") + rapid.SampledFrom([]string{"", "\x1b[31m\x00", "\xff\xfe", "\u202e"}).Draw(rt, "worse")
		limit := rapid.IntRange(4, 200).Draw(rt, "limit")
		for _, bounded := range []string{source.Line(text, limit), source.Text(text, limit), source.Clip(strings.ToValidUTF8(text, ""), limit)} {
			if len(bounded) > limit || !utf8.ValidString(bounded) {
				rt.Fatalf("%q is %q", text, bounded)
			}
		}
		if line := source.Line(text, limit); strings.ContainsAny(line, "\n\r\t\x00\x1b") {
			rt.Fatalf("a line is %q", line)
		}
	})
}

func FuzzFromHTML(f *testing.F) {
	f.Add("<p>a<p>b<a href='http://x'>c</a><script>d</script>")
	f.Add("</a></a></script><a href=https://x><a>y</a>")
	f.Fuzz(func(t *testing.T, markup string) {
		if text := source.FromHTML(markup); len(text) > 3*len(markup)+10 {
			t.Errorf("%d bytes of HTML are %d of text", len(markup), len(text))
		}
	})
}
