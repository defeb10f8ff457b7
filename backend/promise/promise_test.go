package promise_test

import (
	"testing"
	"time"

	"sluice/backend/promise"
	"sluice/backend/schedule"
	"sluice/backend/work"
)

func zone(t *testing.T, name string) *time.Location {
	t.Helper()
	loaded, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return loaded
}

func at(client work.ClientID, days work.Days, clocks ...string) (rules []work.CheckIn) {
	for i, clock := range clocks {
		parsed, _ := work.ParseClock(clock)
		rules = append(rules, work.CheckIn{ID: work.CheckInID(int(client)*100 + i + 1), Client: client, Days: days, At: parsed})
	}
	return rules
}

func TestThePromiseIsThePlan(t *testing.T) {
	winter := time.Date(2026, 1, 14, 12, 0, 0, 0, time.UTC)
	summer := time.Date(2026, 7, 15, 12, 0, 0, 0, time.UTC)
	common := at(work.Unassigned, work.Weekdays, "09:30", "13:00", "16:30")
	acme := work.Client{ID: 1, Name: "Acme"}
	mondays, _ := work.ParseDays("mon")
	office := work.Client{ID: 1, LongestWait: 4 * time.Hour, Zone: "America/New_York", Hours: work.Hours(schedule.DailyHours(work.Weekdays, 540, 1020))}
	for _, c := range []struct {
		name   string
		rules  []work.CheckIn
		client work.Client
		now    time.Time
		en, de string
	}{
		{
			"common", common, acme, winter, "I read messages at 9:30, 13:00 and 16:30 CET on working days.",
			"Ich lese Nachrichten um 9:30, 13:00 und 16:30 Uhr MEZ an Werktagen.",
		},
		{
			"in its own zone, with a wait", common, office, summer,
			"I read messages at 3:30, 7:00 and 10:30 EDT on working days and answer within 4 hours, counted in your working hours.",
			"Ich lese Nachrichten um 3:30, 7:00 und 10:30 Uhr EDT an Werktagen und antworte innerhalb von 4 Stunden, gerechnet in Ihrer Arbeitszeit.",
		},
		{
			"its own ones alone", append(at(1, work.EveryDay, "08:05"), common...), acme, winter,
			"I read messages at 8:05 CET every day.", "Ich lese Nachrichten um 8:05 Uhr MEZ jeden Tag.",
		},
		{
			"another's say nothing", append(at(2, work.EveryDay, "08:05"), common...), acme, winter,
			"I read messages at 9:30, 13:00 and 16:30 CET on working days.", "Ich lese Nachrichten um 9:30, 13:00 und 16:30 Uhr MEZ an Werktagen.",
		},
		{
			"two patterns", append(at(1, mondays, "08:00"), at(1, work.Weekdays, "10:00")...), acme, winter,
			"I read messages at 8:00 and 10:00 CET on Mondays, at 10:00 CET on Tuesdays, Wednesdays, Thursdays and Fridays.",
			"Ich lese Nachrichten um 8:00 und 10:00 Uhr MEZ montags, um 10:00 Uhr MEZ dienstags, mittwochs, donnerstags und freitags.",
		},
		{
			"over midnight", at(1, mondays, "22:00"),
			work.Client{ID: 1, Zone: "Asia/Kathmandu"},
			winter,
			"I read messages at 2:45 Kathmandu time on Tuesdays.", "Ich lese Nachrichten um 2:45 Uhr (Zeit in Kathmandu) dienstags.",
		},
		{"a wait alone", nil, work.Client{ID: 1, LongestWait: time.Hour}, winter, "I answer within an hour.", "Ich antworte innerhalb von einer Stunde."},
		{"nothing", nil, acme, winter, "", ""},
	} {
		plan := schedule.Plan{CheckIns: c.rules, Zones: schedule.Zones{User: zone(t, "Europe/Berlin")}}
		for language, want := range map[promise.Language]string{promise.English: c.en, promise.German: c.de} {
			if got := promise.Text(plan, c.client, c.now, language); got != want {
				t.Errorf("%s: got %q, want %q", c.name, got, want)
			}
		}
	}
}

func TestASingleCheckInAndAShieldPromiseNothing(t *testing.T) {
	now := time.Date(2026, 1, 14, 12, 0, 0, 0, time.UTC)
	once := work.CheckIn{ID: 1, At: 600, Once: work.DateOf(now.AddDate(0, 0, 1), time.UTC)}
	daily := work.CheckIn{ID: 2, At: 780, Days: work.EveryDay, From: now.Add(-time.Minute)}
	plan := schedule.Plan{
		CheckIns: []work.CheckIn{once, daily}, Zones: schedule.Zones{User: time.UTC},
		Shields: []work.Shield{{From: now.AddDate(0, 0, 1), Until: now.AddDate(0, 0, 1).Add(3 * time.Hour)}},
	}
	if got, want := promise.Text(plan, work.Client{ID: 1}, now, promise.English), "I read messages at 13:00 UTC every day."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
