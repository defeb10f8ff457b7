package gate

import (
	"strings"
	"time"

	"sluice/backend/work"
)

// A proposed rule matches by itself. It says why it lets something through.
type proposed func(q Question) (why string, matches bool)

// The names of the proposed rules, as they are stored.
const (
	BuiltinCodes   = "codes"
	BuiltinCalls   = "calls"
	BuiltinAlarms  = "alarms"
	BuiltinBattery = "battery"
	BuiltinAgain   = "again"
)

// builtins are the proposed rules.
var builtins = map[string]proposed{
	BuiltinCodes:   oneTimeCode,
	BuiltinCalls:   ofKind(work.KindCall, "somebody is calling"),
	BuiltinAlarms:  ofKind(work.KindAlarm, "an alarm that you set"),
	BuiltinBattery: ofKind(work.KindBattery, "the battery is low"),
	BuiltinAgain:   again,
}

// Builtin gives what a proposed rule lets through, for people, and whether there is such a rule.
func Builtin(name string) (sentence string, known bool) {
	sentence = map[string]string{
		BuiltinCodes:   "One-time codes come through; they are shown and never stored.",
		BuiltinCalls:   "Calls come through.",
		BuiltinAlarms:  "Alarms come through.",
		BuiltinBattery: "A low battery comes through.",
		BuiltinAgain:   "A second message within 10 minutes comes through.",
	}[name]
	return sentence, sentence != ""
}

// breakThrough gives why the arrival may pass at once, by which rule, and whether it may.
func breakThrough(q Question) (string, work.RuleID, bool) {
	for _, rule := range q.Rules {
		if !rule.Concerns(q.Client) {
			continue
		}
		if matches, isBuiltin := builtins[rule.Builtin]; isBuiltin {
			if why, breaks := matches(q); breaks {
				return why, rule.ID, true
			}
			continue
		}
		if rule.Match.Matches(q.Arrival) {
			return wordsOf(rule.Match), rule.ID, true
		}
	}
	return "", 0, false
}

// wordsOf says what a match asks for.
func wordsOf(m work.Match) string {
	var parts []string
	for _, part := range []struct{ name, value string }{
		{"from ", m.From}, {"in ", m.App}, {"by ", m.Entry}, {"by ", m.Source}, {"it says ", m.Words},
	} {
		if part.value != "" {
			parts = append(parts, part.name+part.value)
		}
	}
	return strings.Join(parts, ", ")
}

func ofKind(kind work.Kind, why string) proposed {
	return func(q Question) (string, bool) { return why, q.Arrival.Kind == kind }
}

// soon is within which a second message of a thread counts as insisting.
const soon = 10 * time.Minute

func again(q Question) (string, bool) {
	since := q.Now.Sub(q.LastInThread)
	return "second message within 10 minutes", !q.LastInThread.IsZero() && since >= 0 && since <= soon
}

func oneTimeCode(q Question) (string, bool) {
	return "a one-time code", q.Arrival.Kind == work.KindCode || HasOneTimeCode(q.Arrival.Title, q.Arrival.Body)
}

// hasFigures says whether a text has three figures in a row, as every code does. Most texts have not,
// and need no closer look.
func hasFigures(text string) bool {
	row := 0
	for i := range len(text) {
		if text[i] < '0' || text[i] > '9' {
			row = 0
		} else if row++; row == 3 {
			return true
		}
	}
	return false
}
