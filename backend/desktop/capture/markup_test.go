package capture

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestMarkupBecomesPlain(t *testing.T) {
	cases := []struct{ name, body, want string }{
		{"no markup", "Lunch at 12?", "Lunch at 12?"},
		{"tags", "<b>bold</b> <i>it</i> <U>under</U>", "bold it under"},
		{"a link keeps its words", `see <a href="https://example.org/?a=1&amp;b=2">the page</a>`, "see the page"},
		{"an image gives its words", `<img src="x.png" alt="a &quot;cat&quot;"/> here`, `a "cat" here`},
		{"an image without words", `<img src='x.png'>here`, "here"},
		{"breaks", "one<br>two<br/>three<br />four", "one\ntwo\nthree\nfour"},
		{"paragraphs", "<p>one</p><p>two</p>", "one\ntwo\n"},
		{"entities", "&lt;b&gt; &amp; &quot;&apos;&#39;&#x27; &nbsp;", "<b> & \"''' \u00a0"},
		{"an entity is read once", "&amp;lt;", "&lt;"},
		{"text that only looks like markup", "a < b && c > d & e", "a < b && c > d & e"},
		{"unknown tags stay", "List<String> <script>x</script>", "List<String> <script>x</script>"},
		{"no entity", "AT&T; R&D &copyx; &", "AT&T; R&D &copyx; &"},
		{"a tag that never ends", "x <b", "x <b"},
		{"tags that never end", "<b<b<b>x", "<b<bx"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := plain(c.body); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestCleanText(t *testing.T) {
	cases := []struct {
		name, text string
		limit      int
		want       string
		cut        bool
	}{
		{"as it is", "one\ttwo\nthree", 99, "one\ttwo\nthree", false},
		{"control characters", "a\x00b\x1b[31mc\r\n\u0085d\x7f", 99, "ab[31mc\nd", false},
		{"invalid UTF-8", "a\xffb", 99, "a\uFFFDb", false},
		{"cut at a character", "aéé", 4, "aé", true},
		{"just fits", "aéé", 5, "aéé", false},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got, cut := clean(c.text, c.limit)
			if got != c.want || cut != c.cut {
				t.Errorf("got %q, %v", got, cut)
			}
		})
	}
}

func FuzzPlain(f *testing.F) {
	for _, seed := range []string{"<b>a</b>", "&amp;", `<img alt="x">`, "<a href='", "&#0;", "<p =>", "<img alt=>"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, body string) {
		got := plain(body)
		if utf8.ValidString(body) && !utf8.ValidString(got) {
			t.Errorf("%q became invalid: %q", body, got)
		}
		if !strings.ContainsAny(body, "<&") && got != body {
			t.Errorf("%q became %q", body, got)
		}
	})
}
