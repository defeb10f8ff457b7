package timesheet

import (
	"encoding/csv"
	"fmt"
	"io"
	"strings"
	"time"

	"sluice/backend/work"
)

// columns of the CSV file, in their order.
var columns = []string{
	"Date", "Start", "End", "Client", "Project", "Note", "Billable", "Coordination", "Duration", "Hours", "Rate", "Amount", "Currency",
}

// WriteCSV writes the entries of a sheet as RFC 4180 has it: a header, commas, CRLF, UTF-8. Durations
// and hours are rounded as the sheet is; times are local to the zone. Text that a spreadsheet would
// take for a formula gets an apostrophe in front, since it may come from others.
func (s Sheet) WriteCSV(out io.Writer, clients map[work.ClientID]work.Client, zone *time.Location) error {
	w := csv.NewWriter(out)
	w.UseCRLF = true
	if err := w.Write(columns); err != nil {
		return err
	}
	for _, entry := range s.Entries {
		if err := w.Write(record(entry, clients[entry.Session.Client], zone)); err != nil {
			return err
		}
	}
	w.Flush()
	return w.Error()
}

func record(e Entry, client work.Client, zone *time.Location) []string {
	amount := Amount(e, client)
	rate := ""
	if e.Session.Billable && client.Rate.Minor > 0 {
		rate = client.Rate.Amount()
	}
	money := ""
	if rate != "" {
		money = amount.Amount()
	}
	return []string{
		e.Date.String(), e.Span.From.In(zone).Format("15:04:05"), e.Span.Until.In(zone).Format("15:04:05"),
		harmless(client.Name), harmless(e.Session.Project), harmless(e.Session.Note), yesNo(e.Session.Billable), yesNo(e.Session.Coordination),
		Duration(e.Counted), Hours(e.Counted), rate, money, client.Rate.Currency,
	}
}

func yesNo(is bool) string {
	if is {
		return "yes"
	}
	return "no"
}

// Duration gives a length as "1:05:00".
func Duration(d time.Duration) string {
	seconds := int64(d / time.Second)
	return fmt.Sprintf("%d:%02d:%02d", seconds/3600, seconds/60%60, seconds%60)
}

// Hours gives a length in hours with two figures behind the point, for people; the file's durations
// are exact.
func Hours(d time.Duration) string { return fmt.Sprintf("%.2f", d.Hours()) }

// harmless makes text that a spreadsheet would take for a formula plain text. What begins so decides,
// behind white space too, and the full-width forms count, which some programs fold.
// https://owasp.org/www-community/attacks/CSV_Injection
func harmless(text string) string {
	begins := strings.TrimLeft(text, " \u00a0\u3000\v\f\n\ufeff")
	if begins != "" && strings.ContainsAny(string([]rune(begins)[:1]), "=+-@\t\r＝＋－＠") {
		return "'" + text
	}
	return text
}
