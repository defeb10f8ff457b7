package api

import (
	"context"

	"github.com/danielgtaylor/huma/v2"

	"sluice/backend/api/wire"
	"sluice/backend/desktop/capture"
)

func (a *API) registerApps(api huma.API) {
	get(api, "apps", "/apps", "The programs whose notifications were seen, and how the reading of them stands", a.apps)
}

type appsInput struct {
	Walled
	Days int `query:"days" minimum:"1" maximum:"366" default:"28"`
}

func (a *API) apps(ctx context.Context, input *appsInput) (*answer[wire.Apps], error) {
	wall, err := a.wall(ctx, input.Walled)
	if err != nil {
		return nil, err
	}
	apps, from, err := a.core.Queue.Apps(ctx, a.core.Now(), wall, input.Days)
	if err != nil {
		return nil, err
	}
	return &answer[wire.Apps]{Body: wire.AppsOf(apps, from, a.capture())}, nil
}

func (a *API) capture() wire.Capture {
	standing := a.core.Capture()
	if !standing.Here {
		return wire.Capture{State: wire.CaptureNone}
	}
	told := wire.CaptureOf(capture.Here, standing.Health, standing.Said)
	told.Page = pageAgainst(told.Code)
	return told
}
