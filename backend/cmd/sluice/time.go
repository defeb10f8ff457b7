package main

import (
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"strings"
	"time"

	"sluice/backend/api/wire"
	"sluice/backend/fault"
	"sluice/backend/schedule"
	"sluice/backend/work"
)

type timeCommand struct {
	List   timeList   `cmd:"" default:"withargs" help:"The sessions of some days."`
	Start  timeStart  `cmd:"" help:"Start a session; the one that is running ends."`
	Stop   timeStop   `cmd:"" help:"End the session that is running."`
	Add    timeAdd    `cmd:"" help:"Add a session afterwards."`
	Fix    timeFix    `cmd:"" help:"Correct a session."`
	Remove timeRemove `cmd:"" help:"Remove a session."`
	Report timeReport `cmd:"" help:"What was worked, by client."`
	Export timeExport `cmd:"" help:"A time sheet as a file, CSV or PDF."`
	Import timeImport `cmd:"" help:"Take a detailed report of Toggl's in."`
}

// daysFlags are days that are asked for.
type daysFlags struct {
	From   string `help:"The first date; today without it." placeholder:"DATE"`
	To     string `help:"The last date; the first without it." placeholder:"DATE"`
	Client string `help:"Of a client, or all; of the active client without it." placeholder:"NAME"`
}

func (d daysFlags) query() url.Values {
	query := url.Values{}
	for name, value := range map[string]string{"from": d.From, "to": d.To, "client": d.Client} {
		if value != "" {
			query.Set(name, value)
		}
	}
	return query
}

type timeList struct{ daysFlags }

func (l timeList) Run(c *call) error {
	var sessions wire.Sessions
	if err := c.get("/sessions?"+l.query().Encode(), &sessions); err != nil {
		return err
	}
	return c.say(sessions, func() {
		if len(sessions.Sessions) == 0 {
			c.printf("Nothing was worked. Start with: sluice time start CLIENT\n")
		}
		for _, one := range sessions.Sessions {
			c.printf("%5d  %s\n", one.ID, sessionLine(one, c.zone()))
		}
	})
}

// sessionLine tells of a session in a line.
func sessionLine(s wire.Session, zone *time.Location) string {
	span := s.StartedAt.In(zone).Format("2006-01-02 15:04") + "–"
	length := "running"
	if s.EndedAt != nil {
		span += s.EndedAt.In(zone).Format("15:04")
		length = wire.Hours(s.EndedAt.Sub(s.StartedAt))
	}
	line := fmt.Sprintf("%-22s  %-10s  %s", span, length, plain(s.Client))
	for _, text := range []string{s.Project, s.Note} {
		if text != "" {
			line += ", " + plain(text)
		}
	}
	if !s.Billable {
		line += " (not billable)"
	}
	return line
}

// sessionFlags are what a session may be told to be.
type sessionFlags struct {
	Project      string `help:"What of the client's it is for." placeholder:"NAME"`
	Note         string `help:"What is done."`
	Billable     *bool  `negatable:"" help:"Bill it, or not; without it yes, but for your own projects."`
	Coordination bool   `help:"It is spent on agreeing with others."`
}

type timeStart struct {
	Client string `arg:"" optional:"" help:"Whom it is for; the active client without it."`
	At     string `help:"When it began, such as 09:30." placeholder:"TIME"`
	sessionFlags
}

func (s timeStart) Run(c *call) error {
	body := map[string]any{"client": s.Client, "project": s.Project, "note": s.Note, "coordination": s.Coordination}
	if s.Billable != nil {
		body["billable"] = *s.Billable
	}
	if err := c.setInstant(body, "startedAt", s.At); err != nil {
		return err
	}
	var started wire.StartedSession
	if err := c.post("/sessions/start", body, &started); err != nil {
		return err
	}
	return c.say(started, func() {
		if started.Ended != nil {
			c.printf("Ended: %s\n", sessionLine(*started.Ended, c.zone()))
		}
		c.printf("Running since %s: %s.\n", c.when(started.Session.StartedAt), plain(started.Session.Client))
	})
}

type timeStop struct {
	At     string `help:"When it ended, such as 12:30." placeholder:"TIME"`
	Resume string `help:"Where to go on next time."`
	Client string `help:"Whose session: a client, or all; the active client without it." placeholder:"NAME"`
}

func (s timeStop) Run(c *call) error {
	body := map[string]any{"resume": s.Resume}
	if err := c.setInstant(body, "endedAt", s.At); err != nil {
		return err
	}
	return c.saved(http.MethodPost, "/sessions/stop"+clientQuery(s.Client), body)
}

// saved sends a session and tells what became of it.
func (c *call) saved(method, path string, body any) error {
	var saved wire.SavedSession
	if err := c.client.Ask(c.ctx, method, path, body, &saved); err != nil {
		return err
	}
	return c.say(saved, func() {
		c.printf("%5d  %s\n", saved.Session.ID, sessionLine(saved.Session, c.zone()))
	})
}

type timeAdd struct {
	Client string `arg:"" help:"Whom it was for."`
	From   string `help:"When it began, such as 09:30 or 2026-03-29T09:30." required:"" placeholder:"TIME"`
	Until  string `help:"When it ended." required:"" placeholder:"TIME"`
	sessionFlags
}

func (a timeAdd) Run(c *call) error {
	billable := true
	if a.Billable != nil {
		billable = *a.Billable
	} else if own, err := c.isOwn(a.Client); err != nil {
		return err
	} else if own {
		billable = false
	}
	body := map[string]any{
		"client": a.Client, "project": a.Project, "note": a.Note, "coordination": a.Coordination, "billable": billable,
	}
	if err := c.setInstant(body, "startedAt", a.From); err != nil {
		return err
	}
	if err := c.setInstant(body, "endedAt", a.Until); err != nil {
		return err
	}
	return c.saved(http.MethodPost, "/sessions", body)
}

// isOwn says whether a client is the user's own project.
func (c *call) isOwn(named string) (bool, error) {
	var clients wire.Clients
	if err := c.get("/clients?client="+url.QueryEscape(named), &clients); err != nil {
		return false, err
	}
	return len(clients.Clients) == 1 && clients.Clients[0].Own, nil
}

type timeFix struct {
	ID           int64   `arg:"" help:"The number of the session."`
	Client       string  `help:"Whom it is for." placeholder:"NAME"`
	From         string  `help:"When it began." placeholder:"TIME"`
	Until        string  `help:"When it ended." placeholder:"TIME"`
	Project      *string `help:"What of the client's it is for." placeholder:"NAME"`
	Note         *string `help:"What was done."`
	Resume       *string `help:"Where to go on next time."`
	Billable     *bool   `negatable:"" help:"Bill it, or not."`
	Coordination *bool   `negatable:"" help:"It was spent on agreeing with others, or not."`
}

func (f timeFix) Run(c *call) error {
	var one wire.Session
	if err := c.get(fmt.Sprintf("/sessions/%d", f.ID), &one); err != nil {
		return err
	}
	body := map[string]any{
		"client": one.Client, "project": one.Project, "note": one.Note, "resume": one.Resume, "billable": one.Billable,
		"coordination": one.Coordination, "startedAt": one.StartedAt,
	}
	if one.EndedAt != nil {
		body["endedAt"] = *one.EndedAt
	}
	f.change(body)
	for name, text := range map[string]string{"startedAt": f.From, "endedAt": f.Until} {
		if err := c.setInstantOn(body, name, text, one.StartedAt); err != nil {
			return err
		}
	}
	return c.saved(http.MethodPut, fmt.Sprintf("/sessions/%d", f.ID), body)
}

func (f timeFix) change(body map[string]any) {
	if f.Client != "" {
		body["client"] = f.Client
	}
	for name, text := range map[string]*string{"project": f.Project, "note": f.Note, "resume": f.Resume} {
		if text != nil {
			body[name] = *text
		}
	}
	for name, is := range map[string]*bool{"billable": f.Billable, "coordination": f.Coordination} {
		if is != nil {
			body[name] = *is
		}
	}
}

type timeRemove struct {
	ID int64 `arg:"" help:"The number of the session."`
}

func (r timeRemove) Run(c *call) error {
	var answer acted
	if err := c.delete(fmt.Sprintf("/sessions/%d", r.ID), &answer); err != nil {
		return err
	}
	return c.say(answer, func() { c.printf("%s. `sluice undo` takes it back.\n", plain(answer.Act.Sentence)) })
}

// setInstant puts the instant that a text means into a body; without a text nothing.
func (c *call) setInstant(body map[string]any, name, text string) error {
	return c.setInstantOn(body, name, text, time.Now())
}

// setInstantOn is setInstant, with times of day on the local date of an instant.
func (c *call) setInstantOn(body map[string]any, name, text string, day time.Time) error {
	if text == "" {
		return nil
	}
	at, err := instantIn(text, day, c.zone())
	if err == nil {
		body[name] = at
	}
	return err
}

// instantIn reads "09:30", "2026-03-29 09:30", "2026-03-29T09:30" or RFC 3339.
func instantIn(text string, day time.Time, zone *time.Location) (time.Time, error) {
	if at, err := time.Parse(time.RFC3339, text); err == nil {
		return at, nil
	}
	date, clockText := work.DateOf(day, zone), text
	if before, after, both := strings.Cut(strings.Replace(text, "T", " ", 1), " "); both {
		var err error
		if date, err = work.ParseDate(before); err != nil {
			return time.Time{}, fault.Wrap(err, fault.Invalid, "%s.", err)
		}
		clockText = after
	}
	at, err := work.ParseClock(clockText)
	if err != nil {
		return time.Time{}, fault.New(fault.Invalid, "%q is not a time such as 09:30 or 2026-03-29T09:30.", text)
	}
	return schedule.Instant(date, at, zone), nil
}

// roundFlags are how times are rounded.
type roundFlags struct {
	Round int    `help:"To how many minutes: 5, 6, 10, 15 or 30; not at all without it." placeholder:"MINUTES"`
	Way   string `help:"up to the next step, or to the nearest." enum:"up,nearest" default:"up"`
	Per   string `help:"Each entry, or what was worked on a day for one client and project." enum:"entry,day" default:"entry"`
}

func (r roundFlags) set(query url.Values) {
	query.Set("round", fmt.Sprint(r.Round))
	query.Set("way", r.Way)
	query.Set("per", r.Per)
}

type timeReport struct {
	daysFlags
	roundFlags
}

func (r timeReport) Run(c *call) error {
	query := r.query()
	r.set(query)
	var report wire.Time
	if err := c.get("/time?"+query.Encode(), &report); err != nil {
		return err
	}
	return c.say(report, func() {
		for _, total := range report.Clients {
			c.printf("%-20s  %s\n", plain(total.Client), aboutTime(total))
		}
		c.printf("%-20s  %s\n", "All", aboutTime(report.All))
	})
}

// aboutTime tells of a total in a line.
func aboutTime(t wire.TimeTotal) string {
	line := wire.Hours(time.Duration(t.WorkedSeconds)*time.Second) + " worked, " + wire.Hours(time.Duration(t.BillableSeconds)*time.Second) + " billable"
	if t.PromisedMinutes > 0 {
		line += fmt.Sprintf(", %s of %s this week", wire.Hours(time.Duration(t.DoneSeconds)*time.Second), wire.Hours(time.Duration(t.PromisedMinutes)*time.Minute))
	}
	if t.WorkedSeconds > 0 {
		line += fmt.Sprintf(", %.0f %% coordination", 100*t.CoordinationShare)
	}
	if t.EffectiveRate != nil {
		line += ", " + t.Amount.Text + ", " + t.EffectiveRate.Text + " an hour"
	}
	return line
}

type timeExport struct {
	File string `arg:"" help:"Where to, a file that is not there yet; what it ends in, .csv or .pdf, says what it is."`
	daysFlags
	roundFlags
}

func (e timeExport) Run(c *call) error {
	query := e.query()
	e.set(query)
	switch {
	case strings.HasSuffix(strings.ToLower(e.File), ".pdf"):
		query.Set("format", "pdf")
	case strings.HasSuffix(strings.ToLower(e.File), ".csv"):
		query.Set("format", "csv")
	default:
		return fault.New(fault.Invalid, "Let the file's name end in .csv or .pdf.")
	}
	err := writeNew(e.File, func(to io.Writer) error { return c.client.Stream(c.ctx, "/time/export?"+query.Encode(), to) })
	if err != nil {
		return err
	}
	return c.say(map[string]string{"file": e.File}, func() { c.printf("Exported to %s.\n", plain(e.File)) })
}

type timeImport struct {
	File   string            `arg:"" help:"Toggl's detailed report, CSV."`
	Client map[string]string `help:"Whose a name in the file is, and nothing after the = to leave it out; may be repeated." placeholder:"NAME=CLIENT"`
	Yes    bool              `help:"Take it in; without it you see first what would come."`
}

// maxImport is what a request carries, with room for the quoting of JSON.
const maxImport = 6 << 20

func (i timeImport) Run(c *call) error {
	info, err := os.Stat(i.File)
	if err != nil {
		return fault.Wrap(err, fault.NotFound, "The file %s cannot be read. Look at its name.", i.File)
	}
	if info.Size() > maxImport {
		return fault.New(fault.TooLarge, "The file is larger than 6 MB. Export it in parts.")
	}
	text, err := os.ReadFile(i.File)
	if err != nil {
		return fault.Wrap(err, fault.NotFound, "The file %s cannot be read. Look at its name.", i.File)
	}
	var answer wire.TimeImport
	body := map[string]any{"csv": string(text), "clients": i.Client, "preview": !i.Yes}
	if err := c.post("/time/import", body, &answer); err != nil {
		return err
	}
	return c.say(answer, func() { i.tell(c, answer) })
}

func (i timeImport) tell(c *call, answer wire.TimeImport) {
	for _, one := range answer.Clients {
		name, of := plain(one.Name), plain(one.Client)
		if name == "" {
			name = "(no client)"
		}
		switch {
		case !one.Known:
			of = fmt.Sprintf("unknown; say --client=%q=CLIENT, or nothing after the = to leave it out", one.Name)
		case of == "":
			of = "left out"
		}
		c.printf("%-24s  %s  %s\n", name, plural(one.Lines, "line"), of)
	}
	c.printf("%s of %s, %d there already, %d overlap another, %d left out, %d not readable.\n",
		plural(answer.New, "new session"), wire.Hours(time.Duration(answer.NewSeconds)*time.Second),
		answer.Duplicates, len(answer.Overlapping), answer.LeftOut, len(answer.Unreadable))
	for _, line := range answer.Unreadable {
		c.printf("! Line %d: %s.\n", line.Line, plain(line.Why))
	}
	if i.Yes {
		c.printf("Imported. `sluice undo` takes it back.\n")
	} else {
		c.printf("Nothing is stored yet; --yes takes it in.\n")
	}
}
