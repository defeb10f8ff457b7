package timesheet

import (
	"bufio"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"sluice/backend/fault"
)

// Line is a line of another program's time sheet.
type Line struct {
	Number   int // in the file, from 1
	Client   string
	Project  string
	Note     string
	Billable bool
	From     time.Time // UTC
	Until    time.Time
}

// Unreadable is a line that could not be read.
type Unreadable struct {
	Number int
	Why    string
}

// maxLines bounds a file: twenty years of ten entries a day.
const maxLines = 75_000

// ReadToggl reads what Toggl Track gives as "detailed report, CSV". Its times name no zone: they are
// read in the given one. Lines that make no sense are listed; a file that is none of Toggl's, or is too
// long, is an Invalid fault.
//
// https://support.toggl.com/en/articles/2410998-exporting-detailed-reports
func ReadToggl(in io.Reader, zone *time.Location) (lines []Line, bad []Unreadable, err error) {
	buffered := bufio.NewReader(in)
	if mark, _ := buffered.Peek(3); string(mark) == "\ufeff" {
		_, _ = buffered.Discard(3)
	}
	r := csv.NewReader(buffered)
	r.FieldsPerRecord = -1
	header, err := r.Read()
	if err != nil {
		return nil, nil, notToggl(err)
	}
	at := togglColumns(header)
	if !at.has("start date", "start time") || !at.has("end date", "end time") && !at.has("duration") {
		return nil, nil, notToggl(nil)
	}
	for {
		fields, err := r.Read()
		if errors.Is(err, io.EOF) {
			return lines, bad, nil
		}
		if err != nil {
			return nil, nil, fault.Wrap(err, fault.Invalid, "The file is no CSV from line %d on. Export it from Toggl again.", brokenLine(err))
		}
		number, _ := r.FieldPos(0)
		if len(lines)+len(bad) == maxLines {
			return nil, nil, fault.New(fault.TooLarge, "The file has more than %d lines. Export it in parts.", maxLines)
		}
		if line, err := at.line(fields, zone); err != nil {
			bad = append(bad, Unreadable{Number: number, Why: err.Error()})
		} else {
			line.Number = number
			lines = append(lines, line)
		}
	}
}

// brokenLine is the line of a file that is no CSV; 0: not known.
func brokenLine(err error) int {
	var parse *csv.ParseError
	if errors.As(err, &parse) {
		return parse.StartLine
	}
	return 0
}

func notToggl(cause error) error {
	return fault.Wrap(cause, fault.Invalid,
		"The file is no detailed report of Toggl: it lacks the columns Start date, Start time and End time. Choose Reports, Detailed, Export, CSV there.")
}

// togglAt says in which column a thing stands.
type togglAt map[string]int

func togglColumns(header []string) togglAt {
	at := togglAt{}
	for i, name := range header {
		name = strings.ToLower(strings.TrimSpace(name))
		name = strings.Replace(name, "stop ", "end ", 1) // what newer exports call it
		if _, known := at[name]; !known {
			at[name] = i
		}
	}
	return at
}

func (at togglAt) has(names ...string) bool {
	for _, name := range names {
		if _, known := at[name]; !known {
			return false
		}
	}
	return true
}

// of gives the text of a column; empty where there is none.
func (at togglAt) of(fields []string, name string) string {
	i, known := at[name]
	if !known || i >= len(fields) {
		return ""
	}
	return strings.TrimSpace(strings.ToValidUTF8(fields[i], "\ufffd"))
}

func (at togglAt) line(fields []string, zone *time.Location) (line Line, err error) {
	line = Line{
		Client: at.of(fields, "client"), Project: at.of(fields, "project"), Note: at.of(fields, "description"),
		Billable: strings.EqualFold(at.of(fields, "billable"), "yes") || strings.EqualFold(at.of(fields, "billable"), "true"),
	}
	if task := at.of(fields, "task"); task != "" {
		line.Note = strings.TrimSuffix(task+": "+line.Note, ": ")
	}
	start, err := reading(at.of(fields, "start date"), at.of(fields, "start time"))
	if err != nil {
		return line, err
	}
	length, errLength := lengthOf(at.of(fields, "duration"))
	end, errEnd := reading(at.of(fields, "end date"), at.of(fields, "end time"))
	switch {
	case errLength != nil && errEnd != nil:
		return line, errEnd
	case errLength != nil:
		line.From, line.Until = instants(start, zone)[0], instants(end, zone)[0]
	case errEnd != nil:
		line.From = instants(start, zone)[0]
		line.Until = line.From.Add(length)
	default:
		line.From = fitting(start, end, length, zone)
		line.Until = line.From.Add(length)
	}
	if !line.Until.After(line.From) {
		return line, errors.New("it ends before it starts")
	}
	return line, nil
}

// fitting is the instant at which a clock showed start so that, after a length, it showed end: in the
// night that the clocks go back a reading alone does not say which of two it was.
func fitting(start, end time.Time, length time.Duration, zone *time.Location) time.Time {
	candidates := instants(start, zone)
	for _, from := range candidates {
		if shown(from.Add(length), zone).Equal(end) {
			return from
		}
	}
	return candidates[0]
}

// instants lists the instants, in order, at which a zone's clock shows a reading, written as if it were
// UTC; one that it skips is the instant after the gap by as much.
func instants(reading time.Time, zone *time.Location) []time.Time {
	y, m, d := reading.Date()
	guess := time.Date(y, m, d, reading.Hour(), reading.Minute(), reading.Second(), 0, zone).UTC()
	var found []time.Time
	for _, shift := range []time.Duration{-time.Hour, -30 * time.Minute, 0, 30 * time.Minute, time.Hour} {
		if at := guess.Add(shift); shown(at, zone).Equal(reading) {
			found = append(found, at)
		}
	}
	if found == nil {
		return []time.Time{guess}
	}
	return found
}

// shown is what a zone's clock shows at an instant, written as if it were UTC.
func shown(at time.Time, zone *time.Location) time.Time {
	_, offset := at.In(zone).Zone()
	return at.UTC().Add(time.Duration(offset) * time.Second)
}

// reading reads a date and a time of day, as if they were UTC.
func reading(date, clock string) (time.Time, error) {
	text := date + " " + strings.ToUpper(clock)
	for _, layout := range []string{"2006-01-02 15:04:05", "2006-01-02 15:04", "2006-01-02 03:04:05 PM", "2006-01-02 3:04 PM"} {
		if at, err := time.Parse(layout, text); err == nil {
			return at, nil
		}
	}
	return time.Time{}, fmt.Errorf("%q is not a date and time such as 2026-03-29 09:30:00", strings.TrimSpace(date+" "+clock))
}

// lengthOf reads "1:05:00".
func lengthOf(text string) (time.Duration, error) {
	parts := strings.Split(text, ":")
	if len(parts) != 3 {
		return 0, fmt.Errorf("%q is not a duration such as 1:05:00", text)
	}
	var seconds int64
	for i, part := range parts {
		n, err := strconv.ParseUint(part, 10, 31)
		if err != nil || i > 0 && n > 59 || n > 100_000 {
			return 0, fmt.Errorf("%q is not a duration such as 1:05:00", text)
		}
		seconds = seconds*60 + int64(n)
	}
	return time.Duration(seconds) * time.Second, nil
}
