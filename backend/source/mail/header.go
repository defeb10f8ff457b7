package mail

import (
	"bytes"
	"io"
	"mime"
	netmail "net/mail"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/emersion/go-message/charset"
	"golang.org/x/text/encoding/charmap"
)

// headers are the header fields of a mail, in their order, as they came but for the line breaks within.
// Lines that are none are passed over: a mail that somebody made badly is a mail all the same.
type headers []headerField

type headerField struct {
	name  string // in lower case
	value string
}

// The bounds of what is read of the header fields of a mail.
const (
	mostFields = 1000
	mostValue  = 16 << 10
)

// splitHeaders gives the header fields, and what comes behind them.
func splitHeaders(raw []byte) (fields headers, body []byte) {
	for len(raw) > 0 {
		line, rest, _ := bytes.Cut(raw, []byte("\n"))
		line = bytes.TrimRight(line, "\r")
		raw = rest
		switch {
		case len(line) == 0:
			return fields, raw
		case line[0] == ' ' || line[0] == '\t':
			if last := len(fields) - 1; last >= 0 && len(fields[last].value) < mostValue {
				fields[last].value += " " + string(bytes.TrimSpace(line))
			}
		default:
			name, value, isField := strings.Cut(string(line), ":")
			if isField && len(fields) < mostFields && !strings.ContainsAny(name, " \t") && name != "" {
				fields = append(fields, headerField{strings.ToLower(name), clip(strings.TrimSpace(value), mostValue)})
			}
		}
	}
	return fields, nil
}

func clip(text string, limit int) string {
	return text[:min(len(text), limit)]
}

// get gives a field as it came; empty: there is none.
func (h headers) get(name string) string {
	for _, f := range h {
		if f.name == name {
			return f.value
		}
	}
	return ""
}

func (h headers) has(name string) bool {
	return slices.ContainsFunc(h, func(f headerField) bool { return f.name == name })
}

// text gives a field as people read it.
func (h headers) text(name string) string { return decode(h.get(name)) }

var words = mime.WordDecoder{CharsetReader: charset.Reader}

// decode gives what encoded words say. Bytes that are neither encoded nor UTF-8 are taken for the
// Windows charset of the West, which they are mostly.
func decode(value string) string {
	if !utf8.ValidString(value) {
		value, _ = charmap.Windows1252.NewDecoder().String(value)
	}
	decoded, err := words.DecodeHeader(value)
	if err != nil {
		return value
	}
	return strings.ToValidUTF8(decoded, "")
}

// person is somebody in a header field.
type person struct {
	name    string
	address string // in lower case; empty: it could not be read
}

// called gives what to call somebody.
func (p person) called() string {
	if p.name != "" {
		return p.name
	}
	return p.address
}

// domain is what stands behind the @.
func (p person) domain() string {
	at := strings.LastIndexByte(p.address, '@')
	return p.address[at+1:]
}

var (
	anyAddress = regexp.MustCompile(`[^\s<>,;:"()\[\]\\@]+@[^\s<>,;:"()\[\]\\@]+`)
	addresses  = netmail.AddressParser{WordDecoder: &words}
)

// people gives who stands in a field. What cannot be read by the rules is searched for addresses.
func (h headers) people(name string) (all []person) {
	value := h.get(name)
	if value == "" {
		return nil
	}
	if list, err := addresses.ParseList(value); err == nil {
		for _, a := range list {
			all = append(all, person{strings.TrimSpace(strings.ToValidUTF8(a.Name, "")), strings.ToLower(a.Address)})
		}
		return all
	}
	text := decode(value)
	for i, found := range anyAddress.FindAllStringIndex(text, mostPeople) {
		p := person{address: strings.ToLower(text[found[0]:found[1]])}
		if i == 0 {
			p.name = strings.Trim(text[:found[0]], ` <"'`)
		}
		all = append(all, p)
	}
	if len(all) == 0 {
		all = append(all, person{name: strings.TrimSpace(text)})
	}
	return all
}

// mostPeople is how many addresses are searched for in a field that cannot be read.
const mostPeople = 200

var messageID = regexp.MustCompile(`<([^<>\s]+)>`)

// ids gives the Message-IDs in a field, without their brackets. One that holds what cannot be written
// down is none.
func (h headers) ids(name string) (ids []string) {
	value := h.get(name)
	for _, found := range messageID.FindAllStringSubmatch(value, -1) {
		ids = append(ids, found[1])
	}
	if ids == nil && value != "" && !strings.ContainsAny(value, " <>") {
		ids = []string{value}
	}
	return slices.DeleteFunc(ids, func(id string) bool {
		return !utf8.ValidString(id) || strings.ContainsFunc(id, unicode.IsControl)
	})
}

// decoded reads text of a charset. What is said wrongly, or not at all, is guessed.
func decoded(text []byte, name string) string {
	name = strings.ToLower(strings.TrimSpace(name))
	if name != "" && name != "utf-8" && name != "us-ascii" {
		if reader, err := charset.Reader(name, bytes.NewReader(text)); err == nil {
			if converted, err := io.ReadAll(reader); err == nil {
				return strings.ToValidUTF8(string(converted), "�")
			}
		}
	}
	if utf8.Valid(text) || name == "utf-8" {
		return strings.ToValidUTF8(string(text), "�")
	}
	western, _ := charmap.Windows1252.NewDecoder().Bytes(text)
	return string(western)
}
