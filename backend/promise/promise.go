// Package promise says to a client when the user reads messages and how soon he answers, as the plan
// really is: in the client's zone, and without a word of anybody else.
package promise

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"sluice/backend/schedule"
	"sluice/backend/work"
)

// Language is one in which a promise can be given.
type Language string

// The languages.
const (
	English Language = "en"
	German  Language = "de"
)

// Languages lists the languages.
func Languages() []Language { return []Language{English, German} }

// Text gives the promise to a client as it holds at an instant: the times of day at which messages are
// read, by the client's clock, and the longest wait. Without a check-in it promises no times; without
// either it is empty.
func Text(plan schedule.Plan, client work.Client, now time.Time, language Language) string {
	t, known := texts[language]
	if !known {
		t = texts[English]
	}
	zone, _ := plan.Zones.Named(client.Zone) // an unknown zone is read as the user's
	var parts []string
	if read := t.read(week(plan, client.ID, now, zone), zoneName(now, zone, language)); read != "" {
		parts = append(parts, read)
	}
	if client.LongestWait > 0 {
		answer := fmt.Sprintf(t.answer, t.length(client.LongestWait))
		if !always(client.Hours) {
			answer += t.inHours
		}
		parts = append(parts, answer)
	}
	if len(parts) == 0 {
		return ""
	}
	return t.subject + " " + strings.Join(parts, t.and) + "."
}

func always(h work.Hours) bool {
	return !slices.ContainsFunc(h.Week[:], func(day []work.Range) bool { return len(day) > 0 })
}

// times are the times of day of each day of the week, Sunday first, as a clock in a zone shows them.
type times [7][]string

// week gives the times of a usual week: what repeats, without shields, which come and go.
func week(plan schedule.Plan, client work.ClientID, now time.Time, zone *time.Location) times {
	usual := schedule.Plan{Zones: plan.Zones, Hours: schedule.Hours{Week: plan.Hours.Week}} // days off come and go as well
	for _, rule := range plan.CheckIns {
		if rule.Once.IsZero() {
			rule.From = time.Time{}
			usual.CheckIns = append(usual.CheckIns, rule)
		}
	}
	var all times
	begin := schedule.Instant(work.DateOf(now, zone), 0, zone)
	end := schedule.Instant(work.DateOf(now, zone).Add(7), 0, zone)
	for _, moment := range usual.Moments(begin, end) {
		if usual.Concerns(moment, client) {
			local := moment.At.In(zone)
			all[local.Weekday()] = append(all[local.Weekday()], local.Format("15:04"))
		}
	}
	return all
}

// pattern is a set of days with the same times.
type pattern struct {
	days  []time.Weekday // from Monday on
	times []string
}

// patterns groups the days that have times, in the order of the week from Monday on.
func (t times) patterns() []pattern {
	var all []pattern
	for i := range 7 {
		day := time.Weekday((i + 1) % 7)
		if len(t[day]) == 0 {
			continue
		}
		same := slices.IndexFunc(all, func(p pattern) bool { return slices.Equal(p.times, t[day]) })
		if same < 0 {
			all = append(all, pattern{times: t[day]})
			same = len(all) - 1
		}
		all[same].days = append(all[same].days, day)
	}
	return all
}

// zoneName names a zone as people write it behind a time: its abbreviation, or its city where it has
// none.
func zoneName(now time.Time, zone *time.Location, language Language) string {
	name, _ := now.In(zone).Zone()
	if german, known := germanZones[name]; known && language == German {
		return german
	}
	if name != "" && name[0] != '+' && name[0] != '-' {
		return name
	}
	city := zone.String()
	city = strings.ReplaceAll(city[strings.LastIndexByte(city, '/')+1:], "_", " ")
	return fmt.Sprintf(texts[language].cityTime, city)
}
