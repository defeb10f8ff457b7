package wpn

import (
	"bytes"
	"encoding/xml"
	"io"
	"strings"
	"unicode/utf16"
)

// Content is what a toast says. https://learn.microsoft.com/windows/apps/design/shell/tiles-and-notifications/toast-schema
type Content struct {
	Title    string
	Body     string // further lines
	Scenario string // "incomingCall", "alarm", "reminder", "urgent"; empty: none
	Readable bool   // false: the payload is no toast
}

// maxTexts is how many texts of a toast are read. Windows shows four.
const maxTexts = 16

// Parse reads a toast's XML. It takes any bytes.
func Parse(payload []byte) Content {
	reading := &reading{decoder: xml.NewDecoder(bytes.NewReader(asUTF8(payload)))}
	reading.decoder.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil } // it is UTF-8 whatever it says
	for {
		token, err := reading.decoder.Token()
		if err != nil {
			break // what stands before the damage counts
		}
		reading.take(token)
	}
	return reading.content()
}

// asUTF8 reads what begins with the mark of UTF-16.
func asUTF8(text []byte) []byte {
	if !bytes.HasPrefix(text, []byte{0xff, 0xfe}) {
		return text
	}
	units := make([]uint16, 0, len(text)/2)
	for i := 2; i+1 < len(text); i += 2 {
		units = append(units, uint16(text[i])|uint16(text[i+1])<<8)
	}
	return []byte(string(utf16.Decode(units)))
}

// reading is how far the reading of a payload has come.
type reading struct {
	decoder  *xml.Decoder
	toast    bool
	scenario string
	bindings int // how many began
	inside   bool
	texts    []string
	text     *strings.Builder // of the text element that is open; nil: none
}

func (r *reading) take(token xml.Token) {
	switch t := token.(type) {
	case xml.StartElement:
		r.begin(t)
	case xml.EndElement:
		r.end(t.Name.Local)
	case xml.CharData:
		if r.text != nil {
			r.text.Write(t)
		}
	}
}

func (r *reading) begin(element xml.StartElement) {
	switch element.Name.Local {
	case "toast":
		r.toast, r.scenario = true, attribute(element, "scenario")
	case "binding":
		r.bindings++
		r.inside = r.toast && r.bindings == 1 // others are the same for older or smaller screens
	case "text":
		if r.inside && len(r.texts) < maxTexts && attribute(element, "placement") != "attribution" {
			r.text = &strings.Builder{}
		}
	}
}

func (r *reading) end(name string) {
	switch {
	case name == "binding":
		r.inside = false
	case name == "text" && r.text != nil:
		if text := strings.TrimSpace(r.text.String()); text != "" {
			r.texts = append(r.texts, text)
		}
		r.text = nil
	}
}

func (r *reading) content() Content {
	c := Content{Scenario: r.scenario, Readable: r.toast}
	if len(r.texts) > 0 {
		c.Title, c.Body = r.texts[0], strings.Join(r.texts[1:], "\n")
	}
	return c
}

func attribute(element xml.StartElement, name string) string {
	for _, a := range element.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// filled puts values in the place of {name}.
func (c Content) filled(values map[string]string) Content {
	for name, value := range values {
		c.Title = strings.ReplaceAll(c.Title, "{"+name+"}", value)
		c.Body = strings.ReplaceAll(c.Body, "{"+name+"}", value)
	}
	return c
}
