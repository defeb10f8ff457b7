package capture

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// clean makes text fit to be stored and shown: valid UTF-8, no control characters except newline and
// tab, at most limit bytes. cut says that something of it was left out at the end.
func clean(text string, limit int) (cleaned string, cut bool) {
	if !isClean(text) {
		text = strings.Map(keepPrintable, strings.ToValidUTF8(text, "\uFFFD"))
	}
	if len(text) <= limit {
		return text, false
	}
	return strings.Clone(cutAtRune(text, limit)), true // the rest is not to stay in memory
}

func isClean(text string) bool {
	for _, r := range text {
		if r == utf8.RuneError || keepPrintable(r) < 0 {
			return false
		}
	}
	return true
}

func keepPrintable(r rune) rune {
	if r != '\n' && r != '\t' && unicode.IsControl(r) {
		return -1
	}
	return r
}

// cutAtRune cuts valid UTF-8 to at most limit bytes without splitting a character.
func cutAtRune(text string, limit int) string {
	for limit > 0 && !utf8.RuneStart(text[limit]) {
		limit--
	}
	return text[:limit]
}

// dropPartialRune drops the beginning of a character that a cut by bytes left at the end.
func dropPartialRune(text string) string {
	for back := 1; back <= utf8.UTFMax && back <= len(text); back++ {
		if tail := text[len(text)-back:]; utf8.RuneStart(tail[0]) {
			if !utf8.FullRuneInString(tail) {
				return text[:len(text)-back]
			}
			return text
		}
	}
	return text
}
