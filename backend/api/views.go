package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"sluice/backend/api/wire"
	"sluice/backend/core"
	"sluice/backend/work"
)

func (a *API) registerViews(api huma.API) {
	get(api, "views", "/views", "The saved searches, by number and then name", a.views)
	change(api, http.MethodPost, "add-view", "/views", "Save a search", a.addView)
	change(api, http.MethodPut, "change-view", "/views/{id}", "Change a saved search", shownWhole(a, a.changeView))
	change(api, http.MethodDelete, "remove-view", "/views/{id}", "Remove a saved search", a.removeView)
}

func (a *API) views(ctx context.Context, asked *Walled) (*answer[wire.Views], error) {
	wall, err := a.wall(ctx, *asked)
	if err != nil {
		return nil, err
	}
	views, err := a.core.Queue.Views(ctx, wall)
	if err != nil {
		return nil, err
	}
	clients, err := a.core.Queue.Clients(ctx)
	list := wire.Views{Views: make([]wire.View, len(views))}
	for i, v := range views {
		list.Views[i] = wire.ViewOf(v, clients)
	}
	return &answer[wire.Views]{Body: list}, err
}

type newViewInput struct {
	Walled
	Body wire.View
}

func (a *API) addView(ctx context.Context, input *newViewInput) (*answer[wire.View], error) {
	return a.saveView(ctx, input.Walled, 0, input.Body)
}

type changedViewInput struct {
	Walled
	ID   int64 `path:"id"`
	Body wire.View
}

func (a *API) changeView(ctx context.Context, input *changedViewInput) (*answer[wire.View], error) {
	return a.saveView(ctx, input.Walled, input.ID, input.Body)
}

func (a *API) saveView(ctx context.Context, asked Walled, id int64, body wire.View) (*answer[wire.View], error) {
	wall, err := a.wall(ctx, asked)
	if err != nil {
		return nil, err
	}
	var client work.Client
	if body.Client != "" {
		if client, err = a.client(ctx, body.Client); err != nil {
			return nil, err
		}
	}
	view, err := core.Do(ctx, a.core, func(now time.Time) (work.View, error) {
		return a.core.Queue.SaveView(ctx, now, wall, work.View{
			ID: work.ViewID(id), Client: client.ID, Name: body.Name, Query: body.Query, Number: body.Number,
			Group: work.ViewGroup(body.Group), Order: work.ViewOrder(body.Order),
		})
	})
	if err != nil {
		return nil, err
	}
	clients, err := a.core.Queue.Clients(ctx)
	return &answer[wire.View]{Body: wire.ViewOf(view, clients)}, err
}

func (a *API) removeView(ctx context.Context, input *itemInput) (*answer[acted], error) {
	wall, err := a.wall(ctx, input.Walled)
	if err != nil {
		return nil, err
	}
	return a.doing(ctx, func(now time.Time) (work.Act, error) {
		return a.core.Queue.RemoveView(ctx, now, wall, work.ViewID(input.ID))
	})
}
