package api

import (
	"context"

	"sluice/backend/api/wire"
	"sluice/backend/work"
)

func (a *API) closing(ctx context.Context, input *itemInput) (*answer[wire.Closing], error) {
	wall, err := a.wall(ctx, input.Walled)
	if err != nil {
		return nil, err
	}
	c, err := a.core.Queue.Closing(ctx, a.core.Now(), wall, work.RunID(input.ID))
	run := wire.RunOf(c.Run)
	run.Total, run.Left = c.Handled+c.Carried, c.Carried
	return &answer[wire.Closing]{Body: wire.Closing{Run: run, Handled: c.Handled, Carried: c.Carried, Next: wire.At(c.Next)}}, err
}
