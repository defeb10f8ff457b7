package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"sluice/backend/api/wire"
	"sluice/backend/fault"
	"sluice/backend/queue"
	"sluice/backend/session"
	"sluice/backend/store"
	"sluice/backend/timesheet"
	"sluice/backend/work"
)

func (a *API) registerSessions(api huma.API) {
	get(api, "sessions", "/sessions", "The sessions of some days", a.sessions)
	change(api, http.MethodPost, "start-session", "/sessions/start", "Start a session, now or in the past; the running one ends then", a.startSession)
	change(api, http.MethodPost, "stop-session", "/sessions/stop", "End the session that is running", a.stopSession)
	change(api, http.MethodPost, "add-session", "/sessions", "Add a session afterwards", a.addSession)
	get(api, "session", "/sessions/{id}", "A session", a.session)
	change(api, http.MethodPut, "correct-session", "/sessions/{id}", "Correct a session", shownWhole(a, a.correctSession))
	change(api, http.MethodDelete, "remove-session", "/sessions/{id}", "Remove a session", a.removeSession)
	get(api, "aways", "/sessions/away", "The times away during a session that are to be asked about", a.aways)
	change(api, http.MethodPost, "answer-away", "/sessions/away/{id}", "Say what to make of a time away; it is forgotten then", a.answerAway)
	get(api, "client-resume", "/clients/{id}/resume", "Where work for a client was left", a.clientResume)
	get(api, "meetings", "/meetings", "The meetings of some days", a.meetings)
}

// DaysAsked are local dates that a question asks for. It is exported since the API's description
// passes over embedded types that are not.
type DaysAsked struct {
	From string `query:"from" doc:"The first local date, such as 2026-03-29; today without it"`
	To   string `query:"to" doc:"The last one; the first without it"`
}

// maxDays keeps a slip of the finger from asking for a century.
const maxDays = 3660

func (a *API) days(asked DaysAsked) (days timesheet.Days, err error) {
	today, zone := a.core.Today()
	days = timesheet.Days{First: today, Last: today, Zone: zone}
	if asked.From != "" {
		if days.First, err = work.ParseDate(asked.From); err != nil {
			return days, fault.Wrap(err, fault.Invalid, "%s.", err)
		}
		days.Last = days.First
	}
	if asked.To != "" {
		if days.Last, err = work.ParseDate(asked.To); err != nil {
			return days, fault.Wrap(err, fault.Invalid, "%s.", err)
		}
	}
	if days.Last.Before(days.First) || days.First.Add(maxDays).Before(days.Last) {
		return days, fault.New(fault.Invalid, "The days begin before they end, and are ten years at most.")
	}
	return days, nil
}

func ofWall(wall queue.Wall) store.Of { return store.Of{One: wall.Up, Client: wall.Client} }

// of gives whose things a question is about.
func (a *API) of(ctx context.Context, asked Walled) (store.Of, error) {
	wall, err := a.wall(ctx, asked)
	return ofWall(wall), err
}

type daysInput struct {
	Walled
	DaysAsked
}

// behind gives the wall and the days of a question.
func (a *API) behind(ctx context.Context, asked Walled, of DaysAsked) (queue.Wall, timesheet.Days, error) {
	wall, err := a.wall(ctx, asked)
	if err != nil {
		return wall, timesheet.Days{}, err
	}
	days, err := a.days(of)
	return wall, days, err
}

func (a *API) sessions(ctx context.Context, input *daysInput) (*answer[wire.Sessions], error) {
	wall, days, err := a.behind(ctx, input.Walled, input.DaysAsked)
	if err != nil {
		return nil, err
	}
	span := days.Span()
	sessions, err := a.core.Sessions.List(ctx, span.From, span.Until, ofWall(wall))
	if err != nil {
		return nil, err
	}
	clients, err := a.core.AllClients(ctx)
	list := wire.Sessions{Sessions: make([]wire.Session, len(sessions))}
	for i, one := range sessions {
		list.Sessions[i] = wire.SessionOf(one, clients)
	}
	return &answer[wire.Sessions]{Body: list}, err
}

type startSessionInput struct {
	Walled
	Body struct {
		Client       string     `json:"client,omitempty" doc:"A client's name or number; the active one without it"`
		Project      string     `json:"project,omitempty" maxLength:"200"`
		Note         string     `json:"note,omitempty" maxLength:"4000"`
		Billable     *bool      `json:"billable,omitempty" doc:"Without it: yes, but for the user's own projects"`
		Coordination bool       `json:"coordination,omitempty"`
		StartedAt    *time.Time `json:"startedAt,omitempty" doc:"When it began; now without it"`
	}
}

func (a *API) startSession(ctx context.Context, input *startSessionInput) (*answer[wire.StartedSession], error) {
	of, err := a.of(ctx, input.Walled)
	if err != nil {
		return nil, err
	}
	begin := session.Begin{
		Project: input.Body.Project, Note: input.Body.Note, Billable: input.Body.Billable, Coordination: input.Body.Coordination,
		At: instantOf(input.Body.StartedAt),
	}
	if begin.Client, err = a.workedFor(ctx, of, input.Body.Client); err != nil {
		return nil, err
	}
	started, err := a.core.Sessions.Start(ctx, a.core.Now(), of, begin)
	if err != nil {
		return nil, err
	}
	clients, err := a.core.AllClients(ctx)
	body := wire.StartedSession{Session: wire.SessionOf(started.Session, clients)}
	if started.Ended != nil {
		ended := wire.SessionOf(*started.Ended, clients)
		body.Ended = &ended
	}
	return &answer[wire.StartedSession]{Body: body}, err
}

// workedFor gives the client that a session is for: the one that is named, else the one whose wall is up.
func (a *API) workedFor(ctx context.Context, of store.Of, named string) (work.ClientID, error) {
	if named == "" {
		if !of.One || of.Client == work.Unassigned {
			return 0, fault.New(fault.Invalid, "Say for which client.")
		}
		return of.Client, nil
	}
	client, err := a.client(ctx, named)
	if err == nil && client.ID == work.Unassigned {
		err = fault.New(fault.Invalid, "Say for which client.")
	}
	return client.ID, err
}

func instantOf(at *time.Time) time.Time {
	if at == nil {
		return time.Time{}
	}
	return *at
}

type stopSessionInput struct {
	Walled
	Body struct {
		EndedAt *time.Time `json:"endedAt,omitempty" doc:"When it ended; now without it"`
		Resume  string     `json:"resume,omitempty" maxLength:"4000" doc:"Where to go on next time"`
	}
}

func (a *API) stopSession(ctx context.Context, input *stopSessionInput) (*answer[wire.SavedSession], error) {
	of, err := a.of(ctx, input.Walled)
	if err != nil {
		return nil, err
	}
	end := session.End{At: instantOf(input.Body.EndedAt), Resume: input.Body.Resume}
	stopped, act, err := a.core.Sessions.Stop(ctx, a.core.Now(), of, end)
	return a.savedSession(ctx, stopped, act, err)
}

func (a *API) savedSession(ctx context.Context, s work.Session, act work.Act, err error) (*answer[wire.SavedSession], error) {
	if err != nil {
		return nil, err
	}
	clients, err := a.core.AllClients(ctx)
	return &answer[wire.SavedSession]{Body: wire.SavedSession{Session: wire.SessionOf(s, clients), Act: wire.ActOf(act)}}, err
}

// SessionFields are what a session is to be. It is exported since the API's description passes over
// embedded types that are not.
type SessionFields struct {
	Client       string     `json:"client" doc:"A client's name or number"`
	Project      string     `json:"project,omitempty" maxLength:"200"`
	Billable     bool       `json:"billable"`
	Coordination bool       `json:"coordination,omitempty"`
	StartedAt    time.Time  `json:"startedAt"`
	EndedAt      *time.Time `json:"endedAt,omitempty" doc:"Without it, it runs on"`
	Note         string     `json:"note,omitempty" maxLength:"4000"`
	Resume       string     `json:"resume,omitempty" maxLength:"4000"`
}

type addSessionInput struct {
	Walled
	Body SessionFields
}

func (a *API) addSession(ctx context.Context, input *addSessionInput) (*answer[wire.SavedSession], error) {
	return a.saveSession(ctx, input.Walled, 0, input.Body)
}

type correctSessionInput struct {
	Walled
	ID   int64 `path:"id"`
	Body SessionFields
}

func (a *API) correctSession(ctx context.Context, input *correctSessionInput) (*answer[wire.SavedSession], error) {
	return a.saveSession(ctx, input.Walled, work.SessionID(input.ID), input.Body)
}

func (a *API) saveSession(ctx context.Context, asked Walled, id work.SessionID, fields SessionFields) (*answer[wire.SavedSession], error) {
	of, err := a.of(ctx, asked)
	if err != nil {
		return nil, err
	}
	want := work.Session{
		ID: id, Project: fields.Project, Billable: fields.Billable, Coordination: fields.Coordination,
		StartedAt: fields.StartedAt, EndedAt: instantOf(fields.EndedAt), Note: fields.Note, Resume: fields.Resume,
	}
	if want.Client, err = a.clientOfSession(ctx, id, fields.Client); err != nil {
		return nil, err
	}
	saved, act, err := a.core.Sessions.Save(ctx, a.core.Now(), of, want)
	return a.savedSession(ctx, saved, act, err)
}

// clientOfSession finds the client that a session is to be for. One that was removed is found where
// its session is corrected.
func (a *API) clientOfSession(ctx context.Context, id work.SessionID, named string) (work.ClientID, error) {
	client, err := a.workedFor(ctx, store.Of{}, named)
	if fault.CodeOf(err) != fault.NotFound || id == 0 {
		return client, err
	}
	clients, errAll := a.core.AllClients(ctx)
	if errAll != nil {
		return 0, errAll
	}
	for _, removed := range clients {
		if removed.Name == named {
			return removed.ID, nil
		}
	}
	return 0, err
}

type sessionInput struct {
	Walled
	ID int64 `path:"id"`
}

func (a *API) session(ctx context.Context, input *sessionInput) (*answer[wire.Session], error) {
	of, err := a.of(ctx, input.Walled)
	if err != nil {
		return nil, err
	}
	one, err := a.core.Sessions.One(ctx, of, work.SessionID(input.ID))
	if err != nil {
		return nil, err
	}
	clients, err := a.core.AllClients(ctx)
	return &answer[wire.Session]{Body: wire.SessionOf(one, clients)}, err
}

func (a *API) removeSession(ctx context.Context, input *sessionInput) (*answer[acted], error) {
	of, err := a.of(ctx, input.Walled)
	if err != nil {
		return nil, err
	}
	return actedOf(a.core.Sessions.Remove(ctx, a.core.Now(), of, work.SessionID(input.ID)))
}

func (a *API) aways(ctx context.Context, asked *Walled) (*answer[wire.Aways], error) {
	of, err := a.of(ctx, *asked)
	if err != nil {
		return nil, err
	}
	aways, err := a.core.Sessions.Aways(ctx, of)
	return &answer[wire.Aways]{Body: wire.Aways{Aways: a.awaysOf(aways)}}, err
}

func (a *API) awaysOf(aways []work.Away) []wire.Away {
	list := make([]wire.Away, len(aways))
	for i, away := range aways {
		list[i] = wire.AwayOf(away, a.core.Zone())
	}
	return list
}

type answerAwayInput struct {
	Walled
	ID   int64 `path:"id"`
	Body struct {
		Answer string `json:"answer" enum:"keep,drop,split" doc:"keep: it was work; drop: it is cut out; split: it becomes a session of its own"`
	}
}

func (a *API) answerAway(ctx context.Context, input *answerAwayInput) (*answer[acted], error) {
	of, err := a.of(ctx, input.Walled)
	if err != nil {
		return nil, err
	}
	return actedOf(a.core.Sessions.Answer(ctx, a.core.Now(), of, work.AwayID(input.ID), session.Verdict(input.Body.Answer)))
}

func (a *API) clientResume(ctx context.Context, input *sessionInput) (*answer[wire.Resume], error) {
	of, err := a.of(ctx, input.Walled)
	if err != nil {
		return nil, err
	}
	id := work.ClientID(input.ID)
	if of.One && of.Client != id {
		return nil, fault.New(fault.NotFound, "There is no client %d.", id)
	}
	left, err := a.core.Sessions.Left(ctx, id)
	if err != nil {
		return nil, err
	}
	clients, err := a.core.AllClients(ctx)
	body := wire.Resume{
		Client: clients[id].Name, Project: left.Session.Project, Resume: left.Session.Resume, At: wire.At(left.Session.EndedAt),
		Projects: left.Projects,
	}
	if body.Projects == nil {
		body.Projects = []string{}
	}
	return &answer[wire.Resume]{Body: body}, err
}

func (a *API) meetings(ctx context.Context, input *daysInput) (*answer[wire.Meetings], error) {
	wall, days, err := a.behind(ctx, input.Walled, input.DaysAsked)
	if err != nil {
		return nil, err
	}
	span := days.Span()
	meetings, err := a.core.Queue.Meetings(ctx, wall, span.From, span.Until)
	if err != nil {
		return nil, err
	}
	clients, err := a.core.AllClients(ctx)
	list := wire.Meetings{Meetings: make([]wire.Meeting, len(meetings))}
	for i, meeting := range meetings {
		list.Meetings[i] = wire.MeetingOf(meeting, clients)
	}
	return &answer[wire.Meetings]{Body: list}, err
}
