package api

import (
	"context"

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

func (a *API) templates(context.Context, *struct{}) (*answer[wire.Templates], error) {
	list := wire.Templates{Templates: []wire.Template{}}
	for _, t := range work.Templates() {
		list.Templates = append(list.Templates, wire.TemplateOf(t))
	}
	return &answer[wire.Templates]{Body: list}, nil
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
