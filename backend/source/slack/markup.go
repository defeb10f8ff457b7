package slack

import (
	"cmp"
	"regexp"
	"strings"
)

// Slack writes mentions and links as <…>, and &, < and > as entities,
// https://docs.slack.dev/messaging/formatting-message-text.
var (
	angled   = regexp.MustCompile(`<([^<>\n]+)>`)
	entities = strings.NewReplacer("&lt;", "<", "&gt;", ">", "&amp;", "&")
	escapes  = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")
	// emphasis is what stands between two equal marks, at the edges of words.
	emphasis = regexp.MustCompile(`(^|[\s(>])([*_~])([^\s*_~](?:[^*_~\n]*[^\s*_~])?)([*_~])($|[\s.,:;!?)<])`)
	mentions = regexp.MustCompile(`<@([A-Z0-9]+)(?:\|[^<>]*)?>`)
	groups   = regexp.MustCompile(`<!subteam\^([A-Z0-9]+)(?:\|[^<>]*)?>`)
	everyone = regexp.MustCompile(`<!(?:here|channel|everyone)(?:\|[^<>]*)?>`)
)

// escaped makes text of the user's safe to send: it mentions nobody by accident.
func escaped(text string) string { return escapes.Replace(text) }

// plain gives what people read. name gives what somebody is called, empty where that is not known.
func plain(text string, name func(id string) string) string {
	text = angled.ReplaceAllStringFunc(text, func(part string) string {
		return inAngles(part[1:len(part)-1], name)
	})
	return entities.Replace(withoutEmphasis(text))
}

func inAngles(part string, name func(string) string) string {
	what, label, _ := strings.Cut(part, "|")
	switch {
	case strings.HasPrefix(what, "@"):
		return "@" + cmp.Or(strings.TrimPrefix(label, "@"), name(what[1:]), "somebody")
	case strings.HasPrefix(what, "#"):
		return "#" + cmp.Or(label, "channel")
	case strings.HasPrefix(what, "!subteam^"):
		return "@" + cmp.Or(strings.TrimPrefix(label, "@"), name(strings.TrimPrefix(what, "!subteam^")), "group")
	case strings.HasPrefix(what, "!date^"):
		return label
	case strings.HasPrefix(what, "!"):
		return "@" + what[1:]
	case label == "" || label == what || "mailto:"+label == what || strings.HasSuffix(what, "://"+label):
		return strings.TrimPrefix(what, "mailto:")
	}
	return label + " (" + what + ")"
}

// withoutEmphasis takes *bold*, _italic_ and ~struck~ off, but in code.
func withoutEmphasis(text string) string {
	parts := strings.Split(text, "`")
	for i := 0; i < len(parts); i += 2 {
		parts[i] = bare(bare(parts[i])) // neighbours share the space between them, and are found in turn
	}
	return strings.Join(parts, "`")
}

func bare(text string) string {
	return emphasis.ReplaceAllStringFunc(text, func(found string) string {
		m := emphasis.FindStringSubmatch(found)
		if m[2] != m[4] {
			return found
		}
		return m[1] + m[3] + m[5]
	})
}

// mentionOf is how somebody is mentioned.
func mentionOf(user string) string { return "<@" + user + ">" }

// mentioned gives who is mentioned in a text, the first few.
func mentioned(text string) (ids []string) {
	const few = 5
	for _, found := range mentions.FindAllStringSubmatch(text, few) {
		ids = append(ids, found[1])
	}
	return ids
}

// groupsIn gives which groups are mentioned.
func groupsIn(text string) (ids []string) {
	for _, found := range groups.FindAllStringSubmatch(text, -1) {
		ids = append(ids, found[1])
	}
	return ids
}
