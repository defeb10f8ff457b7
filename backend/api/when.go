package api

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"sluice/backend/fault"
	"sluice/backend/schedule"
	"sluice/backend/work"
)

// The times of day that words stand for.
const (
	morning   work.Clock = 9 * 60
	afternoon work.Clock = 14 * 60
	evening   work.Clock = 18 * 60
)

var (
	inWords    = regexp.MustCompile(`^in (\d{1,4}) ?(m|min|minutes?|h|hours?|d|days?|w|weeks?)$`)
	clockWords = regexp.MustCompile(`^(\d{1,2})(?::(\d{2}))? ?(am|pm)?$`)
)

// when reads a time in words: "in 2 hours", "14:30", "9am", "this afternoon", "tomorrow", "tomorrow
// 9am", "fri", "fri 9am", "next week", "2026-03-29 09:00", in English or German. It lies ahead; otherwise, or where it is
// not understood, it is an Invalid fault that shows what is.
func when(words string, now time.Time, zone *time.Location) (time.Time, error) {
	text := fromGerman(strings.ToLower(words))
	if later, ok := inSpan(text, now, zone); ok && later.After(now) {
		return later, nil
	}
	today := work.DateOf(now, zone)
	date, rest, named := dateIn(text, today)
	at, ok := clockIn(rest)
	if !ok || rest == "" && !named {
		return time.Time{}, fault.New(fault.Invalid,
			"%q is not understood as a time. Try: in 2 hours, 14:30, this afternoon, tomorrow, fri 9am, next week.", words)
	}
	instant := schedule.Instant(date, at, zone)
	if !named && !instant.After(now) {
		instant = schedule.Instant(date.Add(1), at, zone)
	}
	if !instant.After(now) {
		return time.Time{}, fault.New(fault.Invalid, "%q is over already.", words)
	}
	return instant, nil
}

func inSpan(text string, now time.Time, zone *time.Location) (time.Time, bool) {
	found := inWords.FindStringSubmatch(text)
	if found == nil {
		return time.Time{}, false
	}
	n, _ := strconv.Atoi(found[1]) // four figures at most
	switch found[2][0] {
	case 'm':
		return now.Add(time.Duration(n) * time.Minute), true
	case 'h':
		return now.Add(time.Duration(n) * time.Hour), true
	case 'w':
		n *= 7
	}
	return now.In(zone).AddDate(0, 0, n).UTC(), true
}

// dateIn gives the day that a text begins with, what follows it, and whether it named one; without
// one it is today.
func dateIn(text string, today work.Date) (date work.Date, rest string, named bool) {
	for _, day := range []struct {
		word string
		days int
		rest string
	}{
		{"this morning", 0, "09:00"},
		{"this afternoon", 0, "14:00"},
		{"this evening", 0, "18:00"},
		{"tonight", 0, "18:00"},
		{"next week", daysUntil(today, time.Monday), ""},
		{"tomorrow", 1, ""},
		{"today", 0, ""},
	} {
		if after, found := strings.CutPrefix(text, day.word); found {
			if after = strings.TrimSpace(after); after == "" {
				after = day.rest
			}
			return today.Add(day.days), after, true
		}
	}
	first, after, _ := strings.Cut(text, " ")
	if days, err := work.ParseDays(first); err == nil && !strings.Contains(first, ",") {
		for weekday := time.Sunday; weekday <= time.Saturday; weekday++ {
			if days == work.DaysOf(weekday) {
				return today.Add(daysUntil(today, weekday)), after, true
			}
		}
	}
	if date, err := work.ParseDate(first); err == nil {
		return date, after, true
	}
	return today, text, false
}

// daysUntil is how many days ahead a day of the week comes next; a week for today's own.
func daysUntil(today work.Date, weekday time.Weekday) int {
	return (int(weekday)-int(today.Weekday())+6)%7 + 1
}

// clockIn reads a time of day; the morning where there is none.
func clockIn(text string) (work.Clock, bool) {
	switch text {
	case "":
		return morning, true
	case "morning":
		return morning, true
	case "afternoon":
		return afternoon, true
	case "evening":
		return evening, true
	}
	found := clockWords.FindStringSubmatch(text)
	if found == nil {
		return 0, false
	}
	hour, _ := strconv.Atoi(found[1])
	minute, _ := strconv.Atoi(found[2]) // empty: none
	switch {
	case found[3] != "" && (hour < 1 || hour > 12):
		return 0, false
	case found[3] == "pm" && hour < 12:
		hour += 12
	case found[3] == "am" && hour == 12:
		hour = 0
	}
	return work.Clock(hour*60 + minute), hour < 24 && minute < 60
}
