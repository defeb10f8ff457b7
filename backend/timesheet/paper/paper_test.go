package paper_test

import (
	"bytes"
	"os/exec"
	"strings"
	"testing"
	"time"

	"sluice/backend/timesheet"
	"sluice/backend/timesheet/paper"
	"sluice/backend/work"
)

// pageOf is a sheet of one day with sessions of these notes, an hour each.
func pageOf(notes ...string) paper.Page {
	at := time.Date(2026, 6, 10, 6, 0, 0, 0, time.UTC)
	clients := map[work.ClientID]work.Client{1: {ID: 1, Name: "Жар-птица", Rate: work.Money{Minor: 9000, Currency: "EUR"}}}
	var sessions []work.Session
	for i, note := range notes {
		from := at.Add(time.Duration(i) * time.Minute)
		sessions = append(sessions, work.Session{
			ID: work.SessionID(i + 1), Client: 1, Billable: true, Note: note, StartedAt: from, EndedAt: from.Add(time.Minute),
		})
	}
	days := timesheet.Days{First: work.Date{Year: 2026, Month: 6, Day: 10}, Last: work.Date{Year: 2026, Month: 6, Day: 10}, Zone: time.UTC}
	sheet := timesheet.Facts{Sessions: sessions, Clients: clients}.Reckon(days)
	return paper.Page{Sheet: sheet, Days: days, Clients: clients, MadeAt: at}
}

func written(t *testing.T, page paper.Page) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := page.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// read gives the text of a PDF as another program reads it.
func read(t *testing.T, pdf []byte) string {
	t.Helper()
	program, err := exec.LookPath("pdftotext")
	if err != nil {
		t.Skip("pdftotext is missing: install poppler-utils")
	}
	command := exec.CommandContext(t.Context(), program, "-layout", "-", "-")
	command.Stdin = bytes.NewReader(pdf)
	text, err := command.Output()
	if err != nil {
		t.Fatalf("pdftotext cannot read it: %v", err)
	}
	return string(text)
}

func TestASheetOnPaper(t *testing.T) {
	text := read(t, written(t, pageOf("Größe prüfen", "Ωμέγα και άλφα", "Łódź, Praha, Zürich")))
	for _, want := range []string{"Time sheet", "2026-06-10", "06:00–06:01", "Жар-птица", "Größe prüfen", "Ωμέγα και άλφα", "Łódź, Praha, Zürich", "1.50 EUR", "Total", "4.50 EUR", "Page 1 of 1"} {
		if !strings.Contains(text, want) {
			t.Errorf("it lacks %q:\n%s", want, text)
		}
	}
	if strings.Contains(text, "□") {
		t.Errorf("it shows boxes:\n%s", text)
	}
}

func TestLettersThatTheFontLacks(t *testing.T) {
	text := read(t, written(t, pageOf("مراجعة", "会議", "🙂 done")))
	if !strings.Contains(text, "□ done") || !strings.Contains(text, "shown as □") {
		t.Errorf("it does not say what it lacks:\n%s", text)
	}
}

// Hostile text neither breaks the file nor makes it large; many rows go over many pages.
func TestAnyTextAndManyRows(t *testing.T) {
	notes := []string{"", strings.Repeat("W", 5000), "(\\)\r\n%%EOF\x00\xff{pages}", "\u202egnp.exe"}
	for range 150 {
		notes = append(notes, "row")
	}
	pdf := written(t, pageOf(notes...))
	if !bytes.HasPrefix(pdf, []byte("%PDF-")) || len(pdf) > 1<<20 {
		t.Errorf("it is %d bytes, beginning %q", len(pdf), pdf[:8])
	}
	if bytes.Count(pdf, []byte("/Type /Page\n")) < 3 {
		t.Error("it has fewer than three pages")
	}
}
