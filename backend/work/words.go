package work

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Spaced says whether a letter or figure belongs to a writing that parts its words. Chinese, Japanese,
// Korean, Thai, Lao, Khmer and Burmese run on, or hang their endings onto names, so that there the
// edge of a word cannot be seen.
func Spaced(r rune) bool {
	return (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)) && !unicode.In(r,
		unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

// HasWords says whether a phrase stands in a text as whole words. Case does not count, nor which or how
// many blanks part the words; where a writing does not part them, nor do the edges. An empty phrase
// stands everywhere.
func HasWords(text, phrase string) bool {
	text, phrase = fold(text), fold(phrase)
	if phrase == "" {
		return true
	}
	for from := 0; ; {
		at := strings.Index(text[from:], phrase)
		if at < 0 {
			return false
		}
		begin, end := from+at, from+at+len(phrase)
		if parted(text, begin) && parted(text, end) {
			return true
		}
		_, first := utf8.DecodeRuneInString(text[begin:])
		from = begin + first
	}
}

// Named says whether a sender, "Ana Diaz <ana@acme.com>", is meant by a name: by whole words of it, by
// the whole address, or by its domain, "@acme.com", which stands for those below it too: mail.acme.com is
// nobody else's. No name means everybody.
func Named(sender, name string) bool {
	name = fold(name)
	sender = fold(sender)
	if name == sender || !strings.Contains(name, "@") {
		return HasWords(sender, name)
	}
	for _, address := range strings.FieldsFunc(sender, isNoAddress) {
		if address = strings.Trim(address, "."); address == name || name[0] == '@' && isAt(address, name[1:]) {
			return true
		}
	}
	return false
}

// isAt says whether an address is of a domain or of one below it. A domain of one part, such as com,
// stands for itself alone.
func isAt(address, domain string) bool {
	_, at, isAddress := strings.Cut(address, "@")
	return isAddress && domain != "" && (at == domain || strings.Contains(domain, ".") && strings.HasSuffix(at, "."+domain))
}

func isNoAddress(r rune) bool {
	return unicode.IsSpace(r) || strings.ContainsRune("<>()[],;:\"'“”„«»", r)
}

// fold makes texts comparable: lower case, single blanks.
func fold(text string) string { return strings.Join(strings.Fields(strings.ToLower(text)), " ") }

// parted says whether no word goes on across a place in a text.
func parted(text string, at int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:at])
	after, _ := utf8.DecodeRuneInString(text[at:])
	return !Spaced(before) || !Spaced(after)
}
