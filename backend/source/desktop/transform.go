package desktop

import (
	"regexp"
	"strings"

	"sluice/backend/desktop/capture"
	"sluice/backend/source"
	"sluice/backend/work"
)

// eventOf turns a notification into an event.
func eventOf(n capture.Notification) source.Event {
	event := source.Event{
		RemoteID:   n.ID,
		Thread:     threadOf(n),
		ThreadEnds: true,
		Replaces:   n.Replaces,
		SentAt:     n.At,
		App:        appOf(n),
		Kind:       kindOf(n),
		Title:      titleOf(n),
		Body:       n.Body,
		Urgency:    work.Urgency(n.Urgency),
		Entry:      n.DesktopEntry,
	}
	if n.DaemonID != 0 {
		event.Popup = &source.Popup{Daemon: n.Daemon, ID: n.DaemonID}
	}
	return event
}

// kindOf tells what must not wait from the rest, by the category of the desktop notification
// specification or, for what has none, by the programs that are nothing else.
func kindOf(n capture.Notification) work.Kind {
	entry := strings.ToLower(n.DesktopEntry + " " + n.App)
	switch {
	case strings.HasPrefix(n.Category, "call"):
		return work.KindCall
	case n.Category == "alarm", strings.Contains(entry, "clocks"), strings.Contains(entry, "kalarm"), strings.Contains(entry, "alarm"):
		return work.KindAlarm
	case strings.Contains(entry, "power") && n.Urgency > 0:
		return work.KindBattery
	}
	return work.KindNotification
}

// appOf is the program's name as people know it: what it calls itself, else its desktop entry
// without the reversed address in front ("org.mozilla.Thunderbird" is Thunderbird).
func appOf(n capture.Notification) string {
	if n.App != "" {
		return n.App
	}
	return n.DesktopEntry[strings.LastIndexByte(n.DesktopEntry, '.')+1:]
}

func titleOf(n capture.Notification) string {
	for _, text := range []string{n.Summary, n.Body, appOf(n)} {
		if line, _, _ := strings.Cut(strings.TrimSpace(text), "\n"); line != "" {
			return line
		}
	}
	return "(a notification without text)"
}

// threadOf is what notifications of one conversation share: the program and its normalised summary.
func threadOf(n capture.Notification) string {
	program := n.DesktopEntry
	if program == "" {
		program = n.App
	}
	return strings.ToLower(program) + "\n" + normalise(n.Summary)
}

// counter is a number of unread messages in front or at the end: "(3) Ana", "Ana (3)".
var counter = regexp.MustCompile(`^\(\d+\) ?| ?\(\d+\)$`)

// normalise gives summaries that differ only in case, spaces or a counter the same form. Other
// figures stay: "Build 41 failed" and "Build 42 failed" are two things.
func normalise(summary string) string {
	tidy := strings.Join(strings.Fields(strings.ToLower(summary)), " ")
	return strings.TrimSpace(counter.ReplaceAllString(tidy, ""))
}
