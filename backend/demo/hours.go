package demo

import (
	"context"
	"fmt"
	"time"

	"sluice/backend/store"
	"sluice/backend/work"
)

// stint is a piece of work on a weekday of the story.
type stint struct {
	client      string
	from, until string
	project     string
	note        string
	inner       bool // not billed
	talk        bool // coordination
}

// weeks are the two weeks, by weekday, Monday first; the second week is told with the same hours.
var weeks = [5][]stint{
	{
		{client: "Acme", from: "09:10", until: "09:40", project: "Checkout", note: "Planning the week with Priya and Noor", talk: true},
		{client: "Acme", from: "09:40", until: "12:25", project: "Checkout", note: "Address form: validation and tests"},
		{client: "Birchwood", from: "13:30", until: "16:05", project: "Catalogue", note: "Price column in the template"},
		{client: "Heron", from: "19:30", until: "20:40", project: "Offline maps", note: "Cache that forgets the oldest tiles", inner: true},
	},
	{
		{client: "Birchwood", from: "08:50", until: "11:30", project: "Catalogue", note: "Import of last year’s articles"},
		{client: "Corvid Labs", from: "12:15", until: "14:45", project: "Dashboard", note: "Charts that fit a narrow window"},
		{client: "Corvid Labs", from: "14:45", until: "15:20", project: "Dashboard", note: "Call with Mei about the export", talk: true},
	},
	{
		{client: "Acme", from: "09:05", until: "11:50", project: "Checkout", note: "Courier’s address format"},
		{client: "Dune & Co", from: "12:40", until: "15:10", project: "Shop front", note: "Mirrored icons in the Arabic menu"},
		{client: "Acme", from: "15:30", until: "16:15", project: "", note: "Offer for the second half of the year", inner: true},
	},
	{
		{client: "Corvid Labs", from: "09:00", until: "12:10", project: "Dashboard", note: "Export to CSV"},
		{client: "Dune & Co", from: "13:20", until: "14:05", project: "Shop front", note: "Launch call", talk: true},
		{client: "Dune & Co", from: "14:05", until: "16:40", project: "Shop front", note: "Launch page in both languages"},
	},
	{
		{client: "Birchwood", from: "09:20", until: "12:00", project: "Catalogue", note: "Review with Tuuli, then corrections"},
		{client: "Acme", from: "13:10", until: "15:35", project: "Checkout", note: "Staging: the resize step"},
	},
}

// resumes are where work was left, by client.
var resumes = map[string]string{
	"Acme":        "Address form: the courier’s second line is still cut off",
	"Birchwood":   "Articles 400 to 460 lack a price",
	"Corvid Labs": "The legend overlaps below 900 pixels",
	"Dune & Co":   "Waiting for the Arabic texts of the errors",
	"Heron":       "Measure the cache on the old phone",
}

// running is how long before the story is told the session began that is running.
const running = 24 * time.Minute

// rest is how long the user rests before what is running, at least.
const rest = 4 * time.Minute

// hoursWorked writes down what was worked in two weeks, and the session that is running.
func (t *telling) hoursWorked(ctx context.Context) error {
	return t.store.Write(ctx, func(tx *store.Tx) error {
		clients, err := idsByName(tx)
		if err != nil {
			return err
		}
		begun := t.now.Add(-running).Truncate(time.Second)
		for day := -13; day <= 0; day++ {
			for _, one := range stintsOf(t.last.Add(day).Weekday()) {
				session := t.session(day, one, clients)
				if session.StartedAt.After(begun.Add(-time.Hour)) {
					continue // that part of the last day is still to come
				}
				if latest := begun.Add(-rest); session.EndedAt.After(latest) {
					session.EndedAt = latest
				}
				if _, err := tx.SaveSession(session); err != nil {
					return err
				}
			}
		}
		_, err = tx.SaveSession(work.Session{
			Client: clients["Birchwood"], Project: "Catalogue", Billable: true, StartedAt: begun.UTC(), Note: "Price column in the template",
		})
		return err
	})
}

func stintsOf(day time.Weekday) []stint {
	if day == time.Sunday || day == time.Saturday {
		return nil
	}
	return weeks[day-time.Monday]
}

func (t *telling) session(day int, s stint, clients map[string]work.ClientID) work.Session {
	return work.Session{
		Client: clients[s.client], Project: s.project, Billable: !s.inner, Coordination: s.talk, Note: s.note,
		StartedAt: t.on(day, clock(s.from)), EndedAt: t.on(day, clock(s.until)), Resume: resumes[s.client],
	}
}

func idsByName(tx *store.Tx) (map[string]work.ClientID, error) {
	clients, err := tx.Clients()
	ids := make(map[string]work.ClientID, len(clients))
	for _, client := range clients {
		ids[client.Name] = client.ID
	}
	return ids, err
}

// appointment is a meeting on days of the week, told from a week before to a week after.
type appointment struct {
	client      string
	days        work.Days
	from, until string
	title       string
	url, place  string
	answer      work.Answer
	allDay      bool
	free        bool
}

var appointments = []appointment{
	{client: "Acme", days: work.DaysOf(time.Tuesday, time.Wednesday, time.Thursday), from: "09:00", until: "09:20", title: "Stand-up", url: "https://meet.example/acme", answer: work.AnswerAccepted},
	{client: "Acme", days: work.DaysOf(time.Monday), from: "09:10", until: "09:40", title: "Week planning", url: "https://meet.example/acme-week", answer: work.AnswerAccepted},
	{client: "Corvid Labs", days: work.DaysOf(time.Tuesday), from: "14:45", until: "15:20", title: "Export: open questions", url: "https://meet.example/corvid", answer: work.AnswerAccepted},
	{client: "Corvid Labs", days: work.DaysOf(time.Monday), from: "16:00", until: "16:45", title: "Release 2.6: what is left", place: "Online", answer: work.AnswerAccepted},
	{client: "Dune & Co", days: work.DaysOf(time.Wednesday), from: "15:45", until: "16:30", title: "Launch rehearsal", url: "https://meet.example/dune", answer: work.AnswerAccepted},
	{client: "Acme", days: work.DaysOf(time.Wednesday), from: "11:00", until: "11:30", title: "Checkout demo", place: "Online", answer: work.AnswerTentative},
	{client: "Dune & Co", days: work.DaysOf(time.Thursday), from: "13:20", until: "14:05", title: "Launch call", url: "https://meet.example/dune", answer: work.AnswerAccepted},
	{client: "Birchwood", days: work.DaysOf(time.Friday), from: "09:40", until: "10:30", title: "Catalogue review", url: "https://meet.example/birchwood", answer: work.AnswerAccepted},
	{client: "Birchwood", days: work.DaysOf(time.Wednesday), from: "15:00", until: "16:00", title: "All hands", answer: work.AnswerDeclined},
	{days: work.DaysOf(time.Friday), from: "14:00", until: "14:45", title: "Dentist", place: "Hauptstraße 12"},
	{days: work.DaysOf(time.Saturday), from: "00:00", until: "00:00", title: "Book fair", allDay: true, free: true},
}

// meetings puts the appointments into the calendar.
func (t *telling) meetings(ctx context.Context) error {
	var clients map[string]work.ClientID
	err := t.store.Read(ctx, func(tx *store.Tx) (err error) { clients, err = idsByName(tx); return err })
	if err != nil {
		return err
	}
	var all []work.Meeting
	for day := -7; day <= 7; day++ {
		for i, one := range appointments {
			if !one.days.Has(t.last.Add(day).Weekday()) {
				continue
			}
			meeting := work.Meeting{
				RemoteID: fmt.Sprintf("appointment-%d-%s", i, t.last.Add(day)), Client: clients[one.client], Title: one.title,
				From: t.on(day, clock(one.from)), Until: t.on(day, clock(one.until)), URL: one.url, Place: one.place,
				Answer: one.answer, AllDay: one.allDay, Free: one.free,
			}
			if one.allDay {
				meeting.Until = t.on(day+1, 0)
			}
			all = append(all, meeting)
		}
	}
	return t.queue.ReplaceMeetings(ctx, sample, t.on(-7, 0), t.on(8, 0), all)
}
