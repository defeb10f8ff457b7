package gate

import (
	"fmt"
	"strings"

	"sluice/backend/work"
)

// Sentence says what a rule does, and whether it is off. client is the name of the rule's client, empty
// where it has none.
func Sentence(r work.Rule, client string) string {
	if !r.OffAt.IsZero() {
		return "Off: " + sentence(r, client)
	}
	return sentence(r, client)
}

func sentence(r work.Rule, client string) string {
	if said, known := Builtin(r.Builtin); known {
		if client != "" {
			return "For " + client + ": " + strings.ToLower(said[:1]) + said[1:]
		}
		return said
	}
	if r.Kind == work.RuleRoute {
		return subject(r.Match, "") + " goes to " + client + "."
	}
	what := subject(r.Match, client)
	switch r.Kind {
	case work.RuleBreakThrough:
		return what + " comes through at once."
	case work.RuleMute:
		return what + " is muted."
	default:
		return "The text of e" + strings.TrimPrefix(what, "E") + " is never stored."
	}
}

// subject names what a match fits.
func subject(m work.Match, client string) string {
	what := "Everything"
	for _, part := range []struct{ format, value string }{
		{" of %s", client},
		{" from “%s”", m.From},
		{" in %s", m.App},
		{" by the program %s", m.Entry},
		{" of the source %s", m.Source},
		{" that says %s", alternatives(m.Words)},
	} {
		if part.value != "" {
			what += fmt.Sprintf(part.format, part.value)
		}
	}
	return what
}

// alternatives reads "a, b" as “a” or “b”.
func alternatives(words string) string {
	var quoted []string
	for word := range strings.SplitSeq(words, ",") {
		if word = strings.TrimSpace(word); word != "" {
			quoted = append(quoted, "“"+word+"”")
		}
	}
	return strings.Join(quoted, " or ")
}
