package mail

import (
	"bytes"
	"encoding/base64"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"strings"
	"time"

	"github.com/emersion/go-imap/v2"

	"sluice/backend/source"
)

// letter is what a mail says.
type letter struct {
	headers
	text     string // plain, with quotes and signature
	marked   string // the HTML, where there is any
	files    []file
	meetings []string // invitations, each in a line
	arranged arranged
}

// file is an attachment.
type file struct {
	name string
	size int64 // in bytes; -1: not known
}

// The bounds of how deep parts lie in one another, and how many there are.
const (
	deepest   = 10
	mostParts = 100
	mostFiles = 30
)

// parse reads a mail, however broken. The zone is that of times without one in calendars.
func parse(m message, zone *time.Location) letter {
	fields, body := splitHeaders(m.raw)
	r := &partReader{cut: !m.whole(), zone: zone}
	r.part(fields, body, 0)
	if len(m.part) > 0 && r.plain == "" {
		partFields, partBody := splitHeaders(m.part)
		r.part(partFields, partBody, deepest)
	}
	said := letter{headers: fields, text: r.plain, marked: r.marked, files: r.files, meetings: r.meetings, arranged: r.arranged}
	if blank(said.text) && r.marked != "" {
		said.text = source.FromHTML(r.marked)
	}
	if m.shape != nil {
		said.files = filesOf(m.shape)
	}
	return said
}

func blank(text string) bool { return strings.TrimSpace(text) == "" }

// partReader gathers what the parts of a mail say.
type partReader struct {
	cut           bool // the end of the mail is missing
	plain, marked string
	files         []file
	meetings      []string
	arranged      arranged
	zone          *time.Location
	parts         int
}

// part reads a part, and those in it.
func (r *partReader) part(fields headers, body []byte, depth int) {
	if r.parts++; r.parts > mostParts {
		return
	}
	kind, params := typeOf(fields)
	switch {
	case strings.HasPrefix(kind, "multipart/") && depth < deepest && params["boundary"] != "":
		r.several(kind, params["boundary"], body, depth)
	case isAttached(fields), kind == "message/rfc822" && depth > 0:
		r.attached(fields, params, body)
	case kind == "text/calendar":
		r.meeting(decoded(transferred(fields, body), params["charset"]))
	case kind == "text/html":
		r.marked += decoded(transferred(fields, body), cmpCharset(params, body))
	case strings.HasPrefix(kind, "text/"), strings.HasPrefix(kind, "multipart/"), kind == "":
		text := decoded(transferred(fields, body), params["charset"])
		if strings.EqualFold(params["format"], "flowed") {
			text = unflow(text, strings.EqualFold(params["delsp"], "yes"))
		}
		r.say(text)
	default:
		r.attached(fields, params, body)
	}
}

func (r *partReader) say(text string) {
	if r.plain != "" && !blank(text) {
		r.plain += "\n\n"
	}
	r.plain += strings.ReplaceAll(text, "\r\n", "\n")
}

// several reads the parts of a part. Where they cannot be told apart, the whole is taken for text.
func (r *partReader) several(kind, boundary string, body []byte, depth int) {
	before := *r
	parts := multipart.NewReader(bytes.NewReader(body), boundary)
	found := 0
	for {
		part, err := parts.NextRawPart()
		if err != nil {
			break
		}
		found++
		content, _ := io.ReadAll(part) // the end may be cut off
		r.inner(kind, before, fieldsOf(part), content, depth)
	}
	if found == 0 && !blank(string(body)) {
		r.say(strings.ToValidUTF8(string(body), "�"))
	}
}

// inner reads one of several parts. Of alternatives each kind of text is taken once.
func (r *partReader) inner(kind string, before partReader, fields headers, content []byte, depth int) {
	saidPlain, saidMarked := r.plain, r.marked
	r.part(fields, content, depth+1)
	if kind != "multipart/alternative" {
		return
	}
	if saidPlain != before.plain {
		r.plain = saidPlain
	}
	if saidMarked != before.marked {
		r.marked = saidMarked
	}
}

func fieldsOf(part *multipart.Part) (fields headers) {
	for name, values := range part.Header {
		for _, value := range values {
			fields = append(fields, headerField{strings.ToLower(name), clip(value, mostValue)})
		}
	}
	return fields
}

// typeOf gives the kind of a part and its parameters. One that says nothing is plain text; one that says
// nonsense is judged by its beginning.
func typeOf(fields headers) (kind string, params map[string]string) {
	value := fields.get("content-type")
	if value == "" {
		return "text/plain", nil
	}
	kind, params, err := mime.ParseMediaType(value)
	if err != nil || kind == "" {
		beginning, _, _ := strings.Cut(value, ";")
		kind, params = strings.ToLower(strings.TrimSpace(beginning)), loose(value)
	}
	return kind, params
}

// loose reads parameters that do not keep to the rules.
func loose(value string) map[string]string {
	params := map[string]string{}
	for piece := range strings.SplitSeq(value, ";") {
		if name, said, isParam := strings.Cut(piece, "="); isParam {
			params[strings.ToLower(strings.TrimSpace(name))] = strings.Trim(strings.TrimSpace(said), `"`)
		}
	}
	return params
}

// cmpCharset gives the charset of HTML, which may say it itself.
func cmpCharset(params map[string]string, body []byte) string {
	if params["charset"] != "" {
		return params["charset"]
	}
	head := strings.ToLower(string(body[:min(len(body), 1024)]))
	if _, after, says := strings.Cut(head, "charset="); says {
		after = strings.TrimLeft(after, `"' `)
		if end := strings.IndexAny(after, `"' ;/>`); end > 0 {
			return after[:end]
		}
	}
	return ""
}

// transferred undoes the encoding for the way. What is broken off is read up to there.
func transferred(fields headers, body []byte) []byte {
	switch strings.ToLower(fields.get("content-transfer-encoding")) {
	case "base64":
		return fromBase64(body)
	case "quoted-printable":
		text, err := io.ReadAll(quotedprintable.NewReader(bytes.NewReader(body)))
		if err != nil && len(text) == 0 {
			return body
		}
		return text
	}
	return body
}

// fromBase64 passes over whatever does not belong into it, and reads on behind padding in the middle.
func fromBase64(body []byte) []byte {
	text := make([]byte, base64.StdEncoding.DecodedLen(len(body)))
	if n, err := base64.StdEncoding.Decode(text, body); err == nil { // as nearly always
		return text[:n]
	}
	clean := make([]byte, 0, len(body))
	for _, b := range body {
		if b >= 'A' && b <= 'Z' || b >= 'a' && b <= 'z' || isDigit(b) || b == '+' || b == '/' {
			clean = append(clean, b)
		}
	}
	clean = clean[:len(clean)-len(clean)%4+fits(len(clean)%4)]
	n, _ := base64.RawStdEncoding.Decode(text, clean)
	return text[:n]
}

// fits says how many of the last 0 to 3 characters mean something.
func fits(left int) int {
	if left == 1 {
		return 0
	}
	return left
}

func isAttached(fields headers) bool {
	disposition, _, _ := strings.Cut(fields.get("content-disposition"), ";")
	return strings.EqualFold(strings.TrimSpace(disposition), "attachment")
}

// attached notes a part that is not shown.
func (r *partReader) attached(fields headers, params map[string]string, body []byte) {
	if kind, _ := typeOf(fields); kind == "text/calendar" {
		r.meeting(decoded(transferred(fields, body), params["charset"]))
	}
	if len(r.files) >= mostFiles {
		return
	}
	size := int64(len(transferred(fields, body)))
	if r.cut {
		size = -1
	}
	if name := nameOf(fields, params); name != "" {
		r.files = append(r.files, file{name, size})
	}
}

func nameOf(fields headers, params map[string]string) string {
	name := params["name"]
	if _, said, err := mime.ParseMediaType(fields.get("content-disposition")); err == nil && said["filename"] != "" {
		name = said["filename"]
	} else if said := loose(fields.get("content-disposition")); name == "" {
		name = said["filename"]
	}
	if kind, _ := typeOf(fields); name == "" && kind == "message/rfc822" {
		name = "a forwarded mail"
	}
	return source.Line(decode(name), 200)
}

// filesOf gives the attachments by the shape of a mail. Pictures within its text are none.
func filesOf(shape imap.BodyStructure) (files []file) {
	shape.Walk(func(_ []int, part imap.BodyStructure) bool {
		single, isSingle := part.(*imap.BodyStructureSinglePart)
		if !isSingle || len(files) >= mostFiles {
			return true
		}
		name := source.Line(decode(single.Filename()), 200)
		if name != "" {
			size := int64(single.Size)
			if strings.EqualFold(single.Encoding, "base64") {
				size = size / 78 * 57 // lines of 76 characters and a break
			}
			files = append(files, file{name, size})
		}
		return true
	})
	return files
}
