package wire

import (
	"fmt"
	"time"

	"sluice/backend/session"
	"sluice/backend/timesheet"
	"sluice/backend/work"
)

// Session is time worked.
type Session struct {
	ID           int64     `json:"id"`
	Client       string    `call:"client" json:"client"`
	ClientNumber int       `json:"clientNumber" doc:"1 to 9; 0: it has none"`
	Project      string    `call:"hide" json:"project" doc:"Empty: none"`
	Billable     bool      `json:"billable"`
	Coordination bool      `json:"coordination" doc:"Spent on agreeing with others, not on the thing itself"`
	StartedAt    time.Time `json:"startedAt"`
	EndedAt      Instant   `json:"endedAt" doc:"Null: it is running"`
	Note         string    `call:"hide" json:"note" doc:"What was done"`
	Resume       string    `call:"hide" json:"resume" doc:"Where to go on next time"`
}

// SessionOf gives a session for the wire.
func SessionOf(s work.Session, clients map[work.ClientID]work.Client) Session {
	client := clients[s.Client]
	return Session{
		ID: int64(s.ID), Client: client.Name, ClientNumber: client.Number, Project: s.Project, Billable: s.Billable,
		Coordination: s.Coordination, StartedAt: s.StartedAt, EndedAt: At(s.EndedAt), Note: s.Note, Resume: s.Resume,
	}
}

// Sessions are sessions, by their start.
type Sessions struct {
	Sessions []Session `json:"sessions"`
}

// StartedSession is a session that was started, and the one that ended for it.
type StartedSession struct {
	Session Session  `json:"session"`
	Ended   *Session `json:"ended" doc:"Null: none was running"`
}

// SavedSession is a session as it is now, and the act that undo takes back.
type SavedSession struct {
	Session Session `json:"session"`
	Act     Act     `json:"act"`
}

// Resume says where work for a client was left.
type Resume struct {
	Client   string   `call:"client" json:"client"`
	Project  string   `call:"hide" json:"project"`
	Resume   string   `call:"hide" json:"resume" doc:"The line that was written last; empty: there is none"`
	At       Instant  `json:"at" doc:"When that session ended; null: there is no line"`
	Projects []string `call:"dots" json:"projects" doc:"The client's projects, the one worked for last first"`
}

// Away is a time in which the user was away during a session.
type Away struct {
	ID       int64     `json:"id"`
	Session  int64     `json:"session"`
	From     time.Time `json:"from"`
	Until    time.Time `json:"until"`
	Sentence string    `json:"sentence" doc:"The question, with local times"`
}

// AwayOf gives a time away for the wire; times are told in a zone.
func AwayOf(a work.Away, zone *time.Location) Away {
	return Away{
		ID: int64(a.ID), Session: int64(a.Session), From: a.From, Until: a.Until,
		Sentence: fmt.Sprintf("You were away %s–%s: keep, drop, or split?", a.From.In(zone).Format("15:04"), a.Until.In(zone).Format("15:04")),
	}
}

// Aways are the times away that are to be asked about.
type Aways struct {
	Aways []Away `json:"aways"`
}

// Money is an amount.
type Money struct {
	Minor    int64  `json:"minor" minimum:"0" doc:"In the smallest unit of the currency: 8500 EUR is 85 euros"`
	Currency string `json:"currency" pattern:"^[A-Z]{3}$" doc:"ISO 4217"`
	Text     string `json:"text,omitempty" readOnly:"true" doc:"The same for people: 85.00 EUR"`
}

// MoneyOf gives an amount for the wire; nil for none.
func MoneyOf(m work.Money) *Money {
	if m.Currency == "" {
		return nil
	}
	return &Money{Minor: m.Minor, Currency: m.Currency, Text: m.String()}
}

// Work gives the amount that is meant; nil is none.
func (m *Money) Work() work.Money {
	if m == nil {
		return work.Money{}
	}
	return work.Money{Minor: m.Minor, Currency: m.Currency}
}

// Time is what was worked on some days. Times are in seconds, rounded as asked; rows add up to totals.
type Time struct {
	From    string      `json:"from" doc:"The first local date"`
	To      string      `json:"to" doc:"The last one"`
	Zone    string      `json:"zone" doc:"In which the dates are read"`
	Days    []TimeDay   `json:"days" doc:"Every date"`
	Clients []TimeTotal `json:"clients" doc:"By name: those worked for, and those to whom hours are promised"`
	All     TimeTotal   `json:"all" doc:"Of all clients together; money of several currencies is not added up"`
	Week    TimeWeek    `json:"week" doc:"The week of the last date, by which promised hours count"`
}

// TimeWeek is a week.
type TimeWeek struct {
	From string `json:"from" doc:"A Monday"`
	To   string `json:"to" doc:"The Sunday after it"`
}

// TimeDay is a local date.
type TimeDay struct {
	Date            string     `json:"date"`
	WorkedSeconds   int64      `json:"workedSeconds"`
	BillableSeconds int64      `json:"billableSeconds"`
	Clients         []TimeSum  `json:"clients" doc:"In the order in which they were worked for"`
	Gaps            []TimeSpan `json:"gaps" doc:"Between sessions, inside the user's hours, of five minutes or more; none behind a wall"`
}

// TimeSpan is a piece of time.
type TimeSpan struct {
	From  time.Time `json:"from"`
	Until time.Time `json:"until"`
}

// TimeSum is what was worked for a client.
type TimeSum struct {
	Client          string `call:"client" json:"client"`
	ClientNumber    int    `json:"clientNumber"`
	WorkedSeconds   int64  `json:"workedSeconds"`
	BillableSeconds int64  `json:"billableSeconds"`
}

// TimeTotal is what was worked for a client on all days.
type TimeTotal struct {
	TimeSum
	CoordinationSeconds int64   `json:"coordinationSeconds" doc:"In sessions marked as coordination, or while a check-in was open"`
	CoordinationShare   float64 `json:"coordinationShare" doc:"Of what was worked, 0 to 1"`
	Rate                *Money  `call:"hide" json:"rate" doc:"For an hour; null: none"`
	Amount              *Money  `call:"hide" json:"amount" doc:"What the billable time brings; null: there is no rate"`
	EffectiveRate       *Money  `call:"hide" json:"effectiveRate" doc:"What an hour worked brings, billable or not; null: there is no rate, or nothing was worked"`
	PromisedMinutes     int     `json:"promisedMinutes" doc:"For the week; 0: none"`
	DoneSeconds         int64   `json:"doneSeconds" doc:"Worked in the week, not rounded"`
}

// TimeOf gives a sheet for the wire.
func TimeOf(sheet timesheet.Sheet, days timesheet.Days, clients map[work.ClientID]work.Client) Time {
	time := Time{
		From: days.First.String(), To: days.Last.String(), Zone: days.Zone.String(), Days: []TimeDay{}, Clients: []TimeTotal{},
		Week: TimeWeek{From: sheet.WeekFrom.String(), To: sheet.WeekFrom.Add(6).String()},
	}
	for _, day := range sheet.Days {
		time.Days = append(time.Days, dayOf(day, clients))
	}
	for _, total := range sheet.Clients {
		time.Clients = append(time.Clients, totalOf(total, clients))
	}
	time.All = totalOf(sheet.All, clients)
	return time
}

func dayOf(d timesheet.Day, clients map[work.ClientID]work.Client) TimeDay {
	day := TimeDay{Date: d.Date.String(), Clients: []TimeSum{}, Gaps: []TimeSpan{}}
	for _, sum := range d.Clients {
		one := sumOf(sum, clients)
		day.WorkedSeconds += one.WorkedSeconds
		day.BillableSeconds += one.BillableSeconds
		day.Clients = append(day.Clients, one)
	}
	for _, gap := range d.Gaps {
		day.Gaps = append(day.Gaps, TimeSpan{From: gap.From, Until: gap.Until})
	}
	return day
}

func sumOf(s timesheet.Sum, clients map[work.ClientID]work.Client) TimeSum {
	client := clients[s.Client]
	return TimeSum{
		Client: client.Name, ClientNumber: client.Number,
		WorkedSeconds: int64(s.Worked / time.Second), BillableSeconds: int64(s.Billable / time.Second),
	}
}

func totalOf(t timesheet.Total, clients map[work.ClientID]work.Client) TimeTotal {
	total := TimeTotal{
		TimeSum: sumOf(t.Sum, clients), CoordinationSeconds: int64(t.Coordination / time.Second),
		Rate: MoneyOf(clients[t.Client].Rate), Amount: MoneyOf(t.Amount), EffectiveRate: MoneyOf(t.Effective),
		PromisedMinutes: int(t.Promised / time.Minute), DoneSeconds: int64(t.Done / time.Second),
	}
	if total.WorkedSeconds > 0 {
		total.CoordinationShare = float64(total.CoordinationSeconds) / float64(total.WorkedSeconds)
	}
	return total
}

// Meetings are meetings, by their start.
type Meetings struct {
	Meetings []Meeting `json:"meetings"`
}

// Meeting is an appointment in a calendar.
type Meeting struct {
	ID           int64     `json:"id"`
	Source       string    `json:"source"`
	Client       string    `call:"client" json:"client" doc:"Empty: nobody's that is known"`
	ClientNumber int       `json:"clientNumber"`
	Title        string    `call:"dots" json:"title"`
	From         time.Time `json:"from"`
	Until        time.Time `json:"until"`
	URL          string    `call:"hide" json:"url" doc:"Where to join it; empty: nowhere"`
	Place        string    `call:"hide" json:"place"`
	Answer       string    `json:"answer" enum:",open,accepted,tentative,declined" doc:"Empty: it is the user's own"`
	AllDay       bool      `json:"allDay"`
	Free         bool      `json:"free" doc:"By the calendar's word it leaves the user free"`
}

// MeetingOf gives a meeting for the wire.
func MeetingOf(m work.Meeting, clients map[work.ClientID]work.Client) Meeting {
	client := clients[m.Client]
	return Meeting{
		ID: int64(m.ID), Source: string(m.Source), Client: client.Name, ClientNumber: client.Number, Title: m.Title,
		From: m.From, Until: m.Until, URL: m.URL, Place: m.Place, Answer: string(m.Answer), AllDay: m.AllDay, Free: m.Free,
	}
}

// TimeImport is what an import would bring, or brought.
type TimeImport struct {
	New         int              `json:"new" doc:"Sessions that are new"`
	NewSeconds  int64            `json:"newSeconds" doc:"What was worked in them"`
	Duplicates  int              `json:"duplicates" doc:"Lines that are there already"`
	LeftOut     int              `json:"leftOut" doc:"Lines of names that are left out"`
	Overlapping []int            `json:"overlapping" doc:"Lines of the file that overlap another session; they are left out"`
	Unreadable  []UnreadableLine `json:"unreadable" doc:"Lines that could not be read"`
	Clients     []ImportedClient `json:"clients" doc:"The names in the file, and whose they are"`
	Act         Act              `json:"act" doc:"What undo takes back"`
}

// UnreadableLine is a line of a file that could not be read.
type UnreadableLine struct {
	Line int    `json:"line"`
	Why  string `json:"why"`
}

// ImportedClient is a name of a client in a file.
type ImportedClient struct {
	Name   string `call:"client" json:"name" doc:"Empty: the lines name nobody"`
	Lines  int    `json:"lines"`
	Client string `call:"client" json:"client" doc:"Whose it is; empty: nobody's that is known, or left out"`
	Known  bool   `json:"known" doc:"False: say whose it is, or leave it out"`
}

// TimeImportOf gives an import for the wire.
func TimeImportOf(p session.Preview, bad []timesheet.Unreadable, act work.Act, clients map[work.ClientID]work.Client) TimeImport {
	i := TimeImport{
		New: p.New, NewSeconds: int64(p.Worked / time.Second), Duplicates: p.Duplicates, LeftOut: p.LeftOut,
		Overlapping: append([]int{}, p.Overlapping...), Unreadable: []UnreadableLine{}, Clients: []ImportedClient{}, Act: ActOf(act),
	}
	for _, line := range bad {
		i.Unreadable = append(i.Unreadable, UnreadableLine{Line: line.Number, Why: line.Why})
	}
	for _, one := range p.Clients {
		i.Clients = append(i.Clients, ImportedClient{Name: one.Name, Lines: one.Lines, Client: clients[one.Client].Name, Known: one.Known})
	}
	return i
}
