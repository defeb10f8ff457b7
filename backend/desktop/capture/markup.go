package capture

import (
	"html"
	"strings"
)

// plain turns the markup of a notification's body into plain text. Most senders do not escape text
// that only looks like markup, so nothing is taken for a tag or an entity that is not a known one:
// "a < b && c" stays as it is.
// https://specifications.freedesktop.org/notification-spec/latest/markup.html
func plain(body string) string {
	if !strings.ContainsAny(body, "<&") {
		return body
	}
	var out strings.Builder
	for body != "" {
		at := strings.IndexAny(body, "<&")
		if at < 0 {
			break
		}
		out.WriteString(body[:at])
		text, length := mark(body[at:])
		out.WriteString(text)
		body = body[at+length:]
	}
	out.WriteString(body)
	return out.String()
}

// mark reads the tag or entity at the start of text, and gives what stands for it in plain text and
// how much of text it takes: a single character that is no mark stands for itself.
func mark(text string) (shown string, length int) {
	if text[0] == '&' {
		return entity(text)
	}
	end := strings.IndexAny(text[1:], "<>") + 1
	if end < 1 || text[end] == '<' {
		return text[:1], 1
	}
	shown, known := tag(text[1:end])
	if !known {
		return text[:1], 1
	}
	return shown, end + 1
}

const longestEntity = len("&CounterClockwiseContourIntegral;")

func entity(text string) (shown string, length int) {
	end := strings.IndexByte(text[:min(len(text), longestEntity)], ';')
	if end < 0 {
		return text[:1], 1
	}
	shown = html.UnescapeString(text[:end+1])
	if strings.HasSuffix(shown, ";") && shown != ";" { // "&copyx;" is no entity, though "&copy" is one
		return text[:1], 1
	}
	return shown, end + 1
}

// tag gives the plain text that stands for a tag, given without its angle brackets.
func tag(inner string) (shown string, known bool) {
	name, attributes := inner, ""
	if at := strings.IndexAny(inner, " \t\n\r"); at >= 0 {
		name, attributes = inner[:at], inner[at:]
	}
	closing := strings.HasPrefix(name, "/")
	switch strings.ToLower(strings.Trim(name, "/")) {
	case "b", "i", "u", "a", "s", "em", "strong", "span", "small", "big", "tt", "code", "sub", "sup", "font":
		return "", true
	case "img":
		return attribute(attributes, "alt"), true
	case "br":
		return "\n", true
	case "p", "div":
		if closing {
			return "\n", true
		}
		return "", true
	}
	return "", false
}

// attribute finds the value of name="value" or name='value' among a tag's attributes.
func attribute(attributes, name string) string {
	for {
		at := strings.IndexByte(attributes, '=')
		if at < 0 || at+1 >= len(attributes) {
			return ""
		}
		found := strings.TrimSpace(attributes[:at])
		value, rest := quoted(strings.TrimLeft(attributes[at+1:], " \t\r\n"))
		if strings.EqualFold(found, name) {
			return html.UnescapeString(value)
		}
		attributes = rest
	}
}

func quoted(text string) (value, rest string) {
	if text == "" || text[0] != '"' && text[0] != '\'' {
		value, rest, _ = strings.Cut(text, " ")
		return value, rest
	}
	value, rest, _ = strings.Cut(text[1:], text[:1])
	return value, rest
}
