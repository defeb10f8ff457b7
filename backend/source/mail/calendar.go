package mail

import (
	"bytes"
	"fmt"
	"strings"
	"time"

	"github.com/emersion/go-ical"

	"sluice/backend/source"
	"sluice/backend/source/icaltime"
)

// arranged is what the calendar in a mail says by which people arrange a meeting: an invitation, its
// change or its end, or an answer. Zero: there is none, or it cannot be read.
type arranged struct {
	uid  string    // of the meeting
	ends time.Time // when it is over; zero: that is not said, or it repeats
}

// arrange reads a calendar by which people arrange a meeting. One that somebody only sends along, without
// a method of RFC 5546, says nothing about the mail that carries it. An invitation to what repeats has no
// end, since the next occurrence stands for all.
func arrange(text string, zone *time.Location) (a arranged, err error) {
	defer func() {
		if p := recover(); p != nil { // the library panics on some broken lines
			err = fmt.Errorf("it stumbled: %v", p)
		}
	}()
	cal, err := ical.NewDecoder(bytes.NewReader([]byte(text))).Decode()
	if err != nil {
		return a, err
	}
	if method, _ := cal.Props.Text(ical.PropMethod); methods[strings.ToUpper(method)] == "" {
		return a, nil
	}
	zones := icaltime.Of(cal, zone)
	for _, event := range cal.Events() {
		uid, _ := event.Props.Text(ical.PropUID)
		if a.uid == "" {
			a.uid = uid
		}
		if event.Props.Get(ical.PropRecurrenceRule) != nil || event.Props.Get(ical.PropRecurrenceDates) != nil {
			return arranged{uid: a.uid}, nil
		}
		ends, err := endOf(zones, event.Component)
		if err != nil {
			return arranged{uid: a.uid}, err
		}
		if ends.After(a.ends) {
			a.ends = ends
		}
	}
	return a, nil
}

// endOf gives when an event is over. Where only its beginning is said it is given a day, since nobody
// should miss it for that.
func endOf(zones icaltime.Zones, event *ical.Component) (time.Time, error) {
	from, day, err := zones.One(event, ical.PropDateTimeStart)
	if err != nil || from.IsZero() {
		return time.Time{}, err
	}
	length, err := zones.Length(event, from, day)
	if length == 0 {
		length = 24 * time.Hour
	}
	return from.Add(length).UTC(), err
}

// meeting names an invitation: what it wants, what for, when and where. The calendar itself is another
// source; here it is only told what the mail is about.
func (r *partReader) meeting(text string) {
	if found, err := arrange(text, r.zone); err == nil && r.arranged == (arranged{}) {
		r.arranged = found
	}
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
