package slack

import (
	"strings"
	"testing"
	"unicode/utf8"

	"sluice/backend/source"
	"sluice/backend/work"
)

func TestPlain(t *testing.T) {
	name := func(id string) string { return map[string]string{"U1": "Ana", "S1": "designers"}[id] }
	for markup, want := range map[string]string{
		"<@U1> and <@U2> and <@U3|ben>":                                        "@Ana and @somebody and @ben",
		"<!subteam^S1> <!subteam^S9|@ops> <!here> <!channel>":                  "@designers @ops @here @channel",
		"in <#C1|general> and <#C2>":                                           "in #general and #channel",
		"<https://a.test> <https://a.test/x|the x> <mailto:a@b.test|a@b.test>": "https://a.test the x (https://a.test/x) a@b.test",
		"<!date^1392734382^{date}|Feb 18>":                                     "Feb 18",
		"1 &lt; 2 &amp;&amp; 3 &gt; 2, &amp;lt;":                               "1 < 2 && 3 > 2, &lt;",
		"*bold* _it_ ~off~, 2*3*4, snake_case_name, `*code*`":                  "bold it off, 2*3*4, snake_case_name, `*code*`",
		"<http://acme.test|acme.test>":                                         "http://acme.test",
		"<":                                                                    "<",
		"<>":                                                                   "<>",
	} {
		if got := plain(markup, name); got != want {
			t.Errorf("%q is %q, not %q", markup, got, want)
		}
	}
	if got := plain(escaped("a < b & <!here>"), name); got != "a < b & <!here>" {
		t.Errorf("what was escaped reads %q", got)
	}
}

func TestStamp(t *testing.T) {
	for text, want := range map[stamp]int64{
		"1512085950.000216": 1512085950000216, "1512085950": 1512085950000000, "": 0, "x": 0, "-1.5": 0, "1.-00001": 0, "9999999999999.0": 0,
	} {
		if got := text.micros(); got != want {
			t.Errorf("%q is %d, not %d", text, got, want)
		}
	}
	if got := justBefore("1512085950.000000"); got != "1512085949.999999" {
		t.Errorf("just before is %s", got)
	}
}

func FuzzPlain(f *testing.F) {
	for _, seed := range []string{"<@U1> *a* `b` <https://a|b>", "<!date^1^{a}^http://x|y>", "<!|>", "*_~*", "`<`>", "&amp;lt;"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		at := where{Channel: "C1", Site: "https://acme.slack.com/"}
		m := message{Stamp: stamp(text), Thread: "1.000001", User: text, Text: text}
		event := eventOf(m, at, work.ReachMention, func(string) string { return text }).Tidy()
		if event.Title == "" || len(event.Body) > source.MaxBody || utf8.ValidString(text) && !utf8.ValidString(event.Body) {
			t.Errorf("%q became %+v", text, event)
		}
		if strings.Contains(escaped(text), "<") {
			t.Errorf("escaped, %q mentions somebody", text)
		}
	})
}
