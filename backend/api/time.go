package api

import (
	"context"
	"slices"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"sluice/backend/api/wire"
	"sluice/backend/fault"
	"sluice/backend/timesheet"
)

func (a *API) registerTime(api huma.API) {
	get(api, "time", "/time", "What was worked on some days, by day and by client", a.time)
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
	wall, err := a.wall(ctx, input.Walled)
	if err != nil {
		return nil, err
	}
	days, err := a.days(input.DaysAsked)
	if err != nil {
		return nil, err
	}
	rounding, err := input.rounding()
	if err != nil {
		return nil, err
	}
	sheet, clients, err := a.core.TimeSheet(ctx, wall, days, rounding)
	return &answer[wire.Time]{Body: wire.TimeOf(sheet, days, clients)}, err
}
