package notify

import (
	"html"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestTexts(t *testing.T) {
	for _, c := range []struct {
		name, got, want string
	}{
		{"line breaks stay in a text", text("a\r\nb\tc"), "a\nb\tc"},
		{"control characters go", text("a\x00\x1b[1mb\u0085"), "a[1mb"},
		{"what is no text is shown as such", text("a\xffb"), "a\uFFFDb"},
		{"a line is one line", line(" a\n  b\t"), "a b"},
		{"markup is written out", escaped("<b>a & b</b>"), "&lt;b&gt;a &amp; b&lt;/b&gt;"},
		{"PowerShell runs nothing", harmless("$(calc) `n"), "＄(calc) ˋn"},
		{"a here-string does not end", harmless("a\n\"@\ncalc"), "a \"@ calc"},
		{"character data does not end", harmless("a]]><b/>"), "a]] ><b/>"},
		{"an option is no option", harmless("--help"), "–-help"},
		{"an e with an accent stays", harmless("é ✉"), "é ✉"},
	} {
		if c.got != c.want {
			t.Errorf("%s: %q, want %q", c.name, c.got, c.want)
		}
	}
}

func TestTextsForAnyInput(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := string(rapid.SliceOf(rapid.Byte()).Draw(t, "bytes")) + rapid.String().Draw(t, "string")
		out := text(in)
		if !utf8.ValidString(out) || strings.ContainsAny(out, "\x00\x1b\r") || text(out) != out {
			t.Fatalf("text(%q) = %q", in, out)
		}
		if html.UnescapeString(escaped("x"+out)) != html.UnescapeString(strings.ReplaceAll("x"+out, "&", "&amp;")) {
			t.Fatalf("escaped(%q) shows another text", out)
		}
		h := harmless(in)
		if strings.ContainsAny(h, "$`\n\"@"[:3]) || strings.Contains(h, "]]>") || strings.HasPrefix(h, "-") {
			t.Fatalf("harmless(%q) = %q", in, h)
		}
	})
}
