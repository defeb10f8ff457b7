package timesheet_test

import (
	"testing"
	"time"
	_ "time/tzdata" // so that the zones are known on every system

	"pgregory.net/rapid"

	"sluice/backend/timesheet"
	"sluice/backend/work"
)

func zone(t testing.TB, name string) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return zone
}

func utc(t testing.TB, text string) time.Time {
	t.Helper()
	at, err := time.Parse("2006-01-02 15:04", text)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

func TestEntriesAreCutAtMidnight(t *testing.T) {
	for _, test := range []struct {
		name, zone, from, until string
		want                    map[string]time.Duration
	}{
		{"within a day", "Europe/Berlin", "2026-06-10 08:00", "2026-06-10 10:30", map[string]time.Duration{"2026-06-10": 150 * time.Minute}},
		{"across midnight", "Europe/Berlin", "2026-06-10 21:00", "2026-06-10 23:30", map[string]time.Duration{"2026-06-10": time.Hour, "2026-06-11": 90 * time.Minute}},
		{"the day is the user's", "America/New_York", "2026-06-10 21:00", "2026-06-10 23:30", map[string]time.Duration{"2026-06-10": 150 * time.Minute}},
		{"the clocks go forward", "Europe/Berlin", "2026-03-28 22:00", "2026-03-29 04:00", map[string]time.Duration{"2026-03-28": time.Hour, "2026-03-29": 5 * time.Hour}},
		{"the clocks go back", "Europe/Berlin", "2026-10-24 21:00", "2026-10-25 04:00", map[string]time.Duration{"2026-10-24": time.Hour, "2026-10-25": 6 * time.Hour}},
		{"a day of 25 hours", "Europe/Berlin", "2026-10-24 22:00", "2026-10-25 23:00", map[string]time.Duration{"2026-10-25": 25 * time.Hour}},
		{"a midnight that the clocks skip", "America/Santiago", "2026-09-06 03:00", "2026-09-06 05:00", map[string]time.Duration{"2026-09-05": time.Hour, "2026-09-06": time.Hour}},
		{"a midnight that comes twice", "America/Havana", "2026-11-01 03:30", "2026-11-01 06:30", map[string]time.Duration{"2026-10-31": 30 * time.Minute, "2026-11-01": 150 * time.Minute}},
	} {
		t.Run(test.name, func(t *testing.T) {
			session := work.Session{ID: 1, StartedAt: utc(t, test.from), EndedAt: utc(t, test.until)}
			got := map[string]time.Duration{}
			for _, entry := range timesheet.Entries([]work.Session{session}, zone(t, test.zone), time.Time{}) {
				got[entry.Date.String()] += entry.Counted
			}
			for date, want := range test.want {
				if got[date] != want {
					t.Errorf("on %s there are %s, not %s", date, got[date], want)
				}
				delete(got, date)
			}
			if len(got) > 0 {
				t.Errorf("besides there are %v", got)
			}
		})
	}
}

// someSessions draws sessions that do not overlap, around a night in which the clocks are moved.
func someSessions(t *rapid.T) []work.Session {
	at := time.Date(2026, 10, 23, 0, 0, 0, 0, time.UTC)
	var sessions []work.Session
	for i := range rapid.IntRange(1, 15).Draw(t, "sessions") {
		at = at.Add(time.Duration(rapid.IntRange(0, 30_000).Draw(t, "pause")) * time.Second)
		until := at.Add(time.Duration(rapid.IntRange(1, 60_000).Draw(t, "length")) * time.Second)
		sessions = append(sessions, work.Session{
			ID: work.SessionID(i + 1), Client: work.ClientID(rapid.IntRange(1, 3).Draw(t, "client")), StartedAt: at, EndedAt: until,
			Project: rapid.SampledFrom([]string{"", "a"}).Draw(t, "project"), Billable: rapid.Bool().Draw(t, "billable"),
		})
		at = until
	}
	return sessions
}

func someZone(t *rapid.T) *time.Location {
	name := rapid.SampledFrom([]string{"Europe/Berlin", "America/Havana", "Australia/Lord_Howe", "Asia/Kathmandu", "Pacific/Apia", "UTC"}).Draw(t, "zone")
	zone, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return zone
}

// However a session is cut, its pieces follow each other and are the whole of it, each on its date.
func TestEntriesAreTheWholeOfTheSessions(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		sessions, zone := someSessions(r), someZone(r)
		entries := timesheet.Entries(sessions, zone, time.Time{})
		for _, session := range sessions {
			at := session.StartedAt
			for _, entry := range entries {
				if entry.Session.ID != session.ID {
					continue
				}
				if !entry.Span.From.Equal(at) || entry.Span.Length() <= 0 || work.DateOf(entry.Span.From, zone) != entry.Date && zone.String() != "America/Havana" {
					r.Fatalf("of %v comes %v", session, entry)
				}
				at = entry.Span.Until
			}
			if !at.Equal(session.EndedAt) {
				r.Fatalf("of %v something is missing after %s", session, at)
			}
		}
	})
}

func TestRounding(t *testing.T) {
	minutes := func(n ...int) (lengths []time.Duration) {
		for _, m := range n {
			lengths = append(lengths, time.Duration(m)*time.Minute)
		}
		return lengths
	}
	for _, test := range []struct {
		name     string
		rounding timesheet.Rounding
		lengths  []int // of sessions on one day for one client
		want     int   // in minutes
	}{
		{"not at all", timesheet.Rounding{}, []int{7, 8}, 15},
		{"each up to five", timesheet.Rounding{Step: 5 * time.Minute}, []int{7, 8}, 20},
		{"what fits stays", timesheet.Rounding{Step: 5 * time.Minute}, []int{10, 5}, 15},
		{"each up to six", timesheet.Rounding{Step: 6 * time.Minute}, []int{7, 8}, 24},
		{"each to the nearest ten", timesheet.Rounding{Step: 10 * time.Minute, Nearest: true}, []int{4, 5, 14, 16}, 40},
		{"the day up to fifteen", timesheet.Rounding{Step: 15 * time.Minute, ByDay: true}, []int{7, 7, 2}, 30},
		{"the day to the nearest half hour", timesheet.Rounding{Step: 30 * time.Minute, Nearest: true, ByDay: true}, []int{7, 7}, 0},
		{"the half of it goes up", timesheet.Rounding{Step: 30 * time.Minute, Nearest: true, ByDay: true}, []int{7, 8}, 30},
	} {
		t.Run(test.name, func(t *testing.T) {
			at := utc(t, "2026-06-10 08:00")
			var sessions []work.Session
			for i, length := range minutes(test.lengths...) {
				sessions = append(sessions, work.Session{ID: work.SessionID(i + 1), Client: 1, StartedAt: at, EndedAt: at.Add(length)})
				at = at.Add(length)
			}
			var sum time.Duration
			for _, entry := range test.rounding.Apply(timesheet.Entries(sessions, time.UTC, time.Time{})) {
				sum += entry.Counted
			}
			if sum != time.Duration(test.want)*time.Minute {
				t.Errorf("it comes to %s, not %d minutes", sum, test.want)
			}
		})
	}
}

// Rounded up nothing gets less, to the nearest nothing differs by more than half a step; what is
// counted of the pieces adds up to whole steps, and no piece is less than nothing.
func TestRoundingAddsUp(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		rounding := timesheet.Rounding{
			Step:    time.Duration(rapid.SampledFrom(timesheet.Steps()).Draw(r, "step")) * time.Minute,
			Nearest: rapid.Bool().Draw(r, "nearest"), ByDay: rapid.Bool().Draw(r, "by day"),
		}
		plain := timesheet.Entries(someSessions(r), someZone(r), time.Time{})
		type group struct {
			session work.SessionID
			date    work.Date
			client  work.ClientID
			project string
			bill    bool
		}
		before, after := map[group]time.Duration{}, map[group]time.Duration{}
		for i, entry := range rounding.Apply(plain) {
			of := group{session: entry.Session.ID}
			if rounding.ByDay {
				of = group{date: entry.Date, client: entry.Session.Client, project: entry.Session.Project, bill: entry.Session.Billable}
			}
			if entry.Counted < 0 || entry.Counted%time.Second != 0 || entry.Span != plain[i].Span {
				r.Fatalf("counted of %v is %s", entry.Span, entry.Counted)
			}
			before[of] += entry.Span.Length()
			after[of] += entry.Counted
		}
		for of, was := range before {
			is, step := after[of], rounding.Step
			switch {
			case step == 0 && is != was:
				r.Fatalf("%s became %s without rounding", was, is)
			case step == 0:
			case is%step != 0:
				r.Fatalf("%s became %s, no whole steps of %s", was, is, step)
			case rounding.Nearest && (is-was).Abs() > step/2:
				r.Fatalf("%s became %s, more than half of %s away", was, is, step)
			case !rounding.Nearest && (is < was || is-was >= step):
				r.Fatalf("%s became %s, not the next step of %s", was, is, step)
			}
		}
	})
}

// The rows of a sheet, its days and its totals are three ways to the same sum.
func TestASheetAddsUp(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		rounding := timesheet.Rounding{
			Step:    time.Duration(rapid.SampledFrom(timesheet.Steps()).Draw(r, "step")) * time.Minute,
			Nearest: rapid.Bool().Draw(r, "nearest"), ByDay: rapid.Bool().Draw(r, "by day"),
		}
		clients := map[work.ClientID]work.Client{}
		for id := range work.ClientID(3) {
			clients[id+1] = work.Client{ID: id + 1, Rate: work.Money{Minor: rapid.Int64Range(0, 100_000).Draw(r, "rate"), Currency: "EUR"}}
		}
		first := work.Date{Year: 2026, Month: 10, Day: 23}.Add(rapid.IntRange(-1, 3).Draw(r, "first"))
		days := timesheet.Days{First: first, Last: first.Add(rapid.IntRange(0, 5).Draw(r, "days")), Zone: someZone(r)}
		sheet := timesheet.Facts{Sessions: someSessions(r), Clients: clients, Rounding: rounding}.Reckon(days)
		var rows, byDay, byClient time.Duration
		var money, total int64
		for _, entry := range sheet.Entries {
			rows += entry.Counted
			money += timesheet.Amount(entry, clients[entry.Session.Client]).Minor
		}
		for _, day := range sheet.Days {
			for _, sum := range day.Clients {
				byDay += sum.Worked
			}
		}
		for _, client := range sheet.Clients {
			byClient += client.Worked
			total += client.Amount.Minor
			if client.Billable > client.Worked || client.Coordination > client.Worked {
				r.Fatalf("%v is more than was worked", client)
			}
		}
		if rows != byDay || rows != byClient || rows != sheet.All.Worked || money != total {
			r.Fatalf("the rows are %s, the days %s, the clients %s, all %s; money %d and %d", rows, byDay, byClient, sheet.All.Worked, money, total)
		}
	})
}

func TestGapsLieInsideTheHours(t *testing.T) {
	hours := work.Hours{}
	hours.Week[time.Wednesday] = []work.Range{{Start: 9 * 60, End: 12 * 60}, {Start: 13 * 60, End: 17 * 60}}
	session := func(id work.SessionID, from, until string) work.Session {
		return work.Session{ID: id, Client: 1, StartedAt: utc(t, "2026-06-10 "+from), EndedAt: utc(t, "2026-06-10 "+until)}
	}
	facts := timesheet.Facts{Hours: hours, Sessions: []work.Session{
		session(1, "08:00", "09:30"), session(2, "10:00", "11:30"), session(3, "13:30", "14:00"), session(4, "14:04", "15:00"), session(5, "18:00", "19:00"),
	}}
	date := work.Date{Year: 2026, Month: 6, Day: 10}
	day := facts.Reckon(timesheet.Days{First: date, Last: date, Zone: time.UTC}).Days[0]
	var got string
	for _, gap := range day.Gaps {
		got += gap.From.Format("15:04") + "-" + gap.Until.Format("15:04") + " "
	}
	if want := "09:30-10:00 11:30-12:00 13:00-13:30 15:00-17:00 "; got != want {
		t.Errorf("the gaps are %s, not %s", got, want)
	}
}

func TestWhatAnHourBrings(t *testing.T) {
	at := utc(t, "2026-06-10 09:00")
	facts := timesheet.Facts{
		Clients: map[work.ClientID]work.Client{1: {ID: 1, Rate: work.Money{Minor: 9000, Currency: "EUR"}, Promised: 20 * time.Hour}},
		Sessions: []work.Session{
			{ID: 1, Client: 1, Billable: true, StartedAt: at, EndedAt: at.Add(2 * time.Hour)},
			{ID: 2, Client: 1, Coordination: true, StartedAt: at.Add(2 * time.Hour), EndedAt: at.Add(3 * time.Hour)},
			{ID: 3, Client: 1, Billable: true, StartedAt: at.AddDate(0, 0, -2), EndedAt: at.AddDate(0, 0, -2).Add(time.Hour)},
			{ID: 4, Client: 1, Billable: true, StartedAt: at.AddDate(0, 0, -3), EndedAt: at.AddDate(0, 0, -3).Add(time.Hour)}, // the week before
		},
		Runs: []timesheet.Span{{From: at.Add(time.Hour), Until: at.Add(90 * time.Minute)}},
	}
	date := work.Date{Year: 2026, Month: 6, Day: 10}
	total := facts.Reckon(timesheet.Days{First: date, Last: date, Zone: time.UTC}).Clients[0]
	if total.Amount.Minor != 18000 || total.Effective.Minor != 6000 || total.Coordination != 90*time.Minute || total.Done != 4*time.Hour {
		t.Errorf("it is %+v", total)
	}
}
