package gate_test

import (
	"testing"
	"time"

	"sluice/backend/gate"
	"sluice/backend/work"
)

var (
	noon   = time.Date(2026, 3, 4, 12, 0, 0, 0, time.UTC) // a Wednesday
	one    = noon.Add(time.Hour)
	monday = noon.AddDate(0, 0, 5)
)

// ana lets through what is from Ana, which is every arrival of the table.
var ana = work.Rule{Kind: work.RuleBreakThrough, Match: work.Match{From: "Ana"}}

// TestDecide is the precedence of DESIGN, a sentence a row.
func TestDecide(t *testing.T) {
	for _, row := range []struct {
		rule   string
		ask    func(q *gate.Question)
		want   work.Outcome
		until  time.Time
		reason string
	}{
		{
			"what arrives between check-ins is held for the next one", func(q *gate.Question) { q.Next = one },
			work.OutcomeHeld, one, "It is held for the check-in at 13:00.",
		},
		{
			"a check-in on another day is named with its day", func(q *gate.Question) { q.Next = monday },
			work.OutcomeHeld, monday, "It is held for the check-in on Monday 12:00.",
		},
		{
			"with nothing planned it is held until the user opens a check-in", func(*gate.Question) {},
			work.OutcomeHeld,
			time.Time{},
			"It is held until you open a check-in: none is planned.",
		},
		{
			"while a check-in is open arrivals slot in silently", func(q *gate.Question) { q.RunOpen = true; q.Next = one },
			work.OutcomeDelivered,
			time.Time{},
			"A check-in was open.",
		},
		{
			"a shield beats a check-in", func(q *gate.Question) { q.RunOpen = true; q.ShieldUntil = one; q.Next = one },
			work.OutcomeHeld, one, "Deep work until 13:00: it is held for the check-in at 13:00.",
		},
		{
			"what a shield holds is due at the check-in after it", func(q *gate.Question) { q.ShieldUntil = one; q.Next = monday },
			work.OutcomeHeld, monday, "Deep work until 13:00: it is held for the check-in on Monday 12:00.",
		},
		{
			"a break-through beats a shield", func(q *gate.Question) { q.ShieldUntil = one; q.Rules = []work.Rule{ana} },
			work.OutcomeBrokeThrough,
			time.Time{},
			"It broke through: from Ana.",
		},
		{
			"a break-through passes all states but muted", func(q *gate.Question) { q.Thread = work.StateMuted; q.Rules = []work.Rule{ana} },
			work.OutcomeMuted,
			time.Time{},
			"You muted this thread.",
		},
		{
			"what the user puts in himself does not wait", func(q *gate.Question) { q.ByUser = true; q.ShieldUntil = one },
			work.OutcomeDelivered,
			time.Time{},
			"You put it into the queue yourself.",
		},
		{
			"a pause holds like a shield", func(q *gate.Question) { q.PausedUntil = monday; q.Next = monday; q.RunOpen = true },
			work.OutcomeHeld, monday, "Paused until Monday 12:00: it is held for the check-in on Monday 12:00.",
		},
		{
			"a mute rule keeps it out", func(q *gate.Question) { q.Muted = true; q.RunOpen = true },
			work.OutcomeMuted,
			time.Time{},
			"One of your rules mutes it.",
		},
		{"a rule of another client says nothing", func(q *gate.Question) {
			other := ana
			other.Client, q.Client = 2, 1
			q.Rules = []work.Rule{other}
		}, work.OutcomeHeld, time.Time{}, "It is held until you open a check-in: none is planned."},
		{"a second message within 10 minutes insists", func(q *gate.Question) {
			q.LastInThread, q.Rules = noon.Add(-9*time.Minute), []work.Rule{{Builtin: gate.BuiltinAgain}}
		}, work.OutcomeBrokeThrough, time.Time{}, "It broke through: second message within 10 minutes."},
		{"a second message after that does not", func(q *gate.Question) {
			q.LastInThread, q.Rules = noon.Add(-11*time.Minute), []work.Rule{{Builtin: gate.BuiltinAgain}}
		}, work.OutcomeHeld, time.Time{}, "It is held until you open a check-in: none is planned."},
		{"a call comes through", func(q *gate.Question) {
			q.Arrival.Kind, q.Rules = work.KindCall, []work.Rule{{Builtin: gate.BuiltinCalls}}
		}, work.OutcomeBrokeThrough, time.Time{}, "It broke through: somebody is calling."},
		{"an application's own urgent is no break-through", func(q *gate.Question) {
			q.Next, q.Arrival.Urgency = one, work.UrgencyCritical
		}, work.OutcomeHeld, one, "It is held for the check-in at 13:00."},
	} {
		t.Run(row.rule, func(t *testing.T) {
			question := gate.Question{Now: noon, Zone: time.UTC, Arrival: work.Arrival{From: "Ana", Title: "hello"}}
			row.ask(&question)
			got := gate.Decide(question)
			want := gate.Decision{Outcome: row.want, Until: row.until, Reason: row.reason}
			if got != want {
				t.Errorf("got %+v, want %+v", got, want)
			}
		})
	}
}
