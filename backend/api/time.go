package api

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"sluice/backend/api/wire"
	"sluice/backend/fault"
	"sluice/backend/session"
	"sluice/backend/timesheet"
	"sluice/backend/timesheet/paper"
	"sluice/backend/work"
)

func (a *API) registerTime(api huma.API) {
	get(api, "time", "/time", "What was worked on some days, by day and by client", a.time)
	file := huma.Operation{
		OperationID: "export-time", Method: http.MethodGet, Path: "/api/v1/time/export",
		Summary: "The same as a file: CSV, or PDF to be sent",
		Responses: map[string]*huma.Response{"200": {
			Description: "The file",
			Content: map[string]*huma.MediaType{
				"text/csv":        {Schema: &huma.Schema{Type: huma.TypeString}},
				"application/pdf": {Schema: &huma.Schema{Type: huma.TypeString, Format: "binary"}},
			},
		}},
	}
	huma.Register(api, file, func(ctx context.Context, input *timeExportInput) (*timeFile, error) {
		output, err := shownWhole(a, a.timeExport)(ctx, input)
		return output, problem(err)
	})
	change(api, http.MethodPost, "import-time", "/time/import", "Take a report of Toggl's in, or see first what it would bring", shownWhole(a, a.timeImport))
}

// RoundingAsked is how times are to be rounded. It is exported since the API's description passes over
// embedded types that are not.
type RoundingAsked struct {
	Round int    `query:"round" minimum:"0" maximum:"30" doc:"To how many minutes times are rounded: 5, 6, 10, 15 or 30; 0: not at all"`
	Way   string `query:"way" enum:"up,nearest" default:"up" doc:"Up to the next step, or to the nearest"`
	Per   string `query:"per" enum:"entry,day" default:"entry" doc:"Each session, or what was worked on a date for one client and project"`
}

func (r RoundingAsked) rounding() (timesheet.Rounding, error) {
	if !slices.Contains(timesheet.Steps(), r.Round) {
		return timesheet.Rounding{}, fault.New(fault.Invalid, "Times are rounded to 5, 6, 10, 15 or 30 minutes, or not at all.")
	}
	return timesheet.Rounding{Step: time.Duration(r.Round) * time.Minute, Nearest: r.Way == "nearest", ByDay: r.Per == "day"}, nil
}

type timeInput struct {
	Walled
	DaysAsked
	RoundingAsked
}

func (a *API) time(ctx context.Context, input *timeInput) (*answer[wire.Time], error) {
	page, err := a.page(ctx, input.Walled, input.DaysAsked, input.RoundingAsked)
	return &answer[wire.Time]{Body: wire.TimeOf(page.Sheet, page.Days, page.Clients)}, err
}

// page reckons what was worked, as it is asked for.
func (a *API) page(ctx context.Context, asked Walled, of DaysAsked, how RoundingAsked) (page paper.Page, err error) {
	page.Days.Zone = a.core.Zone()
	wall, days, err := a.behind(ctx, asked, of)
	if err != nil {
		return page, err
	}
	page.Days = days
	rounding, err := how.rounding()
	if err != nil {
		return page, err
	}
	page.MadeAt = a.core.Now()
	page.Sheet, page.Clients, err = a.core.TimeSheet(ctx, wall, page.Days, rounding)
	return page, err
}

type timeExportInput struct {
	Walled
	DaysAsked
	RoundingAsked
	Format string `query:"format" enum:"csv,pdf" default:"csv"`
}

// timeExport gives a time sheet as a file. It is whole before the first byte is sent. During a call it
// is refused: it tells rates and texts, and a sheet with holes is of no use to anybody.
func (a *API) timeExport(ctx context.Context, input *timeExportInput) (*timeFile, error) {
	page, err := a.page(ctx, input.Walled, input.DaysAsked, input.RoundingAsked)
	if err != nil {
		return nil, err
	}
	name := fmt.Sprintf("time-%s-%s.%s", page.Days.First, page.Days.Last, input.Format)
	file := &timeFile{Type: "text/csv; charset=utf-8; header=present", Disposition: `attachment; filename="` + name + `"`}
	var whole bytes.Buffer
	if input.Format == "pdf" {
		file.Type = "application/pdf"
		err = page.Write(&whole)
	} else {
		err = page.Sheet.WriteCSV(&whole, page.Clients, page.Days.Zone)
	}
	file.Body = whole.Bytes()
	return file, err
}

// timeFile is a file as an answer.
type timeFile struct {
	Type        string `header:"Content-Type"`
	Disposition string `header:"Content-Disposition"`
	Body        []byte
}

type timeImportInput struct {
	Walled
	Body struct {
		CSV     string            `json:"csv" doc:"What Toggl gives as detailed report, CSV"`
		Clients map[string]string `json:"clients,omitempty" doc:"Whose the names in the file are: a client's name or number; empty leaves them out"`
		Preview bool              `json:"preview,omitempty" doc:"Say what would come, and store nothing"`
	}
}

// timeImport takes Toggl's detailed report in. It concerns all clients, so that it is refused behind a
// wall: the answer would tell of others.
func (a *API) timeImport(ctx context.Context, input *timeImportInput) (*answer[wire.TimeImport], error) {
	wall, err := a.wall(ctx, input.Walled)
	if err != nil {
		return nil, err
	}
	if wall.Up {
		return nil, fault.New(fault.Conflict, "An import concerns all clients. Look at all of them first.")
	}
	lines, bad, err := timesheet.ReadToggl(strings.NewReader(input.Body.CSV), a.core.Zone())
	if err != nil {
		return nil, err
	}
	wanted := session.Import{Lines: lines, Clients: map[string]work.ClientID{}}
	for name, client := range input.Body.Clients {
		if wanted.Clients[name], err = a.meant(ctx, client); err != nil {
			return nil, err
		}
	}
	var preview session.Preview
	var act work.Act
	if input.Body.Preview {
		preview, err = a.core.Sessions.Look(ctx, wanted)
	} else {
		preview, act, err = a.core.Sessions.Import(ctx, a.core.Now(), wanted)
	}
	if err != nil {
		return nil, err
	}
	clients, err := a.core.AllClients(ctx)
	return &answer[wire.TimeImport]{Body: wire.TimeImportOf(preview, bad, act, clients)}, err
}

// meant finds the client that a name in a file stands for; empty is none.
func (a *API) meant(ctx context.Context, named string) (work.ClientID, error) {
	if named == "" {
		return work.Unassigned, nil
	}
	client, err := a.client(ctx, named)
	return client.ID, err
}
