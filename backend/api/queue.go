package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"sluice/backend/api/wire"
	"sluice/backend/core"
	"sluice/backend/source"
	"sluice/backend/work"
)

func (a *API) registerQueue(api huma.API) {
	get(api, "queue", "/queue", "The queue, the most important item first", a.queue)
	get(api, "item", "/items/{id}", "An item with its thread", a.item)
	change(api, http.MethodPost, "done", "/items/{id}/done", "Mark an item as done", a.done)
	change(api, http.MethodPost, "done-many", "/done", "Mark several items as done, as one act", a.doneMany)
	change(api, http.MethodPost, "undo", "/undo", "Take back the last act", a.undo)
	change(api, http.MethodPost, "add", "/arrivals", "Put something in: it is held like everything else, unless asked otherwise", a.add)
}

type queueInput struct {
	Limit  int `query:"limit" minimum:"0" maximum:"100000" doc:"0: all"`
	Offset int `query:"offset" minimum:"0"`
}

func (a *API) queue(ctx context.Context, input *queueInput) (*answer[wire.Queue], error) {
	items, err := a.core.Queue.Items(ctx, input.Limit, input.Offset)
	if err != nil {
		return nil, err
	}
	clients, err := a.core.Queue.Clients(ctx)
	queue := wire.Queue{Items: make([]wire.Item, len(items))}
	for i, item := range items {
		queue.Items[i] = wire.ItemOf(item, clients)
	}
	return &answer[wire.Queue]{Body: queue}, err
}

type itemInput struct {
	ID int64 `path:"id"`
}

func (a *API) item(ctx context.Context, input *itemInput) (*answer[wire.Thread], error) {
	item, shown, err := a.core.Queue.Item(ctx, work.ItemID(input.ID))
	if err != nil {
		return nil, err
	}
	clients, err := a.core.Queue.Clients(ctx)
	thread := wire.Thread{Item: wire.ItemOf(item, clients), Thread: make([]wire.Arrival, len(shown))}
	for i, one := range shown {
		thread.Thread[i] = wire.ArrivalOf(one)
	}
	return &answer[wire.Thread]{Body: thread}, err
}

type acted struct {
	Act wire.Act `json:"act"`
}

func actedOf(act work.Act, err error) (*answer[acted], error) {
	return &answer[acted]{Body: acted{Act: wire.ActOf(act)}}, err
}

func (a *API) done(ctx context.Context, input *itemInput) (*answer[acted], error) {
	return actedOf(a.core.Done(ctx, work.ItemID(input.ID)))
}

type manyInput struct {
	Body struct {
		Items []work.ItemID `json:"items" minItems:"1" maxItems:"100000"`
	}
}

func (a *API) doneMany(ctx context.Context, input *manyInput) (*answer[acted], error) {
	return actedOf(a.core.Done(ctx, input.Body.Items...))
}

func (a *API) undo(ctx context.Context, _ *struct{}) (*answer[acted], error) {
	return actedOf(a.core.Undo(ctx))
}

type newArrival struct {
	Key    string     `json:"key,omitempty" maxLength:"200" doc:"Its identity: the same key again changes nothing"`
	Title  string     `json:"title" minLength:"1" maxLength:"1000"`
	Body   string     `json:"body,omitempty" maxLength:"65536"`
	From   string     `json:"from,omitempty" maxLength:"200"`
	App    string     `json:"app,omitempty" maxLength:"200"`
	URL    string     `json:"url,omitempty" maxLength:"4096"`
	Thread string     `json:"thread,omitempty" maxLength:"200" doc:"What belongs together has the same"`
	DueAt  *time.Time `json:"dueAt,omitempty"`
	Now    bool       `json:"now,omitempty" doc:"Straight into the queue, past the gate: for what the user puts in himself"`
}

type addInput struct {
	Body struct {
		Arrivals []newArrival `json:"arrivals" minItems:"1"`
	}
}

type addedBody struct {
	Added []wire.Added `json:"added"`
}

func (a *API) add(ctx context.Context, input *addInput) (*answer[addedBody], error) {
	events := make([]source.Event, len(input.Body.Arrivals))
	for i, arrival := range input.Body.Arrivals {
		events[i] = arrival.event()
	}
	placed, err := a.core.Add(ctx, events...)
	body := addedBody{Added: make([]wire.Added, len(placed))}
	for i, p := range placed {
		body.Added[i] = addedOf(p)
	}
	return &answer[addedBody]{Body: body}, err
}

func (n newArrival) event() source.Event {
	event := source.Event{
		RemoteID: n.Key, Thread: n.Thread, App: n.App, From: n.From, Kind: work.KindMessage,
		Title: n.Title, Body: n.Body, URL: n.URL, AtOnce: n.Now,
	}
	if n.Now {
		event.Kind = work.KindTask
	}
	if n.DueAt != nil {
		event.DueAt = *n.DueAt
	}
	return event
}

func addedOf(p core.Placed) wire.Added {
	return wire.Added{
		Item: int64(p.Arrival.Item), Arrival: int64(p.Arrival.ID), New: p.IsNew,
		Outcome: string(p.Arrival.Outcome), Reason: p.Arrival.Reason,
	}
}
