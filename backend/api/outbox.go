package api

import (
	"context"

	"sluice/backend/api/wire"
	"sluice/backend/source"
	"sluice/backend/work"
)

func (a *API) outbox(ctx context.Context, asked *Walled) (*answer[wire.Outbox], error) {
	wall, err := a.wall(ctx, *asked)
	if err != nil {
		return nil, err
	}
	writes, err := a.core.Queue.Outbox(ctx, wall)
	body := wire.Outbox{Writes: make([]wire.Write, len(writes))}
	for i, w := range writes {
		body.Writes[i] = wire.WriteOf(w)
	}
	return &answer[wire.Outbox]{Body: body}, err
}

type writeInput struct {
	Walled
	ID int64 `path:"id"`
}

func (a *API) retryWrite(ctx context.Context, input *writeInput) (*answer[wire.Write], error) {
	wall, err := a.wall(ctx, input.Walled)
	if err != nil {
		return nil, err
	}
	w, err := a.core.Queue.Retry(ctx, a.core.Now(), wall, work.WriteID(input.ID))
	return &answer[wire.Write]{Body: wire.WriteOf(w)}, err
}

func (a *API) withdrawWrite(ctx context.Context, input *writeInput) (*answer[wire.Write], error) {
	wall, err := a.wall(ctx, input.Walled)
	if err != nil {
		return nil, err
	}
	w, err := a.core.Queue.Withdraw(ctx, wall, work.WriteID(input.ID))
	return &answer[wire.Write]{Body: wire.WriteOf(w)}, err
}

type replyInput struct {
	Walled
	ID   int64 `path:"id"`
	Body struct {
		Text string `json:"text" minLength:"1" maxLength:"65536"`
	}
}

func (a *API) reply(ctx context.Context, input *replyInput) (*answer[acted], error) {
	return a.send(ctx, input.Walled, input.ID, source.VerbReply, input.Body.Text)
}

type verbInput struct {
	Walled
	ID   int64 `path:"id"`
	Body struct {
		Verb string `json:"verb" enum:"read,done,resolve,accept,decline" doc:"One of those that its source's kind writes"`
	}
}

func (a *API) write(ctx context.Context, input *verbInput) (*answer[acted], error) {
	return a.send(ctx, input.Walled, input.ID, source.Verb(input.Body.Verb), "")
}

func (a *API) send(ctx context.Context, asked Walled, item int64, verb source.Verb, text string) (*answer[acted], error) {
	wall, err := a.wall(ctx, asked)
	if err != nil {
		return nil, err
	}
	return actedOf(a.core.Send(ctx, wall, work.ItemID(item), verb, text))
}

func (a *API) whole(ctx context.Context, input *writeInput) (*answer[wire.Whole], error) {
	wall, err := a.wall(ctx, input.Walled)
	if err != nil {
		return nil, err
	}
	d, err := a.core.Whole(ctx, wall, work.ItemID(input.ID))
	return &answer[wire.Whole]{Body: wire.Whole{Title: d.Title, Body: d.Body, From: d.From, URL: d.URL}}, err
}
