package source

import (
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// FromHTML gives the text of HTML from outside: what people would read, with its paragraphs and the
// addresses of its links, and nothing that runs, loads or hides.
func FromHTML(markup string) string {
	tokens := html.NewTokenizer(strings.NewReader(Clip(markup, maxMarkup)))
	var text reader
	for {
		switch kind := tokens.Next(); kind {
		case html.ErrorToken:
			return text.String()
		case html.TextToken:
			text.say(string(tokens.Text()))
		default:
			text.tag(kind, tokens.Token())
		}
	}
}

// maxMarkup is how much HTML is read, in bytes.
const maxMarkup = 4 << 20

// reader keeps what is read of HTML.
type reader struct {
	text   strings.Builder
	hidden int    // how many elements around are not to be read
	href   string // of the link that is open
	linked int    // where its text began
}

var (
	unread = []string{"head", "noscript", "script", "style", "template", "title", "svg"}
	blocks = []string{
		"article", "blockquote", "dd", "div", "dl", "dt", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
		"li", "ol", "p", "pre", "section", "table", "tr", "ul",
	}
)

func (r *reader) tag(kind html.TokenType, tag html.Token) {
	switch opens := kind == html.StartTagToken; {
	case slices.Contains(unread, tag.Data):
		if opens {
			r.hidden++
		} else if kind == html.EndTagToken {
			r.hidden = max(0, r.hidden-1)
		}
	case tag.Data == "br":
		r.text.WriteByte('\n')
	case tag.Data == "li" && opens:
		r.text.WriteString("\n- ")
	case tag.Data == "td", tag.Data == "th":
		r.text.WriteByte(' ')
	case slices.Contains(blocks, tag.Data):
		r.text.WriteString("\n\n")
	case tag.Data == "a":
		r.link(opens, tag)
	}
}

// link notes the address behind a link, where its text does not say it already.
func (r *reader) link(opens bool, tag html.Token) {
	if opens {
		r.href, r.linked = "", r.text.Len()
		for _, attribute := range tag.Attr {
			if attribute.Key == "href" && WebLink(attribute.Val) != "" {
				r.href = attribute.Val
			}
		}
		return
	}
	said := r.text.String()[min(r.linked, r.text.Len()):]
	if r.href != "" && !strings.Contains(said, r.href) && strings.TrimSpace(said) != "" {
		r.text.WriteString(" (" + r.href + ")")
	}
	r.href = ""
}

func (r *reader) say(text string) {
	if r.hidden == 0 {
		r.text.WriteString(spaces.ReplaceAllString(text, " "))
	}
}

var (
	spaces = regexp.MustCompile(`[ \t\r\n\f\x{00a0}\x{200b}]+`)
	around = regexp.MustCompile(` *\n *`)
	breaks = regexp.MustCompile(`\n{3,}`)
)

// String gives what was read, without the spaces that only lay out.
func (r *reader) String() string {
	text := around.ReplaceAllString(r.text.String(), "\n")
	return strings.TrimSpace(breaks.ReplaceAllString(text, "\n\n"))
}
