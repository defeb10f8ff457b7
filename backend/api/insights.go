package api

import (
	"context"
	"encoding/base64"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"sluice/backend/api/wire"
	"sluice/backend/fault"
	"sluice/backend/work"
)

func (a *API) registerInsights(api huma.API) {
	get(api, "insights", "/insights", "What the last days say", a.insights)
	change(api, http.MethodPost, "say-worth", "/insights/worth", "Whether a break-through was worth the interruption", a.sayWorth)
	get(api, "changes-proposed", "/insights/proposals", "Changes of the rules that the last four weeks speak for", a.changesProposed)
	change(api, http.MethodPost, "accept-proposal", "/insights/proposals/{id}/accept", "Make the change", a.acceptProposal)
	change(api, http.MethodPost, "decline-proposal", "/insights/proposals/{id}/decline", "Never propose it again", a.declineProposal)
}

type insightsInput struct {
	Walled
	Days int `query:"days" minimum:"1" maximum:"366" default:"14"`
}

func (a *API) insights(ctx context.Context, input *insightsInput) (*answer[wire.Insights], error) {
	wall, err := a.wall(ctx, input.Walled)
	if err != nil {
		return nil, err
	}
	in, err := a.core.Queue.Insights(ctx, a.core.Now(), wall, input.Days)
	if err != nil {
		return nil, err
	}
	clients, err := a.core.Queue.Clients(ctx)
	return &answer[wire.Insights]{Body: wire.InsightsOf(in, clients)}, err
}

type worthInput struct {
	Walled
	Body struct {
		Arrival int64 `json:"arrival"`
		Worth   bool  `json:"worth"`
	}
}

func (a *API) sayWorth(ctx context.Context, input *worthInput) (*answer[acted], error) {
	wall, err := a.wall(ctx, input.Walled)
	if err != nil {
		return nil, err
	}
	return a.doing(ctx, func(now time.Time) (work.Act, error) {
		return a.core.Queue.SayWorth(ctx, now, wall, work.ArrivalID(input.Body.Arrival), input.Body.Worth)
	})
}

func (a *API) changesProposed(ctx context.Context, asked *Walled) (*answer[wire.ChangesProposed], error) {
	wall, err := a.wall(ctx, *asked)
	if err != nil {
		return nil, err
	}
	all, err := a.core.Queue.Proposals(ctx, a.core.Now(), wall)
	list := wire.ChangesProposed{Proposals: []wire.ChangeProposed{}}
	for _, p := range all {
		list.Proposals = append(list.Proposals, wire.ChangeProposed{
			ID: base64.RawURLEncoding.EncodeToString([]byte(p.Key)), Sentence: p.Sentence, Evidence: p.Evidence, N: p.N,
		})
	}
	return &answer[wire.ChangesProposed]{Body: list}, err
}

type proposalInput struct {
	Walled
	ID string `path:"id"`
}

func (a *API) acceptProposal(ctx context.Context, input *proposalInput) (*answer[acted], error) {
	return a.answerProposal(ctx, input, true)
}

func (a *API) declineProposal(ctx context.Context, input *proposalInput) (*answer[acted], error) {
	return a.answerProposal(ctx, input, false)
}

func (a *API) answerProposal(ctx context.Context, input *proposalInput, accept bool) (*answer[acted], error) {
	wall, err := a.wall(ctx, input.Walled)
	if err != nil {
		return nil, err
	}
	key, err := base64.RawURLEncoding.DecodeString(input.ID)
	if err != nil {
		return nil, fault.New(fault.NotFound, "There is no such proposal, or not any more.")
	}
	return a.doing(ctx, func(now time.Time) (work.Act, error) {
		return a.core.Queue.AnswerProposal(ctx, now, wall, string(key), accept)
	})
}
