package timesheet_test

import (
	"bytes"
	"encoding/csv"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"sluice/backend/timesheet"
	"sluice/backend/work"
)

func sheetOf(t testing.TB, session work.Session) timesheet.Sheet {
	t.Helper()
	session.ID, session.StartedAt, session.EndedAt = 1, utc(t, "2026-06-10 07:00"), utc(t, "2026-06-10 08:05")
	date := work.Date{Year: 2026, Month: 6, Day: 10}
	return timesheet.Facts{Sessions: []work.Session{session}}.Reckon(timesheet.Days{First: date, Last: date, Zone: zone(t, "Europe/Berlin")})
}

func TestCSV(t *testing.T) {
	clients := map[work.ClientID]work.Client{1: {Name: "Acme", Rate: work.Money{Minor: 9000, Currency: "EUR"}}}
	var out bytes.Buffer
	sheet := sheetOf(t, work.Session{Client: 1, Project: "Shop, \"new\"", Note: "one\ntwo", Billable: true})
	if err := sheet.WriteCSV(&out, clients, zone(t, "Europe/Berlin")); err != nil {
		t.Fatal(err)
	}
	want := "Date,Start,End,Client,Project,Note,Billable,Coordination,Duration,Hours,Rate,Amount,Currency\r\n" +
		"2026-06-10,09:00:00,10:05:00,Acme,\"Shop, \"\"new\"\"\",\"one\r\ntwo\",yes,no,1:05:00,1.08,90.00,97.50,EUR\r\n"
	if out.String() != want {
		t.Errorf("got  %q\nwant %q", out.String(), want)
	}
}

// No text, whatever it is, begins in a way that a spreadsheet takes for a formula, and nothing of it is
// lost.
func TestCSVHasNoFormulas(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		text := rapid.SampledFrom([]string{"", " ", "\t", "\r", "\u00a0"}).Draw(r, "before") +
			rapid.SampledFrom([]string{"=", "+", "-", "@", "＝", "＋", "－", "＠", "\t=", "a"}).Draw(r, "begins") +
			rapid.SampledFrom([]string{"", "1+1", "cmd|' /C calc'!A0", "HYPERLINK(\"http://x\")"}).Draw(r, "goes on")
		var out bytes.Buffer
		sheet := sheetOf(t, work.Session{Note: text, Project: text})
		if err := sheet.WriteCSV(&out, map[work.ClientID]work.Client{0: {Name: text}}, time.UTC); err != nil {
			r.Fatal(err)
		}
		rows, err := csv.NewReader(&out).ReadAll()
		if err != nil || len(rows) != 2 {
			r.Fatalf("%v (%v)", rows, err)
		}
		for _, cell := range rows[1][3:6] {
			if begins := strings.TrimLeft(cell, " \u00a0\t\r\n"); begins != "" && strings.ContainsAny(begins[:1], "=+-@") {
				r.Fatalf("%q is taken for a formula", cell)
			}
			if kept := strings.TrimPrefix(cell, "'"); strings.ReplaceAll(kept, "\r", "") != strings.ReplaceAll(text, "\r", "") {
				r.Fatalf("of %q is left %q", text, cell)
			}
		}
	})
}
