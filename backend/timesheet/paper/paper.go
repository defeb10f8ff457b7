// Package paper lays a time sheet out as a PDF, to be sent or printed. Its fonts are the Go fonts,
// which have the letters of Latin, Greek and Cyrillic; any other letter is shown as an empty box, and
// the sheet says so. Nothing of it is in memory until a sheet is asked for.
package paper

import (
	"io"
	"strconv"
	"strings"
	"time"

	"codeberg.org/go-pdf/fpdf"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/sfnt"

	"sluice/backend/timesheet"
	"sluice/backend/work"
)

// Page is what a PDF is made of.
type Page struct {
	Sheet   timesheet.Sheet
	Days    timesheet.Days
	Clients map[work.ClientID]work.Client
	MadeAt  time.Time
}

// Lengths on the page, in millimetres.
const (
	margin = 18.0
	line   = 5.4
)

// column is a part of a row. The text of a column that is too narrow for it is cut.
type column struct {
	title string
	width float64
	align string
}

var columns = []column{
	{"Date", 22, "L"},
	{"Time", 24, "L"},
	{"Client", 28, "L"},
	{"What", 64, "L"},
	{"Hours", 14, "R"},
	{"Amount", 22, "R"},
}

// writer lays out one document.
type writer struct {
	*fpdf.Fpdf
	page   Page
	font   *sfnt.Font
	buffer sfnt.Buffer
	boxed  bool // a letter was not in the font
}

// Write writes the PDF.
func (p Page) Write(out io.Writer) error {
	font, err := sfnt.Parse(goregular.TTF)
	if err != nil {
		return err
	}
	w := &writer{Fpdf: fpdf.New("P", "mm", "A4", ""), page: p, font: font}
	w.AddUTF8FontFromBytes("go", "", goregular.TTF)
	w.AddUTF8FontFromBytes("go", "B", gobold.TTF)
	w.SetCreationDate(p.MadeAt)
	w.SetModificationDate(p.MadeAt)
	w.SetTitle("Time sheet "+p.Days.First.String()+" to "+p.Days.Last.String(), true)
	w.SetMargins(margin, margin, margin)
	w.SetAutoPageBreak(true, margin)
	w.SetHeaderFunc(w.head)
	w.SetFooterFunc(w.foot)
	w.AliasNbPages("{pages}")
	w.AddPage()
	for _, entry := range p.Sheet.Entries {
		w.entry(entry)
	}
	w.totals()
	if w.boxed {
		w.Ln(line)
		w.MultiCell(0, line, "Letters that this file's font lacks are shown as □. The CSV export has them.", "", "L", false)
	}
	return w.Output(out)
}

func (w *writer) head() {
	w.SetFont("go", "B", 13)
	w.CellFormat(0, 8, "Time sheet", "", 1, "L", false, 0, "")
	w.SetFont("go", "", 9)
	w.CellFormat(0, line, w.page.Days.First.String()+" to "+w.page.Days.Last.String()+", times of "+w.page.Days.Zone.String(), "", 1, "L", false, 0, "")
	w.Ln(3)
	w.SetFont("go", "B", 9)
	for _, c := range columns {
		w.CellFormat(c.width, line+1, c.title, "B", 0, c.align, false, 0, "")
	}
	w.Ln(line + 2)
	w.SetFont("go", "", 9)
}

func (w *writer) foot() {
	w.SetY(-margin + 4)
	w.SetFont("go", "", 8)
	w.CellFormat(0, line, "Page "+strconv.Itoa(w.PageNo())+" of {pages}", "", 0, "R", false, 0, "")
}

// entry writes what of a session lies on a date.
func (w *writer) entry(e timesheet.Entry) {
	client := w.page.Clients[e.Session.Client]
	zone := w.page.Days.Zone
	what := e.Session.Project
	if what != "" && e.Session.Note != "" {
		what += ": "
	}
	amount := ""
	if e.Session.Billable && client.Rate.Minor > 0 {
		amount = timesheet.Amount(e, client).String()
	}
	w.row([]string{
		e.Date.String(), e.Span.From.In(zone).Format("15:04") + "–" + e.Span.Until.In(zone).Format("15:04"),
		client.Name, what + e.Session.Note, timesheet.Hours(e.Counted), amount,
	})
}

// totals writes the sums of the clients, and that of all where there are several.
func (w *writer) totals() {
	w.Ln(2)
	w.SetFont("go", "B", 9)
	for _, total := range w.page.Sheet.Clients {
		if total.Worked > 0 {
			w.row([]string{"", "", w.page.Clients[total.Client].Name, "Total", timesheet.Hours(total.Worked), total.Amount.String()})
		}
	}
	if len(w.page.Sheet.Clients) > 1 {
		w.row([]string{"", "", "", "All together", timesheet.Hours(w.page.Sheet.All.Worked), ""})
	}
	w.SetFont("go", "", 9)
}

func (w *writer) row(texts []string) {
	for i, c := range columns {
		w.CellFormat(c.width, line, w.fitted(texts[i], c.width), "", 0, c.align, false, 0, "")
	}
	w.Ln(line)
}

// fitted gives text as the font can show it, on one line of a width.
func (w *writer) fitted(text string, width float64) string {
	letters := []rune(w.shown(text))
	if w.GetStringWidth(string(letters)) <= width-2 {
		return string(letters)
	}
	for len(letters) > 0 && w.GetStringWidth(string(letters)+"…") > width-2 {
		letters = letters[:len(letters)-1]
	}
	return strings.TrimRight(string(letters), " ") + "…"
}

// longest is more than any row shows, so that a long note costs nothing.
const longest = 200

// shown puts boxes in the place of letters that the font lacks.
func (w *writer) shown(text string) string {
	var shown strings.Builder
	n := 0
	for _, r := range strings.Join(strings.Fields(text), " ") {
		if n++; n > longest {
			break
		}
		if index, err := w.font.GlyphIndex(&w.buffer, r); err != nil || index == 0 || r > 0xffff {
			r, w.boxed = '□', true
		}
		shown.WriteRune(r)
	}
	return shown.String()
}
