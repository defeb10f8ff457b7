package api

import (
	"context"
	"maps"
	"slices"

	"github.com/danielgtaylor/huma/v2"

	"sluice/backend/api/wire"
	"sluice/backend/fault"
	"sluice/backend/promise"
	"sluice/backend/work"
)

func (a *API) registerTemplates(api huma.API) {
	get(api, "client-templates", "/clients/templates", "Clients as one of their sort usually is, to begin with", a.templates)
	get(api, "promise", "/clients/{id}/promise", "What a client may be told of the plan: when messages are read and how soon they are answered", a.promise)
}

// templates proposes, where an hour is paid for, the rate that most of the user's clients pay; behind a
// wall the client's own, since another's is not its business.
func (a *API) templates(ctx context.Context, asked *Walled) (*answer[wire.Templates], error) {
	wall, err := a.wall(ctx, *asked)
	if err != nil {
		return nil, err
	}
	clients, err := a.core.Queue.Clients(ctx)
	if err != nil {
		return nil, err
	}
	maps.DeleteFunc(clients, func(id work.ClientID, _ work.Client) bool { return wall.Up && id != wall.Client })
	usual := usualRate(clients)
	list := wire.Templates{Templates: []wire.Template{}}
	for _, t := range work.Templates() {
		if t.ByHour {
			t.Client.Rate = usual
		}
		list.Templates = append(list.Templates, wire.TemplateOf(t))
	}
	return &answer[wire.Templates]{Body: list}, nil
}

// usualRate is the rate that most clients pay, of several the one agreed on last; zero: none pays by
// the hour.
func usualRate(clients map[work.ClientID]work.Client) (usual work.Money) {
	most, times := 0, map[work.Money]int{}
	for _, id := range slices.Sorted(maps.Keys(clients)) {
		rate := clients[id].Rate
		if rate == (work.Money{}) {
			continue
		}
		if times[rate]++; times[rate] >= most {
			most, usual = times[rate], rate
		}
	}
	return usual
}

// promise is walled: with another client active the client is not there.
func (a *API) promise(ctx context.Context, input *itemInput) (*answer[wire.Promise], error) {
	wall, err := a.wall(ctx, input.Walled)
	if err != nil {
		return nil, err
	}
	id := work.ClientID(input.ID)
	clients, err := a.core.Queue.Clients(ctx)
	if err != nil {
		return nil, err
	}
	client, known := clients[id]
	if !known || wall.HidesOf(id) {
		return nil, fault.New(fault.NotFound, "There is no client %d.", id)
	}
	s, err := a.core.Situation(ctx)
	said := wire.Promise{Texts: map[string]string{}}
	for _, language := range promise.Languages() {
		said.Texts[string(language)] = promise.Text(s.Plan, client, s.Now, language)
	}
	return &answer[wire.Promise]{Body: said}, err
}
