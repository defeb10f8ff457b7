package schedule_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"sluice/backend/schedule"
	"sluice/backend/work"
)

// told writes moments of one day as "09:04=09:00,09:04": when it happens, and what was planned.
func told(moments []schedule.Moment) string {
	var lines []string
	for _, m := range moments {
		var planned []string
		for _, o := range m.Occurrences {
			planned = append(planned, o.At.Format("15:04"))
		}
		moved := ""
		if m.Moved {
			moved = ">"
		}
		lines = append(lines, fmt.Sprintf("%s%s=%s", moved, m.At.Format("15:04"), strings.Join(planned, ",")))
	}
	return strings.Join(lines, " ")
}

func TestMoments(t *testing.T) {
	for _, test := range []struct{ name, planned, shields, want string }{
		{"far apart", "09:00 12:00", "", "09:00=09:00 12:00=12:00"},
		// "Due times within 5 minutes of each other become one, with one notification."
		{"five minutes are together", "09:00 09:05", "", "09:05=09:00,09:05"},
		{"six are not", "09:00 09:06", "", "09:00=09:00 09:06=09:06"},
		{"a group is anchored on its first", "09:00 09:04 09:08", "", "09:04=09:00,09:04 09:08=09:08"},
		{"the same time twice", "09:00 09:00", "", "09:00=09:00,09:00"},
		// "A check-in inside one moves to its actual end."
		{"inside a shield", "09:30", "09:00-10:00", ">10:00=09:30"},
		{"at its start", "09:00", "09:00-10:00", ">10:00=09:00"},
		{"at its end, not inside", "10:00", "09:00-10:00", "10:00=10:00"},
		{"all inside become one", "09:10 09:30 09:50", "09:00-10:00", ">10:00=09:10,09:30,09:50"},
		{"ended early", "09:30", "09:00-10:00/09:40", ">09:40=09:30"},
		{"ended before the check-in", "09:30", "09:00-10:00/09:20", "09:30=09:30"},
		{"ended where it began", "09:30", "09:30-10:00/09:30", "09:30=09:30"},
		// "Overlapping ones unite."
		{"overlapping", "09:30", "09:00-09:45 09:40-10:20", ">10:20=09:30"},
		{"touching", "09:30", "09:40-10:20 09:00-09:40", ">10:20=09:30"},
		{"one within another", "09:30", "09:00-11:00 09:20-09:40", ">11:00=09:30"},
		{"apart", "09:30", "09:00-09:40 09:41-10:20", ">09:40=09:30"},
		// "And swallows one due within 15 minutes after."
		{"fifteen minutes after", "09:30 10:15", "09:00-10:00", ">10:00=09:30,10:15"},
		{"sixteen minutes after", "09:30 10:16", "09:00-10:00", ">10:00=09:30 10:16=10:16"},
		{"all of fifteen minutes", "09:30 10:00 10:07 10:14 10:20", "09:00-10:00", ">10:00=09:30,10:00,10:07,10:14 10:20=10:20"},
		{"nothing inside swallows nothing", "10:05", "09:00-10:00", "10:05=10:05"},
		{"not what a later shield holds", "09:30 10:05", "09:00-10:00 10:03-10:30", ">10:00=09:30 >10:30=10:05"},
		{"what lies behind a later shield", "09:30 10:12", "09:00-10:00 10:03-10:08", ">10:00=09:30,10:12"},
		{"behind a later shield that held one", "09:30 10:05 10:12", "09:00-10:00 10:03-10:08", ">10:00=09:30 >10:08=10:05,10:12"},
		// Both rules together.
		{"a group that a shield parts", "08:58 09:02", "09:00-10:00", "08:58=08:58 >10:00=09:02"},
		{"a short shield's end is within five minutes", "08:58 09:00 09:02", "08:59-09:01", ">09:01=08:58,09:00,09:02"},
		{"two ends near each other stay two", "09:30 10:02", "09:00-10:00 10:01-10:03", ">10:00=09:30 >10:03=10:02"},
	} {
		t.Run(test.name, func(t *testing.T) {
			plan := daily(t, strings.Fields(test.planned)...)
			for _, text := range strings.Fields(test.shields) {
				span, ended, early := strings.Cut(text, "/")
				from, until, _ := strings.Cut(span, "-")
				s := shield(t, from, until)
				if early {
					s.EndedAt = on(t, ended)
				}
				plan.Shields = append(plan.Shields, s)
			}
			got := told(plan.Moments(on(t, "00:00"), on(t, "23:59")))
			if got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}

func TestMomentsAcrossDaysInALongShield(t *testing.T) {
	plan := daily(t, "09:00")
	plan.Shields = []work.Shield{{From: on(t, "08:00").AddDate(0, 0, -3), Until: on(t, "08:50")}}
	got := plan.Moments(on(t, "08:50"), on(t, "20:00"))
	if len(got) != 1 || len(got[0].Occurrences) != 4 || !got[0].Planned.Equal(on(t, "09:00").AddDate(0, 0, -3)) {
		t.Errorf("got %v, want three days' check-ins and the swallowed one", got)
	}
	if got := plan.Moments(on(t, "08:51"), on(t, "20:00")); len(got) != 0 {
		t.Errorf("got %v, want nothing: the one at nine was swallowed", got)
	}
}

func TestAGroupKeepsItsAnchorOutsideTheWindow(t *testing.T) {
	plan := daily(t, "09:00", "09:04", "09:08")
	got := told(plan.Moments(on(t, "09:02"), on(t, "10:00")))
	if want := "09:04=09:00,09:04 09:08=09:08"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// Never early but for the swallowed, never later than the rules allow, every occurrence once. Here
// shields begin and end at any second.
func TestMomentsKeepTheRules(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		plan, around := somePlan(t)
		for i := range plan.Shields {
			s := &plan.Shields[i]
			s.From = s.From.Add(time.Duration(rapid.IntRange(-90, 90).Draw(t, "seconds")) * time.Second)
		}
		from, until := around.Add(-24*time.Hour), around.Add(72*time.Hour)
		seen := map[schedule.Key]bool{}
		for _, m := range plan.Moments(from, until) {
			if up, _ := covered(plan, m.At); up {
				t.Fatalf("%v happens during a shield", m)
			}
			for _, o := range m.Occurrences {
				if seen[o.Key()] {
					t.Fatalf("%v comes twice", o)
				}
				seen[o.Key()] = true
				checkTime(t, plan, m, o)
			}
		}
		for _, o := range schedule.Occurrences(plan.CheckIns, plan.Zones, from.Add(time.Hour), until.Add(-8*time.Hour)) {
			if !seen[o.Key()] {
				t.Fatalf("%v is in no moment", o)
			}
		}
	})
}

func checkTime(t *rapid.T, plan schedule.Plan, m schedule.Moment, o schedule.Occurrence) {
	if up, end := covered(plan, o.At); up {
		if !m.At.Equal(end) || !m.Moved {
			t.Fatalf("%v is inside a shield until %s and comes at %s", o, end, m.At)
		}
		return
	}
	if late := m.At.Sub(o.At); late > 5*time.Minute || late < 0 && !swallowed(plan, m, o) {
		t.Fatalf("%v comes at %s", o, m.At)
	}
}

func swallowed(plan schedule.Plan, m schedule.Moment, o schedule.Occurrence) bool {
	return m.At.Sub(o.At) >= -15*time.Minute && slices.ContainsFunc(m.Occurrences, func(other schedule.Occurrence) bool {
		up, end := covered(plan, other.At)
		return up && end.Equal(m.At)
	})
}

// covered says whether a shield is up, and where the end is when one follows another.
func covered(plan schedule.Plan, at time.Time) (bool, time.Time) {
	end := at
	for again := true; again; {
		again = false
		for _, s := range plan.Shields {
			if s.Covers(end) {
				end, again = s.End(), true
			}
		}
	}
	return end.After(at), end
}

func TestMomentsDoNotDependOnTheWindow(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		plan, around := somePlan(t)
		from, until := around.Add(-24*time.Hour), around.Add(72*time.Hour)
		cut := from.Add(time.Duration(rapid.IntRange(0, int(until.Sub(from)/time.Second)).Draw(t, "cut")) * time.Second)
		if whole := plan.Moments(from, until); len(whole) > 0 && rapid.Bool().Draw(t, "at a moment") {
			m := rapid.SampledFrom(whole).Draw(t, "moment")
			cut = m.At.Add(time.Duration(rapid.IntRange(-1200, 1200).Draw(t, "beside")) * time.Second)
		}
		cut = work.Later(from, work.Earlier(until, cut))
		parts := append(plan.Moments(from, cut), plan.Moments(cut, until)...)
		if diff := cmp.Diff(plan.Moments(from, until), parts, cmpopts.EquateEmpty()); diff != "" {
			t.Fatal(diff)
		}
	})
}
