package promise

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// words are what a promise is made of in one language.
type words struct {
	subject  string // of the whole sentence
	reading  string // the verb
	readAt   string // times, zone, days
	answer   string // how long
	inHours  string // behind it, where the wait counts inside the client's hours only
	and      string // between both
	last     string // before the last of several
	cityTime string
	everyDay string
	working  string // Monday to Friday
	onDays   string
	days     [7]string // Sunday first
	hours    [2]string // one, several
	minutes  [2]string
}

var texts = map[Language]words{
	English: {
		subject: "I", reading: "read messages", readAt: "at %s %s%s", answer: "answer within %s", inHours: ", counted in your working hours",
		and: " and ", last: " and ", cityTime: "%s time", everyDay: " every day", working: " on working days", onDays: " on %s",
		days:  [7]string{"Sundays", "Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays"},
		hours: [2]string{"an hour", "%d hours"}, minutes: [2]string{"a minute", "%d minutes"},
	},
	German: {
		subject: "Ich", reading: "lese Nachrichten", readAt: "um %s Uhr %s%s", answer: "antworte innerhalb von %s", inHours: ", gerechnet in Ihrer Arbeitszeit",
		and: " und ", last: " und ", cityTime: "(Zeit in %s)", everyDay: " jeden Tag", working: " an Werktagen", onDays: " %s",
		days:  [7]string{"sonntags", "montags", "dienstags", "mittwochs", "donnerstags", "freitags", "samstags"},
		hours: [2]string{"einer Stunde", "%d Stunden"}, minutes: [2]string{"einer Minute", "%d Minuten"},
	},
}

// germanZones are the abbreviations that German has words of its own for.
var germanZones = map[string]string{"CET": "MEZ", "CEST": "MESZ", "GMT": "WEZ", "EET": "OEZ", "EEST": "OESZ"}

// read says when messages are read; empty: at no time.
func (w words) read(all times, zone string) string {
	var parts []string
	for _, p := range all.patterns() {
		clocks := make([]string, len(p.times))
		for n, clock := range p.times {
			clocks[n] = strings.TrimPrefix(clock, "0")
		}
		parts = append(parts, fmt.Sprintf(w.readAt, w.list(clocks), zone, w.on(p.days)))
	}
	if len(parts) == 0 {
		return ""
	}
	return w.reading + " " + strings.Join(parts, ", ")
}

func (w words) on(days []time.Weekday) string {
	working := []time.Weekday{time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday}
	switch {
	case len(days) == 7:
		return w.everyDay
	case slices.Equal(days, working):
		return w.working
	}
	names := make([]string, len(days))
	for i, day := range days {
		names[i] = w.days[day]
	}
	return fmt.Sprintf(w.onDays, w.list(names))
}

func (w words) list(things []string) string {
	if len(things) < 2 {
		return strings.Join(things, "")
	}
	return strings.Join(things[:len(things)-1], ", ") + w.last + things[len(things)-1]
}

func (w words) length(d time.Duration) string {
	form, n := w.minutes, int(d/time.Minute)
	if n%60 == 0 {
		form, n = w.hours, n/60
	}
	if n == 1 {
		return form[0]
	}
	return fmt.Sprintf(form[1], n)
}
