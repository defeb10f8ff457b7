package schedule_test

import (
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"sluice/backend/schedule"
	"sluice/backend/work"
)

// meeting is one from a time of day to another, in UTC on 2026-06-10.
func meeting(t testing.TB, from, until string) work.Meeting {
	t.Helper()
	return work.Meeting{From: on(t, from), Until: on(t, until), Answer: work.AnswerAccepted}
}

func TestMeetingsPutCheckInsOff(t *testing.T) {
	for _, test := range []struct{ name, planned, meetings, shields, want string }{
		{"inside a meeting", "09:30", "09:00-10:00", "", ">10:00=09:30"},
		{"at its start", "09:00", "09:00-10:00", "", ">10:00=09:00"},
		{"at its end, not inside", "10:00", "09:00-10:00", "", "10:00=10:00"},
		{"before it", "08:59", "09:00-10:00", "", "08:59=08:59"},
		{"all inside become one", "09:10 09:50", "09:00-10:00", "", ">10:00=09:10,09:50"},
		{"what follows soon comes along", "09:30 10:15", "09:00-10:00", "", ">10:00=09:30,10:15"},
		{"back to back", "09:30", "09:00-10:00 10:00-10:30", "", ">10:30=09:30"},
		{"two hours at most", "09:30", "09:00-12:00", "", ">11:00=09:30"},
		{"two hours at most, back to back", "09:30", "09:00-10:30 10:30-12:00", "", ">11:00=09:30"},
		{"in the third hour", "11:30", "09:00-12:00", "", "11:30=11:30"},
		{"the next meeting after a pause", "09:30 10:45", "09:00-10:00 10:30-11:00", "", ">10:00=09:30 >11:00=10:45"},
		{"a shield goes on", "09:30", "09:00-10:00", "09:45-10:30", ">10:30=09:30"},
		{"a meeting goes on after a shield", "09:30", "09:45-10:30", "09:00-10:00", ">10:30=09:30"},
	} {
		t.Run(test.name, func(t *testing.T) {
			plan := daily(t, strings.Fields(test.planned)...)
			for _, text := range strings.Fields(test.meetings) {
				from, until := cut(text)
				plan.Meetings = append(plan.Meetings, meeting(t, from, until))
			}
			for _, text := range strings.Fields(test.shields) {
				from, until := cut(text)
				plan.Shields = append(plan.Shields, shield(t, from, until))
			}
			if got := told(plan.Moments(on(t, "00:00"), on(t, "23:59"))); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}

func TestMeetingsThatTakeNoTimeMoveNothing(t *testing.T) {
	for name, change := range map[string]func(*work.Meeting){
		"declined":         func(m *work.Meeting) { m.Answer = work.AnswerDeclined },
		"all day":          func(m *work.Meeting) { m.AllDay = true },
		"free":             func(m *work.Meeting) { m.Free = true },
		"without a length": func(m *work.Meeting) { m.Until = m.From },
	} {
		plan := daily(t, "09:30")
		plan.Meetings = []work.Meeting{meeting(t, "09:00", "10:00")}
		change(&plan.Meetings[0])
		if got := told(plan.Moments(on(t, "00:00"), on(t, "23:59"))); got != "09:30=09:30" {
			t.Errorf("%s: %s", name, got)
		}
	}
}

// A meeting shuts no gate: it is no shield, and what a longest wait asks for comes in it.
func TestAMeetingIsNoShield(t *testing.T) {
	plan := daily(t, "09:30")
	plan.Meetings = []work.Meeting{meeting(t, "09:00", "10:00")}
	if _, _, up := plan.Shield(on(t, "09:30")); up {
		t.Error("it is one")
	}
	seen := schedule.Seen{Since: on(t, "00:00")}
	for now, want := range map[string]string{"09:30": "nothing", "09:59:59": "nothing", "10:00": ">10:00=09:30 late"} {
		if got := tell(plan.Due(on(t, now), seen)); got != want {
			t.Errorf("at %s: got %s, want %s", now, got, want)
		}
	}
}

// Meetings lose no check-in, bring none early but those that a moved one takes along, and put none off
// for longer than they may.
func TestMeetingsAreBounded(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		day := on(t, "00:00")
		plan := schedule.Plan{Zones: schedule.Zones{User: time.UTC}}
		for i, at := range rapid.SliceOfN(rapid.IntRange(0, 24*60-1), 1, 8).Draw(r, "planned") {
			plan.CheckIns = append(plan.CheckIns, work.CheckIn{ID: work.CheckInID(i + 1), Days: work.EveryDay, At: work.Clock(at)})
		}
		answers := []work.Answer{work.AnswerNone, work.AnswerOpen, work.AnswerAccepted, work.AnswerTentative, work.AnswerDeclined}
		for range rapid.IntRange(0, 6).Draw(r, "meetings") {
			from := minutesFrom(day, -600, 24*60).Draw(r, "from")
			plan.Meetings = append(plan.Meetings, work.Meeting{
				From: from, Until: minutesFrom(from, 0, 600).Draw(r, "until"), Answer: rapid.SampledFrom(answers).Draw(r, "answer"),
			})
		}
		planned, got := map[schedule.Key]int{}, map[schedule.Key]int{}
		for _, o := range schedule.Occurrences(plan.CheckIns, plan.Zones, day, day.AddDate(0, 0, 1)) {
			planned[o.Key()]++
		}
		for _, m := range plan.Moments(day.Add(-12*time.Hour), day.AddDate(0, 0, 1).Add(12*time.Hour)) {
			for _, o := range m.Occurrences {
				if got[o.Key()]++; planned[o.Key()] == 0 {
					delete(got, o.Key())
					continue
				}
				if wait := m.At.Sub(o.At); wait < -schedule.Swallow || wait > schedule.MeetingPatience+schedule.Together {
					r.Fatalf("%s comes at %s", o.At, m.At)
				} else if wait < 0 && !m.Moved {
					r.Fatalf("%s comes early, at %s, and no meeting moved it", o.At, m.At)
				}
			}
		}
		for key, n := range planned {
			if got[key] != n {
				r.Fatalf("%v comes %d times", key, got[key])
			}
		}
	})
}
