package mail

import (
	"strings"
	"time"

	"sluice/backend/source"
)

// meeting names an invitation: what it wants, what for, when and where. The calendar itself is another
// source; here it is only told what the mail is about.
func (r *partReader) meeting(text string) {
	said := calendarFields(text)
	if said["SUMMARY"] == "" && said["DTSTART"] == "" {
		return
	}
	line := methods[said["METHOD"]]
	if line == "" {
		line = "Meeting"
	}
	line += ": " + said["SUMMARY"]
	if when := calendarTime(said["DTSTART"], said["DTSTART;"]); when != "" {
		line += ", " + when
	}
	if said["LOCATION"] != "" {
		line += ", " + said["LOCATION"]
	}
	line = source.Line(line, source.MaxLine)
	for _, known := range r.meetings {
		if known == line {
			return // the same as an attachment
		}
	}
	r.meetings = append(r.meetings, line)
}

// methods of RFC 5546, as they concern who gets the mail.
var methods = map[string]string{
	"REQUEST": "Invitation", "CANCEL": "Cancelled", "REPLY": "Answer to an invitation", "COUNTER": "Another time is proposed",
}

// calendarFields gives the fields of the first event in a calendar, and the parameters of its beginning
// under "DTSTART;".
func calendarFields(text string) map[string]string {
	said := map[string]string{}
	text = strings.NewReplacer("\r\n ", "", "\r\n\t", "", "\n ", "", "\n\t", "").Replace(text)
	within := "VCALENDAR"
	for line := range strings.Lines(text) {
		name, value, isField := strings.Cut(strings.TrimRight(line, "\r\n"), ":")
		name, params, _ := strings.Cut(name, ";")
		name = strings.ToUpper(name)
		switch {
		case !isField:
		case name == "BEGIN":
			within = value
		case name == "END" && value == "VEVENT":
			return said
		case within != "VCALENDAR" && within != "VEVENT", said[name] != "":
		default:
			said[name] = unescaped.Replace(value)
			said[name+";"] = params
		}
	}
	return said
}

var unescaped = strings.NewReplacer(`\n`, " ", `\N`, " ", `\,`, ",", `\;`, ";", `\\`, `\`)

// calendarTime gives a time as it stands in a calendar, with its zone; empty: it cannot be read.
func calendarTime(value, params string) string {
	if day, err := time.Parse("20060102", value); err == nil {
		return day.Format("Mon 2 Jan 2006")
	}
	if at, err := time.Parse("20060102T150405Z", value); err == nil {
		return at.Format("Mon 2 Jan 2006, 15:04 UTC")
	}
	at, err := time.Parse("20060102T150405", value)
	if err != nil {
		return ""
	}
	_, zone, _ := strings.Cut(params, "TZID=")
	zone, _, _ = strings.Cut(strings.Trim(zone, `"`), ";")
	return strings.TrimSpace(at.Format("Mon 2 Jan 2006, 15:04 ") + strings.Trim(zone, `"`))
}
