package calendar

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/emersion/go-ical"

	"sluice/backend/source"
	"sluice/backend/source/icaltime"
	"sluice/backend/work"
)

// entry is one occurrence of an event in a calendar.
type entry struct {
	UID      string
	Repeats  time.Time // which occurrence of a repeating event it is; zero: it does not repeat
	Title    string
	Text     string
	Place    string
	URL      string
	From     time.Time
	Until    time.Time
	AllDay   bool
	Free     bool
	Answer   work.Answer
	By       string // who invites
	Changed  time.Time
	Sequence string
}

// span is what of a calendar is looked at.
type span struct{ from, until time.Time }

// ahead and behind are how far a calendar is looked at: Today and the plan need no more.
const (
	behind = 24 * time.Hour
	ahead  = 35 * 24 * time.Hour
)

func spanAt(now time.Time) span {
	day := now.Truncate(24 * time.Hour)
	return span{day.Add(-behind), day.Add(ahead)}
}

// read gives what a calendar's text holds within a span, in the order of its beginning. What cannot be
// understood is counted and left out; text that is no calendar at all is an error. mine are the user's
// own addresses, in lower case.
func read(text []byte, s span, floating *time.Location, mine []string) (entries []entry, skipped int, err error) {
	decoder := ical.NewDecoder(bytes.NewReader(text))
	for found := 0; ; found++ {
		cal, err := decode(decoder)
		if errors.Is(err, io.EOF) && found > 0 {
			break
		}
		if err != nil {
			return nil, 0, source.WrapTrouble(err, source.Malformed, "What lies there is no calendar.")
		}
		some, bad := expand(cal, s, floating, mine)
		entries, skipped = append(entries, some...), skipped+bad
	}
	slices.SortStableFunc(entries, func(a, b entry) int { return a.From.Compare(b.From) })
	return entries, skipped, nil
}

// decode reads the next calendar. The library panics on some broken lines.
func decode(decoder *ical.Decoder) (cal *ical.Calendar, err error) {
	defer unless(&err)
	return decoder.Decode()
}

// unless turns a panic into an error.
func unless(err *error) {
	if p := recover(); p != nil {
		*err = fmt.Errorf("it stumbled: %v", p)
	}
}

// expand gives the occurrences of a calendar's events. One that was moved stands in the place of the
// occurrence that it was.
func expand(cal *ical.Calendar, s span, floating *time.Location, mine []string) (entries []entry, skipped int) {
	z := icaltime.Of(cal, floating)
	moved := map[string]map[int64]bool{}
	for _, event := range cal.Events() {
		if p := event.Props.Get(ical.PropRecurrenceID); p != nil {
			if at, _, err := z.One(event.Component, ical.PropRecurrenceID); err == nil {
				uid := uidOf(event)
				if moved[uid] == nil {
					moved[uid] = map[int64]bool{}
				}
				moved[uid][at.Unix()] = true
			}
		}
	}
	for _, event := range cal.Events() {
		some, err := occurrences(z, event, s, moved[uidOf(event)], mine)
		if err != nil {
			skipped++
			continue
		}
		entries = append(entries, some...)
	}
	return entries, skipped
}

func uidOf(event ical.Event) string {
	uid, _ := event.Props.Text(ical.PropUID)
	return uid
}

// occurrences gives those of one event within a span, but for those that were moved.
func occurrences(z icaltime.Zones, event ical.Event, s span, moved map[int64]bool, mine []string) (entries []entry, err error) {
	defer unless(&err)
	first, day, err := z.One(event.Component, ical.PropDateTimeStart)
	if err != nil || first.IsZero() {
		return nil, cmp.Or(err, errors.New("it has no beginning"))
	}
	length, err := z.Length(event.Component, first, day)
	if err != nil {
		return nil, err
	}
	made := entryOf(event, day, mine)
	if status, _ := event.Props.Text(ical.PropStatus); made.UID == "" || strings.EqualFold(status, "CANCELLED") {
		return nil, nil
	}
	which, _, err := z.One(event.Component, ical.PropRecurrenceID)
	if err != nil {
		return nil, err
	}
	all, repeats := []time.Time{first}, false
	if which.IsZero() {
		repeats = event.Props.Get(ical.PropRecurrenceRule) != nil || event.Props.Get(ical.PropRecurrenceDates) != nil
		if all, err = beginnings(z, event.Component, first, s.from.Add(-length), s.until); err != nil {
			return nil, err
		}
	}
	for _, one := range within(s, made, all, length) {
		if moved[one.From.Unix()] && which.IsZero() {
			continue
		}
		one.Repeats = which.UTC()
		if repeats {
			one.Repeats = one.From
		}
		entries = append(entries, one)
	}
	return entries, nil
}

// within gives an entry at each of its beginnings that lies, at least in part, in a span.
func within(s span, made entry, beginnings []time.Time, length time.Duration) (entries []entry) {
	for _, from := range beginnings {
		if from.Before(s.until) && from.Add(length).After(s.from) {
			made.From, made.Until = from.UTC(), from.Add(length).UTC()
			entries = append(entries, made)
		}
	}
	return entries
}

// entryOf gives what an event says, but for its times.
func entryOf(event ical.Event, day bool, mine []string) entry {
	text := func(name string) string {
		said, _ := event.Props.Text(name)
		return said
	}
	e := entry{
		UID: text(ical.PropUID), Title: text(ical.PropSummary), Text: text(ical.PropDescription), Place: text(ical.PropLocation),
		AllDay: day, Sequence: text(ical.PropSequence), Answer: answerOf(event, mine),
		Free: strings.EqualFold(text(ical.PropTransparency), "TRANSPARENT") || strings.EqualFold(text("X-MICROSOFT-CDO-BUSYSTATUS"), "FREE"),
	}
	if organizer := event.Props.Get(ical.PropOrganizer); organizer != nil {
		e.By = cmp.Or(organizer.Params.Get(ical.ParamCommonName), mailOf(organizer.Value))
	}
	if strings.HasPrefix(e.Text, "<") {
		e.Text = source.FromHTML(e.Text)
	}
	e.URL = joinOf(event, e.Place, e.Text)
	if changed, err := event.Props.DateTime(ical.PropLastModified, time.UTC); err == nil {
		e.Changed = changed.UTC()
	}
	return e
}

// answers are the user's answers as calendars write them.
var answers = map[string]work.Answer{
	"": work.AnswerOpen, "NEEDS-ACTION": work.AnswerOpen, "ACCEPTED": work.AnswerAccepted,
	"TENTATIVE": work.AnswerTentative, "DECLINED": work.AnswerDeclined, "DELEGATED": work.AnswerDeclined,
}

// answerOf gives the user's answer, where he is among the people invited.
func answerOf(event ical.Event, mine []string) work.Answer {
	for _, p := range event.Props[ical.PropAttendee] {
		if slices.Contains(mine, strings.ToLower(mailOf(p.Value))) {
			return answers[strings.ToUpper(p.Params.Get(ical.ParamParticipationStatus))]
		}
	}
	return work.AnswerNone
}

func mailOf(address string) string {
	if len(address) > len("mailto:") && strings.EqualFold(address[:len("mailto:")], "mailto:") {
		return address[len("mailto:"):]
	}
	return address
}
