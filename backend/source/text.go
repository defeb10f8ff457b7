package source

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// The bounds of the texts of events, in bytes. More is cut, with an ellipsis.
const (
	MaxLine = 500
	MaxBody = 32 << 10
	maxID   = 1000
	maxURL  = 4000
	maxSame = 5
)

// Line makes one line of text from outside: without control characters, spaces in the place of
// breaks, at most limit bytes.
func Line(text string, limit int) string {
	line := strings.Map(func(r rune) rune {
		switch {
		case r == '\n', r == '\r', r == '\t', r == '\u2028', r == '\u2029':
			return ' '
		case unicode.IsControl(r), r == utf8.RuneError:
			return -1
		}
		return r
	}, Clip(text, 4*limit))
	return Clip(strings.Join(strings.Fields(line), " "), limit)
}

// Text makes text of several lines harmless: no control characters but breaks and tabs, at most limit
// bytes.
func Text(text string, limit int) string {
	text = strings.ReplaceAll(Clip(text, 4*limit), "\r\n", "\n")
	clean := strings.Map(func(r rune) rune {
		if r != '\n' && r != '\t' && unicode.IsControl(r) || r == utf8.RuneError {
			return -1
		}
		return r
	}, text)
	return Clip(strings.TrimSpace(clean), limit)
}

// Clip cuts text to at most limit bytes, between characters, and says so by an ellipsis.
func Clip(text string, limit int) string {
	const ellipsis = "…"
	if len(text) <= limit {
		return text
	}
	end := limit - len(ellipsis)
	for end > 0 && !utf8.RuneStart(text[end]) {
		end--
	}
	return text[:max(0, end)] + ellipsis
}

// Tidy bounds every text of an event and makes it harmless.
func (e Event) Tidy() Event {
	e.App, e.From, e.Title = Line(e.App, MaxLine), Line(e.From, MaxLine), Line(e.Title, MaxLine)
	e.Address = Line(e.Address, MaxLine)
	e.Blocked, e.Service = Line(e.Blocked, MaxLine), Line(e.Service, MaxLine)
	e.Body = Text(e.Body, MaxBody)
	e.RemoteID, e.Thread, e.Replaces = shorten(e.RemoteID), shorten(e.Thread), shorten(e.Replaces)
	e.ThreadWas, e.Also = shorten(e.ThreadWas), keys(e.Also)
	e.Same = keys(e.Same)
	if len(e.URL) > maxURL {
		e.URL = ""
	}
	return e
}

// keys bounds keys by which something is known.
func keys(all []string) (some []string) {
	for _, key := range all[:min(len(all), maxSame)] {
		if key != "" {
			some = append(some, shorten(key))
		}
	}
	return some
}
