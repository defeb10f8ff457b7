package mail

import (
	"regexp"
	"strings"
)

// fold gives what was newly written: without what is quoted below it, and without the signature. Where
// nothing but that is there, or where the writer answers between quoted lines, all of it stays.
func fold(text string) string {
	lines := strings.Split(text, "\n")
	if end := endOfNew(lines); end >= 0 {
		if kept := withoutSignature(lines[:end]); !blank(strings.Join(kept, "\n")) {
			lines = kept
		}
	} else if kept := withoutSignature(lines); !blank(strings.Join(kept, "\n")) {
		lines = kept
	}
	return strings.TrimSpace(strings.Join(lines, "\n"))
}

var (
	// says begins a quotation: "On Monday, Ana wrote:", "Am 3.4. schrieb Ana:", "Le … a écrit :".
	says = regexp.MustCompile(`(?i)^\s*>?\s*(on|am|el|le|il|em|op|den)\b.{3,200}(wrote|schrieb|escribió|a écrit|ha scritto|escreveu|schreef|skrev)\b.{0,80}:\s*$`)
	// original is how Outlook and others set off what they quote.
	original = regexp.MustCompile(`(?i)^\s*-{2,}\s*(original message|ursprüngliche nachricht|original-nachricht|message d'origine|mensaje original|messaggio originale)\s*-{2,}\s*$`)
	fromLine = regexp.MustCompile(`(?i)^\s*\*?(from|von|de|da)\s?:\*?\s+\S`)
	sentLine = regexp.MustCompile(`(?i)^\s*\*?(sent|gesendet|date|datum|envoyé|enviado|inviato)\s?:\*?\s+\S`)
	rule     = regexp.MustCompile(`^\s*_{10,}\s*$`)
)

// endOfNew gives the line at which what is quoted begins; -1: nothing is, or the answers stand within.
func endOfNew(lines []string) int {
	for i, line := range lines {
		switch {
		case original.MatchString(line), rule.MatchString(line) && isHeaderBlock(lines[i+1:]), isHeaderBlock(lines[i:]):
			return i
		case attributes(lines[i:]) && onlyQuoted(lines[i+1:]):
			return i
		case attributes(lines[i:]):
			return -1
		}
	}
	return startOfTail(lines)
}

// attributes says whether lines begin with whom what follows is quoted of, in one line or two.
func attributes(lines []string) bool {
	return says.MatchString(lines[0]) || len(lines) > 1 && len(lines[0]) > 5 && says.MatchString(lines[0]+" "+lines[1])
}

// startOfTail gives where the quotes at the end begin that nobody is named for; -1: there are none, or
// others as well.
func startOfTail(lines []string) int {
	start := len(lines)
	for start > 0 && (isQuoted(lines[start-1]) || blank(lines[start-1])) {
		start--
	}
	if start > 0 && hasQuotes(lines[start:]) && !hasQuotes(lines[:start]) {
		return start
	}
	return -1
}

// isHeaderBlock says whether lines begin with "From: …", and "Sent: …" within the next four.
func isHeaderBlock(lines []string) bool {
	if len(lines) == 0 || !fromLine.MatchString(lines[0]) {
		return false
	}
	for _, line := range lines[1:min(len(lines), 5)] {
		if sentLine.MatchString(line) {
			return true
		}
	}
	return false
}

func isQuoted(line string) bool { return strings.HasPrefix(strings.TrimLeft(line, " "), ">") }

func hasQuotes(lines []string) bool {
	for _, line := range lines {
		if isQuoted(line) {
			return true
		}
	}
	return false
}

// onlyQuoted says whether nothing new stands in lines: quotes, blank lines, a signature. Where nothing
// is marked as quoted all of it is.
func onlyQuoted(lines []string) bool {
	if !hasQuotes(lines) {
		return true
	}
	lines = withoutSignature(lines)
	seen := false
	for _, line := range lines {
		switch {
		case isQuoted(line):
			seen = true
		case !blank(line) && seen:
			return false
		}
	}
	return true
}

// longestSignature is how many lines a signature has at most.
const longestSignature = 20

// withoutSignature cuts what stands behind the line that sets a signature off.
func withoutSignature(lines []string) []string {
	for i := len(lines) - 1; i >= 0 && i >= len(lines)-longestSignature; i-- {
		if line := strings.TrimRight(lines[i], "\r"); line == "-- " || line == "--" {
			return lines[:i]
		}
	}
	return lines
}
