package notify

import (
	"strings"
	"unicode"
)

// text makes a text fit for a desktop: valid UTF-8 without control characters, which the bus refuses
// or daemons stumble over. Line breaks and tabs stay.
func text(s string) string {
	s = strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), "\r\n", "\n")
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if r == '\n' || r == '\t' || !unicode.IsControl(r) {
			return r
		}
		return -1
	}, s))
}

// line is text in one line.
func line(s string) string { return strings.Join(strings.Fields(text(s)), " ") }

var markup = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

// escaped writes a text so that a daemon which reads markup shows it as it stands.
func escaped(s string) string { return markup.Replace(s) }

// What beeep hands to other programs as source text or arguments must not be read as more than text:
// PowerShell runs what stands in $(…) or behind a backtick, XML ends its text with ]]>, and notify-send
// takes a leading minus for an option. Look-alikes are shown instead.
var lookAlikes = strings.NewReplacer("$", "＄", "`", "ˋ", "]]>", "]] >")

// harmless is one line that no interpreter on its way takes for anything else than text. One line,
// since in PowerShell a quotation mark at the start of a line ends the text.
func harmless(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) {
			return r
		}
		return -1 // AppleScript does not know the escapes that Go would write for it
	}, lookAlikes.Replace(line(s)))
	if strings.HasPrefix(s, "-") {
		s = "–" + s[1:]
	}
	return s
}
